import type { JsonObject } from '../json.js'

/** What a sandbox project has switched on: events and flags, nothing that loads code into the page. */
export function remoteConfig({ hasFlags }: { hasFlags: boolean }): JsonObject {
  return {
    supportedCompression: ['gzip', 'gzip-js'],
    hasFeatureFlags: hasFlags,
    captureDeadClicks: false,
    capturePerformance: { network_timing: false, web_vitals: false, web_vitals_allowed_metrics: null },
    autocapture_opt_out: false,
    autocaptureExceptions: false,
    analytics: { endpoint: '/i/v0/e/' },
    elementsChainAsString: true,
    errorTracking: { autocaptureExceptions: false, suppressionRules: [] },
    sessionRecording: false,
    heatmaps: false,
    surveys: false,
    siteApps: [],
    flagsPersistenceDefault: false,
    defaultIdentifiedOnly: true,
    isAuthenticated: false,
    toolbarParams: {},
    editorParams: {},
    config: { enable_collect_everything: true },
  }
}
