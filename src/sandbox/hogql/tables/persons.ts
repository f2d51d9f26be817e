import { is } from '../translate/valueType.js'
import type { TableSpec } from './relation.js'
import { inProjectZone, type TableSettings } from './settings.js'

/** `persons`: the current version of every person that is not deleted. */
export function personsTable(settings: TableSettings): TableSpec {
  const latest = (column: string): string => `argMax(person.${column}, person.version)`
  return {
    name: 'person',
    columns: {
      id: { sql: 'person.id', type: is('uuid') },
      created_at: { sql: inProjectZone(latest('created_at'), settings), type: is('datetime') },
      properties: { sql: latest('properties'), type: is('json'), owner: 'person' },
      is_identified: { sql: `toBool(${latest('is_identified')})`, type: is('bool') },
      team_id: { sql: `toUInt32(${settings.teamId})`, type: is('int'), hidden: true },
    },
    from: () => 'hogkit.person AS person',
    where: `person.team_id = ${settings.teamId}`,
    groupBy: 'person.id',
    having: `${latest('is_deleted')} = 0`,
  }
}

const latestPersonId = 'argMax(pdi.person_id, pdi.version)'

/** `person_distinct_ids`: which person a distinct ID belongs to now. */
export function distinctIdsTable(settings: TableSettings): TableSpec {
  return {
    name: 'pdi',
    columns: {
      distinct_id: { sql: 'pdi.distinct_id', type: is('string') },
      person_id: { sql: latestPersonId, type: is('uuid') },
      team_id: { sql: `toUInt32(${settings.teamId})`, type: is('int'), hidden: true },
    },
    from: () => 'hogkit.person_distinct_id2 AS pdi',
    where: `pdi.team_id = ${settings.teamId}`,
    groupBy: 'pdi.distinct_id',
    having: 'argMax(pdi.is_deleted, pdi.version) = 0',
  }
}

/** `groups`: the current version of every group, or of one group type. */
export function groupsTable(settings: TableSettings, index?: number): TableSpec {
  const latest = (column: string): string => `argMax(groups.${column}, groups.version)`
  return {
    name: 'groups',
    columns: {
      index: { sql: 'groups.`index`', type: is('int') },
      key: { sql: 'groups.key', type: is('string') },
      created_at: { sql: inProjectZone(latest('created_at'), settings), type: is('datetime') },
      updated_at: { sql: inProjectZone(latest('updated_at'), settings), type: is('datetime') },
      properties: {
        sql: latest('properties'),
        type: is('json'),
        ...(index === undefined ? {} : { owner: `group_${index}` as const }),
      },
      team_id: { sql: `toUInt32(${settings.teamId})`, type: is('int'), hidden: true },
    },
    from: () => 'hogkit.groups AS groups',
    where: `groups.team_id = ${settings.teamId}${index === undefined ? '' : ` AND groups.\`index\` = ${index}`}`,
    groupBy: 'groups.`index`, groups.key',
  }
}
