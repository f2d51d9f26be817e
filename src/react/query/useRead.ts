'use client'

import { useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query'
import type { EndpointKey } from '../../api/index.js'
import { useHogkitQueryClient } from './runtime.js'

/** TanStack Query's options without what the hook fills in. A skipped request is `enabled: false`. */
export type ReadOptions<TQueryFnData, TData = TQueryFnData> = Omit<
  UseQueryOptions<TQueryFnData, Error, TData, EndpointKey>,
  'queryKey' | 'queryFn'
>

/** What a `…QueryOptions` function describes. No `select` among it, so the data type is free for the caller's. */
type ReadRequest<TQueryFnData> = Pick<
  UseQueryOptions<TQueryFnData, Error, unknown, EndpointKey>,
  'queryKey' | 'queryFn' | 'retry'
>

/** `useQuery` on the QueryClient of the provider: the request as described, the caller's options over it. */
export function useRead<TQueryFnData, TData>(
  request: ReadRequest<TQueryFnData>,
  options: ReadOptions<TQueryFnData, TData> | undefined,
): UseQueryResult<TData> {
  return useQuery<TQueryFnData, Error, TData, EndpointKey>({ ...request, ...options }, useHogkitQueryClient())
}
