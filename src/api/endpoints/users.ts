import type { Endpoint } from './endpoint.js'

/** The owner of the key. */
export const me = {
  method: 'GET',
  path: '/api/users/@me/',
  scope: 'user:read',
  rateClass: 'crud',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
