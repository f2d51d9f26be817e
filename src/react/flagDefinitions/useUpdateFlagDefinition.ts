'use client'

import type { FeatureFlag, FeatureFlagChanges } from '../../api/index.js'
import { createFeatureFlag, updateFeatureFlag } from '../../api/resources/featureFlags.js'
import { createWriteHook } from '../query/createWriteHook.js'
import { createCreateHook, createRestoreHook, createSoftDeleteHook } from '../query/writes.js'

/** Which flag to change, and what of it. With the `version` you read, somebody else's change meanwhile is an error. */
export interface FlagDefinitionUpdate extends FeatureFlagChanges {
  readonly id: number
}

/**
 * Changes a feature flag for everybody. The change shows at once in every list and detail that the hooks have loaded,
 * and is taken back when the server refuses (`error`: `PermissionError`, `ConflictError`, `ValidationError`). Once it is
 * accepted, the definitions are read again, and the visitor's own flags too: what they gate changes in this page.
 *
 * ```tsx
 * const { mutate, error } = useUpdateFlagDefinition()
 * mutate({ id: flag.id, active: !flag.active })
 * ```
 */
export const useUpdateFlagDefinition = /* @__PURE__ */ createWriteHook<FlagDefinitionUpdate, FeatureFlag>(
  'useUpdateFlagDefinition',
  {
    operation: updateFeatureFlag,
    run: (api, update) => updateFeatureFlag(api, update),
    optimistic({ id, ...changes }) {
      // These only serve to find conflicts.
      const { version: _version, original_flag: _original, ...fields } = changes
      return { id, change: flag => ({ ...flag, ...fields }) }
    },
    givesItem: true,
  },
)

/**
 * Makes a feature flag. Its lists are read again, and the visitor's own flags too. `error` is a `ValidationError` with
 * `attr: 'key'` when the key is taken.
 */
export const useCreateFlagDefinition = /* @__PURE__ */ createCreateHook('useCreateFlagDefinition', createFeatureFlag)

/**
 * Deletes a feature flag so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses, as it
 * does while other flags ask for it (`useDependentFlags`) or an experiment runs on it.
 */
export const useDeleteFlagDefinition = /* @__PURE__ */ createSoftDeleteHook<number, FeatureFlag>(
  'useDeleteFlagDefinition',
  updateFeatureFlag,
)

/** Brings a deleted feature flag back: `mutate(id)`. */
export const useRestoreFlagDefinition = /* @__PURE__ */ createRestoreHook<number, FeatureFlag>(
  'useRestoreFlagDefinition',
  updateFeatureFlag,
)
