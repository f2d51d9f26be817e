'use client'

import {
  createInfiniteHook,
  createListHook,
  createPlainHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  currentUserQueryOptions,
  infiniteUsersQueryOptions,
  userQueryOptions,
  usersQueryOptions,
} from './userQueryOptions.js'

/**
 * One page of PostHog users: who is not staff sees only the key’s owner. https://posthog.com/docs/api/users
 */
export const useUsers = /* @__PURE__ */ createListHook('useUsers', usersQueryOptions)

/** {@link useUsers} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseUsers = /* @__PURE__ */ createSuspenseListHook('useSuspenseUsers', usersQueryOptions)

/** Users, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteUsers = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteUsers',
  infiniteUsersQueryOptions,
  usersQueryOptions,
)

/**
 * One PostHog user, by uuid. `PermissionError` for anybody but the key’s owner, unless they are staff.
 */
export const useUser = /* @__PURE__ */ createReadHook('useUser', userQueryOptions)

/** {@link useUser} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseUser = /* @__PURE__ */ createSuspenseHook('useSuspenseUser', userQueryOptions)

/**
 * The PostHog user whose key answers: behind a proxy that is the key’s owner, not your visitor. Tells whether the
 * connection works and which project it reads. https://posthog.com/docs/api/users
 */
export const useCurrentUser = /* @__PURE__ */ createPlainHook('useCurrentUser', currentUserQueryOptions)
