'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { FlagDetails, HogkitClient } from '../../core/types.js'

/**
 * Reads one thing of one flag and renders again only when that thing changes. The key is read in the render itself, so
 * another key gives its value at once; server and hydration read what is known of bootstrapped flags only.
 */
export function useFlagStore<TSnapshot>(
  { flags }: HogkitClient,
  key: string,
  read: (flag: FlagDetails) => TSnapshot,
): TSnapshot {
  const subscribe = useCallback((listener: () => void) => flags.subscribe(listener, key), [flags, key])
  return useSyncExternalStore(
    subscribe,
    () => read(flags.details(key)),
    () => read(flags.serverDetails(key)),
  )
}
