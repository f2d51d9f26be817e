'use client'

import type { HogkitClient, Properties } from '../../core/types.js'
import { captureReactError, type ReactErrorInfo, type ReactErrorSource } from './captureReactError.js'

/** One of the error options of `createRoot` and `hydrateRoot`. */
export type RootErrorHandler = (error: unknown, info: ReactErrorInfo) => void

/** The error options of React 19's `createRoot` and `hydrateRoot`; React 18 knows `onRecoverableError` only. */
export interface RootErrorHandlers {
  /** An error that some error boundary caught. */
  readonly onCaughtError: RootErrorHandler
  /** An error that no boundary caught: React removes the whole tree. */
  readonly onUncaughtError: RootErrorHandler
  /** An error that React got over by itself, for example by rendering again what did not hydrate. */
  readonly onRecoverableError: RootErrorHandler
}

/** What {@link createRootErrorHandlers} takes beside the client. */
export interface RootErrorHandlersOptions extends Partial<RootErrorHandlers> {
  /** Properties for every event, or a function of the error that gives them. */
  readonly properties?: Properties | ((error: unknown, info: ReactErrorInfo) => Properties) | undefined
}

/**
 * Handlers that capture every error React meets, wherever it is caught:
 *
 * ```tsx
 * createRoot(element, createRootErrorHandlers(client)).render(<App />)
 * ```
 *
 * An error that reached an `ErrorBoundary` of hogkit too is one event. After capturing, your own handler of that name runs;
 * without one, what React does by itself: the console for a caught error, `reportError` for the others.
 * https://react.dev/reference/react-dom/client/createRoot#parameters
 */
export function createRootErrorHandlers(
  client: HogkitClient,
  { properties, onCaughtError, onUncaughtError, onRecoverableError }: RootErrorHandlersOptions = {},
): RootErrorHandlers {
  const handler =
    (source: ReactErrorSource, next: RootErrorHandler): RootErrorHandler =>
    (error, info) => {
      captureReactError(client, error, info, source, () =>
        typeof properties === 'function' ? properties(error, info) : properties,
      )
      next(error, info)
    }
  return {
    onCaughtError: handler('react.on_caught_error', onCaughtError ?? logError),
    onUncaughtError: handler('react.on_uncaught_error', onUncaughtError ?? passOn),
    onRecoverableError: handler('react.on_recoverable_error', onRecoverableError ?? passOn),
  }
}

const logError: RootErrorHandler = (error, { componentStack }) => {
  // oxlint-disable-next-line no-console -- where React itself writes it when there is no handler
  console.error(error, componentStack ?? '')
}

const passOn: RootErrorHandler = error => {
  if (typeof reportError === 'function') reportError(error)
  // oxlint-disable-next-line no-console -- as above, in a runtime without reportError
  else console.error(error)
}
