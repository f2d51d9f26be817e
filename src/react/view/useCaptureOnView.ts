'use client'

import type { RefCallback } from 'react'
import type { EventName, EventPropertiesOf, Properties } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useView } from './useView.js'

/** When {@link useCaptureOnView} and `<CaptureOnView>` take an element for seen. */
export interface CaptureOnViewOptions {
  /**
   * Share of the element that has to be visible, 0 to 1. Default 0.5. Of an element larger than the viewport, the share of
   * what can be visible at once.
   */
  readonly threshold?: number | undefined
  /** How long it has to stay visible without a break, ms; a page in a background tab is not visible. Default 0. */
  readonly dwellMs?: number | undefined
  /** `true` (default): one event for each mount. `false`: one for each time it comes into view. */
  readonly once?: boolean | undefined
  /**
   * Grows or shrinks the viewport, in pixels or percent as CSS writes margins: `'0px 0px -80px'`. Browsers heed it in the
   * page itself, not in frames. Default `'0px'`.
   */
  readonly rootMargin?: string | undefined
  /** `false` captures nothing for now. Default `true`. */
  readonly enabled?: boolean | undefined
}

/** The arguments after the event's name: properties are required where the registered event requires any. */
export type CaptureOnViewArguments<TEvent extends string> =
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- asks: may all properties be left out?
  Record<never, never> extends EventPropertiesOf<TEvent>
    ? [properties?: EventPropertiesOf<TEvent>, options?: CaptureOnViewOptions]
    : [properties: EventPropertiesOf<TEvent>, options?: CaptureOnViewOptions]

/**
 * Captures an event when an element is seen. Gives a ref callback for it, the same one on every render, so there is no
 * element around yours:
 *
 * ```tsx
 * const ref = useCaptureOnView('plan seen', { plan: plan.name }, { dwellMs: 1000 })
 * return <article ref={ref}>…</article>
 * ```
 *
 * Made for lists: one hook for each row, one IntersectionObserver for all that have the same threshold and margin.
 * Properties are those of the last committed render at the moment of capture. Where there is no IntersectionObserver,
 * nothing is captured. Elements are measured against the viewport, also inside of scrolling containers, which clip them.
 *
 * Names and properties are typed by `Register`. https://posthog.com/docs/product-analytics/capture-events
 */
export function useCaptureOnView<TEvent extends EventName>(
  event: TEvent,
  ...[properties, options]: CaptureOnViewArguments<TEvent>
): RefCallback<Element>
export function useCaptureOnView(
  event: string,
  properties?: Properties,
  options: CaptureOnViewOptions = {},
): RefCallback<Element> {
  const { client } = useHogkitContext('useCaptureOnView')
  return useView(() => void client.capture(event, properties), options)
}
