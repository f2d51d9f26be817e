import { useQueryClient } from '@tanstack/react-query'
import { useHogkit } from 'hogkit'
import { resourceKey } from 'hogkit/api'
import { useCallback, useEffect } from 'react'
import { connection } from 'virtual:hogkit'

/** PostHog Cloud counts queries by the hour for the whole organization; the sandbox counts none. */
const everyMs = connection.kind === 'sandbox' ? 4000 : 30_000

/**
 * Asks what is on show of a resource again, at an interval and as soon as this page's own events have arrived. Gives the function
 * that does so now.
 */
export function useLiveRefresh(resource: 'query' | 'persons', live: boolean): () => void {
  const client = useHogkit()
  const queryClient = useQueryClient()
  const refresh = useCallback(() => {
    // Without cancelRefetch a slow answer is waited for: a fast clicker must not keep it from ever arriving.
    void queryClient.invalidateQueries({ queryKey: resourceKey(resource) }, { cancelRefetch: false })
  }, [queryClient, resource])

  useEffect(() => {
    if (!live) return undefined
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh()
    }, everyMs)
    const unsubscribe = client.on('delivered', refresh)
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [live, refresh, client])
  return refresh
}
