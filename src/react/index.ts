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
export { useSession, type Session } from './session/useSession.js'
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
export type {
  InfiniteHook,
  ListHook,
  PlainHook,
  ReadHook,
  SuspenseListHook,
  SuspenseReadHook,
  SuspenseReadOptions,
} from './query/createReadHook.js'
export type { WriteHook, WriteOptions } from './query/createWriteHook.js'

export { useHogQL, type HogQLOptions } from './hogql/useHogQL.js'
export { useSuspenseHogQL } from './hogql/useSuspenseHogQL.js'
export { useInfiniteHogQL, type InfiniteHogQLOptions } from './hogql/useInfiniteHogQL.js'
export { infiniteHogQLQueryOptions, type InfiniteHogQLRequestOptions } from './hogql/infiniteHogQLQueryOptions.js'
export { useAsyncQuery, type AsyncQueryOptions, type AsyncQueryResult } from './hogql/useAsyncQuery.js'
export { useNamedQuery, type NamedQueryOptions } from './hogql/useNamedQuery.js'
export { namedQueryOptions } from './hogql/namedQueryOptions.js'
export type { NamedQueryArguments, NamedQueryResult, QueryName, QueryRowOf, QueryValuesOf } from '../api/query/named.js'
export { hogqlQueryOptions, type HogQLRequestOptions } from './hogql/hogqlQueryOptions.js'
export { toHogQLResult, type HogQLField, type HogQLResult } from '../api/query/result.js'
export type { HogQLInput, HogQLRow } from '../api/index.js'

export { usePerson, useSuspensePerson } from './persons/usePerson.js'
export { useInfinitePersons, usePersons, useSuspensePersons } from './persons/usePersons.js'
export { usePersonCohorts, usePersonPropertyValues, usePersonsByDistinctIds } from './persons/usePersonLookups.js'
export {
  personCohortsQueryOptions,
  personPropertyValuesQueryOptions,
  personsByDistinctIdsQueryOptions,
} from './persons/personLookupQueryOptions.js'
export {
  useDeletePerson,
  useDeletePersonProperty,
  useDeletePersons,
  useSplitPerson,
  useUpdatePerson,
  useUpdatePersonProperty,
  type PersonUpdate,
} from './persons/usePersonWrites.js'
export { usePersonEvents } from './persons/usePersonEvents.js'
export { personQueryOptions, type PersonRef } from './persons/personQueryOptions.js'
export { infinitePersonsQueryOptions, personsQueryOptions } from './persons/personsQueryOptions.js'
export {
  personEventsQueryOptions,
  type PersonEvent,
  type PersonEvents,
  type PersonEventsParams,
} from './persons/personEventsQueryOptions.js'

export {
  useDependentFlags,
  useFlagActivity,
  useFlagDefinition,
  useFlagDefinitions,
  useFlagStatus,
  useInfiniteFlagActivity,
  useInfiniteFlagDefinitions,
  useSuspenseFlagDefinition,
  useSuspenseFlagDefinitions,
} from './flagDefinitions/useFlagDefinitions.js'
export {
  useCreateFlagDefinition,
  useDeleteFlagDefinition,
  useRestoreFlagDefinition,
  useUpdateFlagDefinition,
  type FlagDefinitionUpdate,
} from './flagDefinitions/useUpdateFlagDefinition.js'
export {
  dependentFlagsQueryOptions,
  flagActivityQueryOptions,
  flagDefinitionQueryOptions,
  flagDefinitionsQueryOptions,
  flagStatusQueryOptions,
  infiniteFlagActivityQueryOptions,
  infiniteFlagDefinitionsQueryOptions,
} from './flagDefinitions/flagDefinitionQueryOptions.js'

export {
  useInsights,
  useSuspenseInsights,
  useInfiniteInsights,
  useInsight,
  useSuspenseInsight,
} from './insights/useInsights.js'
export {
  insightsQueryOptions,
  infiniteInsightsQueryOptions,
  insightQueryOptions,
} from './insights/insightQueryOptions.js'
export {
  useExperimentResults,
  useFunnel,
  useLifecycle,
  usePaths,
  useRetention,
  useStickiness,
  useTrends,
  useWebOverview,
  useWebStats,
} from './insights/useComputed.js'
export {
  experimentResultsQueryOptions,
  funnelQueryOptions,
  lifecycleQueryOptions,
  pathsQueryOptions,
  retentionQueryOptions,
  stickinessQueryOptions,
  trendsQueryOptions,
  webOverviewQueryOptions,
  webStatsQueryOptions,
  type ComputedOptions,
} from './insights/computedQueryOptions.js'
export {
  useActiveUsers,
  useNewPersons,
  useTopEvents,
  useTopPages,
  type DailyCounts,
  type ReadyMadeOptions,
  type TopEntry,
  type TopOptions,
  type TopPage,
} from './insights/useReadyMade.js'
export { useInsightResult, type InsightResultOptions } from './insights/useInsightResult.js'
export { useCreateInsight, useUpdateInsight, useDeleteInsight, useRestoreInsight } from './insights/useInsightWrites.js'
export {
  useDashboards,
  useSuspenseDashboards,
  useInfiniteDashboards,
  useDashboard,
  useSuspenseDashboard,
  useDashboardResults,
  useSuspenseDashboardResults,
} from './dashboards/useDashboards.js'
export {
  dashboardsQueryOptions,
  infiniteDashboardsQueryOptions,
  dashboardQueryOptions,
  dashboardResultsQueryOptions,
} from './dashboards/dashboardQueryOptions.js'
export {
  useCreateDashboard,
  useUpdateDashboard,
  useDeleteDashboard,
  useRestoreDashboard,
} from './dashboards/useDashboardWrites.js'
export {
  useAnnotations,
  useSuspenseAnnotations,
  useInfiniteAnnotations,
  useAnnotation,
  useSuspenseAnnotation,
} from './annotations/useAnnotations.js'
export {
  annotationsQueryOptions,
  infiniteAnnotationsQueryOptions,
  annotationQueryOptions,
} from './annotations/annotationQueryOptions.js'
export {
  useCreateAnnotation,
  useUpdateAnnotation,
  useDeleteAnnotation,
  useRestoreAnnotation,
} from './annotations/useAnnotationWrites.js'
export {
  useCohorts,
  useSuspenseCohorts,
  useInfiniteCohorts,
  useCohort,
  useSuspenseCohort,
  useCohortPersons,
  useSuspenseCohortPersons,
  useInfiniteCohortPersons,
} from './cohorts/useCohorts.js'
export { useCohortMembers } from './cohorts/useCohortMembers.js'
export {
  cohortsQueryOptions,
  infiniteCohortsQueryOptions,
  cohortQueryOptions,
  cohortPersonsQueryOptions,
  infiniteCohortPersonsQueryOptions,
} from './cohorts/cohortQueryOptions.js'
export {
  useCreateCohort,
  useUpdateCohort,
  useDeleteCohort,
  useRestoreCohort,
  useAddPersonsToCohort,
  useRemovePersonFromCohort,
} from './cohorts/useCohortWrites.js'
export {
  useExperiments,
  useSuspenseExperiments,
  useInfiniteExperiments,
  useExperiment,
  useSuspenseExperiment,
} from './experiments/useExperiments.js'
export {
  experimentsQueryOptions,
  infiniteExperimentsQueryOptions,
  experimentQueryOptions,
} from './experiments/experimentQueryOptions.js'
export {
  useCreateExperiment,
  useUpdateExperiment,
  useDeleteExperiment,
  useRestoreExperiment,
  useLaunchExperiment,
  usePauseExperiment,
  useResumeExperiment,
  useEndExperiment,
  useArchiveExperiment,
  useUnarchiveExperiment,
  useShipExperimentVariant,
} from './experiments/useExperimentWrites.js'
export {
  useSurveys,
  useSuspenseSurveys,
  useInfiniteSurveys,
  useSurvey,
  useSuspenseSurvey,
  useSurveyStats,
  useSuspenseSurveyStats,
} from './surveys/useSurveys.js'
export {
  surveysQueryOptions,
  infiniteSurveysQueryOptions,
  surveyQueryOptions,
  surveyStatsQueryOptions,
} from './surveys/surveyQueryOptions.js'
export { useCreateSurvey, useUpdateSurvey, useDeleteSurvey } from './surveys/useSurveyWrites.js'
export {
  useActions,
  useSuspenseActions,
  useInfiniteActions,
  useAction,
  useSuspenseAction,
} from './actions/useActions.js'
export { actionsQueryOptions, infiniteActionsQueryOptions, actionQueryOptions } from './actions/actionQueryOptions.js'
export { useCreateAction, useUpdateAction, useDeleteAction, useRestoreAction } from './actions/useActionWrites.js'
export {
  useSessionRecordings,
  useSuspenseSessionRecordings,
  useInfiniteSessionRecordings,
  useSessionRecording,
  useSuspenseSessionRecording,
} from './sessionRecordings/useSessionRecordings.js'
export {
  sessionRecordingsQueryOptions,
  infiniteSessionRecordingsQueryOptions,
  sessionRecordingQueryOptions,
} from './sessionRecordings/sessionRecordingQueryOptions.js'
export { useDeleteSessionRecording, useUpdateSessionRecording } from './sessionRecordings/useSessionRecordingWrites.js'
export {
  useEventDefinitions,
  useSuspenseEventDefinitions,
  useInfiniteEventDefinitions,
  useEventDefinition,
  useSuspenseEventDefinition,
  useEventDefinitionByName,
  useSuspenseEventDefinitionByName,
} from './eventDefinitions/useEventDefinitions.js'
export {
  eventDefinitionsQueryOptions,
  infiniteEventDefinitionsQueryOptions,
  eventDefinitionQueryOptions,
  eventDefinitionByNameQueryOptions,
} from './eventDefinitions/eventDefinitionQueryOptions.js'
export {
  useCreateEventDefinition,
  useUpdateEventDefinition,
  useDeleteEventDefinition,
} from './eventDefinitions/useEventDefinitionWrites.js'
export {
  usePropertyDefinitions,
  useSuspensePropertyDefinitions,
  useInfinitePropertyDefinitions,
  usePropertyDefinition,
  useSuspensePropertyDefinition,
} from './propertyDefinitions/usePropertyDefinitions.js'
export {
  propertyDefinitionsQueryOptions,
  infinitePropertyDefinitionsQueryOptions,
  propertyDefinitionQueryOptions,
} from './propertyDefinitions/propertyDefinitionQueryOptions.js'
export {
  useUpdatePropertyDefinition,
  useDeletePropertyDefinition,
} from './propertyDefinitions/usePropertyDefinitionWrites.js'
export {
  useGroups,
  useSuspenseGroups,
  useInfiniteGroups,
  useGroupRecord,
  useSuspenseGroupRecord,
  useGroupTypes,
} from './groups/useGroups.js'
export {
  groupsQueryOptions,
  infiniteGroupsQueryOptions,
  groupQueryOptions,
  groupTypesQueryOptions,
} from './groups/groupQueryOptions.js'
export {
  useUsers,
  useSuspenseUsers,
  useInfiniteUsers,
  useUser,
  useSuspenseUser,
  useCurrentUser,
} from './users/useUsers.js'
export {
  usersQueryOptions,
  infiniteUsersQueryOptions,
  userQueryOptions,
  currentUserQueryOptions,
} from './users/userQueryOptions.js'
export { useProject } from './projects/useProject.js'
export { projectQueryOptions } from './projects/projectQueryOptions.js'

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
  FlagValues,
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
