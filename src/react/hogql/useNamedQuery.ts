'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { NamedQueryArguments, NamedQueryResult, QueryName } from '../../api/index.js'
import { useApiCaller } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { namedQueryOptions } from './namedQueryOptions.js'

/** TanStack Query's options of a named query. A skipped one is `enabled: false`. */
export type NamedQueryOptions<TName extends QueryName, TData = NamedQueryResult<TName>> = ReadOptions<
  NamedQueryResult<TName>,
  TData
>

/**
 * Runs a query that lives on your server, by its name, and keeps the answer as `useHogQL` does: `rows`, `fields`, `hasMore`, `truncated`.
 *
 * ```tsx
 * // server: createProxy({ …, queries: { topEvents: { query: 'select event, count() as total from events where timestamp > now() - toIntervalDay({days}) group by event' } } })
 * const { data, error, isPending } = useNamedQuery('topEvents', { days: 7 })
 * ```
 *
 * The page sends the name and the values, never HogQL: a caller can ask what you wrote and nothing else, also when the proxy's `allow` leaves
 * `query.run` out. Names, values and rows are typed by `Register['queries']`. `error` is a `ValidationError` that names a wrong, missing or
 * unknown value, a `NotFoundError` for a name that the proxy has not, a `PermissionError` with the missing scope, and a `ConfigError` when
 * the provider's `api` has a key and so no proxy.
 */
export function useNamedQuery<TName extends QueryName, TData = NamedQueryResult<TName>>(
  name: TName,
  ...[values, options]: NamedQueryArguments<TName, [options?: NamedQueryOptions<TName, TData>]>
): UseQueryResult<TData> {
  const api = useApiCaller('useNamedQuery')
  const request = namedQueryOptions(api, name, ...([values] as unknown as NamedQueryArguments<TName>))
  return useRead(request, options)
}
