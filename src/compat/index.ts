/** `hogkit/compat`: the names of @posthog/react, so that a team moves to hogkit by changing an import. */

export { PostHogProvider, type PostHogProviderProps } from './PostHogProvider.js'
export {
  useActiveFeatureFlags,
  useFeatureFlagEnabled,
  useFeatureFlagPayload,
  useFeatureFlagResult,
  useFeatureFlagVariantKey,
  usePostHog,
} from './hooks.js'
export { PostHogFeature, type PostHogFeatureProps } from './PostHogFeature.js'
export { PostHogCaptureOnViewed, type PostHogCaptureOnViewedProps } from './PostHogCaptureOnViewed.js'
export {
  PostHogErrorBoundary,
  type PostHogErrorBoundaryFallbackProps,
  type PostHogErrorBoundaryProps,
} from './PostHogErrorBoundary.js'
export { setupReactErrorHandler } from './setupReactErrorHandler.js'
export {
  createPostHog,
  type FeatureFlagResult,
  type FeatureFlagsCallback,
  type PostHog,
  type PostHogCaptureOptions,
} from './posthog.js'
export type { BeforeSendFn, BootstrapConfig, CaptureResult, PostHogConfig } from './config.js'
