'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { useContext, useEffect } from 'react'
import type { ApiCaller } from '../../api/index.js'
import { useHogkitContext, type HogkitContextValue } from '../provider/context.js'
import { createLazyCaller, orLoadError } from './lazyCaller.js'

/**
 * What the query hooks make for a provider that was given neither: on their first use and beside the context, so that
 * the provider itself (and an app without query hooks) holds no code of it. Goes with the provider.
 */
const callers = new WeakMap<HogkitContextValue, ApiCaller>()
const queryClients = new WeakMap<HogkitContextValue, QueryClient>()

/** A read younger than this is shown without asking again: PostHog counts every query against the whole project. */
const staleTimeMs = 30_000

function getOrMake<TValue>(
  map: WeakMap<HogkitContextValue, TValue>,
  context: HogkitContextValue,
  make: () => TValue,
): TValue {
  let value = map.get(context)
  if (value === undefined) map.set(context, (value = make()))
  return value
}

/** What the query hooks ask with: the provider's `api`, else a caller whose code loads with its first request. */
export function useApiCaller(hook: string): ApiCaller {
  const context = useHogkitContext(hook)
  return context.api ?? getOrMake(callers, context, () => makeLazyCaller(context))
}

function makeLazyCaller(context: HogkitContextValue): ApiCaller {
  return createLazyCaller(context.apiBase, async () => {
    const { proxyCallerOf } = await orLoadError(import('./proxyCaller.js'))
    return proxyCallerOf(context)
  })
}

/**
 * The QueryClient of the query hooks: the provider's `queryClient`, else the app's `QueryClientProvider`, else one of
 * their own. Use it to invalidate or prefetch what they read.
 */
export function useHogkitQueryClient(): QueryClient {
  const context = useHogkitContext('useHogkitQueryClient')
  const app = useContext(QueryClientContext)
  const given = context.queryClient ?? app
  const own = given
    ? undefined
    : getOrMake(
        queryClients,
        context,
        () => new QueryClient({ defaultOptions: { queries: { staleTime: staleTimeMs } } }),
      )
  useMounted(own)
  const client = given ?? own
  if (!client) throw new TypeError('unreachable: there is a given client or one of our own')
  return client
}

/** A QueryClient refetches on focus and reconnect while mounted; it counts, so every hook may do it. */
function useMounted(own: QueryClient | undefined): void {
  useEffect(() => {
    own?.mount()
    return () => own?.unmount()
  }, [own])
}
