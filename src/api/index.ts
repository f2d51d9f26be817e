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
  createFeatureFlag,
  getFeatureFlag,
  getLocalEvaluation,
  listFeatureFlags,
  updateFeatureFlag,
} from './resources/featureFlags.js'
export { getPerson, getPersonByDistinctId, listPersons } from './resources/persons.js'
export { getProject } from './resources/projects.js'
export { runHogQL, runQuery } from './resources/query.js'
export { getCurrentUser } from './resources/users.js'
export type {
  CohortCondition,
  CohortConditions,
  FeatureFlag,
  FeatureFlagChanges,
  FeatureFlagInput,
  FeatureFlagsListParams,
  FlagConditionGroup,
  FlagFilters,
  FlagPropertyFilter,
  FlagVariant,
  LocalEvaluation,
  LocalFlag,
} from './resources/featureFlags.js'
export type { Page } from './resources/page.js'
export type { Person, PersonPropertyFilter, PersonsListParams } from './resources/persons.js'
export type { Project } from './resources/projects.js'
export type {
  HogQLCallOptions,
  HogQLQuery,
  HogQLQueryResponse,
  QueryBody,
  QueryNode,
  QueryRefresh,
  QueryStatus,
} from './resources/query.js'
export type { OrganizationBasic, TeamBasic, User, UserBasic } from './resources/users.js'
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
