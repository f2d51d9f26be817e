'use client'

import type { FlagDetails, FlagKey, JsonValue } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useFlagStore } from './useFlagStore.js'

const readPayload = (flag: FlagDetails) => flag.payload

/**
 * A flag's JSON payload, parsed: `undefined` until known and when there is none. A payload that is deep-equal to the one
 * before keeps its reference. Reading it reports no exposure, as in PostHog's own SDKs: read the flag beside it.
 * https://posthog.com/docs/feature-flags/creating-feature-flags#payloads
 */
export function useFeatureFlagPayload(key: FlagKey): JsonValue | undefined {
  const { client } = useHogkitContext('useFeatureFlagPayload')
  return useFlagStore(client, key, readPayload)
}
