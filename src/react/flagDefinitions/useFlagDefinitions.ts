'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  dependentFlagsQueryOptions,
  flagActivityQueryOptions,
  flagDefinitionQueryOptions,
  flagDefinitionsQueryOptions,
  flagStatusQueryOptions,
  infiniteFlagActivityQueryOptions,
  infiniteFlagDefinitionsQueryOptions,
} from './flagDefinitionQueryOptions.js'

/**
 * One page of the project's feature flags as their makers see them: conditions, variants, payloads. For dashboards; what
 * a flag is for the current visitor is {@link useFeatureFlag}. https://posthog.com/docs/api/feature-flags
 */
export const useFlagDefinitions = /* @__PURE__ */ createListHook('useFlagDefinitions', flagDefinitionsQueryOptions)

/** {@link useFlagDefinitions} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseFlagDefinitions = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseFlagDefinitions',
  flagDefinitionsQueryOptions,
)

/** Flag definitions, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteFlagDefinitions = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteFlagDefinitions',
  infiniteFlagDefinitionsQueryOptions,
  flagDefinitionsQueryOptions,
)

/** One feature flag's definition, by its numeric id. */
export const useFlagDefinition = /* @__PURE__ */ createReadHook('useFlagDefinition', flagDefinitionQueryOptions)

/** {@link useFlagDefinition} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseFlagDefinition = /* @__PURE__ */ createSuspenseHook(
  'useSuspenseFlagDefinition',
  flagDefinitionQueryOptions,
)

/** One page of who changed a flag, when and how: `useFlagActivity({ id })`. Needs the scope `activity_log:read`. */
export const useFlagActivity = /* @__PURE__ */ createListHook('useFlagActivity', flagActivityQueryOptions)

/** A flag's history, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteFlagActivity = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteFlagActivity',
  infiniteFlagActivityQueryOptions,
  flagActivityQueryOptions,
)

/** Whether a flag is in use: `data.status` is `ACTIVE`, `INACTIVE`, `STALE` or `DELETED`, `data.reason` says why. */
export const useFlagStatus = /* @__PURE__ */ createReadHook('useFlagStatus', flagStatusQueryOptions)

/** The flags whose conditions ask for this one, by its id: it cannot be deleted before them. */
export const useDependentFlags = /* @__PURE__ */ createReadHook('useDependentFlags', dependentFlagsQueryOptions)
