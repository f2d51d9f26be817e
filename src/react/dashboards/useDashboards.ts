'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  dashboardQueryOptions,
  dashboardResultsQueryOptions,
  dashboardsQueryOptions,
  infiniteDashboardsQueryOptions,
} from './dashboardQueryOptions.js'

/**
 * One page of dashboards, without their tiles. https://posthog.com/docs/api/dashboards
 */
export const useDashboards = /* @__PURE__ */ createListHook('useDashboards', dashboardsQueryOptions)

/** {@link useDashboards} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseDashboards = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseDashboards',
  dashboardsQueryOptions,
)

/** Dashboards, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteDashboards = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteDashboards',
  infiniteDashboardsQueryOptions,
  dashboardsQueryOptions,
)

/**
 * One dashboard with its tiles, by its id or with filters over its own.
 */
export const useDashboard = /* @__PURE__ */ createReadHook('useDashboard', dashboardQueryOptions)

/** {@link useDashboard} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseDashboard = /* @__PURE__ */ createSuspenseHook('useSuspenseDashboard', dashboardQueryOptions)

/**
 * The results of all insights of a dashboard, tile by tile. Computes nothing unless `refresh` asks for it.
 */
export const useDashboardResults = /* @__PURE__ */ createReadHook('useDashboardResults', dashboardResultsQueryOptions)

/** {@link useDashboardResults} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseDashboardResults = /* @__PURE__ */ createSuspenseHook(
  'useSuspenseDashboardResults',
  dashboardResultsQueryOptions,
)
