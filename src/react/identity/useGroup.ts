'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Properties } from '../../core/types.js'
import { useCompleteClient } from '../provider/useCompleteClient.js'

export interface Group {
  /** The key of the group that later events belong to, `undefined` outside of any. */
  readonly groupKey: string | undefined
  /** Puts later events into this group; with properties, also sets them on the group. */
  readonly group: (key: string, properties?: Properties) => void
  /** Sets properties of a group: of the current one, or of another by its key. Does nothing outside of any. */
  readonly groupIdentify: (properties: Properties, key?: string) => void
}

const none = () => undefined

/**
 * The group of one type that the visitor acts for, and the calls that change it. Renders again only when this type's key
 * changes.
 *
 * ```tsx
 * const { groupKey, group } = useGroup('company')
 * group('acme', { plan: 'enterprise' })
 * ```
 *
 * https://posthog.com/docs/product-analytics/group-analytics
 */
export function useGroup(type: string): Group {
  const client = useCompleteClient('useGroup')
  const subscribe = useCallback((listener: () => void) => client.identity.subscribe(listener), [client])
  const groupKey = useSyncExternalStore(subscribe, () => client.identity.getSnapshot().groups[type], none)
  const actions = useMemo(
    () => ({
      group: (key: string, properties?: Properties) => client.group(type, key, properties),
      groupIdentify: (properties: Properties, key = client.identity.getSnapshot().groups[type]) => {
        if (key !== undefined) client.groupIdentify(type, key, properties)
      },
    }),
    [client, type],
  )
  return useMemo(() => ({ groupKey, ...actions }), [groupKey, actions])
}
