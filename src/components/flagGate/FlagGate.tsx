'use client'

import type { ReactNode } from 'react'
import type { FlagDetails, FlagKey, FlagValue, FlagValueOf } from '../../core/types.js'
import type { FlagDetailsOf } from '../../react/flags/useFeatureFlagDetails.js'
import { slotWithoutValue, useFlagContent, type FlagGateContent, type FlagSlots } from './content.js'

/** Props of {@link FlagGate}. */
export interface FlagGateProps<TKey extends FlagKey = FlagKey> extends FlagSlots<TKey> {
  /** The flag's key. */
  flag: TKey
  /**
   * The value, or one of the values, that opens the gate, compared exactly: `match="one-page"`, `match={['a', 'b']}`,
   * `match={false}` for the off state. Default: any value that is on.
   */
  match?: FlagValueOf<TKey> | readonly FlagValueOf<TKey>[] | undefined
  /** Shown when the gate is open. */
  children?: FlagGateContent<FlagDetailsOf<TKey>>
}

/**
 * Shows its children when a feature flag is on, or has the value of `match`. Renders no element of its own, so it fits into
 * grids, lists and tables.
 *
 * ```tsx
 * <FlagGate flag="new-checkout" fallback={<OldCheckout />} pending={<Spinner />}>
 *   {payload => <NewCheckout config={payload} />}
 * </FlagGate>
 * ```
 *
 * Safe by default: whatever is not known to be open is closed. A value that is being refreshed (`stale`) still counts.
 * https://posthog.com/docs/feature-flags
 */
export function FlagGate<TKey extends FlagKey>(props: FlagGateProps<TKey>): ReactNode {
  const { flag, match, fallback, pending = fallback, error = fallback, children, exposure } = props
  const [details, draw] = useFlagContent(flag, exposure)
  const slots = { open: children, closed: fallback, pending, error }
  return draw(slots[slotWithoutValue(details) ?? (isOpen(details, match) ? 'open' : 'closed')])
}

function isOpen(
  { value, enabled }: FlagDetails<FlagValue, unknown>,
  match: FlagValue | readonly FlagValue[] | undefined,
): boolean {
  if (match === undefined) return enabled
  const wanted: readonly (FlagValue | undefined)[] = typeof match === 'object' ? match : [match]
  return wanted.includes(value)
}
