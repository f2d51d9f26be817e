'use client'

import type { Dashboard } from '../../api/index.js'
import { createDashboard, updateDashboard } from '../../api/resources/dashboards.js'
import { createCreateHook, createRestoreHook, createSoftDeleteHook, createUpdateHook } from '../query/writes.js'

/** Makes a dashboard: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateDashboard = /* @__PURE__ */ createCreateHook('useCreateDashboard', createDashboard)

/** Changes a dashboard: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateDashboard = /* @__PURE__ */ createUpdateHook('useUpdateDashboard', updateDashboard)

/** Deletes a dashboard so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteDashboard = /* @__PURE__ */ createSoftDeleteHook<number, Dashboard>(
  'useDeleteDashboard',
  updateDashboard,
)

/** Brings a deleted dashboard back: `mutate(id)`. */
export const useRestoreDashboard = /* @__PURE__ */ createRestoreHook<number, Dashboard>(
  'useRestoreDashboard',
  updateDashboard,
)
