'use client'

import type { ReactNode, RefCallback } from 'react'
import { useState } from 'react'
import type { FlagDetails, FlagKey, FlagValue } from '../../core/types.js'
import type { Exposure } from '../../react/flags/useExposure.js'
import { useFeatureFlagDetails, type FlagDetailsOf } from '../../react/flags/useFeatureFlagDetails.js'
import { LazyViewSlot } from '../shared/LazyViewSlot.js'

/**
 * What a gate or switch shows: content, or a function of the flag's payload (`undefined` where it has none). The function also
 * gets everything that is known of the flag (`variant`, `status`, `reason`, …), and, for `exposure="visible"`, the ref of the
 * element to be seen.
 */
export type FlagGateContent<TDetails extends { readonly payload: unknown }> =
  | ReactNode
  | ((payload: TDetails['payload'], details: TDetails, ref: RefCallback<Element>) => ReactNode)

/** The slots for a flag that has no value. */
export interface FlagSlots<TKey extends FlagKey> {
  /** Shown when the flag is off, or has a value that nothing else stands for. Default: nothing. */
  fallback?: FlagGateContent<FlagDetailsOf<TKey>>
  /** Shown while the flag's value is not known yet. Default: `fallback`. */
  pending?: FlagGateContent<FlagDetailsOf<TKey>>
  /** Shown when the value can't be known: no such flag, a failed or blocked request, an exhausted quota. Default: `fallback`. */
  error?: FlagGateContent<FlagDetailsOf<TKey>>
  /**
   * When to report that the flag was seen. `'commit'` (default): once the value is on the screen. `'visible'`: once half of what
   * shows it has been in view; content is then one element that takes a `ref`, or a function that passes it on. `'manual'`:
   * never by itself.
   */
  exposure?: Exposure | undefined
}

/** Reads a flag, and draws a slot's content for it. */
export function useFlagContent<TKey extends FlagKey>(
  flag: TKey,
  exposure: Exposure | undefined,
): [details: FlagDetailsOf<TKey>, draw: (content: FlagGateContent<FlagDetailsOf<TKey>>) => ReactNode] {
  const [element, ref] = useState<Element | null>(null)
  const details = useFeatureFlagDetails(flag, exposure === 'visible' ? { exposure, element } : { exposure })
  const draw = (content: FlagGateContent<FlagDetailsOf<TKey>>): ReactNode => {
    if (typeof content === 'function') return content(details.payload, details, ref)
    if (exposure !== 'visible' || content === undefined || content === null) return content
    return (
      <LazyViewSlot viewRef={ref} owner={flag}>
        {content}
      </LazyViewSlot>
    )
  }
  return [details, draw]
}

/** Which slot stands for a flag that has no value; `undefined` when it has one. */
export function slotWithoutValue({ status, value }: FlagDetails<FlagValue, unknown>): 'pending' | 'error' | undefined {
  if (value !== undefined) return undefined
  return status === 'loading' || status === 'stale' ? 'pending' : 'error'
}
