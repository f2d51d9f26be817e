'use client'

import { useMemo } from 'react'
import type { FlagKey, FlagPayloadOf, FlagValueOf } from '../core/types.js'
import { useFeatureFlag } from '../react/flags/useFeatureFlag.js'
import { useFeatureFlagDetails } from '../react/flags/useFeatureFlagDetails.js'
import { useFeatureFlagPayload as usePayload } from '../react/flags/useFeatureFlagPayload.js'
import { useFeatureFlags } from '../react/flags/useFeatureFlags.js'
import { useCompleteClient } from '../react/provider/useCompleteClient.js'
import { type FeatureFlagResult, type PostHog, toPostHog, toResult } from './posthog.js'

/** The client by the names of posthog-js; the same object for the provider's whole life. */
export function usePostHog(): PostHog {
  return toPostHog(useCompleteClient('usePostHog'))
}

/** Whether a flag is on: `undefined` until known and for a flag that does not exist, unless there is a default. Reports exposure. */
export function useFeatureFlagEnabled(flag: FlagKey, defaultValue: boolean): boolean
export function useFeatureFlagEnabled(flag: FlagKey, defaultValue?: boolean): boolean | undefined
export function useFeatureFlagEnabled(flag: FlagKey, defaultValue?: boolean): boolean | undefined {
  const value = useFeatureFlag(flag)
  return value === undefined ? defaultValue : Boolean(value)
}

/** A flag's variant, `true` or `false` for a flag without variants; `undefined` until known. Reports exposure. */
export function useFeatureFlagVariantKey<TKey extends FlagKey>(flag: TKey): FlagValueOf<TKey> | undefined {
  return useFeatureFlag(flag)
}

/** A flag's payload, parsed. Reports no exposure. */
export function useFeatureFlagPayload<TKey extends FlagKey>(flag: TKey): FlagPayloadOf<TKey> | undefined {
  return usePayload(flag)
}

/** All of a flag in one object, the same one while nothing changed; `undefined` until known. Reports exposure. */
export function useFeatureFlagResult(flag: FlagKey): FeatureFlagResult | undefined {
  const details = useFeatureFlagDetails(flag)
  return useMemo(() => toResult(details), [details])
}

/** The keys of all flags that are on. */
export function useActiveFeatureFlags(): string[] {
  const flags = useFeatureFlags()
  return useMemo(() => Object.entries(flags).flatMap(([key, value]) => (value ? [key] : [])), [flags])
}
