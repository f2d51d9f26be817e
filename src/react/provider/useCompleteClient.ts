'use client'

import { completeClient } from '../../core/actions.js'
import type { HogkitClient } from '../../core/types.js'
import { useHogkitContext } from './context.js'

/** The nearest provider's client with its actions at once: for a hook that changes the visitor, or hands the client out. */
export function useCompleteClient(hook: string): HogkitClient {
  return completeClient(useHogkitContext(hook).client)
}
