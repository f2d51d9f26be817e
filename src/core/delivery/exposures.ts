import type { Capture, OwnCaptureOptions } from '../capture.js'
import type { Emitter } from '../emitter.js'
import type { FlagsContext } from '../flags/flags.js'
import type { Identity } from '../identity/identity.js'
import type { SafeStorage } from '../storage/storage.js'
import type { FlagDetails } from '../types.js'
import { exposureEvent } from '../wire/exposure.js'

/** Older ones are forgotten and would be sent again: better than growing for ever on a server. */
const MAX_SEEN = 1000

/** The newest exposures that were sent, as JSON of identity, flag and value. */
interface SeenExposures {
  readonly seen: readonly string[]
}

/**
 * Tells PostHog that a flag was shown.
 * @param known what an override hides.
 * @param early when and to whom, for what was shown before the engine came.
 */
export type ReportExposure = (flag: FlagDetails, known: FlagDetails | undefined, early: OwnCaptureOptions) => void

/** Reports each (identity, flag, value) once, over reloads when there is storage; what was not taken is not remembered. */
export function createReportExposure(
  storage: SafeStorage,
  flags: FlagsContext,
  identity: Identity,
  emitter: Emitter,
  capture: Capture,
): ReportExposure {
  let seen: readonly string[] | undefined
  const stored = flags.createBlob<SeenExposures>(storage, 'exposures', ({ seen }) => Array.isArray(seen))
  emitter.on('identity', () => {
    seen = []
    stored.remove()
  })
  return (flag, known, early) => {
    seen ??= stored.read()?.seen ?? []
    const exposure = JSON.stringify([early.distinctId ?? identity.current.distinctId, flag.key, flag.value])
    if (seen.includes(exposure)) return
    const { answer, failure, bootstrapped } = flags
    const shown = { answer, failure, known, bootstrapped: bootstrapped.get(flag.key) }
    const [event, properties, options] = exposureEvent(flag, shown)
    if (capture(event, properties, { ...options, ...early }) === undefined) return
    seen = [...seen, exposure].slice(-MAX_SEEN)
    stored.write({ seen })
  }
}
