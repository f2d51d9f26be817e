'use client'

import { useMemo } from 'react'
import type { Consent, ConsentClient } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useStore } from '../provider/useStore.js'

export interface ConsentState {
  /** `pending` while rendering on a server and hydrating: only the browser remembers what the visitor decided. */
  readonly status: Consent
  readonly grant: ConsentClient['grant']
  /** Stops capturing; `clear` also forgets identity and queue. */
  readonly deny: ConsentClient['deny']
}

/**
 * What the visitor decided about being measured, and the two calls of a consent banner.
 * https://posthog.com/docs/privacy/data-collection
 */
export function useConsent(): ConsentState {
  const { client } = useHogkitContext('useConsent')
  const status = useStore<Consent>(client.consent, 'pending')
  return useMemo(
    () => ({ status, grant: () => client.consent.grant(), deny: options => client.consent.deny(options) }),
    [client, status],
  )
}
