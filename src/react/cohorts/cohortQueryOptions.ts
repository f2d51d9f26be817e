import { getCohort, listCohortPersons, listCohorts } from '../../api/resources/cohorts.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of cohorts for TanStack Query. */
export const cohortsQueryOptions = /* @__PURE__ */ describeList(listCohorts)

/** Describes the read of cohorts, page after page, for TanStack Query's infinite queries. */
export const infiniteCohortsQueryOptions = /* @__PURE__ */ describeInfinite(listCohorts)

/** Describes the read of one cohort for TanStack Query. */
export const cohortQueryOptions = /* @__PURE__ */ describeRead(getCohort)

/** Describes the read of one page of a cohort’s members for TanStack Query. */
export const cohortPersonsQueryOptions = /* @__PURE__ */ describeList(listCohortPersons)

/** Describes the read of the members of a cohort, page after page, for TanStack Query's infinite queries. */
export const infiniteCohortPersonsQueryOptions = /* @__PURE__ */ describeInfinite(listCohortPersons)
