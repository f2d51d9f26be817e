'use client'

import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { HogQLInput, HogQLPage, HogQLRow } from '../../api/index.js'
import { useApiCaller, useHogkitQueryClient } from '../query/runtime.js'
import { infiniteHogQLQueryOptions, type InfiniteHogQLRequestOptions } from './infiniteHogQLQueryOptions.js'

/** How to page through HogQL, and whether to ask. */
export interface InfiniteHogQLOptions extends InfiniteHogQLRequestOptions {
  /** Default `true`. */
  readonly enabled?: boolean
}

/**
 * HogQL page after page: `data.pages`, each with its `rows`, `fetchNextPage()`, and `hasNextPage`, which is always `true` or `false`.
 *
 * ```tsx
 * const { data, fetchNextPage, hasNextPage } = useInfiniteHogQL<{ uuid: string; timestamp: string; event: string }>(
 *   'select uuid, timestamp, event from events',
 *   { pageSize: 50 },
 * )
 * ```
 *
 * Pages go by keyset (`by` the column `timestamp`, rows of one time told apart by `uuid`) and never by OFFSET: page 1000 costs what page 1
 * does, and events that arrive meanwhile move nothing. The query must select both columns.
 * https://posthog.com/docs/api/queries#5-use-timestamp-based-pagination-instead-of-offset
 */
export function useInfiniteHogQL<TRow extends object = HogQLRow>(
  input: HogQLInput,
  { enabled = true, ...options }: InfiniteHogQLOptions = {},
): UseInfiniteQueryResult<InfiniteData<HogQLPage<TRow>>> {
  return useInfiniteQuery(
    { ...infiniteHogQLQueryOptions<TRow>(useApiCaller('useInfiniteHogQL'), input, options), enabled },
    useHogkitQueryClient(),
  )
}
