import type { PersonsOnEventsMode } from '../types.js'
import type { TableSpec } from './relation.js'

/** What the tables of a project depend on. All of it is checked before it becomes part of SQL. */
export interface TableSettings {
  teamId: number
  timezone: string
  personsOnEventsMode: PersonsOnEventsMode
  groupTypes: Readonly<Record<number, string>>
}

/** A stored time in the project's zone, so that days, hours and printed values are the project's. */
export function inProjectZone(column: string, settings: TableSettings): string {
  return settings.timezone === 'UTC' ? column : `toTimeZone(${column}, '${settings.timezone}')`
}

/** A table that is made once for the same settings: most of what a translation would cost is the list of its columns. */
export function perSettings(make: (settings: TableSettings) => TableSpec): (settings: TableSettings) => TableSpec {
  const made = new WeakMap<TableSettings, TableSpec>()
  return settings => {
    const known = made.get(settings)
    if (known) return known
    const table = make(settings)
    made.set(settings, table)
    return table
  }
}
