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
  groupQueryOptions,
  groupTypesQueryOptions,
  groupsQueryOptions,
  infiniteGroupsQueryOptions,
} from './groupQueryOptions.js'

/**
 * One page of the groups of one type: `useGroups({ groupTypeIndex: 0 })`. https://posthog.com/docs/api/groups
 */
export const useGroups = /* @__PURE__ */ createListHook('useGroups', groupsQueryOptions)

/** {@link useGroups} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseGroups = /* @__PURE__ */ createSuspenseListHook('useSuspenseGroups', groupsQueryOptions)

/** The groups of one type, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteGroups = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteGroups',
  infiniteGroupsQueryOptions,
  groupsQueryOptions,
)

/**
 * One group with its properties, by its type and key. (`useGroup` puts the visitor into a group.)
 */
export const useGroupRecord = /* @__PURE__ */ createReadHook('useGroupRecord', groupQueryOptions)

/** {@link useGroupRecord} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseGroupRecord = /* @__PURE__ */ createSuspenseHook('useSuspenseGroupRecord', groupQueryOptions)

/**
 * The group types of the project, five at most. https://posthog.com/docs/api/groups-types
 */
export const useGroupTypes = /* @__PURE__ */ createPlainHook('useGroupTypes', groupTypesQueryOptions)
