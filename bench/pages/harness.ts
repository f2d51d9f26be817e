import type { Peer, StartPeer } from '../peers/peer.js'

/** What a burst did: µs per capture of each chunk, and how many captures there were before the time ran out. */
export interface BurstResult {
  readonly chunks: number[]
  readonly captured: number
}

export interface BurstOptions {
  readonly count: number
  /** Number of the first event. */
  readonly from?: number
  /** Events timed together. */
  readonly chunk?: number
  /** Stops after the chunk that exceeds this. */
  readonly maxMs?: number
  /** Lets the page breathe after each chunk, so that sending runs in between. */
  readonly isYielding?: boolean
}

/** `window.bench` of a benchmark page. */
export interface BenchPage {
  /** Resolves when the client is ready to capture. */
  start(): Promise<void>
  burst(options: BurstOptions): Promise<BurstResult>
  /** What any visit does: one event, which no figure counts. */
  visit(): void
  /** Captures and follows a link in the same task. */
  burstAndLeave(count: number, url: string): void
  flush(): boolean
  /** Fills localStorage until nothing fits. */
  fillStorage(): void
  /** What the client says, and how many captures threw into the application. */
  status(): Record<string, number>
  /** Characters of localStorage in use, keys and values. */
  storedChars(): number
}

/** Puts a peer behind `window.bench`. `?host=` names the stub. */
export function install(startPeer: StartPeer): void {
  let peer: Peer | undefined
  let thrown = 0
  const started = (): Peer => {
    if (!peer) throw new Error('The page is not started: call bench.start() first.')
    return peer
  }
  window.bench = {
    async start() {
      const host = new URLSearchParams(location.search).get('host') ?? location.origin
      peer = await startPeer({ host, token: 'phc_bench' })
    },
    async burst({ count, from = 0, chunk = 100, maxMs = 60_000, isYielding = false }) {
      const { capture } = started()
      const chunks: number[] = []
      const begun = performance.now()
      let captured = 0
      while (captured < count && performance.now() - begun < maxMs) {
        const end = Math.min(count, captured + chunk)
        const size = end - captured
        const before = performance.now()
        for (; captured < end; captured++) {
          try {
            capture('bench_event', tenProperties(from + captured))
          } catch {
            thrown++
          }
        }
        chunks.push(((performance.now() - before) * 1000) / size)
        if (isYielding) await new Promise(resolve => setTimeout(resolve, 0))
      }
      return { chunks, captured }
    },
    visit: () => started().capture('bench_visit', {}),
    burstAndLeave(count, url) {
      const { capture } = started()
      for (let index = 0; index < count; index++) capture('bench_event', tenProperties(index))
      location.assign(url)
    },
    flush() {
      const { flush } = started()
      flush?.()
      return flush !== undefined
    },
    fillStorage() {
      for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (let index = 0; ; index++) localStorage.setItem(`junk_${size}_${index}`, 'x'.repeat(size))
        } catch {}
      }
    },
    status: () => ({ ...peer?.status?.(), ...(thrown && { thrown }) }),
    storedChars: () => Object.entries(localStorage).reduce((sum, [key, value]) => sum + key.length + value.length, 0),
  }
}

/** Ten properties, of the kinds that apps send. `seq` numbers the event, so that a loss shows even where a uuid changed. */
function tenProperties(seq: number): Record<string, unknown> {
  return {
    seq,
    plan: seq % 3 === 0 ? 'free' : 'pro',
    source: 'navigation',
    step: seq % 7,
    price: 12.5 * (seq % 40),
    currency: 'EUR',
    label: `Item ${(seq * 7919) % 1000}`,
    is_trial: seq % 5 === 0,
    tags: ['alpha', `t${seq % 11}`],
    variant: seq % 2 === 0 ? 'control' : 'test',
  }
}
