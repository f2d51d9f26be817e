import type { Endpoint } from './endpoint.js'

/** A page of annotations. */
export const list = {
  id: 'annotations.list',
  method: 'GET',
  path: '/api/projects/:project_id/annotations/',
  scopes: ['annotation:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['limit', 'offset', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes an annotation. */
export const create = {
  id: 'annotations.create',
  method: 'POST',
  path: '/api/projects/:project_id/annotations/',
  scopes: ['annotation:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One annotation. */
export const get = {
  id: 'annotations.get',
  method: 'GET',
  path: '/api/projects/:project_id/annotations/:id/',
  scopes: ['annotation:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes an annotation; deletes and restores it by `deleted`. */
export const update = {
  id: 'annotations.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/annotations/:id/',
  scopes: ['annotation:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint
