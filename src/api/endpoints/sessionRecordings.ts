import type { Endpoint } from './endpoint.js'

/** A page of session recordings, as metadata. */
export const list = {
  id: 'sessionRecordings.list',
  method: 'GET',
  path: '/api/projects/:project_id/session_recordings/',
  scopes: ['session_recording:read'],
  rateClass: 'analytics',
  pagination: 'offset',
  query: [
    'actions',
    'console_log_filters',
    'date_from',
    'date_to',
    'distinct_ids',
    'events',
    'filter_test_accounts',
    'having_predicates',
    'limit',
    'offset',
    'operand',
    'order',
    'order_direction',
    'person_uuid',
    'properties',
    'session_ids',
  ],
  idempotent: true,
} as const satisfies Endpoint

/** One session recording, as metadata. Its id is the session’s. */
export const get = {
  id: 'sessionRecordings.get',
  method: 'GET',
  path: '/api/projects/:project_id/session_recordings/:id/',
  scopes: ['session_recording:read'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Notes that a session recording was viewed or analyzed. */
export const update = {
  id: 'sessionRecordings.update',
  method: 'PATCH',
  path: '/api/projects/:project_id/session_recordings/:id/',
  scopes: ['session_recording:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Deletes a session recording for good. */
export const remove = {
  id: 'sessionRecordings.delete',
  method: 'DELETE',
  path: '/api/projects/:project_id/session_recordings/:id/',
  scopes: ['session_recording:write'],
  rateClass: 'analytics',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint
