'use client'

import { useMemo } from 'react'
import type { Groups, HogkitClient, IdentityState } from '../../core/types.js'
import { useCompleteClient } from '../provider/useCompleteClient.js'
import { useStore } from '../provider/useStore.js'

export interface Identity {
  /** Empty while rendering on a server and hydrating: only the browser knows who it is. */
  readonly distinctId: string
  readonly anonymousId: string
  readonly isIdentified: boolean
  readonly groups: Groups
  /** Says who the visitor is. Resolves when the flags of the new identity are in. */
  readonly identify: HogkitClient['identify']
  /** Forgets the visitor, for sign-out. */
  readonly reset: HogkitClient['reset']
  /** Makes another id name the same person. */
  readonly alias: HogkitClient['alias']
}

const nobody: IdentityState = { distinctId: '', anonymousId: '', deviceId: '', isIdentified: false, groups: {} }

/**
 * Who the client speaks for, and the calls that change it. The functions keep their identity; the object is a new one
 * only when the identity changed.
 *
 * ```tsx
 * const { identify, reset, isIdentified } = useIdentity()
 * await identify(user.id, { set: { email: user.email } })
 * ```
 *
 * https://posthog.com/docs/product-analytics/identify
 */
export function useIdentity(): Identity {
  const client = useCompleteClient('useIdentity')
  const state = useStore(client.identity, nobody)
  const actions = useMemo(
    () =>
      ({
        identify: (distinctId, options) => client.identify(distinctId, options),
        reset: () => client.reset(),
        alias: (alias, distinctId) => client.alias(alias, distinctId),
      }) satisfies Partial<Identity>,
    [client],
  )
  return useMemo(() => {
    const { distinctId, anonymousId, isIdentified, groups } = state
    return { distinctId, anonymousId, isIdentified, groups, ...actions }
  }, [state, actions])
}
