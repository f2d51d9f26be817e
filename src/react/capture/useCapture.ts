'use client'

import { useCallback } from 'react'
import type { CaptureOptions, EventName, EventPropertiesOf, Properties } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'

/** The arguments after the event's name: properties are required where the registered event requires any. */
export type CaptureArguments<TEvent extends string> =
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- asks: may all properties be left out?
  Record<never, never> extends EventPropertiesOf<TEvent>
    ? [properties?: EventPropertiesOf<TEvent>, options?: CaptureOptions]
    : [properties: EventPropertiesOf<TEvent>, options?: CaptureOptions]

/** Queues an event and returns its uuid, or `undefined` when it was not taken (consent denied, invalid). Never throws. */
export type Capture = <TEvent extends EventName>(event: TEvent, ...rest: CaptureArguments<TEvent>) => string | undefined

/**
 * The function that captures events; the same one on every render, so it is safe in dependency lists.
 * Call it in event handlers and effects: an event captured while rendering is sent for renders React throws away.
 *
 * ```tsx
 * const capture = useCapture()
 * <button onClick={() => capture('file uploaded', { size })}>Upload</button>
 * ```
 *
 * Names and properties are typed by {@link Register}. https://posthog.com/docs/product-analytics/capture-events
 */
export function useCapture(): Capture {
  const { client } = useHogkitContext('useCapture')
  return useCallback<Capture>(
    (event, ...[properties, options]: [properties?: unknown, options?: CaptureOptions]) =>
      client.capture(event, properties as Properties | undefined, options),
    [client],
  )
}
