import { useHogkit } from 'hogkit'
import { useEffect } from 'react'
import { createStore } from '../store.js'

export interface Deed {
  readonly uuid: string
  readonly event: string
  /** ISO 8601. */
  readonly timestamp: string
  readonly distinctId: string
}

const kept = 100
const isDeeds = (value: unknown): value is readonly Deed[] => Array.isArray(value)

/** What was done in this tab, newest first: ticks the checklist and fills the audit log. */
export const activity = createStore<readonly Deed[]>([], {
  key: 'hedgebox:activity',
  area: 'sessionStorage',
  accepts: isDeeds,
})

/** Writes every captured event down, but not PostHog's own (`$pageview`, …). */
export function useActivityRecord(): void {
  const client = useHogkit()
  useEffect(
    () =>
      client.on('captured', ({ uuid, event, timestamp, distinctId }) => {
        if (event.startsWith('$')) return
        activity.set([{ uuid, event, timestamp, distinctId }, ...activity.get()].slice(0, kept))
      }),
    [client],
  )
}
