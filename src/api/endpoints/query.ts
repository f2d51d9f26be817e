import type { Endpoint } from './endpoint.js'

/** Runs a query. It reads by POST. */
export const run = {
  method: 'POST',
  path: '/api/projects/:project_id/query/',
  scope: 'query:read',
  rateClass: 'query',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
