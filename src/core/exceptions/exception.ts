import { toJson } from '../sanitize.js'
import type { Properties } from '../types.js'

const MAX_CAUSES = 5
const MAX_STACK_CHARS = 20_000

/**
 * The event of a handled exception, its causes included, in the shape of PostHog's error tracking; the frames of each `stack`
 * are read when it is sent. https://posthog.com/docs/error-tracking
 */
export function exceptionEvent(error: unknown): [event: string, properties: Properties] {
  const list: Properties[] = []
  for (let current = error; list.length < MAX_CAUSES && (current !== undefined || !list.length);) {
    list.push(toException(current))
    current = current instanceof Error ? current.cause : undefined
  }
  return [
    '$exception',
    {
      $exception_list: list,
      $exception_level: 'error',
      $exception_type: list[0]?.['type'],
      $exception_message: list[0]?.['value'],
    },
  ]
}

function toException(error: unknown): Properties {
  const isError = error instanceof Error
  return {
    type: isError ? error.name : 'Error',
    value: isError ? error.message : (typeof error === 'object' ? toJson : String)(error),
    // Synthetic: not an Error was thrown, so there is no stack.
    mechanism: { type: 'generic', handled: true, synthetic: !isError },
    stack: isError ? error.stack?.slice(0, MAX_STACK_CHARS) : undefined,
  }
}
