import { infiniteQueryOptions, type QueryFunctionContext } from '@tanstack/react-query'
import type {
  ApiCaller,
  HogQLInput,
  HogQLPage,
  HogQLRow,
  KeysetCursor,
  KeysetOptions,
  QueryRefresh,
} from '../../api/index.js'
import { readKey } from '../query/request.js'

/** How to page through HogQL. */
export interface InfiniteHogQLRequestOptions extends KeysetOptions {
  /** How PostHog may use its cache. Default `blocking`: a recent answer, else a new one. */
  readonly refresh?: QueryRefresh | undefined
}

/** Describes a HogQL query, page after page by keyset, for TanStack Query's infinite queries. */
export function infiniteHogQLQueryOptions<TRow extends object = HogQLRow>(
  api: ApiCaller,
  input: HogQLInput,
  { refresh, ...keyset }: InfiniteHogQLRequestOptions = {},
) {
  const query = { kind: 'HogQLQuery', ...(typeof input === 'string' ? { query: input } : input) }
  return infiniteQueryOptions({
    queryKey: [...readKey(api, 'query.run', {}, { query, keyset, ...(refresh && { refresh }) }), 'infinite'] as const,
    queryFn: async ({ pageParam, signal }: QueryFunctionContext<readonly unknown[], KeysetCursor | undefined>) => {
      const { readHogQLPage } = await import('../../api/query/keyset.js')
      return readHogQLPage<TRow>(api, input, keyset, pageParam, { signal, refresh })
    },
    initialPageParam: undefined as KeysetCursor | undefined,
    getNextPageParam: (last: HogQLPage<TRow>) => last.nextCursor,
    retry: false,
  })
}
