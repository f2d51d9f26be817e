'use client'

import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { FeatureFlag, FeatureFlagChanges, FeatureFlagInput } from '../../api/index.js'
import { createFeatureFlag, updateFeatureFlag } from '../../api/resources/featureFlags.js'
import { reloadFlags } from '../flags/reloadFlags.js'
import { useHogkit } from '../provider/useHogkit.js'
import { readKey } from '../query/request.js'
import { useApiCaller, useHogkitQueryClient } from '../query/runtime.js'
import { flagsKey, restoreFlag, updateCachedFlag, withChanges, type CachedFlags } from './flagCache.js'

/** Which flag to change, and what of it. With the `version` you read, somebody else's change meanwhile is an error. */
export interface FlagDefinitionUpdate extends FeatureFlagChanges {
  readonly id: number
}

const updateKey = ['hogkit', 'featureFlags', 'update'] as const

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
export function useUpdateFlagDefinition(): UseMutationResult<FeatureFlag, Error, FlagDefinitionUpdate, CachedFlags> {
  const api = useApiCaller('useUpdateFlagDefinition')
  const client = useHogkit()
  const queryClient = useHogkitQueryClient()
  return useMutation<FeatureFlag, Error, FlagDefinitionUpdate, CachedFlags>(
    {
      mutationKey: updateKey,
      mutationFn: update => updateFeatureFlag(api, update),
      onMutate: async ({ id, ...changes }) => {
        // An answer on its way was made before the change and would undo it.
        await queryClient.cancelQueries({ queryKey: flagsKey })
        return updateCachedFlag(queryClient, id, flag => withChanges(flag, changes))
      },
      onError: (_error, { id }, before) => {
        if (before) restoreFlag(queryClient, id, before)
      },
      onSuccess: flag => {
        updateCachedFlag(queryClient, flag.id, () => flag)
        reloadFlags(client)
      },
      onSettled: () => {
        // The last of several changes reads again: an earlier answer would take back those still on their way.
        if (queryClient.isMutating({ mutationKey: updateKey }) > 1) return
        void queryClient.invalidateQueries({ queryKey: flagsKey })
      },
    },
    queryClient,
  )
}

/**
 * Makes a feature flag. Its lists are read again, and the visitor's own flags too. `error` is a `ValidationError` with
 * `attr: 'key'` when the key is taken.
 */
export function useCreateFlagDefinition(): UseMutationResult<FeatureFlag, Error, FeatureFlagInput> {
  const api = useApiCaller('useCreateFlagDefinition')
  const client = useHogkit()
  const queryClient = useHogkitQueryClient()
  return useMutation<FeatureFlag, Error, FeatureFlagInput>(
    {
      mutationKey: ['hogkit', 'featureFlags', 'create'],
      mutationFn: flag => createFeatureFlag(api, flag),
      onSuccess: flag => {
        queryClient.setQueryData(readKey(api, 'featureFlags.get', { id: String(flag.id) }), flag)
        reloadFlags(client)
        return queryClient.invalidateQueries({ queryKey: flagsKey })
      },
    },
    queryClient,
  )
}
