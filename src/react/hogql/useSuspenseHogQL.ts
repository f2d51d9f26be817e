'use client'

import { useSuspenseQuery, type UseSuspenseQueryResult } from '@tanstack/react-query'
import type { HogQLInput, HogQLResult, HogQLRow } from '../../api/index.js'
import { useApiCaller, useHogkitQueryClient } from '../query/runtime.js'
import { hogqlQueryOptions, type HogQLRequestOptions } from './hogqlQueryOptions.js'

/** `useHogQL` that waits in `<Suspense>`: `data` is always there, an error goes to the error boundary. */
export function useSuspenseHogQL<TRow extends object = HogQLRow>(
  input: HogQLInput,
  options?: HogQLRequestOptions,
): UseSuspenseQueryResult<HogQLResult<TRow>> {
  return useSuspenseQuery(
    hogqlQueryOptions<TRow>(useApiCaller('useSuspenseHogQL'), input, options),
    useHogkitQueryClient(),
  )
}
