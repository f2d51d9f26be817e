import type { Endpoint } from './endpoint.js'

/** A page of property names with what is known of them. */
export const list = {
  id: 'propertyDefinitions.list',
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
  id: 'propertyDefinitions.get',
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
  id: 'propertyDefinitions.update',
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
  id: 'propertyDefinitions.delete',
  method: 'DELETE',
  path: '/api/projects/:project_id/property_definitions/:id/',
  scopes: ['property_definition:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
