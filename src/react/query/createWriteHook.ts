'use client'

import { useMutation, type QueryClient, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query'
import type { ApiCaller, Endpoint, EndpointId } from '../../api/index.js'
import { resourceKey } from '../../api/key.js'
import { reloadFlags } from '../flags/reloadFlags.js'
import { useHogkit } from '../provider/useHogkit.js'
import { changeCachedItem, restoreItem, type CachedItems, type Change } from './itemCache.js'
import { useApiCaller, useHogkitQueryClient } from './runtime.js'
import { mayChangeFlags, touchedBy, type Resource } from './touched.js'

/** TanStack Query's options of a write that are the caller's: what happens after it. They run after hogkit's own. */
export type WriteOptions<TInput, TResult> = Pick<
  UseMutationOptions<TResult, Error, TInput, CachedItems | undefined>,
  'onSuccess' | 'onError' | 'onSettled' | 'meta' | 'scope'
>

/** A hook that writes: TanStack Query's mutation, with its `mutate`, `mutateAsync`, `status`, `error`, `reset`. */
export interface WriteHook<TInput, TResult> {
  (options?: WriteOptions<TInput, TResult>): UseMutationResult<TResult, Error, TInput, CachedItems | undefined>
  /** The row of the endpoint table that it asks. */
  readonly endpoint: EndpointId
}

/** What a write asks, and what it shows before the answer. */
export interface WriteDescription<TInput, TResult> {
  /** The operation, by whose row the write is known. */
  readonly operation: { readonly endpoint: Endpoint }
  readonly run: (api: ApiCaller, input: TInput) => Promise<TResult>
  /** What will be when the server agrees: it shows at once in every list and detail, and is taken back when the server refuses. */
  readonly optimistic?: (input: TInput) => { readonly id: number | string; readonly change: Change }
  /** The answer is the item as it now is. */
  readonly givesItem?: boolean
  /** PostHog answers before it is done (202): read again only once it will be. */
  readonly settlesLater?: boolean
}

/** PostHog takes a moment for writes of persons, which are events. A read before that would show the old state again. */
const settleMs = 1000

function refresh(queryClient: QueryClient, resource: Resource): void {
  for (const touched of touchedBy(resource)) void queryClient.invalidateQueries({ queryKey: resourceKey(touched) })
}

/** Makes a hook of a described write, with its invalidation and, where described, its optimistic update and rollback. */
export function createWriteHook<TInput, TResult>(
  name: string,
  description: WriteDescription<TInput, TResult>,
): WriteHook<TInput, TResult> {
  const { operation, run, optimistic, givesItem = false, settlesLater = false } = description
  const endpoint = operation.endpoint.id as EndpointId
  const [resource, action] = endpoint.split('.') as [Resource, string]
  const mutationKey = ['hogkit', resource, action]
  const key = resourceKey(resource)

  function useDescribedWrite(options: WriteOptions<TInput, TResult> = {}) {
    const api = useApiCaller(name)
    const client = useHogkit()
    const queryClient = useHogkitQueryClient()
    return useMutation<TResult, Error, TInput, CachedItems | undefined>(
      {
        ...options,
        mutationKey,
        mutationFn: input => run(api, input),
        onMutate: async input => {
          if (!optimistic) return undefined
          const { id, change } = optimistic(input)
          // An answer on its way was made before the change and would undo it.
          await queryClient.cancelQueries({ queryKey: key })
          return changeCachedItem(queryClient, key, id, change)
        },
        onError: (error, input, before, context) => {
          if (before && optimistic) restoreItem(queryClient, optimistic(input).id, before)
          return options.onError?.(error, input, before, context)
        },
        onSuccess: (result, input, before, context) => {
          if (givesItem && optimistic) {
            changeCachedItem(queryClient, key, optimistic(input).id, item => ({ ...item, ...result }))
          }
          if (mayChangeFlags(resource)) reloadFlags(client)
          return options.onSuccess?.(result, input, before, context)
        },
        onSettled: (result, error, input, before, context) => {
          // The last of several changes reads again: an earlier answer would take back those still on their way.
          if (queryClient.isMutating({ mutationKey }) <= 1) {
            if (settlesLater && !error) setTimeout(refresh, settleMs, queryClient, resource)
            else refresh(queryClient, resource)
          }
          return options.onSettled?.(result, error, input, before, context)
        },
      },
      queryClient,
    )
  }
  return Object.assign(useDescribedWrite, { endpoint })
}
