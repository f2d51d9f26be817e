import { infiniteQueryOptions } from '@tanstack/react-query'
import type { ApiCaller, PersonsListParams } from '../../api/index.js'
import { listPersons } from '../../api/resources/persons.js'
import { readKey, readRequest } from '../query/request.js'

/** What PostHog gives on one page when nothing else is asked for. */
const defaultPageSize = 100

/** Describes the read of one page of persons for TanStack Query. */
export function personsQueryOptions(api: ApiCaller, params: PersonsListParams = {}) {
  return readRequest(readKey(api, 'persons.list', {}, params), call => listPersons(api, params, call))
}

/** Describes the read of persons page after page for TanStack Query's infinite queries. */
export function infinitePersonsQueryOptions(api: ApiCaller, params: Omit<PersonsListParams, 'offset'> = {}) {
  const limit = params.limit ?? defaultPageSize
  return infiniteQueryOptions({
    // One more part: the pages of a list are another shape than one page under the same parameters.
    queryKey: [...readKey(api, 'persons.list', {}, params), 'infinite'] as const,
    queryFn: ({ pageParam, signal }) => listPersons(api, { ...params, limit, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, offset) => (last.next === null ? undefined : offset + limit),
    retry: false,
  })
}
