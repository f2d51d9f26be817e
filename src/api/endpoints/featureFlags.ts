import type { Endpoint } from './endpoint.js'

/** A page of flag definitions. */
export const list = {
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/',
  scope: 'feature_flag:read',
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
  method: 'POST',
  path: '/api/projects/:project_id/feature_flags/',
  scope: 'feature_flag:write',
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One flag definition. */
export const get = {
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/:id/',
  scope: 'feature_flag:read',
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes a flag; deletes and restores it by `deleted`. */
export const update = {
  method: 'PATCH',
  path: '/api/projects/:project_id/feature_flags/:id/',
  scope: 'feature_flag:write',
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** All flags with their conditions, the cohorts and group types they need: what a server decides flags by itself with. */
export const localEvaluation = {
  method: 'GET',
  path: '/api/projects/:project_id/feature_flags/local_evaluation/',
  scope: 'feature_flag:read',
  rateClass: 'local_evaluation',
  pagination: 'none',
  query: ['send_cohorts'],
  idempotent: true,
} as const satisfies Endpoint
