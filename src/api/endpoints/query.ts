import type { Endpoint } from './endpoint.js'

/** Runs a query. It reads by POST. */
export const run = {
  id: 'query.run',
  method: 'POST',
  path: '/api/projects/:project_id/query/',
  scopes: ['query:read'],
  rateClass: 'query',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** How far an asynchronous query is, and its results once it is done. */
export const status = {
  id: 'query.status',
  method: 'GET',
  path: '/api/projects/:project_id/query/:id/',
  scopes: ['query:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['show_progress'],
  idempotent: true,
} as const satisfies Endpoint

/** Gives up an asynchronous query. */
export const cancel = {
  id: 'query.cancel',
  method: 'DELETE',
  path: '/api/projects/:project_id/query/:id/',
  scopes: ['query:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['dequeue_only'],
  idempotent: true,
} as const satisfies Endpoint
