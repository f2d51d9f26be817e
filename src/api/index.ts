export type { ApiOptions, ProxyApiOptions, ServerApiOptions } from './config.js'
export type { Api } from './assemble.js'
export { createApi } from './createApi.js'
export { createProxyApi } from './createProxyApi.js'
export { createProxyCaller } from './createProxyCaller.js'
export { endpoints, type Endpoint, type EndpointId, type HttpMethod, type RateClass, type Scope } from './endpoints.js'
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  isApiError,
  isAuthenticationError,
  isConflictError,
  isNotFoundError,
  isPermissionError,
  isQueryError,
  isValidationError,
  NotFoundError,
  PermissionError,
  QueryError,
  ValidationError,
  type ApiErrorOptions,
  type PostHogErrorBody,
  type QueryPosition,
} from './errors.js'
export { endpointKey, resourceKey, type EndpointKey } from './key.js'
export { isEndpointMatch, matchEndpoint, type EndpointMatch, type MethodMismatch } from './match.js'
export { buildPath, isSafeSegment, type EndpointParams } from './path.js'
export {
  createAction,
  getAction,
  listActions,
  updateAction,
  type Action,
  type ActionChanges,
  type ActionInput,
  type ActionsListParams,
} from './resources/actions.js'
export {
  createAnnotation,
  getAnnotation,
  listAnnotations,
  updateAnnotation,
  type Annotation,
  type AnnotationChanges,
  type AnnotationInput,
  type AnnotationsListParams,
} from './resources/annotations.js'
export {
  addPersonsToCohort,
  createCohort,
  getCohort,
  listCohortPersons,
  listCohorts,
  removePersonFromCohort,
  updateCohort,
  type Cohort,
  type CohortAddition,
  type CohortChanges,
  type CohortInput,
  type CohortPersonsParams,
  type CohortRemoval,
  type CohortsListParams,
} from './resources/cohorts.js'
export {
  createDashboard,
  getDashboard,
  listDashboards,
  runDashboardInsights,
  updateDashboard,
  type Dashboard,
  type DashboardBasic,
  type DashboardChanges,
  type DashboardInput,
  type DashboardRef,
  type DashboardResults,
  type DashboardRun,
  type DashboardsListParams,
} from './resources/dashboards.js'
export {
  createEventDefinition,
  deleteEventDefinition,
  getEventDefinition,
  getEventDefinitionByName,
  listEventDefinitions,
  updateEventDefinition,
  type EventDefinition,
  type EventDefinitionChanges,
  type EventDefinitionInput,
  type EventDefinitionRecord,
  type EventDefinitionsListParams,
} from './resources/eventDefinitions.js'
export {
  archiveExperiment,
  createExperiment,
  endExperiment,
  getExperiment,
  launchExperiment,
  listExperiments,
  pauseExperiment,
  resumeExperiment,
  shipExperimentVariant,
  unarchiveExperiment,
  updateExperiment,
  type Experiment,
  type ExperimentChanges,
  type ExperimentConclusion,
  type ExperimentEnd,
  type ExperimentInput,
  type ExperimentShipping,
  type ExperimentsListParams,
} from './resources/experiments.js'
export {
  createFeatureFlag,
  getFeatureFlag,
  getFlagStatus,
  getLocalEvaluation,
  getLocalEvaluationByToken,
  listDependentFlags,
  listFeatureFlags,
  listFlagActivity,
  updateFeatureFlag,
  type ActivityEntry,
  type CohortCondition,
  type CohortConditions,
  type DependentFlag,
  type FeatureFlag,
  type FeatureFlagChanges,
  type FeatureFlagInput,
  type FeatureFlagsListParams,
  type FlagActivityParams,
  type FlagConditionGroup,
  type FlagFilters,
  type FlagPropertyFilter,
  type FlagStatusReport,
  type FlagVariant,
  type LocalEvaluation,
  type LocalFlag,
} from './resources/featureFlags.js'
export {
  findGroup,
  listGroups,
  listGroupTypes,
  type GroupRecord,
  type GroupRef,
  type GroupType,
  type GroupsListParams,
} from './resources/groups.js'
export {
  createInsight,
  getInsight,
  listInsights,
  updateInsight,
  type Insight,
  type InsightChanges,
  type InsightInput,
  type InsightRef,
  type InsightsListParams,
} from './resources/insights.js'
export {
  deletePerson,
  deletePersonProperty,
  deletePersons,
  getPerson,
  getPersonByDistinctId,
  getPersonsByDistinctIds,
  listPersonCohorts,
  listPersonPropertyValues,
  listPersons,
  splitPerson,
  updatePerson,
  updatePersonProperty,
  type Person,
  type PersonChanges,
  type PersonCohort,
  type PersonDeletion,
  type PersonProperty,
  type PersonPropertyFilter,
  type PersonSplit,
  type PersonValuesParams,
  type PersonsDeletion,
  type PersonsDeletionReport,
  type PersonsListParams,
} from './resources/persons.js'
export { getProject, type Project } from './resources/projects.js'
export {
  deletePropertyDefinition,
  getPropertyDefinition,
  listPropertyDefinitions,
  updatePropertyDefinition,
  type PropertyDefinition,
  type PropertyDefinitionChanges,
  type PropertyDefinitionsListParams,
} from './resources/propertyDefinitions.js'
export {
  cancelQuery,
  getQueryStatus,
  runHogQL,
  runQuery,
  type HogQLInput,
  type QueryRefresh,
  type QueryRunOptions,
} from './resources/query.js'
export type {
  ActorsQuery,
  EventsQuery,
  HogQLQuery,
  HogQLQueryResponse,
  InsightResponse,
  OtherQuery,
  PersonsQuery,
  QueryNode,
  QueryResponse,
  QueryStatus,
} from './query/nodes.js'
export type {
  ExperimentResultsInput,
  FunnelInput,
  InsightBreakdown,
  InsightCompare,
  LifecycleInput,
  PathsInput,
  RetentionEntity,
  RetentionInput,
  StickinessInput,
  TrendsInput,
  WebOverviewInput,
  WebStatsInput,
} from './insights/queries.js'
export type {
  FilterOperator,
  GroupTypeIndex,
  InsightDateRange,
  InsightFilter,
  InsightFilterGroup,
  InsightInterval,
  InsightOptions,
} from './insights/filters.js'
export type {
  ActionSeries,
  EventSeries,
  FunnelStepInput,
  InsightEntity,
  InsightSeries,
  SeriesMath,
} from './insights/series.js'
export type {
  ExperimentVariant,
  ExperimentVariantStats,
  FunnelStep,
  FunnelStepsResult,
  FunnelTrend,
  InsightAction,
  InsightAnswers,
  LifecycleResult,
  PathsLink,
  RetentionRow,
  StickinessResult,
  TimeToConvert,
  BoxPlotDatum,
  TrendsResult,
  WebOverviewItem,
  WebStatsRow,
} from './insights/results.js'
export { readHogQLPage, walkHogQLPages, type HogQLPage, type KeysetCursor, type KeysetOptions } from './query/keyset.js'
export type { NamedQueryArguments, NamedQueryResult, QueryName, QueryRowOf, QueryValuesOf } from './query/named.js'
export { runNamedQuery } from './resources/namedQuery.js'
export { toHogQLResult, type HogQLField, type HogQLResult, type HogQLRow } from './query/result.js'
export type { QueryProgress } from './query/progress.js'
export {
  deleteSessionRecording,
  getSessionRecording,
  listSessionRecordings,
  updateSessionRecording,
  type SessionRecording,
  type SessionRecordingChanges,
  type SessionRecordingsListParams,
  type SessionRecordingUpdated,
} from './resources/sessionRecordings.js'
export {
  createSurvey,
  deleteSurvey,
  getSurvey,
  getSurveyStats,
  listSurveys,
  updateSurvey,
  type Survey,
  type SurveyChanges,
  type SurveyInput,
  type SurveyStats,
  type SurveyStatsRef,
  type SurveysListParams,
} from './resources/surveys.js'
export {
  getCurrentUser,
  getUser,
  listUsers,
  type OrganizationBasic,
  type TeamBasic,
  type User,
  type UserBasic,
  type UsersListParams,
} from './resources/users.js'
export type { Page } from './resources/page.js'
export type {
  CreateMethods,
  GetMethods,
  HardDeleteMethods,
  ListMethods,
  SoftDeleteMethods,
  UpdateMethods,
  WithId,
} from './resources/crud.js'
export type { ListOperation, Operation } from './operation.js'
export type { Schemas } from './types/schemas.js'
export { rateLimits, type RateLimit, type RateLimits } from './rateLimits.js'
export type { ApiCaller, CallOptions, EndpointCall } from './transport/transport.js'
export {
  AbortError,
  ConfigError,
  HogkitError,
  HttpError,
  InvalidResponseError,
  isAbortError,
  isConfigError,
  isHogkitError,
  isHttpError,
  isNetworkError,
  isRateLimitError,
  isTimeoutError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from '../core/errors.js'
