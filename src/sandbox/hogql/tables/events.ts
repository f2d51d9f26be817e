import { materializedColumn } from '../../engine/schema.js'
import { is, type ValueType } from '../translate/valueType.js'
import { distinctIdsTable, groupsTable, personsTable } from './persons.js'
import type { ColumnSpec, Relation, TableSpec } from './relation.js'
import { sessionsTable } from './sessions.js'
import { inProjectZone, perSettings, type TableSettings } from './settings.js'

/** `events`, with the lazy joins `person`, `pdi`, `poe`, `session` and `group_0` to `group_4`. */
export const eventsTable = perSettings(makeEventsTable)

function makeEventsTable(settings: TableSettings): TableSpec {
  const zoned = (column: string): string => inProjectZone(`events.${column}`, settings)
  return {
    name: 'events',
    columns: {
      // First, so that a group type named like a column or a join of events does not take its place.
      ...groupColumns(settings),
      uuid: { sql: 'events.uuid', type: is('uuid') },
      event: { sql: 'events.event', type: is('string') },
      properties: { sql: 'events.properties', type: is('json'), owner: 'event', materialized: materializedColumn },
      timestamp: { sql: zoned('timestamp'), type: is('datetime'), stored: 'events.timestamp' },
      distinct_id: { sql: 'events.distinct_id', type: is('string') },
      elements_chain: { sql: 'events.elements_chain', type: is('string') },
      created_at: { sql: zoned('created_at'), type: is('datetime'), stored: 'events.created_at' },
      $session_id: { sql: 'events.`$session_id`', type: is('string') },
      $window_id: { sql: 'events.`$window_id`', type: is('string') },
      ...Object.fromEntries(
        [0, 1, 2, 3, 4].map((index): [string, ColumnSpec] => [
          `$group_${index}`,
          { sql: `events.\`$group_${index}\``, type: is('string') },
        ]),
      ),
      elements_chain_href: hidden(chainText('href'), 'string'),
      elements_chain_texts: hidden(chainTexts('text'), 'array'),
      elements_chain_ids: hidden(chainTexts('attr_id'), 'array'),
      elements_chain_elements: hidden(
        `arrayDistinct(extractAll(events.elements_chain, '(?:^|;)(a|button|form|input|select|textarea|label)(?:\\\\.|$|:)'))`,
        'array',
      ),
      person_id: hidden(personId, 'uuid'),
      person_mode: hidden('events.person_mode', 'string'),
      team_id: hidden('events.team_id', 'int'),
      ...personColumns(settings),
      ...sessionColumns(settings),
    },
    from: sample => `hogkit.events AS events${sample}`,
    where: `events.team_id = ${settings.teamId}`,
    sampled: true,
    times: { columns: ['timestamp'], join: 'session' },
  }
}

function hidden(sql: ColumnSpec['sql'], kind: ValueType['kind']): ColumnSpec {
  return { sql, type: is(kind), hidden: true }
}

/** The first value of an attribute in the chain of elements. */
function chainText(name: string): string {
  return `extract(events.elements_chain, '[:"]${name}="((?:[^"\\\\\\\\]|\\\\\\\\.)*)"')`
}

/** All values of an attribute in the chain of elements, each once. */
function chainTexts(name: string): string {
  return `arrayDistinct(extractAll(events.elements_chain, '[:"]${name}="((?:[^"\\\\\\\\]|\\\\\\\\.)*)"'))`
}

function distinctIds(relation: Relation): Relation {
  return relation.join(
    'pdi',
    () => distinctIdsTable(relation.settings),
    pdi => `events.distinct_id = ${pdi.column('distinct_id').sql}`,
  )
}

/** Who an event belongs to now: merges and deletions show at once, and events without a person keep the id they came with. */
function personId(relation: Relation): string {
  const pdi = distinctIds(relation)
  return `if(${pdi.column('distinct_id').sql} = '', events.person_id, ${pdi.column('person_id').sql})`
}

function person(relation: Relation): Relation {
  const id = personId(relation)
  return relation.join(
    'person',
    () => personsTable(relation.settings),
    joined => `${id} = ${joined.column('id').sql}`,
  )
}

function personColumns(settings: TableSettings): Record<string, ColumnSpec> {
  const joined = (name: string) => (relation: Relation) => person(relation).column(name).sql
  const onEvent: ColumnSpec = { sql: 'events.person_properties', type: is('json'), owner: 'person', hidden: true }
  const current: ColumnSpec = { ...onEvent, sql: joined('properties') }
  return {
    'person.id': hidden(personId, 'uuid'),
    'person.properties': settings.personsOnEventsMode === 'person_id_override_properties_joined' ? current : onEvent,
    'person.created_at': hidden(joined('created_at'), 'datetime'),
    'person.is_identified': hidden(joined('is_identified'), 'bool'),
    'poe.id': hidden(personId, 'uuid'),
    'poe.properties': onEvent,
    'poe.created_at': hidden(joined('created_at'), 'datetime'),
    'pdi.distinct_id': hidden(relation => distinctIds(relation).column('distinct_id').sql, 'string'),
    'pdi.person_id': hidden(personId, 'uuid'),
    'pdi.person.id': hidden(personId, 'uuid'),
    'pdi.person.properties': current,
    'pdi.person.created_at': hidden(joined('created_at'), 'datetime'),
    'pdi.person.is_identified': hidden(joined('is_identified'), 'bool'),
  }
}

function sessionColumns(settings: TableSettings): Record<string, ColumnSpec> {
  const joined = (name: string) => (relation: Relation) =>
    relation
      .join(
        'session',
        () => sessionsTable(settings),
        session => `events.\`$session_id\` = ${session.column('session_id').sql}`,
      )
      .column(name).sql
  return Object.fromEntries(
    Object.entries(sessionsTable(settings).columns).map(([name, column]): [string, ColumnSpec] => [
      `session.${name}`,
      { sql: joined(name), type: column.type, hidden: true },
    ]),
  )
}

function groupColumns(settings: TableSettings): Record<string, ColumnSpec> {
  return Object.fromEntries(
    [0, 1, 2, 3, 4].flatMap(index => {
      const joined = (name: string) => (relation: Relation) =>
        relation
          .join(
            `group_${index}`,
            () => groupsTable(settings, index),
            group => `events.\`$group_${index}\` = ${group.column('key').sql}`,
          )
          .column(name).sql
      const names = [`group_${index}`, settings.groupTypes[index]].filter(
        name => name !== undefined && name !== 'events',
      )
      return names.flatMap((name): [string, ColumnSpec][] => [
        [`${name}.key`, hidden(joined('key'), 'string')],
        [`${name}.created_at`, hidden(joined('created_at'), 'datetime')],
        [`${name}.properties`, { sql: joined('properties'), type: is('json'), owner: `group_${index}`, hidden: true }],
      ])
    }),
  )
}
