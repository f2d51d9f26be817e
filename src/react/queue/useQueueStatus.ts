'use client'

import type { QueueState } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useStore } from '../provider/useStore.js'

const idle: QueueState = {
  pending: 0,
  inFlight: 0,
  dropped: 0,
  delivered: 0,
  unsaved: 0,
  status: 'ready',
  retryAt: undefined,
  lastError: undefined,
  online: true,
}

/**
 * What the event queue is doing: events waiting, in flight, delivered and given up, the last error, and whether the
 * browser is online. Renders again at every change, so keep it to a status line. Idle while rendering on a server.
 */
export function useQueueStatus(): QueueState {
  return useStore(useHogkitContext('useQueueStatus').client.queue, idle)
}
