'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { Store } from '../../core/types.js'

/** A core store's snapshot; `serverSnapshot` is what servers and the hydrating render show, as they cannot know more. */
export function useStore<TState>(store: Store<TState>, serverSnapshot: TState): TState {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  return useSyncExternalStore(
    subscribe,
    () => store.getSnapshot(),
    () => serverSnapshot,
  )
}
