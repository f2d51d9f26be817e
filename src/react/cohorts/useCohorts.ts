'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  cohortPersonsQueryOptions,
  cohortQueryOptions,
  cohortsQueryOptions,
  infiniteCohortPersonsQueryOptions,
  infiniteCohortsQueryOptions,
} from './cohortQueryOptions.js'

/**
 * One page of cohorts. While PostHog calculates one of them (`is_calculating`) the page is read again each second, unless you set
 * `refetchInterval`. https://posthog.com/docs/api/cohorts
 */
export const useCohorts = /* @__PURE__ */ createListHook('useCohorts', cohortsQueryOptions)

/** {@link useCohorts} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseCohorts = /* @__PURE__ */ createSuspenseListHook('useSuspenseCohorts', cohortsQueryOptions)

/** Cohorts, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteCohorts = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteCohorts',
  infiniteCohortsQueryOptions,
  cohortsQueryOptions,
)

/**
 * One cohort, by its id. While PostHog calculates it (`is_calculating`) it is read again each second, unless you set `refetchInterval`;
 * `count` and `version` are those of the last calculation that finished.
 */
export const useCohort = /* @__PURE__ */ createReadHook('useCohort', cohortQueryOptions)

/** {@link useCohort} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseCohort = /* @__PURE__ */ createSuspenseHook('useSuspenseCohort', cohortQueryOptions)

/**
 * One page of the members of a cohort, by its last calculation: `useCohortPersons({ id })`. Needs the scopes `cohort:read` and
 * `person:read`. `useCohortMembers` follows calculations.
 */
export const useCohortPersons = /* @__PURE__ */ createListHook('useCohortPersons', cohortPersonsQueryOptions)

/** {@link useCohortPersons} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseCohortPersons = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseCohortPersons',
  cohortPersonsQueryOptions,
)

/** The members of a cohort, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteCohortPersons = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteCohortPersons',
  infiniteCohortPersonsQueryOptions,
  cohortPersonsQueryOptions,
)
