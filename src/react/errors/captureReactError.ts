import { completeClient } from '../../core/actions.js'
import { captureOnce } from '../../core/exceptions/captured.js'
import type { HogkitClient, Properties } from '../../core/types.js'
import { warnInDevelopment } from '../provider/development.js'

/** Which of React's hooks told of the error, as PostHog's `$exception_source` names integrations. */
export type ReactErrorSource =
  | 'react.error_boundary'
  | 'react.on_caught_error'
  | 'react.on_uncaught_error'
  | 'react.on_recoverable_error'

/** What React tells beside the error. */
export interface ReactErrorInfo {
  /** The components around the one that failed, innermost first, a line each. */
  readonly componentStack?: string | null | undefined
}

const maxStackLength = 20_000

/** What React told last: it calls the root's handler and then the boundary in one go, and a thrown text has no identity. */
let lastValue: { client: HogkitClient; value: unknown; stack: string | undefined; uuid: string | undefined } | undefined

/**
 * Captures `$exception` with React's component stack, once for each error and client, and gives the event's uuid;
 * `undefined` when it was not taken. Never throws: who reports an error must not put another in its place.
 *
 * `$exception_component_stack` is the name that `@posthog/react` gave it.
 */
export function captureReactError(
  client: HogkitClient,
  error: unknown,
  { componentStack }: ReactErrorInfo,
  source: ReactErrorSource,
  properties: () => Properties | undefined,
): string | undefined {
  const stack = componentStack?.slice(0, maxStackLength)
  if (isLast(client, error, stack)) return lastValue?.uuid
  try {
    const uuid = captureOnce(client, error, () =>
      completeClient(client).captureException(
        error,
        { ...readProperties(properties), ...(stack && { $exception_component_stack: stack }) },
        { source, handled: source !== 'react.on_uncaught_error' },
      ),
    )
    rememberValue({ client, value: error, stack, uuid })
    return uuid
  } catch (failure) {
    warnInDevelopment(`An error could not be captured: ${String(failure)}`)
    return undefined
  }
}

/** A function of the app's that throws costs its properties, not the event. */
function readProperties(read: () => Properties | undefined): Properties | undefined {
  try {
    return read()
  } catch (failure) {
    warnInDevelopment(`The properties of an error could not be read: ${String(failure)}`)
    return undefined
  }
}

function isLast(client: HogkitClient, value: unknown, stack: string | undefined): boolean {
  return lastValue?.client === client && Object.is(lastValue.value, value) && lastValue.stack === stack
}

function rememberValue(told: NonNullable<typeof lastValue>): void {
  lastValue = told
  queueMicrotask(() => {
    if (lastValue === told) lastValue = undefined
  })
}
