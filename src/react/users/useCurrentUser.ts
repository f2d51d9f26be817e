'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ApiCaller, User } from '../../api/index.js'
import { getCurrentUser } from '../../api/resources/users.js'
import { useApiCaller } from '../query/runtime.js'
import { readKey, readRequest } from '../query/request.js'
import { useRead, type ReadOptions } from '../query/useRead.js'

/** Describes the read of the current user for TanStack Query. */
export function currentUserQueryOptions(api: ApiCaller) {
  return readRequest(readKey(api, 'users.me'), call => getCurrentUser(api, undefined, call))
}

/**
 * The PostHog user whose key answers: behind a proxy that is the key's owner, not your visitor. Tells whether the
 * connection works and which project it reads. https://posthog.com/docs/api/user
 */
export function useCurrentUser<TData = User>(options?: ReadOptions<User, TData>): UseQueryResult<TData> {
  return useRead(currentUserQueryOptions(useApiCaller('useCurrentUser')), options)
}
