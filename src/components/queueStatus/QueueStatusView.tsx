'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'
import type { QueueState } from '../../core/types.js'
import { formatNumber, useFormatting } from '../shared/intl.js'
import type { StyledProps, ViewState } from '../shared/root.js'
import { rootProps } from '../shared/root.js'

/** What the line says, as `data-queue`. Sending is waiting: a line that told of every request would flicker, and be read out each time. */
export type QueueSituation = 'sent' | 'waiting' | 'offline' | 'failing' | 'blocked' | 'quota-limited'

/** Every text of {@link QueueStatusView}. Counts come as a number (for plural rules) and written out for the locale. */
export interface QueueStatusLabels {
  readonly sent: string
  readonly waiting: (count: number, formatted: string) => string
  readonly offline: (count: number, formatted: string) => string
  readonly failing: (count: number, formatted: string) => string
  /** Requests never reach the host although the browser is online. */
  readonly blocked: (count: number, formatted: string) => string
  /** The project's billing limit is reached: PostHog takes no events for now. */
  readonly 'quota-limited': (count: number, formatted: string) => string
}

const events = (count: number, formatted: string) => `${formatted} ${count === 1 ? 'event' : 'events'}`

export const defaultQueueStatusLabels: QueueStatusLabels = {
  sent: 'All events sent',
  waiting: (count, formatted) => `${events(count, formatted)} waiting`,
  offline: (count, formatted) => (count === 0 ? 'Offline' : `Offline, ${events(count, formatted)} kept`),
  failing: (count, formatted) => `${events(count, formatted)} kept, trying again`,
  blocked: (count, formatted) => `Blocked by this browser or network, ${events(count, formatted)} kept`,
  'quota-limited': (count, formatted) => `PostHog takes no more events, ${events(count, formatted)} kept`,
}

/** How the line looks: what the connected and the pure form share. */
export interface QueueStatusOptions extends StyledProps {
  /** BCP 47. Default: the browser's. */
  locale?: string | undefined
  /** Replaces any visible text. */
  labels?: Partial<QueueStatusLabels> | undefined
}

/** Props of {@link QueueStatusView}; whatever a `output` takes is passed on to the root. */
export interface QueueStatusViewProps
  extends QueueStatusOptions, Omit<ComponentPropsWithoutRef<'output'>, 'children' | 'className' | 'style'> {
  /** What `useQueueStatus` gives. */
  queue: Pick<QueueState, 'pending' | 'inFlight' | 'online' | 'lastError'> & Partial<Pick<QueueState, 'status'>>
}

const states: Record<QueueSituation, ViewState> = {
  sent: 'empty',
  waiting: 'ready',
  offline: 'ready',
  failing: 'error',
  blocked: 'error',
  'quota-limited': 'error',
}

/**
 * What the event queue is doing, in one line, from props alone.
 *
 * Its root carries `data-slot="queue-status"` and `data-queue="sent|waiting|offline|failing|blocked|quota-limited"`.
 */
export const QueueStatusView = forwardRef<HTMLOutputElement, QueueStatusViewProps>(
  function QueueStatusView(props, ref) {
    const { queue, locale, labels: ownLabels, className, style, ...rest } = props
    const formatting = useFormatting(locale, undefined)
    const labels = { ...defaultQueueStatusLabels, ...ownLabels }
    const count = queue.pending + queue.inFlight
    const situation = situationOf(queue)
    const view = { state: states[situation], refreshing: false }
    return (
      <output
        {...rest}
        {...rootProps({ slot: 'queue-status', view, className, style })}
        ref={ref}
        data-queue={situation}
      >
        <span className="hogkit-queue-dot" aria-hidden="true" />
        {situation === 'sent' ? labels.sent : labels[situation](count, formatNumber(count, formatting.locale))}
      </output>
    )
  },
)

function situationOf({ pending, inFlight, online, lastError, status }: QueueStatusViewProps['queue']): QueueSituation {
  if (!online) return 'offline'
  if (pending + inFlight === 0) return 'sent'
  if (status === 'blocked' || status === 'quota-limited') return status
  return lastError ? 'failing' : 'waiting'
}
