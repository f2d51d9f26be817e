import { eventsTable } from './events.js'
import { distinctIdsTable, groupsTable, personsWithDistinctIds } from './persons.js'
import type { TableSpec } from './relation.js'
import { sessionsTable } from './sessions.js'
import type { TableSettings } from './settings.js'

export { Relation } from './relation.js'
export type { TableSettings } from './settings.js'

const TABLES: Record<string, (settings: TableSettings) => TableSpec> = {
  events: eventsTable,
  persons: personsWithDistinctIds,
  person_distinct_ids: distinctIdsTable,
  groups: settings => groupsTable(settings),
  sessions: sessionsTable,
}

/** Names of the tables that queries can read. */
export const TABLE_NAMES: readonly string[] = Object.keys(TABLES)

/** The table of a name, or undefined: whatever is not listed does not exist for queries. */
export function findTable(name: string, settings: TableSettings): TableSpec | undefined {
  return Object.hasOwn(TABLES, name) ? TABLES[name]?.(settings) : undefined
}
