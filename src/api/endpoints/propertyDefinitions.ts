import type { Endpoint } from './endpoint.js'

/** A page of property names with what is known of them. */
export const list = {
  method: 'GET',
  path: '/api/projects/:project_id/property_definitions/',
  scopes: ['property_definition:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: [
    'event_names',
    'exclude_core_properties',
    'exclude_hidden',
    'excluded_properties',
    'filter_by_event_names',
    'group_type_index',
    'is_feature_flag',
    'is_numerical',
    'limit',
    'offset',
    'properties',
    'search',
    'type',
    'verified',
  ],
  idempotent: true,
} as const satisfies Endpoint

/** One property definition. */
export const get = {
  method: 'GET',
  path: '/api/projects/:project_id/property_definitions/:id/',
  scopes: ['property_definition:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes a property definition. */
export const update = {
  method: 'PATCH',
  path: '/api/projects/:project_id/property_definitions/:id/',
  scopes: ['property_definition:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Deletes a property definition. It comes back with the next such property. */
export const remove = {
  method: 'DELETE',
  path: '/api/projects/:project_id/property_definitions/:id/',
  scopes: ['property_definition:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
