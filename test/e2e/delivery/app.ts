/** The page of the delivery tests: an app that does nothing but capture. Bundled and served by `deliveryApp.ts`. */
import { browserProperties, type ClientOptions, createClient, type HogkitClient, type QueueState } from 'hogkit/core'

/** What can be sent into a page of {@link ClientOptions}, and what is added to its clock, ms. */
export type StartOptions = Partial<Pick<ClientOptions, 'projectToken' | 'host' | 'flushAt' | 'flushIntervalMs'>> & {
  readonly clockMs?: number
}

/** What the page knows: the state of its queue, and what it was told. */
export type PageState = Omit<QueueState, 'lastError' | 'delivered' | 'dropped'> & {
  readonly errors: string[]
  readonly delivered: string[]
  readonly dropped: string[]
}

/** What tests do with the page, as `window.app`. */
export interface App {
  start(options: StartOptions): void
  /** Captures in one task; gives the uuids. */
  burst(count: number): string[]
  burstAndGo(count: number, url: string): string[]
  /** What an event says of its tab. */
  windowId(): unknown
  /** Puts the client's clock forward. */
  turnClock(ms: number): void
  /** Also resolves only when the delivery engine is in. */
  flush(): Promise<void>
  /** Fills localStorage until nothing fits. */
  fillStorage(): void
  state(): PageState
}

declare global {
  interface Window {
    app: App
  }
}

let client: HogkitClient | undefined
let clockMs = 0
const errors: string[] = []
const delivered: string[] = []
const dropped: string[] = []

function started(): HogkitClient {
  if (!client) throw new Error('app.start() comes first')
  return client
}

function burst(count: number): string[] {
  return Array.from({ length: count }, (_, seq) => {
    const uuid = started().capture('burst', {
      seq,
      plan: seq % 3 ? 'pro' : 'free',
      step: seq % 7,
      tags: ['a', `t${seq % 5}`],
    })
    if (!uuid) throw new Error('not captured')
    return uuid
  })
}

window.app = {
  start({ clockMs: startMs = 0, ...options }) {
    clockMs = startMs
    client = createClient({
      projectToken: '',
      preloadFlags: false,
      plugins: [browserProperties()],
      now: () => Date.now() + clockMs,
      onError: error => errors.push(error.name),
      ...options,
    })
    client.on('delivered', ({ uuids }) => delivered.push(...uuids))
    client.on('dropped', ({ uuids }) => dropped.push(...uuids))
  },
  burst,
  burstAndGo(count, url) {
    const uuids = burst(count)
    location.assign(url)
    return uuids
  },
  windowId() {
    let id: unknown
    const undo = started().on('captured', ({ properties }) => (id = properties['$window_id']))
    started().capture('which tab')
    undo()
    return id
  },
  turnClock(ms) {
    clockMs += ms
  },
  flush: () =>
    started()
      .flush()
      .then(() => {}),
  fillStorage() {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let index = 0; ; index++) localStorage.setItem(`junk_${size}_${index}`, 'x'.repeat(size))
      } catch {}
    }
  },
  state() {
    const { lastError: _, ...state } = started().queue.getSnapshot()
    return { ...state, errors, delivered, dropped }
  },
}
