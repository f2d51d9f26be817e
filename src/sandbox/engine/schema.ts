/**
 * Event properties that are kept as columns of their own, so that common queries do not parse JSON. The resolver reads
 * a column when the property is in this list; values are the same either way, so the list can change at any time.
 */
export const MATERIALIZED_PROPERTIES = [
  '$browser',
  '$os',
  '$current_url',
  '$pathname',
  '$host',
  '$referring_domain',
  '$device_type',
  '$geoip_country_code',
  '$lib',
  'utm_source',
  'utm_campaign',
  '$feature_flag',
  '$feature_flag_response',
] as const

const materialized = new Map<string, string>(
  MATERIALIZED_PROPERTIES.map(name => [name, `mat_${name.replace('$', 'd_')}`]),
)

/** The column that holds an event property, if it has one. */
export function materializedColumn(property: string): string | undefined {
  return materialized.get(property)
}

const GROUP_INDEXES = [0, 1, 2, 3, 4] as const

/**
 * How a property becomes text, the one rule for all tables: missing and null are NULL, strings as they are,
 * everything else as JSON.
 */
export function extractProperty(column: string, key: string): string {
  return `JSONExtract(${column}, ${key}, 'Nullable(String)')`
}

const events = `CREATE TABLE IF NOT EXISTS hogkit.events (
  team_id UInt32,
  uuid UUID,
  event LowCardinality(String),
  distinct_id String,
  person_id UUID,
  timestamp DateTime64(6, 'UTC'),
  created_at DateTime64(6, 'UTC'),
  properties String CODEC(ZSTD(3)),
  person_properties String CODEC(ZSTD(3)),
  person_mode LowCardinality(String),
  elements_chain String CODEC(ZSTD(3)),
  ${GROUP_INDEXES.map(index => `group${index}_properties String CODEC(ZSTD(3))`).join(',\n  ')},
  ${GROUP_INDEXES.map(index => `\`$group_${index}\` String MATERIALIZED JSONExtractString(properties, '$group_${index}')`).join(',\n  ')},
  \`$session_id\` String MATERIALIZED JSONExtractString(properties, '$session_id'),
  \`$window_id\` String MATERIALIZED JSONExtractString(properties, '$window_id'),
  ${[...materialized].map(([name, column]) => `${column} Nullable(String) MATERIALIZED ${extractProperty('properties', `'${name}'`)}`).join(',\n  ')},
  INDEX uuid_index uuid TYPE bloom_filter(0.01) GRANULARITY 1
) ENGINE = MergeTree
ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), uuid)
SAMPLE BY cityHash64(distinct_id)`

const person = `CREATE TABLE IF NOT EXISTS hogkit.person (
  team_id UInt32,
  id UUID,
  properties String CODEC(ZSTD(3)),
  created_at DateTime64(6, 'UTC'),
  is_identified UInt8,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version) ORDER BY (team_id, id)`

const personDistinctId = `CREATE TABLE IF NOT EXISTS hogkit.person_distinct_id2 (
  team_id UInt32,
  distinct_id String,
  person_id UUID,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version) ORDER BY (team_id, distinct_id)`

const groups = `CREATE TABLE IF NOT EXISTS hogkit.groups (
  team_id UInt32,
  \`index\` UInt8,
  key String,
  properties String CODEC(ZSTD(3)),
  created_at DateTime64(6, 'UTC'),
  updated_at DateTime64(6, 'UTC') DEFAULT now64(6),
  version UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY (team_id, \`index\`, key)`

// Members of a cohort by calculation; the newest one counts. A calculation without members has the nil UUID as its only one.
const cohortPeople = `CREATE TABLE IF NOT EXISTS hogkit.cohortpeople (
  team_id UInt32,
  cohort_id Int64,
  person_id UUID,
  version UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY (team_id, cohort_id, person_id)`

/** The statements that make the tables, each harmless when they exist. */
export const SCHEMA: readonly string[] = [
  'CREATE DATABASE IF NOT EXISTS hogkit',
  events,
  person,
  personDistinctId,
  groups,
  cohortPeople,
]
