'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { FlagValues } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'

/**
 * Every known flag's value by key, off ones included: `{ 'new-nav': true, checkout: 'one-page', beta: false }`. Empty until known.
 * Keys and values are typed by `Register`. Renders again when any flag's value changes, and reports no exposure: for gating use {@link useFeatureFlag}.
 */
export function useFeatureFlags(): FlagValues {
  const { flags } = useHogkitContext('useFeatureFlags').client
  const subscribe = useCallback((listener: () => void) => flags.subscribe(listener), [flags])
  return useSyncExternalStore(
    subscribe,
    () => flags.all(),
    () => flags.serverAll(),
  )
}
