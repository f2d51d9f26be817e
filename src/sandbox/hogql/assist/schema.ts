import { allTables, type TableSettings } from '../tables/index.js'
import type { Kind } from '../translate/valueType.js'

/** A field in the shape of PostHog's `DatabaseSchemaQuery`. */
export interface SchemaField {
  name: string
  hogql_value: string
  type: string
  schema_valid: boolean
  /** Of joined tables: which one, and its fields. */
  table?: string
  fields?: string[]
}

/** A table in the shape of PostHog's `DatabaseSchemaQuery`. */
export interface SchemaTable {
  id: string
  name: string
  type: 'posthog' | 'system'
  fields: Record<string, SchemaField>
}

const TYPES: Partial<Record<Kind, string>> = {
  string: 'string',
  uuid: 'string',
  int: 'integer',
  float: 'float',
  bool: 'boolean',
  datetime: 'datetime',
  date: 'date',
  array: 'array',
  json: 'json',
}

/** Which table each lazy join leads to. */
const JOINED: Record<string, string> = {
  person: 'persons',
  pdi: 'person_distinct_ids',
  session: 'sessions',
  events: 'events',
}

/** Every table that queries can read, with its fields and joins. */
export function describeTables(settings: TableSettings): SchemaTable[] {
  return allTables(settings).map(({ name, spec }) => ({
    id: name,
    name,
    type: name.startsWith('system.') ? 'system' : 'posthog',
    fields: describeFields(Object.entries(spec.columns).map(([column, { type }]) => [column, type.kind] as const)),
  }))
}

function describeFields(columns: readonly (readonly [string, Kind])[]): Record<string, SchemaField> {
  const fields: Record<string, SchemaField> = {}
  for (const [name, kind] of columns) {
    const [join, ...rest] = name.split('.')
    if (join === undefined || name === 'team_id') continue
    if (rest.length === 0) {
      fields[name] = { name, hogql_value: value(name), type: TYPES[kind] ?? 'unknown', schema_valid: true }
      continue
    }
    const known = (fields[join] ??= {
      name: join,
      hogql_value: value(join),
      type: join === 'poe' ? 'virtual_table' : 'lazy_table',
      schema_valid: true,
      table: JOINED[join] ?? (join === 'poe' ? 'events' : 'groups'),
      fields: [],
    })
    const inner = rest[0] ?? ''
    if (known.fields && !known.fields.includes(inner)) known.fields.push(inner)
  }
  return fields
}

function value(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `\`${name}\``
}
