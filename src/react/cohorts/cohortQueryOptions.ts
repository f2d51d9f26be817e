import type { Cohort } from '../../api/index.js'
import { getCohort, listCohortPersons, listCohorts } from '../../api/resources/cohorts.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

const isCalculating = (cohort: Cohort): boolean => cohort.is_calculating

/** Describes the read of one page of cohorts for TanStack Query, again each second while one of them is being calculated. */
export const cohortsQueryOptions = /* @__PURE__ */ describeList(listCohorts, page => page.results.some(isCalculating))

/** Describes the read of cohorts, page after page, for TanStack Query's infinite queries. */
export const infiniteCohortsQueryOptions = /* @__PURE__ */ describeInfinite(listCohorts)

/** Describes the read of one cohort for TanStack Query, again each second while it is being calculated. */
export const cohortQueryOptions = /* @__PURE__ */ describeRead(getCohort, isCalculating)

/** Describes the read of one page of a cohort’s members for TanStack Query. */
export const cohortPersonsQueryOptions = /* @__PURE__ */ describeList(listCohortPersons)

/** Describes the read of the members of a cohort, page after page, for TanStack Query's infinite queries. */
export const infiniteCohortPersonsQueryOptions = /* @__PURE__ */ describeInfinite(listCohortPersons)
