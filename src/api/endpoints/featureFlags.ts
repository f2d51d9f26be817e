import type { Endpoint } from './endpoint.js'

/** A page of flag definitions. */
export const list = {
  id: 'featureFlags.list',
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/',
  scopes: ['feature_flag:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: [
    'active',
    'created_by_id',
    'evaluation_runtime',
    'excluded_properties',
    'has_evaluation_contexts',
    'limit',
    'offset',
    'search',
    'tags',
    'type',
  ],
  idempotent: true,
} as const satisfies Endpoint

/** Makes a flag. */
export const create = {
  id: 'featureFlags.create',
  method: 'POST',
  path: '/api/projects/:project_id/feature_flags/',
  scopes: ['feature_flag:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One flag definition. */
export const get = {
  id: 'featureFlags.get',
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/:id/',
  scopes: ['feature_flag:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes a flag; deletes and restores it by `deleted`. */
export const update = {
  id: 'featureFlags.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/feature_flags/:id/',
  scopes: ['feature_flag:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint

/** Who changed a flag, when and how. */
export const activity = {
  id: 'featureFlags.activity',
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/:id/activity/',
  scopes: ['activity_log:read'],
  rateClass: 'crud',
  pagination: 'page',
  query: ['limit', 'page'],
  idempotent: true,
} as const satisfies Endpoint

/** Whether a flag is in use. */
export const status = {
  id: 'featureFlags.status',
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/:id/status/',
  scopes: ['feature_flag:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** The flags whose conditions ask for this one. */
export const dependentFlags = {
  id: 'featureFlags.dependentFlags',
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/:id/dependent_flags/',
  scopes: ['feature_flag:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/**
 * {@link localEvaluation} where current SDKs ask for it: on the ingestion host, by the project's token.
 * https://posthog.com/docs/feature-flags/local-evaluation
 */
export const definitions = {
  id: 'featureFlags.definitions',
  method: 'GET',
  path: '/flags/definitions',
  host: 'ingest',
  olderPath: '/api/feature_flag/local_evaluation/',
  scopes: ['feature_flag:read'],
  rateClass: 'local_evaluation',
  pagination: 'none',
  query: ['send_cohorts', 'token'],
  idempotent: true,
} as const satisfies Endpoint

/** All flags with their conditions, the cohorts and group types they need: what a server decides flags by itself with. */
export const localEvaluation = {
  id: 'featureFlags.localEvaluation',
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/local_evaluation/',
  scopes: ['feature_flag:read'],
  rateClass: 'local_evaluation',
  pagination: 'none',
  query: ['send_cohorts'],
  idempotent: true,
} as const satisfies Endpoint
