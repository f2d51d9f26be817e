import { is, type ValueType } from '../translate/valueType.js'
import type { ColumnSpec, TableSpec } from './relation.js'
import { inProjectZone, type TableSettings } from './settings.js'

/** `raw_persons`: every stored version of every person, deletions as versions of their own. */
export function rawPersonsTable(settings: TableSettings): TableSpec {
  return raw(settings, 'person', {
    id: stored('person.id', is('uuid')),
    created_at: moment('person.created_at', settings),
    properties: { sql: 'person.properties', type: is('json'), owner: 'person' },
    is_identified: stored('toBool(person.is_identified)', is('bool')),
    is_deleted: stored('toBool(person.is_deleted)', is('bool')),
    version: stored('person.version', is('int')),
  })
}

/** `raw_person_distinct_ids`: every stored version of the link from a distinct ID to its person. */
export function rawDistinctIdsTable(settings: TableSettings): TableSpec {
  return raw(settings, 'person_distinct_id2', {
    distinct_id: stored('person_distinct_id2.distinct_id', is('string')),
    person_id: stored('person_distinct_id2.person_id', is('uuid')),
    is_deleted: stored('toBool(person_distinct_id2.is_deleted)', is('bool')),
    version: stored('person_distinct_id2.version', is('int')),
  })
}

/** `raw_groups`: every stored version of every group. */
export function rawGroupsTable(settings: TableSettings): TableSpec {
  return raw(settings, 'groups', {
    index: stored('groups.`index`', is('int')),
    key: stored('groups.key', is('string')),
    created_at: moment('groups.created_at', settings),
    updated_at: moment('groups.updated_at', settings),
    properties: { sql: 'groups.properties', type: is('json') },
  })
}

/** `person_distinct_id_overrides`: distinct IDs whose person is not the one they began with. */
export function overridesTable(settings: TableSettings): TableSpec {
  const latest = 'argMax(overrides.person_id, overrides.version)'
  return {
    name: 'overrides',
    columns: {
      distinct_id: stored('overrides.distinct_id', is('string')),
      person_id: stored(latest, is('uuid')),
      team_id: { ...stored(`toUInt32(${settings.teamId})`, is('int')), hidden: true },
    },
    from: () => 'hogkit.person_distinct_id2 AS overrides',
    where: `overrides.team_id = ${settings.teamId} AND overrides.version > 0`,
    groupBy: 'overrides.distinct_id',
    having: 'argMax(overrides.is_deleted, overrides.version) = 0',
  }
}

function raw(settings: TableSettings, table: string, columns: Record<string, ColumnSpec>): TableSpec {
  return {
    name: table,
    columns: { ...columns, team_id: { sql: `${table}.team_id`, type: is('int'), hidden: true } },
    from: () => `hogkit.${table} AS ${table}`,
    where: `${table}.team_id = ${settings.teamId}`,
  }
}

function stored(sql: string, type: ValueType): ColumnSpec {
  return { sql, type }
}

function moment(sql: string, settings: TableSettings): ColumnSpec {
  return { sql: inProjectZone(sql, settings), type: is('datetime'), stored: sql }
}
