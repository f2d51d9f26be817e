'use client'

import {
  useInfiniteQuery,
  useSuspenseQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  type UseSuspenseQueryOptions,
  type UseSuspenseQueryResult,
} from '@tanstack/react-query'
import type { EndpointId, EndpointKey, Page } from '../../api/index.js'
import type { describeInfinite, DescribeList, DescribePlain, DescribeRead, Unpaged } from './describe.js'
import { useApiCaller, useHogkitQueryClient } from './runtime.js'
import { useRead, type ReadOptions } from './useRead.js'

/** Which endpoint a hook asks. */
interface AsksEndpoint {
  readonly endpoint: EndpointId
}

/** A hook that reads one thing: TanStack Query's result, with the caller's options over the request. */
export interface ReadHook<TInput, TResult> extends AsksEndpoint {
  <TData = TResult>(input: TInput, options?: ReadOptions<TResult, TData>): UseQueryResult<TData>
}

/** A hook that reads one page of a list. */
export interface ListHook<TParams, TItem> extends AsksEndpoint {
  <TData = Page<TItem>>(params?: TParams, options?: ReadOptions<Page<TItem>, TData>): UseQueryResult<TData>
}

/** A hook that reads what needs no input. */
export interface PlainHook<TResult> extends AsksEndpoint {
  <TData = TResult>(options?: ReadOptions<TResult, TData>): UseQueryResult<TData>
}

/** A hook that reads a list page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export interface InfiniteHook<TParams, TItem> extends AsksEndpoint {
  (
    params?: Unpaged<TParams>,
    options?: { readonly enabled?: boolean },
  ): UseInfiniteQueryResult<InfiniteData<Page<TItem>>>
}

/** TanStack Query's options of a suspending read: it cannot be skipped, so there is no `enabled`. */
export type SuspenseReadOptions<TResult, TData = TResult> = Omit<
  UseSuspenseQueryOptions<TResult, Error, TData, EndpointKey>,
  'queryKey' | 'queryFn'
>

/** A hook whose component waits in `<Suspense>`: `data` is always there, an error goes to the error boundary. */
export interface SuspenseReadHook<TInput, TResult> extends AsksEndpoint {
  <TData = TResult>(input: TInput, options?: SuspenseReadOptions<TResult, TData>): UseSuspenseQueryResult<TData>
}

/** {@link SuspenseReadHook} for one page of a list. */
export interface SuspenseListHook<TParams, TItem> extends AsksEndpoint {
  <TData = Page<TItem>>(
    params?: TParams,
    options?: SuspenseReadOptions<Page<TItem>, TData>,
  ): UseSuspenseQueryResult<TData>
}

/** Makes a hook of a described read. `name` is what an error about a missing provider calls it. */
export function createReadHook<TInput, TResult>(
  name: string,
  describe: DescribeRead<TInput, TResult>,
): ReadHook<TInput, TResult> {
  function useDescribedRead<TData = TResult>(input: TInput, options?: ReadOptions<TResult, TData>) {
    return useRead<TResult, TData>(describe(useApiCaller(name), input), options)
  }
  return Object.assign(useDescribedRead, { endpoint: describe.endpoint })
}

/** {@link createReadHook} for a list. */
export function createListHook<TParams extends object, TItem>(
  name: string,
  describe: DescribeList<TParams, TItem>,
): ListHook<TParams, TItem> {
  return createReadHook<TParams, Page<TItem>>(name, describe) as ListHook<TParams, TItem>
}

/** {@link createReadHook} for what needs no input. */
export function createPlainHook<TResult>(name: string, describe: DescribePlain<TResult>): PlainHook<TResult> {
  function usePlainRead<TData = TResult>(options?: ReadOptions<TResult, TData>) {
    return useRead<TResult, TData>(describe(useApiCaller(name)), options)
  }
  return Object.assign(usePlainRead, { endpoint: describe.endpoint })
}

/** Makes a hook that reads a list page after page. */
export function createInfiniteHook<TParams extends object, TItem>(
  name: string,
  describe: ReturnType<typeof describeInfinite<TParams, TItem>>,
  { endpoint }: AsksEndpoint,
): InfiniteHook<TParams, TItem> {
  function useDescribedPages(params?: Unpaged<TParams>, options?: { readonly enabled?: boolean }) {
    return useInfiniteQuery({ ...describe(useApiCaller(name), params), ...options }, useHogkitQueryClient())
  }
  return Object.assign(useDescribedPages, { endpoint }) as InfiniteHook<TParams, TItem>
}

/** Makes the suspending form of a read's hook. */
export function createSuspenseHook<TInput, TResult>(
  name: string,
  describe: DescribeRead<TInput, TResult>,
): SuspenseReadHook<TInput, TResult> {
  function useSuspenseRead<TData = TResult>(input: TInput, options?: SuspenseReadOptions<TResult, TData>) {
    const request = describe(useApiCaller(name), input) as unknown as UseSuspenseQueryOptions<
      TResult,
      Error,
      TData,
      EndpointKey
    >
    return useSuspenseQuery<TResult, Error, TData, EndpointKey>({ ...request, ...options }, useHogkitQueryClient())
  }
  return Object.assign(useSuspenseRead, { endpoint: describe.endpoint })
}

/** {@link createSuspenseHook} for a list. */
export function createSuspenseListHook<TParams extends object, TItem>(
  name: string,
  describe: DescribeList<TParams, TItem>,
): SuspenseListHook<TParams, TItem> {
  return createSuspenseHook<TParams, Page<TItem>>(name, describe) as SuspenseListHook<TParams, TItem>
}
