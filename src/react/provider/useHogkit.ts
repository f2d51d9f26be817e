'use client'

import type { HogkitClient } from '../../core/types.js'
import { useCompleteClient } from './useCompleteClient.js'

/**
 * The provider's client, for what no hook covers: `client.register(…)`, `client.flush()`, `client.on(…)`.
 * The same object for the provider's whole life. Call it in effects and event handlers, not while rendering.
 *
 * @throws {@link MissingProviderError} without a `HogkitProvider` above.
 */
export function useHogkit(): HogkitClient {
  return useCompleteClient('useHogkit')
}
