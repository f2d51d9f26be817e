/** `hogkit/openfeature`: PostHog's flags for OpenFeature's web SDK. */
export { HogkitWebProvider, type HogkitWebProviderOptions } from './HogkitWebProvider.js'
