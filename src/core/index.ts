export { readBootstrap } from './bootstrapScript.js'
export { createClient } from './client.js'
export {
  AbortError,
  ConfigError,
  EngineError,
  EventTooLargeError,
  ExceptionStepError,
  HogkitError,
  HookError,
  HttpError,
  type HttpErrorOptions,
  InvalidEventError,
  InvalidIdError,
  InvalidResponseError,
  isAbortError,
  isConfigError,
  isHogkitError,
  isHttpError,
  isNetworkError,
  isRateLimitError,
  isStorageError,
  isTimeoutError,
  NetworkError,
  QueueFullError,
  QuotaLimitedError,
  RateLimitError,
  RunawayError,
  StorageError,
  TimeoutError,
} from './errors.js'
export { fromPostHogJs } from './postHogJs/fromPostHogJs.js'
export type { PostHogJs } from './postHogJs/postHogJs.js'
export { autocapture, type AutocaptureOptions } from './plugins/autocapture/autocapture.js'
export { botFilter, type BotFilterOptions } from './plugins/botFilter.js'
export { browserProperties } from './plugins/browserProperties.js'
export { exceptions, type ExceptionsPluginOptions } from './plugins/exceptions.js'
export { flagOverrides, type FlagOverridesOptions } from './plugins/flagOverrides.js'
export { pageleave } from './plugins/pageleave.js'
export { pageviews } from './plugins/pageviews.js'
export { tracingHeaders, type TracingHeadersOptions } from './plugins/tracingHeaders.js'
export { webVitals, type WebVital, type WebVitalsOptions } from './plugins/webVitals.js'
export type { StandardIssue, StandardResult, StandardSchema } from './standardSchema.js'
export type {
  BeforeSend,
  Bootstrap,
  CapturedEvent,
  CaptureOptions,
  ClientEvents,
  ClientOptions,
  Consent,
  ConsentClient,
  DropReason,
  EvaluateOptions,
  ExceptionOptions,
  EventName,
  EventPropertiesOf,
  FlagDetails,
  FlagKey,
  FlagOverride,
  FlagPayloadOf,
  FlagReason,
  FlagsClient,
  FlagSource,
  FlagStatus,
  FlagValue,
  FlagValueOf,
  FlagValues,
  FlushResult,
  Groups,
  HogkitClient,
  IdentityState,
  JsonValue,
  Persistence,
  Plugin,
  PluginStorage,
  Properties,
  QueueState,
  QueueStatus,
  Register,
  SessionChangeReason,
  SessionState,
  StorageAdapter,
  Store,
} from './types.js'
export { LIB_VERSION } from './version.js'
