import type { Endpoint } from './endpoint.js'

/** A page of cohorts. */
export const list = {
  id: 'cohorts.list',
  method: 'GET',
  path: '/api/projects/:project_id/cohorts/',
  scopes: ['cohort:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['limit', 'offset', 'search'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes a cohort. */
export const create = {
  id: 'cohorts.create',
  method: 'POST',
  path: '/api/projects/:project_id/cohorts/',
  scopes: ['cohort:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One cohort. */
export const get = {
  id: 'cohorts.get',
  method: 'GET',
  path: '/api/projects/:project_id/cohorts/:id/',
  scopes: ['cohort:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes a cohort; deletes and restores it by `deleted`. */
export const update = {
  id: 'cohorts.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/cohorts/:id/',
  scopes: ['cohort:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint

/** A page of the persons in a cohort. */
export const persons = {
  id: 'cohorts.persons',
  method: 'GET',
  path: '/api/projects/:project_id/cohorts/:id/persons/',
  scopes: ['cohort:read', 'person:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['limit', 'offset'],
  idempotent: true,
} as const satisfies Endpoint

/** Puts persons into a static cohort. */
export const addPersons = {
  id: 'cohorts.addPersons',
  method: 'PATCH',
  path: '/api/projects/:project_id/cohorts/:id/add_persons_to_static_cohort/',
  scopes: ['cohort:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Takes a person out of a static cohort. */
export const removePerson = {
  id: 'cohorts.removePerson',
  method: 'PATCH',
  path: '/api/projects/:project_id/cohorts/:id/remove_person_from_static_cohort/',
  scopes: ['cohort:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
