'use client'

import { Children, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import type { Properties } from '../core/types.js'
import { usePostHog } from './hooks.js'
import { type ObserverOptions, Tracker } from './Tracker.js'

/** Props of {@link PostHogCaptureOnViewed}; whatever a `div` takes goes to the one around the children. */
export interface PostHogCaptureOnViewedProps extends ComponentPropsWithoutRef<'div'> {
  /** The `element_name` of the event. */
  readonly name?: string | undefined
  readonly properties?: Properties | undefined
  readonly observerOptions?: ObserverOptions | undefined
  /** Watches each child for itself and says which it was (`child_index`). Default `false`. */
  readonly trackAllChildren?: boolean | undefined
}

/**
 * `PostHogCaptureOnViewed` of @posthog/react: captures `$element_viewed` once when its children are seen. `CaptureOnView` of
 * `hogkit/components` does without the `div`.
 */
export function PostHogCaptureOnViewed({
  name,
  properties,
  observerOptions,
  trackAllChildren = false,
  children,
  ...props
}: PostHogCaptureOnViewedProps): ReactNode {
  const posthog = usePostHog()
  const report = (child: Properties) =>
    void posthog.capture('$element_viewed', { element_name: name, ...child, ...properties })
  if (!trackAllChildren) {
    return (
      <Tracker {...props} isTracked onSeen={() => report({})} options={observerOptions}>
        {children}
      </Tracker>
    )
  }
  return (
    <div {...props}>
      {Children.map(children, (child, index) => (
        <Tracker isTracked onSeen={() => report({ child_index: index })} options={observerOptions}>
          {child}
        </Tracker>
      ))}
    </div>
  )
}
