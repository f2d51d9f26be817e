import type { PersonsOnEventsMode } from '../types.js'

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
