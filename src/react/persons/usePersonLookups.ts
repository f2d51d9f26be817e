'use client'

import { createReadHook } from '../query/createReadHook.js'
import {
  personCohortsQueryOptions,
  personPropertyValuesQueryOptions,
  personsByDistinctIdsQueryOptions,
} from './personLookupQueryOptions.js'

/** The cohorts a person is in: `usePersonCohorts({ personId })`, in `data.results`. Needs the scopes `person:read` and `cohort:read`. */
export const usePersonCohorts = /* @__PURE__ */ createReadHook('usePersonCohorts', personCohortsQueryOptions)

/**
 * The persons behind many distinct ids, in one request for every 200: `data[distinctId]`. Unknown ids are missing. For a column of
 * persons beside a query's rows.
 */
export const usePersonsByDistinctIds = /* @__PURE__ */ createReadHook(
  'usePersonsByDistinctIds',
  personsByDistinctIdsQueryOptions,
)

/** Values that a person property has, to choose from: `usePersonPropertyValues({ key: 'plan', value: 'pr' })`. */
export const usePersonPropertyValues = /* @__PURE__ */ createReadHook(
  'usePersonPropertyValues',
  personPropertyValuesQueryOptions,
)
