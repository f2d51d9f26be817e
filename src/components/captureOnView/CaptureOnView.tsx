'use client'

import type { ReactElement, ReactNode, RefCallback } from 'react'
import { cloneElement, isValidElement, useEffect, useMemo } from 'react'
import type { EventName, EventPropertiesOf, Properties } from '../../core/types.js'
import { warnInDevelopment } from '../../react/provider/development.js'
import { useCaptureOnView, type CaptureOnViewOptions } from '../../react/view/useCaptureOnView.js'
import { getChildRef, mergeRefs } from './refs.js'

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
  return typeof children === 'function' ? children(ref) : <Slot viewRef={ref}>{children}</Slot>
}

interface SlotProps {
  readonly viewRef: RefCallback<Element>
  readonly children: ReactNode
}

function Slot({ viewRef, children }: SlotProps): ReactNode {
  const isElement = isValidElement<Record<string, unknown>>(children)
  const childRef = isElement ? getChildRef(children) : undefined
  const { ref, wasGiven } = useMemo(() => mergeRefs(viewRef, childRef), [viewRef, childRef])

  useEffect(() => {
    if (wasGiven()) return
    warnInDevelopment(
      'The child of <CaptureOnView> gave no element, so nothing is captured. Give it one child that takes a `ref` and ' +
        'passes it on to an element, or a function: {ref => <p ref={ref} />}.',
    )
  }, [wasGiven])

  return isElement ? cloneElement(children, { ref }) : children
}
