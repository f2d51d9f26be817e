import type { Capture, OwnCaptureOptions } from '../capture.js'
import type { Emitter } from '../emitter.js'
import type { FlagsContext } from '../flags/flags.js'
import type { Identity } from '../identity/identity.js'
import type { FlagDetails } from '../types.js'
import { exposureEvent } from '../wire/exposure.js'

/** Older ones are forgotten and would be sent again: better than growing for ever on a server. */
const MAX_SEEN = 1000

/**
 * Tells PostHog that a flag was shown.
 * @param known what an override hides.
 * @param early when and to whom, for what was shown before the engine came.
 */
export type ReportExposure = (flag: FlagDetails, known: FlagDetails | undefined, early: OwnCaptureOptions) => void

/** Reports each (identity, flag, value) once, over reloads when there is storage; what was not taken is not remembered. */
export function createReportExposure(
  flags: FlagsContext,
  identity: Identity,
  emitter: Emitter,
  capture: Capture,
): ReportExposure {
  let seen: readonly string[] | undefined
  // What is stored of them goes with the flags.
  emitter.on('identity', () => (seen = []))
  return (flag, known, early) => {
    seen ??= flags.exposures.read()?.seen ?? []
    const exposure = JSON.stringify([early.distinctId ?? identity.current.distinctId, flag.key, flag.value])
    if (seen.includes(exposure)) return
    const { answer, failure, bootstrapped } = flags
    const shown = { answer, failure, known, bootstrapped: bootstrapped.get(flag.key) }
    const [event, properties, options] = exposureEvent(flag, shown)
    if (capture(event, properties, { ...options, ...early }) === undefined) return
    seen = [...seen, exposure].slice(-MAX_SEEN)
    flags.exposures.write({ seen })
  }
}
