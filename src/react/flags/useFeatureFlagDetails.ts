'use client'

import type { FlagDetails, FlagKey, FlagPayloadOf, FlagValueOf } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useExposure, type ExposureOptions } from './useExposure.js'
import { useFlagStore } from './useFlagStore.js'

const readDetails = (flag: FlagDetails) => flag

/** Options of {@link useFeatureFlagDetails}: when to report exposure. */
export type FeatureFlagDetailsOptions = ExposureOptions

/** The details of a flag, with the types of value and payload that the app registered for its key. */
// oxlint-disable-next-line typescript/no-unnecessary-type-arguments -- narrower than the default once flags are registered
export type FlagDetailsOf<TKey extends string> = FlagDetails<FlagValueOf<TKey>, FlagPayloadOf<TKey>>

/**
 * Everything that is known of one flag: `status` names why there is no value (`loading`, `missing`, `error`,
 * `quota-limited`, `blocked`) or how good it is (`ready`, `stale`), beside `value`, `variant`, `payload`, `source`,
 * `reason` and `error`. The same object while nothing of it changed.
 *
 * Reports exposure after commit like {@link useFeatureFlag}; `exposure: 'manual'` leaves that to you.
 */
export function useFeatureFlagDetails<TKey extends FlagKey>(
  key: TKey,
  options?: FeatureFlagDetailsOptions,
): FlagDetailsOf<TKey>
export function useFeatureFlagDetails(key: string, options: FeatureFlagDetailsOptions = {}): FlagDetails {
  const { client } = useHogkitContext('useFeatureFlagDetails')
  const details = useFlagStore(client, key, readDetails)
  useExposure(client, key, details.value, options)
  return details
}
