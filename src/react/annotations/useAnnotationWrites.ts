'use client'

import type { Annotation } from '../../api/index.js'
import { createAnnotation, updateAnnotation } from '../../api/resources/annotations.js'
import { createCreateHook, createRestoreHook, createSoftDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes an annotation: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateAnnotation = /* @__PURE__ */ createCreateHook('useCreateAnnotation', createAnnotation)

/** Changes an annotation: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateAnnotation = /* @__PURE__ */ createUpdateHook('useUpdateAnnotation', updateAnnotation)

/** Deletes an annotation so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteAnnotation = /* @__PURE__ */ createSoftDeleteHook<number, Annotation>(
  'useDeleteAnnotation',
  updateAnnotation,
)

/** Brings a deleted annotation back: `mutate(id)`. */
export const useRestoreAnnotation = /* @__PURE__ */ createRestoreHook<number, Annotation>(
  'useRestoreAnnotation',
  updateAnnotation,
)
