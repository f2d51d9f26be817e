'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useApiCaller } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import type { HogQLInput, HogQLResult, HogQLRow } from '../../api/index.js'
import { hogqlQueryOptions, type HogQLRequestOptions } from './hogqlQueryOptions.js'

export type HogQLOptions<TRow extends object = HogQLRow, TData = HogQLResult<TRow>> = HogQLRequestOptions &
  ReadOptions<HogQLResult<TRow>, TData>

/**
 * Runs HogQL and keeps the answer, as TanStack Query's result.
 *
 * ```tsx
 * const { data, error, isPending } = useHogQL<{ event: string; total: number }>({
 *   query: 'select event, count() as total from events where timestamp > {since} group by event order by total desc',
 *   values: { since },
 * })
 * data?.rows.map(row => <li key={row.event}>{row.total}</li>)
 * ```
 *
 * `data` is PostHog's answer with `rows` as objects beside `results`; `data.hasMore` tells that rows are missing: without
 * a LIMIT PostHog gives 100. `error` is a `QueryError` with line and column for a mistake in the text. The query runs
 * through your proxy, with the rights it gives. https://posthog.com/docs/sql
 *
 * @param input the text, or the text with `values` for its `{placeholders}`: never put a user's input into the text
 */
export function useHogQL<TRow extends object = HogQLRow, TData = HogQLResult<TRow>>(
  input: HogQLInput,
  options: HogQLOptions<TRow, TData> = {},
): UseQueryResult<TData> {
  const { refresh, ...rest } = options
  return useRead(
    hogqlQueryOptions<TRow>(useApiCaller('useHogQL'), input, { refresh }),
    rest as ReadOptions<HogQLResult<TRow>, TData>,
  )
}
