import { useState } from 'react'
import { Icon } from '../Icon.js'
import { LiveEvents } from './LiveEvents.js'
import type { EventFilter } from './LiveEvents.js'
import { Stats } from './Stats.js'
import { Switch } from './Switch.js'
import { TopEvents } from './TopEvents.js'
import { useLiveRefresh } from './useLiveRefresh.js'

export function EventsPage() {
  const [live, setLive] = useState(true)
  const [filter, setFilter] = useState<EventFilter>({ view: 'without-flag-calls' })
  const refresh = useLiveRefresh('query', live)
  return (
    <div className="page">
      <div className="page-head">
        <h1>Events</h1>
        <div className="page-tools">
          <span className="live">
            <Switch label="Refresh automatically" checked={live} onChange={setLive} /> Live
          </span>
          <button type="button" className="button" onClick={refresh}>
            <Icon name="refresh" /> Refresh
          </button>
        </div>
      </div>
      <Stats />
      <div className="board">
        <LiveEvents filter={filter} onFilterChange={setFilter} />
        <TopEvents filter={filter} onFilterChange={setFilter} />
      </div>
    </div>
  )
}
