import type { Endpoint } from './endpoint.js'

/** A page of users. Who is not staff sees only themselves. */
export const list = {
  id: 'users.list',
  method: 'GET',
  path: '/api/users/',
  scopes: ['user:read'],
  rateClass: 'crud',
  pagination: 'offset',
  query: ['email', 'is_staff', 'limit', 'offset'],
  idempotent: true,
} as const satisfies Endpoint

/** One user. Who is not staff may only ask for themselves, by `users.me`. */
export const get = {
  id: 'users.get',
  method: 'GET',
  path: '/api/users/:uuid/',
  scopes: ['user:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** The owner of the key. */
export const me = {
  id: 'users.me',
  method: 'GET',
  path: '/api/users/@me/',
  scopes: ['user:read'],
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
