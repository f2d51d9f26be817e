'use client'

import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { EndpointKey, QueryNode, QueryProgress, QueryRefresh, QueryResponse } from '../../api/index.js'
import { runQuery } from '../../api/resources/query.js'
import { readKey, readRequest } from '../query/request.js'
import { useApiCaller, useHogkitQueryClient } from '../query/runtime.js'

/** How to run a query on its own, and whether. */
export interface AsyncQueryOptions {
  /** Default `async`: a cached answer, else PostHog runs it on its own. `force_async` never takes a cached one. */
  readonly refresh?: Extract<QueryRefresh, 'async' | 'force_async' | 'lazy_async' | 'async_except_on_cache_miss'>
  /** Default `true`. */
  readonly enabled?: boolean
  /** How long to wait for the answer, ms. Default 600_000. */
  readonly waitMs?: number
}

/** TanStack Query's result of a query that runs on its own. */
export type AsyncQueryResult<TData> = UseQueryResult<TData> & {
  /** How far it is while it runs; `undefined` before PostHog knows and once it is done. */
  readonly progress: QueryProgress | undefined
  /** Gives the query up, here and at PostHog. What was there before stays. */
  readonly cancel: () => void
}

/**
 * Runs a long query at PostHog on its own and waits for it, however long it takes: no request hangs, `progress` tells how far it is, and
 * `cancel()` (or leaving the page) stops it at PostHog too.
 *
 * ```tsx
 * const { data, progress, cancel } = useAsyncQuery({ kind: 'HogQLQuery', query: 'select count() from events' })
 * if (progress?.fraction !== undefined) return <progress value={progress.fraction} />
 * ```
 *
 * https://posthog.com/docs/api/queries
 */
export function useAsyncQuery<TQuery extends QueryNode>(
  query: TQuery,
  { refresh = 'async', enabled = true, waitMs }: AsyncQueryOptions = {},
): AsyncQueryResult<QueryResponse<TQuery>> {
  const api = useApiCaller('useAsyncQuery')
  const queryClient = useHogkitQueryClient()
  const key = readKey(api, 'query.run', {}, { query, refresh })
  // In the cache, so that every component that waits for the same query shows the same progress.
  const progressKey = [...key, 'progress'] as const
  const request = readRequest<QueryResponse<TQuery>>(key, ({ signal }) =>
    runQuery(api, query, {
      refresh,
      signal,
      waitMs,
      onProgress: progress => void queryClient.setQueryData(progressKey, progress),
    }).finally(() => queryClient.removeQueries({ queryKey: progressKey, exact: true })),
  )
  const result = useQuery<QueryResponse<TQuery>, Error, QueryResponse<TQuery>, EndpointKey>(
    { ...(request as object), queryKey: key, queryFn: request.queryFn as never, retry: false, enabled },
    queryClient,
  )
  const { data: progress } = useQuery<QueryProgress>({ queryKey: progressKey, queryFn: skipToken }, queryClient)
  const hash = JSON.stringify(key)
  const cancel = useCallback(() => {
    void queryClient.cancelQueries({ queryKey: JSON.parse(hash) as EndpointKey, exact: true })
  }, [queryClient, hash])
  return { ...result, progress: result.isFetching ? progress : undefined, cancel }
}
