import { extractProperty, materializedColumn } from '../../engine/schema.js'
import { is, maybe, type ValueType } from '../translate/valueType.js'
import { channelTypeSql } from './channelType.js'
import type { ColumnSpec, TableSpec } from './relation.js'
import { inProjectZone, perSettings, type TableSettings } from './settings.js'

/**
 * `sessions`: one row for each `$session_id`, computed from its events.
 * https://posthog.com/docs/data/sessions
 */
export const sessionsTable = perSettings(makeSessionsTable)

function makeSessionsTable(settings: TableSettings): TableSpec {
  const count = (event: string): string => `countIf(events.event = '${event}')`
  const seconds = "dateDiff('second', min(events.timestamp), max(events.timestamp))"
  const duration = column(seconds, is('int'))
  const id = column('events.`$session_id`', is('string'))
  return {
    name: 'events',
    columns: {
      session_id: id,
      id: { ...id, hidden: true },
      distinct_id: column('argMin(events.distinct_id, events.timestamp)', is('string')),
      $start_timestamp: column(inProjectZone('min(events.timestamp)', settings), is('datetime')),
      $end_timestamp: column(inProjectZone('max(events.timestamp)', settings), is('datetime')),
      $urls: column(
        `groupUniqArrayIf(1000)(assumeNotNull(${property('$current_url')}), isNotNull(${property('$current_url')}))`,
        is('array'),
      ),
      $num_uniq_urls: column(`uniqExact(${property('$current_url')})`, is('int')),
      ...edges(),
      $entry_referring_domain: first('$referring_domain'),
      ...Object.fromEntries(
        ['source', 'campaign', 'medium', 'term', 'content'].map((name): [string, ColumnSpec] => [
          `$entry_utm_${name}`,
          first(`utm_${name}`),
        ]),
      ),
      ...Object.fromEntries(CLICK_IDS.map((name): [string, ColumnSpec] => [`$entry_${name}`, first(name)])),
      $last_external_click_url: last('$external_click_url'),
      $channel_type: column(channelType(), is('string')),
      $pageview_count: column(count('$pageview'), is('int')),
      $autocapture_count: column(count('$autocapture'), is('int')),
      $screen_count: column(count('$screen'), is('int')),
      $session_duration: duration,
      duration: { ...duration, hidden: true },
      // PostHog's rule: one view, no click, under ten seconds.
      $is_bounce: column(
        `toBool(${count('$pageview')} + ${count('$screen')} = 1 AND ${count('$autocapture')} = 0 AND ${seconds} < 10)`,
        is('bool'),
      ),
      team_id: { ...column(`toUInt32(${settings.teamId})`, is('int')), hidden: true },
    },
    from: () => 'hogkit.events AS events',
    where: `events.team_id = ${settings.teamId} AND events.\`$session_id\` != ''`,
    groupBy: 'events.`$session_id`',
    times: { columns: ['$start_timestamp', '$end_timestamp'] },
    computedFrom: 'events.timestamp',
  }
}

/** Ids that advertisers add to links. */
const CLICK_IDS = [
  'gad_source',
  'gclid',
  'gclsrc',
  'dclid',
  'gbraid',
  'wbraid',
  'fbclid',
  'msclkid',
  'twclid',
  'li_fat_id',
  'mc_cid',
  'igshid',
  'ttclid',
]

/** Where a session came from, from the first values of its events. */
function channelType(): string {
  const value = (name: string): string => `argMin(${property(name)}, events.timestamp)`
  return channelTypeSql({
    source: value('utm_source'),
    medium: value('utm_medium'),
    campaign: value('utm_campaign'),
    referringDomain: value('$referring_domain'),
    gclid: value('gclid'),
    fbclid: value('fbclid'),
    gadSource: value('gad_source'),
  })
}

function edges(): Record<string, ColumnSpec> {
  return {
    $entry_current_url: first('$current_url'),
    $entry_pathname: first('$pathname'),
    $entry_hostname: first('$host'),
    $end_current_url: last('$current_url'),
    $end_pathname: last('$pathname'),
    $end_hostname: last('$host'),
    $exit_current_url: { ...last('$current_url'), hidden: true },
    $exit_pathname: { ...last('$pathname'), hidden: true },
  }
}

function column(sql: string, type: ValueType): ColumnSpec {
  return { sql, type }
}

function property(name: string): string {
  const own = materializedColumn(name)
  return own ? `events.${own}` : extractProperty('events.properties', `'${name}'`)
}

/** The value on the session's first event that has one. */
function first(name: string): ColumnSpec {
  return column(`argMin(${property(name)}, events.timestamp)`, maybe('string'))
}

function last(name: string): ColumnSpec {
  return column(`argMax(${property(name)}, events.timestamp)`, maybe('string'))
}
