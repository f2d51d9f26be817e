import type { Endpoint } from './endpoint.js'

/** A page of persons. */
export const list = {
  method: 'GET',
  path: '/api/projects/:project_id/persons/',
  scope: 'person:read',
  rateClass: 'analytics',
  pagination: 'offset',
  query: ['distinct_id', 'email', 'include_total', 'limit', 'offset', 'properties', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** One person, by id or uuid. */
export const get = {
  method: 'GET',
  path: '/api/projects/:project_id/persons/:id/',
  scope: 'person:read',
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
