import { infiniteQueryOptions, type QueryFunctionContext } from '@tanstack/react-query'
import type { ApiCaller, EndpointId, EndpointKey, ListOperation, Operation, Page } from '../../api/index.js'
import { readKey, readRequest } from './request.js'

/** What makes TanStack Query's description of a read: `queryClient.prefetchQuery(insightQueryOptions(api, 12))` in a loader. */
export interface DescribeRead<TInput, TResult> {
  (api: ApiCaller, input: TInput): ReturnType<typeof readRequest<TResult>>
  /** The row of the endpoint table that it asks. */
  readonly endpoint: EndpointId
}

/** {@link DescribeRead} of a page of a list, whose filters may all be left out. */
export interface DescribeList<TParams, TItem> extends DescribeRead<TParams, Page<TItem>> {
  (api: ApiCaller, params?: TParams): ReturnType<typeof readRequest<Page<TItem>>>
}

/** {@link DescribeRead} of what is asked for without input. */
export interface DescribePlain<TResult> extends DescribeRead<void, TResult> {
  (api: ApiCaller): ReturnType<typeof readRequest<TResult>>
}

function keyOf<TInput, TResult>(api: ApiCaller, operation: Operation<TInput, TResult>, input: TInput): EndpointKey {
  const { params, query, body } = operation.toCall(input)
  return readKey(api, operation.endpoint.id as EndpointId, params, (body as object | undefined) ?? query)
}

/**
 * Describes the reads of an operation. Their cache keys are made of its row and of what it sends. What `isUnfinished` says of an answer
 * decides whether hooks ask again soon.
 */
export function describeRead<TInput, TResult>(
  operation: Operation<TInput, TResult>,
  isUnfinished?: (result: TResult) => boolean,
): DescribeRead<TInput, TResult> {
  const describe = (api: ApiCaller, input: TInput) =>
    readRequest(keyOf(api, operation, input), call => operation(api, input, call), isUnfinished)
  return Object.assign(describe, { endpoint: operation.endpoint.id as EndpointId })
}

/** {@link describeRead} for a list. */
export function describeList<TParams extends object, TItem>(
  operation: ListOperation<TParams, TItem>,
  isUnfinished?: (page: Page<TItem>) => boolean,
): DescribeList<TParams, TItem> {
  return describeRead<TParams, Page<TItem>>(operation, isUnfinished) as DescribeList<TParams, TItem>
}

/** {@link describeRead} for what is asked for without input. */
export function describePlain<TResult>(operation: Operation<void, TResult>): DescribePlain<TResult> {
  return describeRead<void, TResult>(operation)
}

/** The filters of a list without where a page begins: page after page, the first begins at the start. */
export type Unpaged<TParams> = Omit<TParams, 'offset' | 'cursor' | 'page'>

/** Where the next page of a list begins, in PostHog's names: an offset, a cursor or a page number. */
type NextPage = Readonly<Record<string, string>> | null

/**
 * Describes a list page after page, for `useInfiniteQuery` and `prefetchInfiniteQuery`. However the list goes on, its pages follow the
 * `next` that PostHog answers, with the filters they began with.
 */
export function describeInfinite<TParams extends object, TItem>(operation: ListOperation<TParams, TItem>) {
  return (api: ApiCaller, params?: Unpaged<TParams>) =>
    infiniteQueryOptions({
      // One more part: the pages of a list are another shape than one page under the same parameters.
      queryKey: [...keyOf<TParams, Page<TItem>>(api, operation, params as TParams), 'infinite'] as const,
      queryFn: ({ pageParam, signal }: QueryFunctionContext<readonly unknown[], NextPage>) => {
        const call = operation.toCall(params as TParams)
        return api.request<Page<TItem>>(operation.endpoint, { ...call, query: { ...call.query, ...pageParam }, signal })
      },
      initialPageParam: null as NextPage,
      getNextPageParam: (last: Page<TItem>): NextPage | undefined =>
        last.next === null || last.next === undefined
          ? undefined
          : // The base only serves parsing: a proxy answers with a path.
            Object.fromEntries(new URL(last.next, 'http://localhost').searchParams),
      retry: false,
    })
}
