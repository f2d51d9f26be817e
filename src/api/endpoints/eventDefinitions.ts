import type { Endpoint } from './endpoint.js'

/** A page of event names with what is known of them. */
export const list = {
  id: 'eventDefinitions.list',
  method: 'GET',
  path: '/api/projects/:project_id/event_definitions/',
  scopes: ['event_definition:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['event_type', 'limit', 'offset', 'ordering', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes a definition before its first event. */
export const create = {
  id: 'eventDefinitions.create',
  method: 'POST',
  path: '/api/projects/:project_id/event_definitions/',
  scopes: ['event_definition:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One event definition. */
export const get = {
  id: 'eventDefinitions.get',
  method: 'GET',
  path: '/api/projects/:project_id/event_definitions/:id/',
  scopes: ['event_definition:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** The definition of an event by its name. */
export const byName = {
  id: 'eventDefinitions.byName',
  method: 'GET',
  path: '/api/projects/:project_id/event_definitions/by_name/',
  scopes: ['event_definition:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: ['name'],
  idempotent: true,
} as const satisfies Endpoint

/** Changes an event definition. */
export const update = {
  id: 'eventDefinitions.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/event_definitions/:id/',
  scopes: ['event_definition:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Deletes an event definition. It comes back with the next such event. */
export const remove = {
  id: 'eventDefinitions.delete',
  method: 'DELETE',
  path: '/api/projects/:project_id/event_definitions/:id/',
  scopes: ['event_definition:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
