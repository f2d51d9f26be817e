import type { Endpoint } from './endpoint.js'

/** A page of saved insights. */
export const list = {
  id: 'insights.list',
  method: 'GET',
  path: '/api/projects/:project_id/insights/',
  scopes: ['insight:read'],
  rateClass: 'analytics',
  pagination: 'offset',
  query: [
    'basic',
    'created_by',
    'created_date_from',
    'created_date_to',
    'dashboards',
    'date_from',
    'date_to',
    'favorited',
    'insight',
    'last_viewed_date_from',
    'last_viewed_date_to',
    'limit',
    'offset',
    'refresh',
    'saved',
    'search',
    'short_id',
    'tags',
    'user',
  ],
  idempotent: true,
} as const satisfies Endpoint

/** Saves an insight. */
export const create = {
  id: 'insights.create',
  method: 'POST',
  path: '/api/projects/:project_id/insights/',
  scopes: ['insight:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One insight, with its results. */
export const get = {
  id: 'insights.get',
  method: 'GET',
  path: '/api/projects/:project_id/insights/:id/',
  scopes: ['insight:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['filters_override', 'from_dashboard', 'refresh', 'variables_override'],
  idempotent: true,
} as const satisfies Endpoint

/** Changes an insight; deletes and restores it by `deleted`. */
export const update = {
  id: 'insights.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/insights/:id/',
  scopes: ['insight:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint
