import type { Emitter } from '../emitter.js'
import { ExceptionStepError } from '../errors/late.js'
import type { Properties } from '../types.js'

/** One call of `addExceptionStep`, and when it was. */
export type GivenStep = [at: number, message: string, properties?: Properties | undefined]

/** The last steps before an exception, as the JSON that is sent, bounded in bytes. */
export interface ExceptionSteps {
  readonly add: (...step: GivenStep) => void
  /** `$exception_steps`, oldest first. */
  readonly properties: () => Properties
  readonly clear: () => void
}

/** https://github.com/PostHog/sdk-specs/blob/main/openspec/specs/exception-steps/spec.md */
export function createExceptionSteps(
  maxBytes: number,
  emitter: Emitter,
  toJson: (value: unknown) => string,
): ExceptionSteps {
  let steps: { readonly json: string; readonly bytes: number }[] = []
  const warn = (why: string) => emitter.report(new ExceptionStepError(`addExceptionStep(): ${why}.`))
  return {
    add(at, message, { $message, $timestamp, ...properties } = {}) {
      if (!maxBytes) return
      if (typeof message !== 'string' || !message) return warn('a step needs a message')
      if (($message ?? $timestamp) !== undefined) warn('$message and $timestamp are not yours to set')
      const json = toJson({ ...properties, $message: message, $timestamp: new Date(at).toISOString() })
      const bytes = new TextEncoder().encode(json).length
      if (bytes > maxBytes) return warn('a step is larger than maxStepBytes')
      steps.push({ json, bytes })
      let surplus = steps.reduce((sum, step) => sum + step.bytes, -maxBytes)
      while (surplus > 0) surplus -= steps.shift()?.bytes ?? surplus
    },
    properties: () => (steps.length ? { $exception_steps: steps.map(({ json }) => JSON.parse(json) as unknown) } : {}),
    clear: () => void (steps = []),
  }
}
