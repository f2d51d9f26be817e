import { EngineError } from '../errors/client.js'
import type { createEngine, Engine } from './engine.js'

const TIMEOUT_MS = 10_000
const RETRY_MS = 1000
const MAX_RETRY_MS = 300_000
/** What waits for the engine: it loads as the client starts, so there are few. */
const MAX_TASKS = 200

/** The engine's module. */
export interface EngineModule {
  readonly createEngine: typeof createEngine
}

type Timer = ReturnType<typeof setTimeout> | undefined

/** One chunk of its own in every bundle, and one module for all clients. */
export const importEngine = (): Promise<EngineModule> => import('./engine.js')

/**
 * Loads the delivery engine once the client has started, so that what a page needs first stays small. Until it is in,
 * events are stored and counted as ever; what a page that is left before did not send, the next one does.
 */
export interface EngineLoader {
  /** The engine, when it is in. */
  readonly current: Engine | undefined
  /** The engine, loaded now where it is not. Rejects with an {@link EngineError}. */
  readonly get: () => Promise<Engine>
  /** The same, with `undefined` where it cannot be loaded. */
  readonly ready: () => Promise<Engine | undefined>
  /** Does this with the engine: now, or as soon as it is in. The oldest of too many are forgotten. */
  readonly run: (task: (engine: Engine) => void) => void
  /** Lets the engine send what waits, within the time, and ends it. */
  readonly close: (timeoutMs: number) => Promise<void>
}

/**
 * @param load imports the module. After a failure it is tried again, later and later, and when the connection is back.
 *   Browsers differ in whether they then ask the network once more (https://github.com/whatwg/html/issues/6768), so the
 *   error advises to reload.
 * @param create makes this client's engine.
 * @param onSettled told when the engine is in, or of each failure: with the same error until it is in.
 */
export function createEngineLoader(
  load: typeof importEngine,
  create: (module: EngineModule) => Engine,
  onSettled: (error?: EngineError) => void,
): EngineLoader {
  let current: Engine | undefined
  let loading: Promise<Engine> | undefined
  let error: EngineError | undefined
  let retryMs = RETRY_MS
  let retryTimer: Timer
  let isClosed = false
  const tasks: ((engine: Engine) => void)[] = []

  async function attempt(): Promise<Engine> {
    clearTimeout(retryTimer)
    try {
      const module = await within(TIMEOUT_MS, load())
      if (!module || isClosed) throw new Error(isClosed ? 'shutdown' : 'timeout')
      current = create(module)
    } catch (cause) {
      loading = undefined
      error ??= new EngineError(
        'Code that sends did not load, so events wait. Reload; keep old chunks after a deploy.',
        { cause },
      )
      if (!isClosed) {
        retryTimer = setTimeout(ready, retryMs)
        retryMs = Math.min(MAX_RETRY_MS, retryMs * 2)
        globalThis.addEventListener?.('online', ready, { once: true })
        onSettled(error)
      }
      throw error
    }
    for (const task of tasks.splice(0)) task(current)
    onSettled()
    return current
  }

  const get = async (): Promise<Engine> => current ?? (loading ??= attempt())
  const ready = (): Promise<Engine | undefined> => get().catch(() => undefined)

  return {
    get current() {
      return current
    },
    get,
    ready,
    run(task) {
      if (current) task(current)
      else if (tasks.push(task) > MAX_TASKS) tasks.shift()
    },
    async close(timeoutMs) {
      await within(
        timeoutMs,
        ready().then(engine => engine?.drain()),
      )
      isClosed = true
      clearTimeout(retryTimer)
      await current?.close()
    },
  }
}

/** What the promise gives, or `undefined` when the time is up. */
async function within<TResult>(ms: number, promise: Promise<TResult>): Promise<TResult | undefined> {
  let timer: Timer
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
