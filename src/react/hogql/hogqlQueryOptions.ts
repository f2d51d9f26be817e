import type { ApiCaller, HogQLInput, HogQLQuery, HogQLRow, QueryRefresh } from '../../api/index.js'
import { orLoadError } from '../query/lazyCaller.js'
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
  return readRequest(readKey(api, 'query.run', {}, { query, ...(refresh && { refresh }) }), async call => {
    // Side by side: what asks and what reads the answer are two files.
    const [{ readHogQL }] = await Promise.all([orLoadError(import('./readHogQL.js')), api.ready?.()])
    return readHogQL<TRow>(api, query, { ...call, refresh })
  })
}
