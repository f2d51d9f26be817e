/** Errors of code that loads after the client has started, in a file of their own so that they load with it. */
import { HogkitError } from './base.js'

/** One event was captured far more often than any burst: a loop, such as a `capture()` while rendering. See `maxBurst`. */
export class RunawayError extends HogkitError {
  override readonly name = 'RunawayError'
  readonly code = 'runaway'
}

/** A step for the next exception that was not kept, or not as it was given: no message, a reserved name, too large. */
export class ExceptionStepError extends HogkitError {
  override readonly name = 'ExceptionStepError'
  readonly code = 'exception-step'
}
