'use client'

import { useEffect, useRef } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Page, Person } from '../../api/index.js'
import type { CohortPersonsParams } from '../../api/resources/cohorts.js'
import type { ReadOptions } from '../query/useRead.js'
import { useApiCaller, useHogkitQueryClient } from '../query/runtime.js'
import { cohortPersonsQueryOptions } from './cohortQueryOptions.js'
import { useCohort, useCohortPersons } from './useCohorts.js'

function useFollowedMembers<TData = Page<Person>>(
  params: CohortPersonsParams,
  options: ReadOptions<Page<Person>, TData> = {},
): UseQueryResult<TData> {
  const { enabled } = options
  const skipped = enabled === false ? { enabled } : {}
  const version = useCohort(params.id, skipped).data?.version
  const members = useCohortPersons<TData>(params, options)
  const queryClient = useHogkitQueryClient()
  const api = useApiCaller('useCohortMembers')
  const known = useRef<{ readonly id: number; readonly version: number | null }>(undefined)
  useEffect(() => {
    if (version === undefined) return
    const before = known.current
    known.current = { id: params.id, version }
    if (before?.id !== params.id || before.version === version) return
    void queryClient.invalidateQueries({ queryKey: cohortPersonsQueryOptions(api, params).queryKey })
  }, [api, params, version, queryClient])
  return members
}

/**
 * One page of the members of a cohort, read again whenever a calculation of it has finished: `useCohortMembers({ id })`. Reads the cohort
 * as `useCohort` does, and shares its answer. Needs the scopes `cohort:read` and `person:read`.
 * https://posthog.com/docs/data/cohorts
 */
export const useCohortMembers = /* @__PURE__ */ Object.assign(useFollowedMembers, {
  endpoint: 'cohorts.persons' as const,
})
