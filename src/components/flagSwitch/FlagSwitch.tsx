'use client'

import type { ReactNode } from 'react'
import type { FlagKey, FlagValue, FlagValueOf } from '../../core/types.js'
import type { FlagDetailsOf } from '../../react/flags/useFeatureFlagDetails.js'
import { slotWithoutValue, useFlagContent, type FlagGateContent, type FlagSlots } from '../flagGate/content.js'

/** The name of a case: a variant's key, or `true`. */
type CaseName<TValue extends FlagValue> = TValue extends string ? TValue : TValue extends true ? 'true' : never

/**
 * Content by value. A registered flag needs a case for each of its variants (`true` for a flag without any), and takes no other;
 * `false` may be left to `fallback`.
 */
export type FlagSwitchCases<TKey extends FlagKey> = {
  readonly [TName in CaseName<FlagValueOf<TKey>>]: FlagGateContent<FlagDetailsOf<TKey>>
} & { readonly false?: FlagGateContent<FlagDetailsOf<TKey>> }

/** Props of {@link FlagSwitch}. */
export interface FlagSwitchProps<TKey extends FlagKey = FlagKey> extends FlagSlots<TKey> {
  /** The flag's key. */
  flag: TKey
  /** What to show for each value. A variant that is missing is a compile error once the flag is registered. */
  cases: FlagSwitchCases<TKey>
}

/**
 * Shows one of several, by a flag's value. Renders no element of its own.
 *
 * ```tsx
 * <FlagSwitch
 *   flag="checkout"
 *   cases={{ control: <Steps />, 'one-page': payload => <OnePage discount={payload?.discount} /> }}
 *   fallback={<Steps />}
 *   pending={<Skeleton />}
 * />
 * ```
 *
 * A value without a case, such as a variant that was added in PostHog after this was built, shows the `fallback`.
 * https://posthog.com/docs/feature-flags/multivariate-flags
 */
export function FlagSwitch<TKey extends FlagKey>(props: FlagSwitchProps<TKey>): ReactNode {
  const { flag, fallback, pending = fallback, error = fallback, exposure } = props
  const cases: Readonly<Record<string, FlagGateContent<FlagDetailsOf<TKey>>>> = props.cases
  const [details, draw] = useFlagContent(flag, exposure)
  const slot = slotWithoutValue(details)
  if (slot) return draw({ pending, error }[slot])
  const name = String(details.value)
  return draw(Object.hasOwn(cases, name) ? cases[name] : fallback)
}
