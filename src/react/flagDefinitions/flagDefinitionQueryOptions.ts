import type { ApiCaller, FeatureFlagsListParams } from '../../api/index.js'
import { getFeatureFlag, listFeatureFlags } from '../../api/resources/featureFlags.js'
import { readKey, readRequest } from '../query/request.js'

/** Describes the read of one page of flag definitions for TanStack Query. */
export function flagDefinitionsQueryOptions(api: ApiCaller, params: FeatureFlagsListParams = {}) {
  return readRequest(readKey(api, 'featureFlags.list', {}, params), call => listFeatureFlags(api, params, call))
}

/** Describes the read of one flag definition for TanStack Query. Rejects with `NotFoundError` when there is none. */
export function flagDefinitionQueryOptions(api: ApiCaller, id: number) {
  return readRequest(readKey(api, 'featureFlags.get', { id: String(id) }), call => getFeatureFlag(api, id, call))
}
