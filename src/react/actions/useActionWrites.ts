'use client'

import type { Action } from '../../api/index.js'
import { createAction, updateAction } from '../../api/resources/actions.js'
import { createCreateHook, createRestoreHook, createSoftDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes an action: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateAction = /* @__PURE__ */ createCreateHook('useCreateAction', createAction)

/** Changes an action: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateAction = /* @__PURE__ */ createUpdateHook('useUpdateAction', updateAction)

/** Deletes an action so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteAction = /* @__PURE__ */ createSoftDeleteHook<number, Action>('useDeleteAction', updateAction)

/** Brings a deleted action back: `mutate(id)`. */
export const useRestoreAction = /* @__PURE__ */ createRestoreHook<number, Action>('useRestoreAction', updateAction)
