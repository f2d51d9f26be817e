import { posthog } from 'posthog-js'
import type { StartPeer } from './peer.js'

/**
 * posthog-js with what captures by itself switched off, and its client rate limit lifted: by default a burst of 1,000 arrives as about
 * a hundred, which leaves nothing to compare.
 */
export const start: StartPeer = ({ host, token }) =>
  new Promise(resolve => {
    posthog.init(token, {
      api_host: host,
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      capture_exceptions: false,
      capture_performance: false,
      disable_session_recording: true,
      disable_surveys: true,
      disable_external_dependency_loading: true,
      advanced_disable_feature_flags: true,
      opt_out_useragent_filter: true,
      rate_limiting: { events_per_second: 1e9, events_burst_limit: 1e9 },
      loaded: client => resolve({ capture: (event, properties) => void client.capture(event, properties) }),
    })
  })
