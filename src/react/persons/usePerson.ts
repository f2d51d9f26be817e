'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { Person } from '../../api/index.js'
import { useApiCaller } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { personQueryOptions, type PersonRef } from './personQueryOptions.js'

/**
 * One person: name, properties, distinct ids. `error` is a `NotFoundError` for somebody PostHog does not know (yet).
 *
 * ```tsx
 * const { data: person } = usePerson({ distinctId: 'user_42' })
 * ```
 *
 * https://posthog.com/docs/api/persons
 *
 * @param person PostHog's id or uuid, or `{ distinctId }`
 */
export function usePerson<TData = Person>(
  person: PersonRef,
  options?: ReadOptions<Person, TData>,
): UseQueryResult<TData> {
  return useRead(personQueryOptions(useApiCaller('usePerson'), person), options)
}
