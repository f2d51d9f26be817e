'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { FeatureFlag, FeatureFlagsListParams, Page } from '../../api/index.js'
import { useApiCaller } from '../query/runtime.js'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { flagDefinitionQueryOptions, flagDefinitionsQueryOptions } from './flagDefinitionQueryOptions.js'

/**
 * One page of the project's feature flags as their makers see them: conditions, variants, payloads. For dashboards; what
 * a flag is for the current visitor is {@link useFeatureFlag}. https://posthog.com/docs/api/feature-flags
 */
export function useFlagDefinitions<TData = Page<FeatureFlag>>(
  params: FeatureFlagsListParams = {},
  options?: ReadOptions<Page<FeatureFlag>, TData>,
): UseQueryResult<TData> {
  return useRead(flagDefinitionsQueryOptions(useApiCaller('useFlagDefinitions'), params), options)
}

/** One feature flag's definition, by its numeric id. */
export function useFlagDefinition<TData = FeatureFlag>(
  id: number,
  options?: ReadOptions<FeatureFlag, TData>,
): UseQueryResult<TData> {
  return useRead(flagDefinitionQueryOptions(useApiCaller('useFlagDefinition'), id), options)
}
