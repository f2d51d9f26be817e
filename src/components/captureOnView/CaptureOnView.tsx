'use client'

import type { ReactElement, ReactNode, RefCallback } from 'react'
import type { EventName, EventPropertiesOf, Properties } from '../../core/types.js'
import { useCaptureOnView, type CaptureOnViewOptions } from '../../react/view/useCaptureOnView.js'
import { ViewSlot } from '../shared/ViewSlot.js'

/** Properties are required where the registered event requires any. */
type PropertiesProps<TEvent extends string> =
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- asks: may all properties be left out?
  Record<never, never> extends EventPropertiesOf<TEvent>
    ? { properties?: EventPropertiesOf<TEvent> | undefined }
    : { properties: EventPropertiesOf<TEvent> }

/** Props of {@link CaptureOnView}. */
export type CaptureOnViewProps<TEvent extends EventName = EventName> = CaptureOnViewOptions &
  PropertiesProps<TEvent> & {
    /** Name of the event. */
    event: TEvent
    /**
     * One element that takes a `ref`: an HTML or SVG element, or a component that passes its `ref` on to one. A `ref` of its
     * own still works. Or a function that gets the ref callback to put where it belongs.
     */
    children: ReactElement | ((ref: RefCallback<Element>) => ReactNode)
  }

/**
 * Captures an event when its child is seen, without an element of its own:
 *
 * ```tsx
 * <CaptureOnView event="plan seen" properties={{ plan: 'pro' }} dwellMs={1000}>
 *   <article>…</article>
 * </CaptureOnView>
 * ```
 *
 * Where the element lies deeper, a function says so: `{ref => <Card footer={<p ref={ref} />} />}`. The hook behind it is
 * `useCaptureOnView`.
 */
export function CaptureOnView<TEvent extends EventName>(props: CaptureOnViewProps<TEvent>): ReactNode
export function CaptureOnView({
  event,
  properties,
  children,
  ...options
}: CaptureOnViewProps & { properties?: Properties | undefined }): ReactNode {
  const ref = useCaptureOnView(event, properties, options)
  if (typeof children === 'function') return children(ref)
  return (
    <ViewSlot viewRef={ref} owner="<CaptureOnView>">
      {children}
    </ViewSlot>
  )
}
