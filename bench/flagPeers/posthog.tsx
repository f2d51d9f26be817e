import { PostHogProvider, useFeatureFlagEnabled, useFeatureFlagResult } from '@posthog/react'
import { posthog, type PostHog } from 'posthog-js'
import { toValues, type FlagPeer, type FlagPeerOptions } from './peer.js'

function startWith({ keys }: FlagPeerOptions, useFlag: FlagPeer['useFlag']): Promise<FlagPeer> {
  return new Promise(resolve => {
    posthog.init('phc_bench', {
      api_host: location.origin,
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      capture_exceptions: false,
      capture_performance: false,
      disable_session_recording: true,
      disable_surveys: true,
      disable_external_dependency_loading: true,
      advanced_disable_feature_flags_on_first_load: true,
      opt_out_useragent_filter: true,
      bootstrap: { featureFlags: toValues(keys) },
      loaded: client =>
        resolve({
          Provider: ({ children }) => (
            <PostHogProvider client={client as unknown as PostHog}>{children}</PostHogProvider>
          ),
          useFlag,
          set: (key, value) => client.updateFlags({ [key]: value }, undefined, { merge: true }),
        }),
    })
  })
}

/** @posthog/react on posthog-js, which captures `$feature_flag_called` for each flag. */
export const start = (options: FlagPeerOptions): Promise<FlagPeer> =>
  startWith(options, key => useFeatureFlagEnabled(key) ?? false)

/** The hook that also gives variant and payload. */
export const startResult = (options: FlagPeerOptions): Promise<FlagPeer> =>
  startWith(options, key => useFeatureFlagResult(key)?.enabled ?? false)
