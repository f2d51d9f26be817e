'use client'

import type { Cohort } from '../../api/index.js'
import { addPersonsToCohort, createCohort, removePersonFromCohort, updateCohort } from '../../api/resources/cohorts.js'
import { createCreateHook, createRestoreHook, createSoftDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes a cohort: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateCohort = /* @__PURE__ */ createCreateHook('useCreateCohort', createCohort)

/** Changes a cohort: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateCohort = /* @__PURE__ */ createUpdateHook('useUpdateCohort', updateCohort)

/** Deletes a cohort so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteCohort = /* @__PURE__ */ createSoftDeleteHook<number, Cohort>('useDeleteCohort', updateCohort)

/** Brings a deleted cohort back: `mutate(id)`. */
export const useRestoreCohort = /* @__PURE__ */ createRestoreHook<number, Cohort>('useRestoreCohort', updateCohort)

/** Puts persons into a static cohort: `mutate({ id, personIds })`, by their uuids. Its members are read again. */
export const useAddPersonsToCohort = /* @__PURE__ */ createCreateHook('useAddPersonsToCohort', addPersonsToCohort)

/** Takes one person out of a static cohort: `mutate({ id, personId })`. Its members are read again. */
export const useRemovePersonFromCohort = /* @__PURE__ */ createCreateHook(
  'useRemovePersonFromCohort',
  removePersonFromCohort,
)
