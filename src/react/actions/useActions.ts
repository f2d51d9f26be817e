'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import { actionQueryOptions, actionsQueryOptions, infiniteActionsQueryOptions } from './actionQueryOptions.js'

/**
 * One page of actions. https://posthog.com/docs/api/actions
 */
export const useActions = /* @__PURE__ */ createListHook('useActions', actionsQueryOptions)

/** {@link useActions} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseActions = /* @__PURE__ */ createSuspenseListHook('useSuspenseActions', actionsQueryOptions)

/** Actions, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteActions = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteActions',
  infiniteActionsQueryOptions,
  actionsQueryOptions,
)

/**
 * One action with its steps, by its id.
 */
export const useAction = /* @__PURE__ */ createReadHook('useAction', actionQueryOptions)

/** {@link useAction} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseAction = /* @__PURE__ */ createSuspenseHook('useSuspenseAction', actionQueryOptions)
