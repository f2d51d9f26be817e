'use client'

import { createElement, type FunctionComponent, type ReactNode, useState } from 'react'
import { ErrorBoundary, type ErrorBoundaryFallbackProps } from '../components/errorBoundary/ErrorBoundary.js'
import type { Properties } from '../core/types.js'
import type { ReactErrorInfo } from '../react/errors/captureReactError.js'

/** What a fallback component gets. */
export interface PostHogErrorBoundaryFallbackProps {
  readonly error: unknown
  /** The event that was captured; `undefined` when it was not taken. */
  readonly exceptionEvent: { readonly uuid: string; readonly event: '$exception' } | undefined
  readonly componentStack: string
}

/** Props of {@link PostHogErrorBoundary}. */
export interface PostHogErrorBoundaryProps {
  readonly children?: ReactNode | (() => ReactNode)
  /** An element, or a component. Default: nothing is shown. */
  readonly fallback?: ReactNode | FunctionComponent<PostHogErrorBoundaryFallbackProps>
  readonly additionalProperties?: Properties | ((error: unknown, info: ReactErrorInfo) => Properties) | undefined
}

/**
 * `PostHogErrorBoundary` of @posthog/react: captures what its children throw while rendering, with React's component stack, and shows the
 * fallback. `ErrorBoundary` of `hogkit/components` can also show the children again.
 */
export function PostHogErrorBoundary({
  children,
  fallback = null,
  additionalProperties,
}: PostHogErrorBoundaryProps): ReactNode {
  const [componentStack, setComponentStack] = useState('')
  const show = ({ error, eventId }: ErrorBoundaryFallbackProps): ReactNode => {
    if (typeof fallback !== 'function') return fallback
    const exceptionEvent = eventId === undefined ? undefined : ({ uuid: eventId, event: '$exception' } as const)
    return createElement(fallback, { error, exceptionEvent, componentStack })
  }
  return (
    <ErrorBoundary
      properties={additionalProperties}
      onError={(_, info) => setComponentStack(info.componentStack ?? '')}
      fallback={show}
    >
      {typeof children === 'function' ? <Lazily render={children} /> : children}
    </ErrorBoundary>
  )
}

/** Inside of the boundary, so that what the function throws is caught too. */
function Lazily({ render }: { readonly render: () => ReactNode }): ReactNode {
  return render()
}
