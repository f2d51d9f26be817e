import type { Endpoint } from './endpoint.js'

/** A page of persons. */
export const list = {
  id: 'persons.list',
  method: 'GET',
  path: '/api/projects/:project_id/persons/',
  scopes: ['person:read'],
  rateClass: 'analytics',
  pagination: 'offset',
  query: ['distinct_id', 'email', 'include_total', 'limit', 'offset', 'properties', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** One person, by id or uuid. */
export const get = {
  id: 'persons.get',
  method: 'GET',
  path: '/api/projects/:project_id/persons/:id/',
  scopes: ['person:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Sets properties of a person. Answered (202) before it is done. */
export const update = {
  id: 'persons.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/persons/:id/',
  scopes: ['person:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Deletes a person, and their events when asked to. Answered (202) before it is done. https://posthog.com/docs/privacy/data-deletion */
export const remove = {
  id: 'persons.delete',
  method: 'DELETE',
  path: '/api/projects/:project_id/persons/:id/',
  scopes: ['person:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['delete_events', 'delete_recordings', 'keep_person'],
  idempotent: true,
} as const satisfies Endpoint

/** Sets one property of a person. Answered (202) before it is done. */
export const updateProperty = {
  id: 'persons.updateProperty',
  method: 'POST',
  path: '/api/projects/:project_id/persons/:id/update_property/',
  scopes: ['person:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Removes one property of a person. */
export const deleteProperty = {
  id: 'persons.deleteProperty',
  method: 'POST',
  path: '/api/projects/:project_id/persons/:id/delete_property/',
  scopes: ['person:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Makes persons of the distinct ids of one. */
export const split = {
  id: 'persons.split',
  method: 'POST',
  path: '/api/projects/:project_id/persons/:id/split/',
  scopes: ['person:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Deletes up to 1000 persons. */
export const bulkDelete = {
  id: 'persons.bulkDelete',
  method: 'POST',
  path: '/api/projects/:project_id/persons/bulk_delete/',
  scopes: ['person:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** The persons of up to 200 distinct ids. It reads by POST. */
export const byDistinctIds = {
  id: 'persons.byDistinctIds',
  method: 'POST',
  path: '/api/projects/:project_id/persons/batch_by_distinct_ids/',
  scopes: ['person:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** The cohorts a person is in. */
export const cohorts = {
  id: 'persons.cohorts',
  method: 'GET',
  path: '/api/projects/:project_id/persons/cohorts/',
  scopes: ['person:read', 'cohort:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['person_id'],
  idempotent: true,
} as const satisfies Endpoint

/** Values that a person property has. */
export const values = {
  id: 'persons.values',
  method: 'GET',
  path: '/api/projects/:project_id/persons/values/',
  scopes: ['person:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: ['key', 'value'],
  idempotent: true,
} as const satisfies Endpoint
