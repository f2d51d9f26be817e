'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** `false` on a server and in the render that hydrates, which has to agree with it; `true` ever after. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
