import type { Endpoint } from './endpoint.js'

/** A page of dashboards, without their tiles. */
export const list = {
  id: 'dashboards.list',
  method: 'GET',
  path: '/api/projects/:project_id/dashboards/',
  scopes: ['dashboard:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['limit', 'offset', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes a dashboard. */
export const create = {
  id: 'dashboards.create',
  method: 'POST',
  path: '/api/projects/:project_id/dashboards/',
  scopes: ['dashboard:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One dashboard with its tiles. */
export const get = {
  id: 'dashboards.get',
  method: 'GET',
  path: '/api/projects/:project_id/dashboards/:id/',
  scopes: ['dashboard:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: ['filters_override', 'refresh', 'variables_override'],
  idempotent: true,
} as const satisfies Endpoint

/** Changes a dashboard; deletes and restores it by `deleted`. */
export const update = {
  id: 'dashboards.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/dashboards/:id/',
  scopes: ['dashboard:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint

/** The results of all insights on a dashboard. */
export const runInsights = {
  id: 'dashboards.runInsights',
  method: 'GET',
  path: '/api/projects/:project_id/dashboards/:id/run_insights/',
  scopes: ['dashboard:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['output_format', 'refresh'],
  idempotent: true,
} as const satisfies Endpoint
