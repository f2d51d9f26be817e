'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import { infiniteInsightsQueryOptions, insightQueryOptions, insightsQueryOptions } from './insightQueryOptions.js'

/**
 * One page of saved insights. https://posthog.com/docs/api/insights
 */
export const useInsights = /* @__PURE__ */ createListHook('useInsights', insightsQueryOptions)

/** {@link useInsights} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseInsights = /* @__PURE__ */ createSuspenseListHook('useSuspenseInsights', insightsQueryOptions)

/** Insights, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteInsights = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteInsights',
  infiniteInsightsQueryOptions,
  insightsQueryOptions,
)

/**
 * One saved insight with its results: `useInsight(id)`, or `useInsight({ id, refresh: 'blocking' })` to compute what is missing or old.
 */
export const useInsight = /* @__PURE__ */ createReadHook('useInsight', insightQueryOptions)

/** {@link useInsight} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseInsight = /* @__PURE__ */ createSuspenseHook('useSuspenseInsight', insightQueryOptions)
