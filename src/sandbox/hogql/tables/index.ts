import type { Located } from '../../../hogql/ast.js'
import type { LoadedResources } from '../resources.js'
import { cohortPeopleTable } from './cohorts.js'
import { eventsTable } from './events.js'
import { distinctIdsWithPersons, personsWithDistinctIds } from './people.js'
import { groupsTable } from './persons.js'
import { overridesTable, rawDistinctIdsTable, rawGroupsTable, rawPersonsTable } from './raw.js'
import type { TableSpec } from './relation.js'
import { rawReplayTable, replayTable } from './replay.js'
import { sessionsTable } from './sessions.js'
import type { TableSettings } from './settings.js'
import { isSystemTable, SYSTEM_TABLE_NAMES, systemTable } from './system.js'

export { Relation } from './relation.js'
export type { TableSettings } from './settings.js'
export { isSystemTable } from './system.js'

const TABLES: Record<string, (settings: TableSettings) => TableSpec> = {
  events: eventsTable,
  persons: personsWithDistinctIds,
  person_distinct_ids: distinctIdsWithPersons,
  person_distinct_id_overrides: overridesTable,
  groups: settings => groupsTable(settings),
  sessions: sessionsTable,
  session_replay_events: replayTable,
  cohort_people: cohortPeopleTable,
  static_cohort_people: cohortPeopleTable,
  raw_persons: rawPersonsTable,
  raw_person_distinct_ids: rawDistinctIdsTable,
  raw_person_distinct_id_overrides: overridesTable,
  raw_groups: rawGroupsTable,
  raw_sessions: sessionsTable,
  raw_session_replay_events: rawReplayTable,
  raw_cohort_people: cohortPeopleTable,
}

/** Names of the tables that queries can read. */
export const TABLE_NAMES: readonly string[] = [
  ...Object.keys(TABLES),
  ...SYSTEM_TABLE_NAMES.map(name => `system.${name}`),
]

/** What a table is made with. */
export interface TableContext {
  readonly settings: TableSettings
  readonly resources: LoadedResources
  /** Binds a value and gives its place in the SQL. */
  bind(value: unknown, type: string): string
}

/** The table of a name, or undefined: whatever is not listed does not exist for queries. */
export function findTable(name: string, context: TableContext, at: Located): TableSpec | undefined {
  const { settings, resources } = context
  if (Object.hasOwn(TABLES, name)) return TABLES[name]?.(settings)
  const system = /^system\.(\w+)$/.exec(name)?.[1]
  if (system === undefined || !isSystemTable(system)) return undefined
  return systemTable(system, settings, resources.system.get(system) ?? [], json => context.bind(json, 'String'), at)
}

/** Every table with its name, for schemas and completion. `system.` tables are empty here. */
export function allTables(settings: TableSettings): { name: string; spec: TableSpec }[] {
  return [
    ...Object.entries(TABLES).map(([name, make]) => ({ name, spec: make(settings) })),
    ...SYSTEM_TABLE_NAMES.map(name => ({
      name: `system.${name}`,
      spec: systemTable(name, settings, [], () => "''", {}),
    })),
  ]
}
