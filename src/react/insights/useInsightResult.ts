'use client'

import type { Insight, QueryRefresh } from '../../api/index.js'
import { useApiCaller } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { insightQueryOptions } from './insightQueryOptions.js'

/** How a saved insight is computed. */
export type InsightResultOptions<TData = Insight> = ReadOptions<Insight, TData> & {
  /** Default `blocking`: a recent result, else a new one. */
  readonly refresh?: QueryRefresh
}

/**
 * A saved insight with its result, computed when there is no recent one: `data.result`. {@link useInsight} gives what the cache holds.
 * https://posthog.com/docs/api/insights
 */
export function useInsightResult<TData = Insight>(
  id: number,
  { refresh = 'blocking', ...options }: InsightResultOptions<TData> = {},
) {
  const api = useApiCaller('useInsightResult')
  return useRead<Insight, TData>(insightQueryOptions(api, { id, refresh }), options)
}
