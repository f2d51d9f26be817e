/** `hogkit`: the provider and the hooks. Importing it does nothing. */

export { HogkitProvider, type HogkitProviderProps } from './provider/HogkitProvider.js'
export { MissingProviderError } from './provider/context.js'
export { useHogkit } from './provider/useHogkit.js'

export { useCapture, type Capture, type CaptureArguments } from './capture/useCapture.js'
export { usePageview, useScreen } from './capture/usePageview.js'

export { useCaptureOnView, type CaptureOnViewArguments, type CaptureOnViewOptions } from './view/useCaptureOnView.js'

export {
  createRootErrorHandlers,
  type RootErrorHandler,
  type RootErrorHandlers,
  type RootErrorHandlersOptions,
} from './errors/createRootErrorHandlers.js'
export type { ReactErrorInfo } from './errors/captureReactError.js'

export { useIdentity, type Identity } from './identity/useIdentity.js'
export { useGroup, type Group } from './identity/useGroup.js'
export { useConsent, type ConsentState } from './consent/useConsent.js'
export { useQueueStatus } from './queue/useQueueStatus.js'

export { useFeatureFlag, type FeatureFlagOptions } from './flags/useFeatureFlag.js'
export {
  useFeatureFlagDetails,
  type FeatureFlagDetailsOptions,
  type FlagDetailsOf,
} from './flags/useFeatureFlagDetails.js'
export { useFeatureFlagPayload, type FeatureFlagPayloadOptions } from './flags/useFeatureFlagPayload.js'
export { useFeatureFlags } from './flags/useFeatureFlags.js'
export { FlagUnknownOnServerError, useSuspenseFeatureFlag } from './flags/useSuspenseFeatureFlag.js'
export type { Exposure, ExposureOptions } from './flags/useExposure.js'

export { useApi } from './query/useApi.js'
export { useHogkitQueryClient } from './query/runtime.js'
export type { ReadOptions } from './query/useRead.js'

export { useHogQL, type HogQLOptions } from './hogql/useHogQL.js'
export { hogqlQueryOptions, type HogQLRequestOptions } from './hogql/hogqlQueryOptions.js'
export { toHogQLResult, type HogQLField, type HogQLResult } from '../api/query/result.js'
export type { HogQLInput, HogQLRow } from '../api/index.js'

export { usePerson } from './persons/usePerson.js'
export { useInfinitePersons, usePersons } from './persons/usePersons.js'
export { usePersonEvents } from './persons/usePersonEvents.js'
export { personQueryOptions, type PersonRef } from './persons/personQueryOptions.js'
export { infinitePersonsQueryOptions, personsQueryOptions } from './persons/personsQueryOptions.js'
export {
  personEventsQueryOptions,
  type PersonEvent,
  type PersonEvents,
  type PersonEventsParams,
} from './persons/personEventsQueryOptions.js'

export { useFlagDefinition, useFlagDefinitions } from './flagDefinitions/useFlagDefinitions.js'
export {
  useCreateFlagDefinition,
  useUpdateFlagDefinition,
  type FlagDefinitionUpdate,
} from './flagDefinitions/useUpdateFlagDefinition.js'
export {
  flagDefinitionQueryOptions,
  flagDefinitionsQueryOptions,
} from './flagDefinitions/flagDefinitionQueryOptions.js'

export { currentUserQueryOptions, useCurrentUser } from './users/useCurrentUser.js'

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
  FlushResult,
  Groups,
  HogkitClient,
  IdentityState,
  JsonValue,
  Persistence,
  Plugin,
  Properties,
  QueueState,
  StorageAdapter,
  Store,
} from '../core/types.js'

export type { StandardIssue, StandardResult, StandardSchema } from '../core/standardSchema.js'

// The one star: TypeScript merges `declare module 'hogkit' { interface Register {…} }` into core's interface only through
// a star. A named re-export makes a second, unrelated `Register`.
export type * from '../core/register.js'
