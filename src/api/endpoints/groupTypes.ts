import type { Endpoint } from './endpoint.js'

/** The group types of the project, all at once. */
export const list = {
  id: 'groupTypes.list',
  method: 'GET',
  path: '/api/projects/:project_id/groups_types/',
  scopes: ['group:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
