'use client'

import { useEffect } from 'react'
import type { FlagValue, HogkitClient } from '../../core/types.js'

/**
 * When reading a flag tells PostHog that this person was shown its value (`$feature_flag_called`).
 * - `commit` (default): after the render with that value reached the screen, once for each identity, flag and value
 * - `manual`: never by itself; call `client.flags.reportExposure(key)`
 */
export type Exposure = 'commit' | 'manual'

/**
 * Reports a flag's exposure after commit. Only the value on the screen is reported: while the client already holds
 * another one (a cached value right after hydration, an update React has yet to render), the commit to come reports it.
 * Stays subscribed because the same value is a new exposure once the identity changed, which renders nothing.
 */
export function useExposure(
  client: HogkitClient,
  key: string,
  shown: FlagValue | undefined,
  exposure: Exposure = 'commit',
): void {
  useEffect(() => {
    if (exposure === 'manual') return undefined
    const report = () => {
      if (client.flags.get(key) === shown) client.flags.reportExposure(key)
    }
    report()
    return client.flags.subscribe(report, key)
  }, [client, key, shown, exposure])
}
