'use client'

import type { ReactNode } from 'react'
import type { FlagDetails, FlagKey, FlagValue, FlagValueOf } from '../../core/types.js'
import { useFeatureFlagDetails, type FlagDetailsOf } from '../../react/flags/useFeatureFlagDetails.js'

/** What a gate shows: content, or a function of everything that is known of the flag (`variant`, `payload`, `reason`, …). */
export type FlagGateContent<TDetails> = ReactNode | ((details: TDetails) => ReactNode)

/** Props of {@link FlagGate}. */
export interface FlagGateProps<TKey extends FlagKey = FlagKey> {
  /** The flag's key. */
  flag: TKey
  /**
   * The value, or one of the values, that opens the gate, compared exactly: `match="one-page"`, `match={['a', 'b']}`,
   * `match={false}` for the off state. Default: any value that is on.
   */
  match?: FlagValueOf<TKey> | readonly FlagValueOf<TKey>[] | undefined
  /** Shown when the gate is closed. Default: nothing. */
  fallback?: FlagGateContent<FlagDetailsOf<TKey>>
  /** Shown while the flag's value is not known yet. Default: `fallback`. */
  pending?: FlagGateContent<FlagDetailsOf<TKey>>
  /** Shown when the value can't be known: no such flag, a failed or blocked request, an exhausted quota. Default: `fallback`. */
  error?: FlagGateContent<FlagDetailsOf<TKey>>
  /** `'manual'` keeps the gate from reporting that the flag was seen. Default `'commit'`: once the value is on the screen. */
  exposure?: 'commit' | 'manual' | undefined
  /** Shown when the gate is open. */
  children?: FlagGateContent<FlagDetailsOf<TKey>>
}

/**
 * Shows its children when a feature flag is on, or has the value of `match`. Renders no element of its own, so it fits into
 * grids, lists and tables.
 *
 * ```tsx
 * <FlagGate flag="new-checkout" fallback={<OldCheckout />} pending={<Spinner />}>
 *   {({ payload }) => <NewCheckout config={payload} />}
 * </FlagGate>
 * ```
 *
 * Safe by default: whatever is not known to be open is closed. A value that is being refreshed (`stale`) still counts.
 * https://posthog.com/docs/feature-flags
 */
export function FlagGate<TKey extends FlagKey>(props: FlagGateProps<TKey>): ReactNode {
  const { flag, match, fallback, pending = fallback, error = fallback, children, exposure } = props
  const details = useFeatureFlagDetails(flag, { exposure })
  const slots = { open: children, closed: fallback, pending, error }
  const slot = slots[stateOf(details, match)]
  return <>{typeof slot === 'function' ? slot(details) : slot}</>
}

type GateState = 'open' | 'closed' | 'pending' | 'error'

function stateOf(
  details: FlagDetails<FlagValue, unknown>,
  match: FlagValue | readonly FlagValue[] | undefined,
): GateState {
  const { status, value } = details
  if (value === undefined) return status === 'loading' || status === 'stale' ? 'pending' : 'error'
  if (match === undefined) return details.enabled ? 'open' : 'closed'
  const wanted: readonly FlagValue[] = typeof match === 'object' ? match : [match]
  return wanted.includes(value) ? 'open' : 'closed'
}
