import { v7 } from 'uuid'
import { type JsonObject, objectOrEmpty } from '../../json.js'
import type { Database, Row } from '../../store/database.js'

/** What ingestion saw of an event, and what people wrote about it. */
export interface EventDefinition {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  /** ISO 8601; `null` for an event nobody sent yet. */
  readonly lastSeenAt: string | null
  readonly notes: JsonObject
}

export interface PropertyDefinition {
  readonly id: string
  readonly type: 'event' | 'person' | 'group'
  readonly groupTypeIndex: number
  readonly name: string
  readonly propertyType: string | null
  readonly notes: JsonObject
}

const eventColumns = 'id, name, created_at, last_seen_at, body'
const propertyColumns = 'id, type, group_type_index, name, property_type, body'

export async function eventDefinitions(database: Database): Promise<EventDefinition[]> {
  return (await database.all(`SELECT ${eventColumns} FROM event_definitions`)).map(toEvent)
}

export async function insertEventDefinition(
  database: Database,
  name: string,
  notes: JsonObject,
  at: string,
): Promise<EventDefinition | undefined> {
  const [row] = await database.all(
    `INSERT INTO event_definitions (id, name, created_at, last_seen_at, body) VALUES (?, ?, ?, '', ?)
     ON CONFLICT DO NOTHING RETURNING ${eventColumns}`,
    [v7(), name, at, JSON.stringify(notes)],
  )
  return row && toEvent(row)
}

export async function propertyDefinitions(database: Database): Promise<PropertyDefinition[]> {
  return (await database.all(`SELECT ${propertyColumns} FROM property_definitions`)).map(toProperty)
}

/** The properties that any of these events was seen with. */
export async function propertiesOfEvents(database: Database, events: readonly string[]): Promise<Set<string>> {
  const rows = await database.all(
    'SELECT DISTINCT property FROM event_properties WHERE event IN (SELECT value FROM json_each(?))',
    [JSON.stringify(events)],
  )
  return new Set(rows.map(row => String(row['property'])))
}

export async function writeEventNotes(database: Database, id: string, notes: JsonObject): Promise<void> {
  await database.run('UPDATE event_definitions SET body = ? WHERE id = ?', [JSON.stringify(notes), id])
}

export async function writeProperty(
  database: Database,
  { id, propertyType, notes }: Pick<PropertyDefinition, 'id' | 'propertyType' | 'notes'>,
): Promise<void> {
  await database.run('UPDATE property_definitions SET property_type = ?, body = ? WHERE id = ?', [
    propertyType,
    JSON.stringify(notes),
    id,
  ])
}

export async function removeDefinition(
  database: Database,
  table: 'event_definitions' | 'property_definitions',
  id: string,
): Promise<void> {
  await database.run(`DELETE FROM ${table} WHERE id = ?`, [id])
}

function toEvent(row: Row): EventDefinition {
  return {
    id: String(row['id']),
    name: String(row['name']),
    createdAt: String(row['created_at']),
    lastSeenAt: row['last_seen_at'] === '' ? null : String(row['last_seen_at']),
    notes: objectOrEmpty(JSON.parse(String(row['body']))),
  }
}

function toProperty(row: Row): PropertyDefinition {
  return {
    id: String(row['id']),
    type: String(row['type']) as PropertyDefinition['type'],
    groupTypeIndex: Number(row['group_type_index']),
    name: String(row['name']),
    propertyType: row['property_type'] === null ? null : String(row['property_type']),
    notes: objectOrEmpty(JSON.parse(String(row['body']))),
  }
}
