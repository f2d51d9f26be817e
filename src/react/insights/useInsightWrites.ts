'use client'

import type { Insight } from '../../api/index.js'
import { createInsight, updateInsight } from '../../api/resources/insights.js'
import { createCreateHook, createRestoreHook, createSoftDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes an insight: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateInsight = /* @__PURE__ */ createCreateHook('useCreateInsight', createInsight)

/** Changes an insight: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateInsight = /* @__PURE__ */ createUpdateHook('useUpdateInsight', updateInsight)

/** Deletes an insight so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteInsight = /* @__PURE__ */ createSoftDeleteHook<number, Insight>('useDeleteInsight', updateInsight)

/** Brings a deleted insight back: `mutate(id)`. */
export const useRestoreInsight = /* @__PURE__ */ createRestoreHook<number, Insight>('useRestoreInsight', updateInsight)
