'use client'

import {
  createEventDefinition,
  deleteEventDefinition,
  updateEventDefinition,
} from '../../api/resources/eventDefinitions.js'
import { createCreateHook, createHardDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes an event definition: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateEventDefinition = /* @__PURE__ */ createCreateHook(
  'useCreateEventDefinition',
  createEventDefinition,
)

/** Changes an event definition: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateEventDefinition = /* @__PURE__ */ createUpdateHook(
  'useUpdateEventDefinition',
  updateEventDefinition,
)

/** Deletes an event definition for good: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteEventDefinition = /* @__PURE__ */ createHardDeleteHook(
  'useDeleteEventDefinition',
  deleteEventDefinition,
)
