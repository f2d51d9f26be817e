import { materializedColumn } from '../../engine/schema.js'
import { is, maybe, type ValueType } from '../translate/valueType.js'
import type { ColumnSpec, TableSpec } from './relation.js'
import { inProjectZone, type TableSettings } from './settings.js'

const URL = `events.${materializedColumn('$current_url') ?? 'properties'}`
const IS_CLICK =
  "events.event = '$autocapture' AND JSONExtractString(events.properties, '$event_type') IN ('', 'click')"

const UNKNOWN = "CAST(NULL, 'Nullable(Int64)')"

/**
 * What the events of a session tell of it, as the sandbox's list of recordings does: it stores no recordings, so what nobody
 * can know from events is null.
 */
const COUNTS: Record<string, string> = {
  click_count: `toInt64(${IS_CLICK})`,
  keypress_count: UNKNOWN,
  mouse_activity_count: UNKNOWN,
  active_milliseconds: UNKNOWN,
  console_log_count: UNKNOWN,
  console_warn_count: UNKNOWN,
  console_error_count: "toInt64(events.event = '$exception')",
  size: UNKNOWN,
  event_count: 'toInt64(1)',
  message_count: 'toInt64(1)',
}

/** `session_replay_events`: one row for each session. https://posthog.com/docs/sql/session-replay */
export function replayTable(settings: TableSettings): TableSpec {
  const first = 'min(events.timestamp)'
  const last = 'max(events.timestamp)'
  const moment = (sql: string): ColumnSpec => ({ sql: inProjectZone(sql, settings), type: is('datetime') })
  return {
    ...shared(settings),
    columns: {
      session_id: column('events.`$session_id`', is('string')),
      distinct_id: column('argMin(events.distinct_id, events.timestamp)', is('string')),
      min_first_timestamp: { ...moment(first), hidden: true },
      max_last_timestamp: { ...moment(last), hidden: true },
      start_time: moment(first),
      end_time: moment(last),
      duration: { ...column(`dateDiff('second', ${first}, ${last})`, is('int')), hidden: true },
      first_url: column(`argMin(${URL}, events.timestamp)`, maybe('string')),
      all_urls: column(`groupUniqArrayIf(assumeNotNull(${URL}), isNotNull(${URL}))`, is('array')),
      ...Object.fromEntries(Object.entries(COUNTS).map(([name, sql]) => [name, column(`sum(${sql})`, maybe('int'))])),
      snapshot_source: column("'web'", is('string')),
      team_id: { ...column(`toUInt32(${settings.teamId})`, is('int')), hidden: true },
    },
    groupBy: 'events.`$session_id`',
  }
}

/** `raw_session_replay_events`: the same, event by event. `first_url` is a state, to be read with `argMinMerge`. */
export function rawReplayTable(settings: TableSettings): TableSpec {
  const moment: ColumnSpec = {
    sql: inProjectZone('events.timestamp', settings),
    type: is('datetime'),
    stored: 'events.timestamp',
  }
  return {
    ...shared(settings),
    columns: {
      session_id: column('events.`$session_id`', is('string')),
      distinct_id: column('events.distinct_id', is('string')),
      min_first_timestamp: moment,
      max_last_timestamp: moment,
      first_url: {
        ...column(`initializeAggregation('argMinState', ${URL}, events.timestamp)`, is('unknown')),
        hidden: true,
      },
      all_urls: column(`if(isNull(${URL}), [], [assumeNotNull(${URL})])`, is('array')),
      ...Object.fromEntries(Object.entries(COUNTS).map(([name, sql]) => [name, column(sql, maybe('int'))])),
      snapshot_source: column("'web'", is('string')),
      team_id: { ...column('events.team_id', is('int')), hidden: true },
    },
  }
}

function shared(settings: TableSettings): Pick<TableSpec, 'name' | 'from' | 'where'> {
  return {
    name: 'events',
    from: () => 'hogkit.events AS events',
    where: `events.team_id = ${settings.teamId} AND events.\`$session_id\` != ''`,
  }
}

function column(sql: string, type: ValueType): ColumnSpec {
  return { sql, type }
}
