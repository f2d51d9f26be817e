import type { Endpoint } from './endpoint.js'

/** One project. */
export const get = {
  id: 'projects.get',
  method: 'GET',
  path: '/api/projects/:project_id/',
  scopes: ['project:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
