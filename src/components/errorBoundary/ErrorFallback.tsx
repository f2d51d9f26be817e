'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useEffect, useRef } from 'react'
import type { StyledProps, ViewStateProps } from '../shared/root.js'
import { rootProps } from '../shared/root.js'

/** Every text of {@link ErrorFallback}. */
export interface ErrorFallbackLabels {
  readonly title: string
  readonly text: string
  readonly retry: string
  /** Names the captured event, for a message to your support. */
  readonly reference: (eventId: string) => string
}

export const defaultErrorFallbackLabels: ErrorFallbackLabels = {
  title: 'Something went wrong',
  text: 'This part of the page has stopped working. You can try again.',
  retry: 'Try again',
  reference: eventId => `Reference: ${eventId}`,
}

/** Props of {@link ErrorFallback}; whatever a `div` takes is passed on to the root. */
export interface ErrorFallbackProps
  extends StyledProps, Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'className' | 'style'> {
  /** Renders again what failed. Without it there is no button. */
  reset?: (() => void) | undefined
  /** The uuid of the `$exception` event. */
  eventId?: string | undefined
  /** Moves the focus to the button: the one that was pressed went away with the failed attempt. Default `false`. */
  focusRetry?: boolean | undefined
  /** Replaces any visible text. */
  labels?: Partial<ErrorFallbackLabels> | undefined
}

const view: ViewStateProps = { state: 'error', refreshing: false }

/**
 * What an `ErrorBoundary` shows by itself: an alert with a button to try again. The error's own message stays out, since it
 * is written for developers and may tell strangers too much.
 */
export const ErrorFallback = forwardRef<HTMLDivElement, ErrorFallbackProps>(function ErrorFallback(props, ref) {
  const { reset, eventId, focusRetry = false, labels: ownLabels, className, style, ...rest } = props
  const labels = { ...defaultErrorFallbackLabels, ...ownLabels }
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focusRetry) button.current?.focus()
  }, [focusRetry])
  return (
    <div role="alert" {...rest} {...rootProps({ slot: 'error-fallback', view, className, style })} ref={ref}>
      <div className="hogkit-notice" data-tone="danger">
        <div className="hogkit-notice-body">
          <p className="hogkit-notice-title">{labels.title}</p>
          <p className="hogkit-notice-text">{labels.text}</p>
          {eventId !== undefined && (
            <p className="hogkit-notice-meta" data-slot="reference">
              {labels.reference(eventId)}
            </p>
          )}
        </div>
        {reset && (
          <button ref={button} type="button" className="hogkit-button" data-slot="retry" onClick={() => reset()}>
            {labels.retry}
          </button>
        )}
      </div>
    </div>
  )
})
