'use client'

import type { ContextType, ReactNode } from 'react'
import { Component } from 'react'
import type { HogkitClient, Properties } from '../../core/types.js'
import { captureReactError, type ReactErrorInfo } from '../../react/errors/captureReactError.js'
import { HogkitContext } from '../../react/provider/context.js'
import { warnInDevelopment } from '../../react/provider/development.js'
import { ErrorFallback, type ErrorFallbackLabels } from './ErrorFallback.js'

/** What a `fallback` function gets. */
export interface ErrorBoundaryFallbackProps {
  /** What was thrown; anything can be. */
  readonly error: unknown
  /** Renders the children again. */
  readonly reset: () => void
  /** The uuid of the `$exception` event; `undefined` when it was not taken, for example without consent. */
  readonly eventId: string | undefined
}

/** Why a boundary shows its children again. */
export interface ErrorBoundaryReset {
  /** `reset`: somebody called it; `keys`: one of `resetKeys` changed. */
  readonly reason: 'reset' | 'keys'
}

/** Props of {@link ErrorBoundary}. */
export interface ErrorBoundaryProps {
  children?: ReactNode
  /** Shown in place of children that threw. Default: an alert with a button to try again ({@link ErrorFallback}). */
  fallback?: ReactNode | ((props: ErrorBoundaryFallbackProps) => ReactNode)
  /** The children are shown again when one of these changes, compared with `Object.is`: the page, the id on show. */
  resetKeys?: readonly unknown[] | undefined
  /** Runs after the error was captured; `info.componentStack` says where in the tree. */
  onError?: ((error: unknown, info: ReactErrorInfo, eventId: string | undefined) => void) | undefined
  /** Runs before the children are shown again: the place to drop what made them fail. */
  onReset?: ((reset: ErrorBoundaryReset) => void) | undefined
  /** Properties of the event, or a function of the error that gives them. */
  properties?: Properties | ((error: unknown, info: ReactErrorInfo) => Properties) | undefined
  /** Who captures. Default: the client of the provider above. */
  client?: HogkitClient | undefined
  /** Replaces any text of the default fallback. */
  labels?: Partial<ErrorFallbackLabels> | undefined
}

interface ErrorBoundaryState {
  /** In an object, because `undefined` can be thrown too. */
  readonly caught: { readonly error: unknown } | undefined
  readonly eventId: string | undefined
}

const intact: ErrorBoundaryState = { caught: undefined, eventId: undefined }

/**
 * Shows a fallback in place of children that threw while rendering or in an effect, and captures `$exception` with React's
 * component stack (`$exception_component_stack`), so that error tracking says where in the tree.
 *
 * ```tsx
 * <ErrorBoundary fallback={({ reset }) => <Sorry onRetry={reset} />} resetKeys={[path]}>
 *   <Page />
 * </ErrorBoundary>
 * ```
 *
 * Works above the provider or without one, too: then nothing is captured unless it gets a `client`. Errors of event handlers
 * and timers reach no boundary. https://posthog.com/docs/error-tracking
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  static override readonly contextType = HogkitContext
  declare context: ContextType<typeof HogkitContext>
  override state: ErrorBoundaryState = intact
  /** The attempt under way was asked for by hand. */
  #isRetry = false

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { caught: { error }, eventId: undefined }
  }

  override componentDidCatch(error: unknown, info: ReactErrorInfo): void {
    const eventId = this.#capture(error, info)
    if (eventId !== undefined) this.setState({ eventId })
    this.props.onError?.(error, info, eventId)
  }

  override componentDidUpdate(before: ErrorBoundaryProps, { caught }: ErrorBoundaryState): void {
    if (!this.state.caught) this.#isRetry = false
    // Only what changes after the fallback is up counts: a change that itself made the children throw would reset at once.
    if (this.state.caught && caught && isOther(before.resetKeys, this.props.resetKeys)) this.#reset({ reason: 'keys' })
  }

  readonly reset = (): void => {
    if (this.state.caught) this.#reset({ reason: 'reset' })
  }

  override render(): ReactNode {
    const { caught, eventId } = this.state
    const { children, fallback, labels } = this.props
    if (!caught) return children
    if (typeof fallback === 'function') return fallback({ error: caught.error, reset: this.reset, eventId })
    if (fallback !== undefined) return fallback
    return <ErrorFallback reset={this.reset} eventId={eventId} focusRetry={this.#isRetry} labels={labels} />
  }

  #capture(error: unknown, info: ReactErrorInfo): string | undefined {
    const { client = this.context?.client, properties } = this.props
    if (client) {
      return captureReactError(client, error, info, 'react.error_boundary', () =>
        typeof properties === 'function' ? properties(error, info) : properties,
      )
    }
    warnInDevelopment(
      '<ErrorBoundary> caught an error but has no client to capture it with. Put it inside of <HogkitProvider>, or give it ' +
        'a `client`.',
    )
    return undefined
  }

  #reset(reset: ErrorBoundaryReset): void {
    this.props.onReset?.(reset)
    this.#isRetry = reset.reason === 'reset'
    this.setState(intact)
  }
}

function isOther(before: readonly unknown[] = [], now: readonly unknown[] = []): boolean {
  return before.length !== now.length || now.some((key, index) => !Object.is(key, before[index]))
}
