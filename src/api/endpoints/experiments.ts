import type { Endpoint } from './endpoint.js'

/** A page of experiments. */
export const list = {
  id: 'experiments.list',
  method: 'GET',
  path: '/api/projects/:project_id/experiments/',
  scopes: ['experiment:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['archived', 'created_by_id', 'feature_flag_id', 'limit', 'offset', 'order', 'search', 'status'],
  idempotent: true,
} as const satisfies Endpoint

/** Makes an experiment, and its flag when there is none with its key. */
export const create = {
  id: 'experiments.create',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** One experiment. */
export const get = {
  id: 'experiments.get',
  method: 'GET',
  path: '/api/projects/:project_id/experiments/:id/',
  scopes: ['experiment:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Changes an experiment; deletes and restores it by `deleted`. */
export const update = {
  id: 'experiments.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/experiments/:id/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
  softDelete: true,
} as const satisfies Endpoint

/** Starts an experiment. */
export const launch = {
  id: 'experiments.launch',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/launch/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Turns the flag of a running experiment off. */
export const pause = {
  id: 'experiments.pause',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/pause/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Turns the flag of a paused experiment on again. */
export const resume = {
  id: 'experiments.resume',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/resume/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Ends an experiment with a conclusion. Its flag stays as it is. */
export const end = {
  id: 'experiments.end',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/end/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Puts an ended experiment away. */
export const archive = {
  id: 'experiments.archive',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/archive/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Brings an archived experiment back. */
export const unarchive = {
  id: 'experiments.unarchive',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/unarchive/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint

/** Gives one variant to everybody. */
export const shipVariant = {
  id: 'experiments.shipVariant',
  method: 'POST',
  path: '/api/projects/:project_id/experiments/:id/ship_variant/',
  scopes: ['experiment:write'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: false,
} as const satisfies Endpoint
