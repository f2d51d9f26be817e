import type { JsonObject } from '../json.js'

/** What a sandbox project has switched on: events, flags, and surveys once there are some; nothing that loads other code into the page. */
export function remoteConfig({ hasFlags, hasSurveys }: { hasFlags: boolean; hasSurveys: boolean }): JsonObject {
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
    surveys: hasSurveys,
    siteApps: [],
    flagsPersistenceDefault: false,
    defaultIdentifiedOnly: true,
    isAuthenticated: false,
    toolbarParams: {},
    editorParams: {},
    config: { enable_collect_everything: true },
  }
}
