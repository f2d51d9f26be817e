import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { FeatureFlag, FeatureFlagChanges, Page } from '../../api/index.js'
import { resourceKey } from '../../api/key.js'

/** Where a flag stood in the cache before it was changed there. */
export type CachedFlags = readonly (readonly [queryKey: QueryKey, data: unknown])[]

/** What begins the key of every read of flag definitions, whatever the project. */
export const flagsKey = resourceKey('featureFlags')

/** The flag as it will be once the server agrees. `version` and `original_flag` only serve to find conflicts. */
export function withChanges(flag: FeatureFlag, changes: FeatureFlagChanges): FeatureFlag {
  const { version: _version, original_flag: _original, ...fields } = changes
  return { ...flag, ...fields }
}

/** Changes one flag in every cached list and detail. Gives what was there, for {@link restoreFlag}. */
export function updateCachedFlag(
  queryClient: QueryClient,
  id: number,
  change: (flag: FeatureFlag) => FeatureFlag,
): CachedFlags {
  const before = queryClient.getQueriesData({ queryKey: flagsKey }).filter(([, data]) => findFlag(data, id))
  for (const [queryKey, data] of before) queryClient.setQueryData(queryKey, replaceFlag(data, id, change))
  return before
}

/** Puts one flag back as it was. Only this flag: others in the same list may have changed meanwhile. */
export function restoreFlag(queryClient: QueryClient, id: number, before: CachedFlags): void {
  for (const [queryKey, data] of before) {
    const flag = findFlag(data, id)
    if (flag) queryClient.setQueryData(queryKey, (now: unknown) => replaceFlag(now, id, () => flag))
  }
}

function findFlag(data: unknown, id: number): FeatureFlag | undefined {
  if (isPage(data)) return data.results.find(flag => flag.id === id)
  return isFlag(data) && data.id === id ? data : undefined
}

function replaceFlag(data: unknown, id: number, change: (flag: FeatureFlag) => FeatureFlag): unknown {
  if (isPage(data)) return { ...data, results: data.results.map(flag => (flag.id === id ? change(flag) : flag)) }
  return isFlag(data) && data.id === id ? change(data) : data
}

const isPage = (data: unknown): data is Page<FeatureFlag> =>
  typeof data === 'object' && data !== null && 'results' in data && Array.isArray(data.results)

const isFlag = (data: unknown): data is FeatureFlag => typeof data === 'object' && data !== null && 'id' in data
