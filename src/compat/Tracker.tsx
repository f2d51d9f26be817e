'use client'

import { type ComponentPropsWithoutRef, type MouseEvent, type ReactNode } from 'react'
import { useView } from '../react/view/useView.js'

/** What a browser's IntersectionObserver takes. `root` has no effect: elements are measured against the viewport, and scrolling containers clip them. */
export type ObserverOptions = IntersectionObserverInit

export interface TrackerProps extends ComponentPropsWithoutRef<'div'> {
  /** Called when it is seen, once. */
  readonly onSeen: () => void
  readonly isTracked: boolean
  readonly options: ObserverOptions | undefined
  readonly onPressed?: (() => void) | undefined
}

/** The `div` that @posthog/react puts around what it watches: 10 % of it in view counts as seen. */
export function Tracker({
  onSeen,
  isTracked,
  options,
  onPressed,
  onClick,
  children,
  ...props
}: TrackerProps): ReactNode {
  const ref = useView(onSeen, {
    threshold: Math.min(...[options?.threshold ?? 0.1].flat()),
    rootMargin: options?.rootMargin,
    enabled: isTracked,
  })
  const press = (event: MouseEvent<HTMLDivElement>) => {
    onPressed?.()
    onClick?.(event)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- it only counts what bubbles up from controls
    <div {...props} ref={ref} onClick={onPressed || onClick ? press : undefined}>
      {children}
    </div>
  )
}
