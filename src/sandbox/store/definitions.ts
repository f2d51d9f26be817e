import { v7 } from 'uuid'
import type { Database, Statement } from './database.js'

/** What a property's values look like, as PostHog guesses it at first sight. */
export type PropertyType = 'DateTime' | 'String' | 'Numeric' | 'Boolean' | 'Duration'

export interface StoredPropertyDefinition {
  readonly type: 'event' | 'person' | 'group'
  /** 0..4 for groups, -1 otherwise. */
  readonly groupTypeIndex: number
  readonly name: string
  /** `null` until a value with a type was seen. */
  readonly propertyType: PropertyType | null
}

export interface DefinitionStore {
  properties(): Promise<StoredPropertyDefinition[]>
  /** Event name to when it was last seen (ISO 8601). */
  events(): Promise<Map<string, string>>
  /** Which properties each event was seen with, as `event\0property`. */
  eventProperties(): Promise<Set<string>>
}

export function eventPropertyId(event: string, property: string): string {
  return `${event}\0${property}`
}

export function createDefinitionStore(database: Database): DefinitionStore {
  return {
    async properties() {
      const rows = await database.all('SELECT type, group_type_index, name, property_type FROM property_definitions')
      return rows.map(row => ({
        type: String(row['type']) as StoredPropertyDefinition['type'],
        groupTypeIndex: Number(row['group_type_index']),
        name: String(row['name']),
        propertyType: row['property_type'] as PropertyType | null,
      }))
    },
    async events() {
      const rows = await database.all('SELECT name, last_seen_at FROM event_definitions')
      return new Map(rows.map(row => [String(row['name']), String(row['last_seen_at'])]))
    },
    async eventProperties() {
      const rows = await database.all('SELECT event, property FROM event_properties')
      return new Set(rows.map(row => eventPropertyId(String(row['event']), String(row['property']))))
    },
  }
}

export function writeEventDefinitions(seen: ReadonlyMap<string, string>): Statement[] {
  if (seen.size === 0) return []
  const rows = [...seen].map(([name, at]) => [v7(), name, at])
  return [
    {
      sql: `INSERT INTO event_definitions (id, name, created_at, last_seen_at)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 2 FROM json_each(?) WHERE true
            ON CONFLICT (name) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
      args: [JSON.stringify(rows)],
    },
  ]
}

/** New definitions; a known one only ever gains a type. */
export function writePropertyDefinitions(definitions: readonly StoredPropertyDefinition[]): Statement[] {
  if (definitions.length === 0) return []
  const rows = definitions.map(({ type, groupTypeIndex, name, propertyType }) => [
    v7(),
    type,
    groupTypeIndex,
    name,
    propertyType,
  ])
  return [
    {
      sql: `INSERT INTO property_definitions (id, type, group_type_index, name, property_type)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?) WHERE true
            ON CONFLICT (type, group_type_index, name) DO UPDATE SET property_type = coalesce(property_type, excluded.property_type)`,
      args: [JSON.stringify(rows)],
    },
  ]
}

export function writeEventProperties(ids: Iterable<string>): Statement[] {
  const rows = [...ids].map(id => id.split('\0'))
  if (rows.length === 0) return []
  return [
    {
      sql: `INSERT OR IGNORE INTO event_properties (event, property) SELECT value ->> 0, value ->> 1 FROM json_each(?)`,
      args: [JSON.stringify(rows)],
    },
  ]
}
