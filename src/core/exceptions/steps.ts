import type { Emitter } from '../emitter.js'
import { InvalidEventError } from '../errors/client.js'
import { toJson } from '../sanitize.js'
import type { HogkitClient, Properties } from '../types.js'
import { byteLength } from '../wire/packed.js'

/** The last steps before an exception, as the JSON that is sent, bounded in bytes. */
export interface ExceptionSteps {
  readonly add: HogkitClient['addExceptionStep']
  /** `$exception_steps`, where the app gives none of its own; oldest first. */
  readonly properties: () => Properties
  readonly clear: () => void
}

/** https://github.com/PostHog/sdk-specs/blob/main/openspec/specs/exception-steps/spec.md */
export function createExceptionSteps(maxBytes: number, now: () => number, emitter: Emitter): ExceptionSteps {
  let steps: { readonly json: string; readonly bytes: number }[] = []
  const warn = (why: string) => emitter.report(new InvalidEventError(`addExceptionStep(): ${why}.`))
  return {
    add(message, { $message, $timestamp, ...properties } = {}) {
      if (!maxBytes) return
      if (typeof message !== 'string' || !message) return warn('a step needs a message')
      if (($message ?? $timestamp) !== undefined) warn('$message and $timestamp are not yours to set')
      const json = toJson({ ...properties, $message: message, $timestamp: new Date(now()).toISOString() })
      const bytes = byteLength(json)
      if (bytes > maxBytes) return warn('a step is larger than maxStepBytes')
      steps.push({ json, bytes })
      let surplus = steps.reduce((sum, step) => sum + step.bytes, -maxBytes)
      while (surplus > 0) surplus -= steps.shift()?.bytes ?? surplus
    },
    properties: () => (steps.length ? { $exception_steps: steps.map(({ json }) => JSON.parse(json) as unknown) } : {}),
    clear: () => void (steps = []),
  }
}
