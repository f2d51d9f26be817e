import { notifyManager, useQueryClient } from '@tanstack/react-query'
import { isHttpError } from 'hogkit/core'
import { useCallback, useSyncExternalStore } from 'react'
import { connection } from 'virtual:hogkit'

/** What the page talks to: the embedded PostHog of this machine, or one on the net; and whether it answers. */
export function Connection() {
  const down = useIsDown()
  return (
    <span
      className="connection"
      data-state={down ? 'down' : 'up'}
      title={`${down ? 'No answer from' : 'Connected to'} ${connection.url}`}
    >
      <strong>{connection.kind === 'sandbox' ? 'Sandbox' : 'PostHog'}</strong>
      <span>{down ? 'does not answer' : connection.url.replace(/^https?:\/\//, '')}</span>
    </span>
  )
}

/** Whether a read on show failed for no fault of its own: no network, or an error of the server's. */
function useIsDown(): boolean {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((listener: () => void) => cache.subscribe(notifyManager.batchCalls(listener)), [cache])
  return useSyncExternalStore(subscribe, () =>
    cache.getAll().some(query => query.isActive() && isServerFault(query.state.error)),
  )
}

function isServerFault(error: unknown): boolean {
  if (error === null) return false
  return !isHttpError(error) || error.status >= 500
}
