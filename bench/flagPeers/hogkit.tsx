import { HogkitProvider, useFeatureFlag, type FeatureFlagOptions } from 'hogkit'
import { createClient } from 'hogkit/core'
import type { FlagPeer, FlagPeerOptions } from './peer.js'
import { toValues } from './peer.js'

function startWith(
  { keys }: FlagPeerOptions,
  options: FeatureFlagOptions<boolean> & { element?: undefined },
): FlagPeer {
  const client = createClient({
    projectToken: 'phc_bench',
    host: location.origin,
    preloadFlags: false,
    flushIntervalMs: 600_000,
    flushAt: 10_000,
    bootstrap: { featureFlags: toValues(keys) },
  })
  const forced: Record<string, boolean> = {}
  return {
    Provider: ({ children }) => <HogkitProvider client={client}>{children}</HogkitProvider>,
    useFlag: key => useFeatureFlag(key, options),
    set(key, value) {
      forced[key] = value
      client.flags.override(forced)
    },
  }
}

/** hogkit with its defaults: `$feature_flag_called` is captured for each flag once, after commit. */
export const start = (options: FlagPeerOptions): FlagPeer => startWith(options, {})

/** The same without reporting, as the floor does not report either. */
export const startManual = (options: FlagPeerOptions): FlagPeer => startWith(options, { exposure: 'manual' })
