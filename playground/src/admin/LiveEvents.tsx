import { useHogQL } from 'hogkit'
import { QueryTable } from 'hogkit/components'
import { useId } from 'react'
import { Moment } from './Moment.js'
import { personPath } from './paths.js'
import { latestOfOneQuery, latestQueries, topEventsQuery } from './queries.js'
import type { TopEvent } from './queries.js'
import { visitorName } from './visitor.js'

/** The events of one name, or one of the wider views. */
export type EventFilter = { readonly event: string } | { readonly view: keyof typeof latestQueries }

const columns = {
  person_id: { hidden: true },
  event: { header: 'Event', cell: (value: unknown) => <span className="event-name">{String(value)}</span> },
  person: { header: 'Person', cell: (value: unknown) => <Cut text={visitorName(String(value))} /> },
  timestamp: { header: 'Time', cell: (value: unknown) => <Moment iso={String(value)} /> },
  about: { header: 'About', cell: (value: unknown) => (typeof value === 'string' ? <Cut text={value} /> : null) },
} as const

/** A recent answer from PostHog's cache will not do for what is called live. */
const queryOptions = { refresh: 'force_blocking' } as const

const labels = { table: 'Events, newest first', truncated: (_: number, count: string) => `The newest ${count}.` }

interface LiveEventsProps {
  readonly filter: EventFilter
  readonly onFilterChange: (filter: EventFilter) => void
}

/** The newest events. The name to filter by goes to HogQL as a bound value, never as text of the query. */
export function LiveEvents({ filter, onFilterChange }: LiveEventsProps) {
  const choiceId = useId()
  const names = useHogQL<TopEvent>(topEventsQuery)
  const rows = names.data?.rows ?? []
  const event = 'event' in filter ? filter.event : undefined
  return (
    <section aria-labelledby="latest-events">
      <div className="section-head">
        <h2 id="latest-events">Latest events</h2>
        <div className="choice">
          <label htmlFor={choiceId}>Event</label>
          <select
            id={choiceId}
            value={toOption(filter)}
            onChange={change => onFilterChange(toFilter(change.target.value))}
          >
            <option value="view:without-flag-calls">All but flag calls</option>
            <option value="view:all">All</option>
            {event !== undefined && !rows.some(row => row.event === event) && (
              <option value={`event:${event}`}>{event}</option>
            )}
            {rows.map(row => (
              <option key={row.event} value={`event:${row.event}`}>
                {row.event}
              </option>
            ))}
          </select>
        </div>
      </div>
      <QueryTable
        query={'view' in filter ? latestQueries[filter.view] : latestOfOneQuery}
        values={'event' in filter ? { event: filter.event } : undefined}
        columns={columns}
        density="compact"
        rowHref={row => personPath(String(row['person_id']))}
        labels={labels}
        queryOptions={queryOptions}
      />
    </section>
  )
}

const toOption = (filter: EventFilter) => ('event' in filter ? `event:${filter.event}` : `view:${filter.view}`)

function toFilter(option: string): EventFilter {
  if (option === 'view:all') return { view: 'all' }
  return option.startsWith('event:') ? { event: option.slice('event:'.length) } : { view: 'without-flag-calls' }
}

/** One line of text that ends in dots where it does not fit. */
function Cut({ text }: { text: string }) {
  return (
    <span className="cut" title={text}>
      {text}
    </span>
  )
}
