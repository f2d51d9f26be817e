import type { Endpoint } from './endpoint.js'

/** A page of surveys. */
export const list = {
  id: 'surveys.list',
  method: 'GET',
  path: '/api/projects/:project_id/surveys/',
  scopes: ['survey:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['archived', 'limit', 'offset', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes a survey. */
export const create = {
  id: 'surveys.create',
  method: 'POST',
  path: '/api/projects/:project_id/surveys/',
  scopes: ['survey:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One survey. */
export const get = {
  id: 'surveys.get',
  method: 'GET',
  path: '/api/projects/:project_id/surveys/:id/',
  scopes: ['survey:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes a survey. */
export const update = {
  id: 'surveys.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/surveys/:id/',
  scopes: ['survey:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Deletes a survey for good. `archived` hides it instead. */
export const remove = {
  id: 'surveys.delete',
  method: 'DELETE',
  path: '/api/projects/:project_id/surveys/:id/',
  scopes: ['survey:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** How often a survey was shown, dismissed and answered. */
export const stats = {
  id: 'surveys.stats',
  method: 'GET',
  path: '/api/projects/:project_id/surveys/:id/stats/',
  scopes: ['survey:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['date_from', 'date_to'],
  idempotent: true,
} as const satisfies Endpoint
