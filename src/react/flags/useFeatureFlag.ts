'use client'

import type { FlagDetails, FlagKey, FlagValue, FlagValueOf } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useExposure, type ExposureOptions } from './useExposure.js'
import { useFlagStore } from './useFlagStore.js'

/** Options of {@link useFeatureFlag}: a default, and when to report {@link ExposureOptions | exposure}. */
export type FeatureFlagOptions<TValue> = ExposureOptions & {
  /** Given instead of `undefined` while the flag is unknown or missing. Never instead of `false`. */
  readonly defaultValue?: TValue | undefined
}

const readValue = (flag: FlagDetails) => flag.value

/**
 * A flag's value for the current person: `undefined` until known (or when there is no such flag), `false` when off,
 * `true` or the variant's key when on. Renders again only when this flag's value changes.
 *
 * ```tsx
 * const checkout = useFeatureFlag('checkout')                              // 'one-page' | false | undefined
 * const isNewNav = useFeatureFlag('new-nav', { defaultValue: false })      // never undefined
 * ```
 *
 * The first client render equals the server's (bootstrapped flags or the default); exposure is reported after commit.
 * To tell "loading" from "missing" or "blocked" use {@link useFeatureFlagDetails}.
 * https://posthog.com/docs/feature-flags
 */
export function useFeatureFlag<TKey extends FlagKey>(
  key: TKey,
  options: FeatureFlagOptions<FlagValueOf<TKey>> & { readonly defaultValue: FlagValueOf<TKey> },
): FlagValueOf<TKey>
export function useFeatureFlag<TKey extends FlagKey>(
  key: TKey,
  options?: FeatureFlagOptions<FlagValueOf<TKey>>,
): FlagValueOf<TKey> | undefined
export function useFeatureFlag(key: string, options: FeatureFlagOptions<FlagValue> = {}): FlagValue | undefined {
  const { client } = useHogkitContext('useFeatureFlag')
  const value = useFlagStore(client, key, readValue)
  useExposure(client, key, value, options)
  return value ?? options.defaultValue
}
