import { useHogQL } from 'hogkit'
import type { CSSProperties } from 'react'
import type { EventFilter } from './LiveEvents.js'
import { topEventsQuery } from './queries.js'
import type { TopEvent } from './queries.js'

const count = new Intl.NumberFormat()

interface TopEventsProps {
  readonly filter: EventFilter
  readonly onFilterChange: (filter: EventFilter) => void
}

/** What happens most, as bars; a click filters the table by it, a second one ends that. */
export function TopEvents({ filter, onFilterChange }: TopEventsProps) {
  const { data, error } = useHogQL<TopEvent>(topEventsQuery)
  const chosen = 'event' in filter ? filter.event : undefined
  const most = data?.rows[0]?.times ?? 1
  return (
    <section aria-labelledby="top-events">
      <div className="section-head">
        <h2 id="top-events">Top events, 7 days</h2>
      </div>
      {error && data === undefined && <p className="note">No counts to show.</p>}
      {data?.rows.length === 0 && <p className="note">No events in the last 7 days.</p>}
      <ul className="bars" aria-busy={data === undefined && !error}>
        {data?.rows.map(({ event, times }) => (
          <li key={event}>
            <button
              type="button"
              aria-pressed={event === chosen}
              style={{ '--share': `${(times / most) * 100}%` } as CSSProperties}
              onClick={() => onFilterChange(event === chosen ? { view: 'without-flag-calls' } : { event })}
            >
              <span>{event}</span>
              <span>{count.format(times)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
