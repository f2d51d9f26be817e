'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useApiCaller } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { personEventsQueryOptions, type PersonEvents, type PersonEventsParams } from './personEventsQueryOptions.js'
import type { PersonRef } from './personQueryOptions.js'

/**
 * A person's latest events, newest first: `data.events`, and `data.hasMore` when there are older ones.
 *
 * ```tsx
 * const { data } = usePersonEvents(person.uuid, { event: 'file uploaded', limit: 10 })
 * ```
 *
 * @param person the person's uuid, or `{ distinctId }`
 */
export function usePersonEvents<TData = PersonEvents>(
  person: Exclude<PersonRef, number>,
  params: PersonEventsParams = {},
  options?: ReadOptions<PersonEvents, TData>,
): UseQueryResult<TData> {
  return useRead(personEventsQueryOptions(useApiCaller('usePersonEvents'), person, params), options)
}
