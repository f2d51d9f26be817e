import { HookError } from './errors/client.js'
import { addListener, callAll } from './store.js'
import type { ClientEvents } from './types.js'

type Listeners = { [TName in keyof ClientEvents]?: Set<(payload: ClientEvents[TName]) => void> }

/** Tells listeners by name, and failures to whoever asked for them. */
export interface Emitter {
  readonly on: <TName extends keyof ClientEvents>(
    name: TName,
    listener: (payload: ClientEvents[TName]) => void,
  ) => () => void
  readonly emit: <TName extends keyof ClientEvents>(name: TName, payload: ClientEvents[TName]) => void
  /** Whether anybody listens: what nobody hears need not be made. */
  readonly hears: (name: keyof ClientEvents) => boolean
  /** A failure that no caller awaits: to `error` listeners and to `onError`. Never throws; one error is told once. */
  readonly report: (error: Error) => void
  /** Logs all that is told from now on, or no more. */
  readonly debug: (enabled?: boolean) => void
  /** Reports what code of the application threw. */
  readonly threw: (error: unknown) => void
  /** Runs code of the application; `undefined` when it threw, which is reported. */
  readonly attempt: <TResult>(run: () => TResult) => TResult | undefined
}

/** @param onError default: a warning on the console, unless `NODE_ENV` is `production`. */
export function createEmitter(onError: (error: Error) => void = warnInDevelopment): Emitter {
  const listeners: Listeners = {}
  const told = new WeakSet<Error>()
  let isDebug = false

  const emitter: Emitter = {
    on: (name, listener) => addListener((listeners[name] ??= new Set() as never), listener),
    hears: name => isDebug || Boolean(listeners[name]?.size),
    emit(name, payload) {
      // oxlint-disable-next-line no-console -- what `debug()` is for
      if (isDebug) console.debug(`[hogkit] ${name}`, payload)
      callAll(listeners[name] ?? [], payload, emitter.threw)
    },
    debug(enabled = true) {
      isDebug = enabled
    },
    report(error) {
      if (told.has(error)) return
      told.add(error)
      // A listener or `onError` that throws while an error is told has nobody left to tell.
      callAll<Error>([...(listeners.error ?? []), onError], error, () => {})
    },
    attempt(run) {
      try {
        return run()
      } catch (error) {
        emitter.threw(error)
        return undefined
      }
    },
    threw(cause) {
      emitter.report(new HookError('A listener, plugin or hook threw, see cause.', { cause }))
    },
  }
  return emitter
}

function warnInDevelopment(error: Error): void {
  try {
    // Bundlers replace exactly this expression; a browser without one throws here and counts as development.
    if (process.env.NODE_ENV === 'production') return
  } catch {}
  // oxlint-disable-next-line no-console -- the documented default of `onError`
  console.warn('[hogkit]', error)
}
