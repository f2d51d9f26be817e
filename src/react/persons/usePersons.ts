'use client'

import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Page, Person, PersonsListParams } from '../../api/index.js'
import { useApiCaller, useHogkitQueryClient } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { infinitePersonsQueryOptions, personsQueryOptions } from './personsQueryOptions.js'

/**
 * One page of persons, newest first, as PostHog sends it: `data.results`, `data.next`. For page after page see
 * {@link useInfinitePersons}. While a person types a search, `placeholderData: keepPreviousData` keeps the last page.
 * https://posthog.com/docs/api/persons
 */
export function usePersons<TData = Page<Person>>(
  params: PersonsListParams = {},
  options?: ReadOptions<Page<Person>, TData>,
): UseQueryResult<TData> {
  return useRead(personsQueryOptions(useApiCaller('usePersons'), params), options)
}

/**
 * Persons page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`.
 *
 * @param params `limit` is the size of a page, 100 unless told otherwise
 */
export function useInfinitePersons(
  params: Omit<PersonsListParams, 'offset'> = {},
  options: { readonly enabled?: boolean } = {},
): UseInfiniteQueryResult<InfiniteData<Page<Person>>> {
  return useInfiniteQuery(
    { ...infinitePersonsQueryOptions(useApiCaller('useInfinitePersons'), params), ...options },
    useHogkitQueryClient(),
  )
}
