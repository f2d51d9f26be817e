'use client'

import { useState } from 'react'
import { CopyButton } from '../shared/CopyButton.js'
import type { Formatting } from '../shared/intl.js'
import { formatLongDateTime, formatNumber, formatRelativeTime, formatDateTime } from '../shared/intl.js'
import { toTime } from '../values/kinds.js'
import { cutText } from '../values/text.js'
import type { PersonCardLabels } from './labels.js'
import type { PersonCardEvent } from './person.js'

/** Initials on a disc, or a figure for somebody without a name. Decoration: the name stands beside it. */
export function Avatar({ initials }: { readonly initials: string | undefined }) {
  return (
    <span className="hogkit-avatar" data-slot="avatar" aria-hidden="true">
      {initials ?? (
        <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5">
          <circle cx="10" cy="7" r="3.25" />
          <path d="M3.75 16.75a6.25 6.25 0 0 1 12.5 0" strokeLinecap="round" />
        </svg>
      )}
    </span>
  )
}

interface MomentProps {
  readonly time: string | undefined
  readonly now: number | undefined
  readonly formatting: Formatting
  readonly missing: string
}

/** A moment as "3 hours ago", with the exact time as title; in full where the present is not known (on a server). */
export function Moment({ time, now, formatting, missing }: MomentProps) {
  const value = toTime(time)
  if (value === undefined) return <span className="hogkit-muted">{missing}</span>
  return (
    <time dateTime={new Date(value).toISOString()} title={formatLongDateTime(value, formatting)}>
      {now === undefined ? formatDateTime(value, formatting) : formatRelativeTime(value, now, formatting.locale)}
    </time>
  )
}

const idsAtFirst = 3
// A shared device can gather tens of thousands; nobody reads them, and each is a button.
const maxIds = 200

interface DistinctIdsProps {
  readonly distinctIds: readonly string[]
  readonly locale: string
  readonly labels: PersonCardLabels
}

/** Distinct ids, each to be copied; the first three until asked for more. */
export function DistinctIds({ distinctIds, locale, labels }: DistinctIdsProps) {
  const [all, setAll] = useState(false)
  const shown = distinctIds.slice(0, all ? maxIds : idsAtFirst)
  const hidden = distinctIds.length - shown.length
  const more = hidden > 0 ? labels.moreDistinctIds(hidden, formatNumber(hidden, locale)) : undefined
  return (
    <div className="hogkit-ids" data-slot="distinct-ids">
      <ul>
        {shown.map(id => (
          <li key={id}>
            <bdi className="hogkit-id" title={cutText(id, 500)}>
              {cutText(id, 200)}
            </bdi>
            <CopyButton look="icon" text={() => id} label={labels.copyDistinctId(cutText(id, 60))} labels={labels} />
          </li>
        ))}
      </ul>
      {distinctIds.length > idsAtFirst &&
        (all && more !== undefined ? (
          <span className="hogkit-muted">{more}</span>
        ) : (
          <button type="button" className="hogkit-text-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {more ?? labels.fewerDistinctIds}
          </button>
        ))}
    </div>
  )
}

const maxEvents = 10

interface RecentEventsProps {
  readonly events: readonly PersonCardEvent[]
  readonly now: number | undefined
  readonly formatting: Formatting
  readonly labels: PersonCardLabels
}

/** The last ten events. */
export function RecentEvents({ events, now, formatting, labels }: RecentEventsProps) {
  if (events.length === 0) return <p className="hogkit-muted">{labels.noEvents}</p>
  return (
    <ol className="hogkit-events">
      {events.slice(0, maxEvents).map(({ uuid, event, timestamp }) => (
        <li key={uuid}>
          <bdi className="hogkit-event-name" title={event.length > 40 ? cutText(event, 500) : undefined}>
            {cutText(event, 200)}
          </bdi>
          <span className="hogkit-event-time">
            <Moment time={timestamp} now={now} formatting={formatting} missing={labels.never} />
          </span>
        </li>
      ))}
    </ol>
  )
}
