import type { Endpoint } from './endpoint.js'

/** A page of the groups of one type. */
export const list = {
  id: 'groups.list',
  method: 'GET',
  path: '/api/projects/:project_id/groups/',
  scopes: ['group:read'],
  rateClass: 'crud',
  pagination: 'cursor',
  query: ['cursor', 'group_type_index', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** One group, by its type and key. */
export const find = {
  id: 'groups.find',
  method: 'GET',
  path: '/api/projects/:project_id/groups/find/',
  scopes: ['group:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: ['group_key', 'group_type_index'],
  idempotent: true,
} as const satisfies Endpoint
