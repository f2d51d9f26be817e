'use client'

import { deletePropertyDefinition, updatePropertyDefinition } from '../../api/resources/propertyDefinitions.js'
import { createHardDeleteHook, createUpdateHook } from '../query/writes.js'

/** Changes a property definition: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdatePropertyDefinition = /* @__PURE__ */ createUpdateHook(
  'useUpdatePropertyDefinition',
  updatePropertyDefinition,
)

/** Deletes a property definition for good: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeletePropertyDefinition = /* @__PURE__ */ createHardDeleteHook(
  'useDeletePropertyDefinition',
  deletePropertyDefinition,
)
