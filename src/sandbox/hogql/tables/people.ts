import { is } from '../translate/valueType.js'
import { eventsTable } from './events.js'
import { distinctIdsTable, personsTable } from './persons.js'
import type { ColumnSpec, Relation, TableSpec } from './relation.js'
import type { TableSettings } from './settings.js'

/** `persons` as queries see it: with its lazy join `pdi`, which gives one row for each distinct ID. */
export function personsWithDistinctIds(settings: TableSettings): TableSpec {
  const base = personsTable(settings)
  const pdi = (column: string) => (relation: Relation) =>
    relation
      .join(
        'pdi',
        () => distinctIdsTable(settings),
        joined => `${joined.column('person_id').sql} = ${relation.base().column('id').sql}`,
      )
      .column(column).sql
  return {
    name: 'persons',
    columns: {
      ...ownColumns(base),
      'pdi.distinct_id': { sql: pdi('distinct_id'), type: is('string'), hidden: true },
      'pdi.person_id': { sql: pdi('person_id'), type: is('uuid'), hidden: true },
      ...eventsOfPerson(settings),
    },
    base,
    where: '1',
  }
}

/** The lazy join `events` of a person, one row for each event. */
function eventsOfPerson(settings: TableSettings): Record<string, ColumnSpec> {
  const joined = (name: string) => (relation: Relation) =>
    relation
      .join(
        'events',
        () => eventsTable(settings),
        events => `${events.column('person_id').sql} = ${relation.base().column('id').sql}`,
      )
      .column(name).sql
  const names = ['uuid', 'event', 'properties', 'timestamp', 'distinct_id', '$session_id'] as const
  const { columns } = eventsTable(settings)
  return Object.fromEntries(
    names.flatMap((name): [string, ColumnSpec][] => {
      const column = columns[name]
      if (!column) return []
      const owner = column.owner ? { owner: column.owner } : {}
      return [[`events.${name}`, { sql: joined(name), type: column.type, ...owner, hidden: true }]]
    }),
  )
}

/** `person_distinct_ids` as queries see it: with its lazy join `person`. */
export function distinctIdsWithPersons(settings: TableSettings): TableSpec {
  const base = distinctIdsTable(settings)
  const person = (column: string) => (relation: Relation) =>
    relation
      .join(
        'person',
        () => personsTable(settings),
        joined => `${relation.base().column('person_id').sql} = ${joined.column('id').sql}`,
      )
      .column(column).sql
  return {
    name: 'person_distinct_ids',
    columns: {
      ...ownColumns(base),
      'person.id': { sql: person('id'), type: is('uuid'), hidden: true },
      'person.created_at': { sql: person('created_at'), type: is('datetime'), hidden: true },
      'person.is_identified': { sql: person('is_identified'), type: is('bool'), hidden: true },
      'person.properties': { sql: person('properties'), type: is('json'), owner: 'person', hidden: true },
    },
    base,
    where: '1',
  }
}

/** The columns of the table that a table reads from, under their own names. */
function ownColumns(base: TableSpec): Record<string, ColumnSpec> {
  return Object.fromEntries(
    Object.entries(base.columns).map(([name, column]) => [
      name,
      { ...column, sql: (relation: Relation) => relation.base().column(name).sql },
    ]),
  )
}
