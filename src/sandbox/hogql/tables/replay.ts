import { is, maybe, type ValueType } from '../translate/valueType.js'
import type { ColumnSpec, TableSpec } from './relation.js'
import { inProjectZone, type TableSettings } from './settings.js'

const COUNTS = [
  'click_count',
  'keypress_count',
  'mouse_activity_count',
  'active_milliseconds',
  'console_log_count',
  'console_warn_count',
  'console_error_count',
  'size',
  'event_count',
  'message_count',
] as const

/** `session_replay_events`: one row for each recorded session. https://posthog.com/docs/sql/session-replay */
export function replayTable(settings: TableSettings): TableSpec {
  const first = 'min(replay.min_first_timestamp)'
  const last = 'max(replay.max_last_timestamp)'
  const moment = (sql: string): ColumnSpec => ({ sql: inProjectZone(sql, settings), type: is('datetime') })
  return {
    ...shared(settings),
    columns: {
      session_id: column('replay.session_id', is('string')),
      distinct_id: column('argMin(replay.distinct_id, replay.min_first_timestamp)', is('string')),
      min_first_timestamp: { ...moment(first), hidden: true },
      max_last_timestamp: { ...moment(last), hidden: true },
      start_time: moment(first),
      end_time: moment(last),
      duration: { ...column(`dateDiff('second', ${first}, ${last})`, is('int')), hidden: true },
      first_url: column('argMinIf(replay.urls[1], replay.min_first_timestamp, notEmpty(replay.urls))', maybe('string')),
      all_urls: column('groupUniqArrayArray(replay.urls)', is('array')),
      ...Object.fromEntries(COUNTS.map(name => [name, column(`sum(replay.${name})`, is('int'))])),
      snapshot_source: column('argMin(replay.snapshot_source, replay.min_first_timestamp)', is('string')),
      snapshot_library: column('argMin(replay.snapshot_library, replay.min_first_timestamp)', is('string')),
      team_id: { ...column(`toUInt32(${settings.teamId})`, is('int')), hidden: true },
    },
    groupBy: 'replay.session_id',
  }
}

/** `raw_session_replay_events`: what was recorded, batch by batch. `first_url` is a state, to be read with `argMinMerge`. */
export function rawReplayTable(settings: TableSettings): TableSpec {
  const moment = (name: string): ColumnSpec => ({
    sql: inProjectZone(`replay.${name}`, settings),
    type: is('datetime'),
    stored: `replay.${name}`,
  })
  return {
    ...shared(settings),
    columns: {
      session_id: column('replay.session_id', is('string')),
      distinct_id: column('replay.distinct_id', is('string')),
      min_first_timestamp: moment('min_first_timestamp'),
      max_last_timestamp: moment('max_last_timestamp'),
      first_url: {
        ...column(
          "initializeAggregation('argMinState', if(empty(replay.urls), NULL, replay.urls[1]), replay.min_first_timestamp)",
          is('unknown'),
        ),
        hidden: true,
      },
      all_urls: column('replay.urls', is('array')),
      ...Object.fromEntries(COUNTS.map(name => [name, column(`replay.${name}`, is('int'))])),
      snapshot_source: column('replay.snapshot_source', is('string')),
      snapshot_library: column('replay.snapshot_library', is('string')),
      team_id: { ...column('replay.team_id', is('int')), hidden: true },
    },
  }
}

function shared(settings: TableSettings): Pick<TableSpec, 'name' | 'from' | 'where'> {
  return {
    name: 'replay',
    from: () => 'hogkit.session_replay_events AS replay',
    where: `replay.team_id = ${settings.teamId}`,
  }
}

function column(sql: string, type: ValueType): ColumnSpec {
  return { sql, type }
}
