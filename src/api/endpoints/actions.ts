import type { Endpoint } from './endpoint.js'

/** A page of actions. */
export const list = {
  id: 'actions.list',
  method: 'GET',
  path: '/api/projects/:project_id/actions/',
  scopes: ['action:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['limit', 'offset'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes an action. */
export const create = {
  id: 'actions.create',
  method: 'POST',
  path: '/api/projects/:project_id/actions/',
  scopes: ['action:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One action. */
export const get = {
  id: 'actions.get',
  method: 'GET',
  path: '/api/projects/:project_id/actions/:id/',
  scopes: ['action:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes an action; deletes and restores it by `deleted`. */
export const update = {
  id: 'actions.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/actions/:id/',
  scopes: ['action:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint
