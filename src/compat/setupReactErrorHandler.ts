import { captureReactError, type ReactErrorInfo } from '../react/errors/captureReactError.js'
import type { PostHog } from './posthog.js'

/**
 * `setupReactErrorHandler` of @posthog/react: a handler for `onCaughtError`, `onUncaughtError` or `onRecoverableError` of React 19's roots.
 * `createRootErrorHandlers` of `hogkit` makes all three.
 */
export function setupReactErrorHandler(
  client: PostHog,
  callback?: (event: { uuid: string } | undefined, error: unknown, info: ReactErrorInfo) => void,
): (error: unknown, info: ReactErrorInfo) => void {
  return (error, info) => {
    const uuid = captureReactError(client.hogkit, error, info, 'react.on_uncaught_error', () => undefined)
    callback?.(uuid === undefined ? undefined : { uuid }, error, info)
  }
}
