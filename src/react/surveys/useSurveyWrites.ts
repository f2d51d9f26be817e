'use client'

import { createSurvey, deleteSurvey, updateSurvey } from '../../api/resources/surveys.js'
import { createCreateHook, createHardDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes a survey: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateSurvey = /* @__PURE__ */ createCreateHook('useCreateSurvey', createSurvey)

/** Changes a survey: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateSurvey = /* @__PURE__ */ createUpdateHook('useUpdateSurvey', updateSurvey)

/** Deletes a survey for good: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteSurvey = /* @__PURE__ */ createHardDeleteHook('useDeleteSurvey', deleteSurvey)
