import { queryOptions, type Query, type QueryFunctionContext } from '@tanstack/react-query'
import type { ApiCaller, EndpointId } from '../../api/index.js'
import { endpointKey, type EndpointKey } from '../../api/key.js'
import { defaultApiBase } from '../provider/apiBase.js'

/**
 * What tells two projects apart in one cache. Nothing for the usual proxy and for a key on a server, so that what a
 * loader prefetched with its key is found by the browser; the proxy's place and project for any other, so that two
 * providers over one QueryClient never show each other's data.
 */
function scopeOf(api: ApiCaller): object {
  if (api.mode === 'key') return {}
  return {
    base_url: api.baseUrl === defaultApiBase ? undefined : api.baseUrl,
    project_id: api.projectId === '@current' ? undefined : api.projectId,
  }
}

/** The cache key of a read by this API client: `['hogkit', resource, action, …]`, never with a secret. */
export function readKey(api: ApiCaller, id: EndpointId, params: object = {}, query: object = {}): EndpointKey {
  return endpointKey(id, { ...params, ...scopeOf(api) }, query)
}

/**
 * One read as TanStack Query takes it: `queryKey`, `queryFn`, and no retries of TanStack's, because the API client
 * already tries again what may succeed and waits for rate limits: a mistake in a query shows at once.
 */
export function readRequest<TData>(
  queryKey: EndpointKey,
  read: (call: { signal: AbortSignal }) => Promise<TData>,
  isUnfinished?: (data: TData) => boolean,
) {
  return queryOptions({
    queryKey,
    queryFn: ({ signal }: QueryFunctionContext<EndpointKey>) => read({ signal }),
    retry: false,
    ...(isUnfinished ? { refetchInterval: pollWhile(isUnfinished) } : {}),
  })
}

const pollMs = 1_000

/** Asks again each second while what came is not finished on the server. */
function pollWhile<TData>(isUnfinished: (data: TData) => boolean) {
  return ({ state: { data } }: Query<TData, Error, TData, EndpointKey>): number | false =>
    data !== undefined && isUnfinished(data) && pollMs
}
