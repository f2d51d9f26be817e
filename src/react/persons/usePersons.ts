'use client'

import { createInfiniteHook, createListHook, createSuspenseListHook } from '../query/createReadHook.js'
import { infinitePersonsQueryOptions, personsQueryOptions } from './personsQueryOptions.js'

/**
 * One page of persons, newest first, as PostHog sends it: `data.results`, `data.next`. For page after page see
 * {@link useInfinitePersons}. While a person types a search, `placeholderData: keepPreviousData` keeps the last page.
 * https://posthog.com/docs/api/persons
 */
export const usePersons = /* @__PURE__ */ createListHook('usePersons', personsQueryOptions)

/** {@link usePersons} that waits in `<Suspense>`: `data` is always there. */
export const useSuspensePersons = /* @__PURE__ */ createSuspenseListHook('useSuspensePersons', personsQueryOptions)

/**
 * Persons page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. `limit` is the size of a page, 100 unless told otherwise.
 */
export const useInfinitePersons = /* @__PURE__ */ createInfiniteHook(
  'useInfinitePersons',
  infinitePersonsQueryOptions,
  personsQueryOptions,
)
