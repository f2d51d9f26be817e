import type { ApiCaller, HogQLInput, HogQLQuery, HogQLRow, QueryRefresh } from '../../api/index.js'
import { toHogQLResult } from '../../api/query/result.js'
import { runQuery } from '../../api/resources/query.js'
import { readKey, readRequest } from '../query/request.js'

export interface HogQLRequestOptions {
  /** How PostHog may use its cache. Default `blocking`: a recent answer, else a new one. */
  readonly refresh?: QueryRefresh | undefined
}

/**
 * Describes a HogQL query for TanStack Query: `queryClient.prefetchQuery(hogqlQueryOptions(api, 'select 1'))` in a
 * loader fills what `useHogQL('select 1')` shows.
 */
export function hogqlQueryOptions<TRow extends object = HogQLRow>(
  api: ApiCaller,
  input: HogQLInput,
  { refresh }: HogQLRequestOptions = {},
) {
  const query: HogQLQuery = { kind: 'HogQLQuery', ...(typeof input === 'string' ? { query: input } : input) }
  return readRequest(readKey(api, 'query.run', {}, { query, ...(refresh && { refresh }) }), async call =>
    toHogQLResult<TRow>(await runQuery(api, query, { ...call, refresh }), query.query),
  )
}
