import { type JsonObject, objectOrEmpty } from '../json.js'
import type { Database, Row, Statement } from './database.js'

/** A person as stored. */
export interface StoredPerson {
  /** The integer id of the API. 0 until the row is written. */
  readonly id: number
  readonly uuid: string
  readonly properties: JsonObject
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly isIdentified: boolean
  readonly version: number
  /** ISO 8601, by the hour; `null` for a person no event was seen of. */
  readonly lastSeenAt: string | null
}

/** Which person a distinct id belongs to. */
export interface StoredDistinctId {
  readonly distinctId: string
  readonly personUuid: string
  readonly version: number
}

const columns = 'p.id, p.uuid, p.properties, p.created_at, p.is_identified, p.version, p.last_seen_at'

export function personFromRow(row: Row): StoredPerson {
  return {
    id: Number(row['id']),
    uuid: String(row['uuid']),
    properties: objectOrEmpty(JSON.parse(String(row['properties']))),
    createdAt: String(row['created_at']),
    isIdentified: row['is_identified'] === 1,
    version: Number(row['version']),
    lastSeenAt: row['last_seen_at'] === null ? null : String(row['last_seen_at']),
  }
}

export interface PersonStore {
  /** The persons behind these distinct ids, with the ids that led to them. */
  findByDistinctIds(
    distinctIds: readonly string[],
  ): Promise<{ persons: StoredPerson[]; distinctIds: StoredDistinctId[] }>
  /** The versions that removed persons and ids have in the engine, by {@link personTombstone} and {@link idTombstone}. */
  tombstonesOf(keys: readonly string[]): Promise<Map<string, number>>
  /** All distinct ids of these persons, oldest first. */
  distinctIdsOf(personUuids: readonly string[]): Promise<StoredDistinctId[]>
  /** By integer id or uuid. */
  find(id: string): Promise<StoredPerson | undefined>
  /** A page, newest first. `search` is text in the email or a whole distinct id. */
  page(filter: PersonFilter, limit: number, offset: number): Promise<StoredPerson[]>
  count(filter: PersonFilter): Promise<number>
}

export interface PersonFilter {
  readonly search?: string | undefined
  readonly email?: string | undefined
  readonly distinctId?: string | undefined
  /** What a property must hold at least. It lets through more than is meant, never less. */
  readonly properties?: readonly PropertyNarrowing[] | undefined
  /** Only these. */
  readonly uuids?: readonly string[] | undefined
}

/** In lower case and ASCII: one of the values, or text with the only one in it. The key has no quote and no backslash. */
export interface PropertyNarrowing {
  readonly key: string
  readonly values: readonly string[]
  readonly contains: boolean
}

function where(filter: PersonFilter): { sql: string; args: string[] } {
  const clauses: string[] = []
  const args: string[] = []
  const byDistinctId =
    'p.id IN (SELECT q.id FROM person_distinct_ids d JOIN persons q ON q.uuid = d.person_uuid WHERE d.distinct_id = ?)'
  if (filter.search) {
    // instr has no wildcards to escape. Email and id are in the index of the order, so persons that do not match are never read.
    clauses.push(`(instr(lower(p.email), lower(?)) > 0 OR ${byDistinctId})`)
    args.push(filter.search, filter.search)
  }
  if (filter.email) {
    clauses.push('p.email = ?')
    args.push(filter.email)
  }
  if (filter.distinctId) {
    clauses.push(byDistinctId)
    args.push(filter.distinctId)
  }
  for (const { key, values, contains } of filter.properties ?? []) {
    // One look into the JSON for each person: it is what costs. Texts stand in their quotes there.
    const held = contains ? 'instr(lower(v), ?) > 0' : `lower(v) IN (${values.map(() => '?, ?').join(', ')})`
    // SQLite folds ASCII only, and truth and lists are compared by rules of their own: those pass, to be judged by the caller.
    const unsure = "v GLOB '*[^ -~]*' OR v GLOB '[[{tfn]*'"
    clauses.push(`EXISTS (SELECT 1 FROM (SELECT p.properties -> ? AS v) WHERE ${held} OR ${unsure})`)
    args.push(`$."${key}"`, ...(contains ? values : values.flatMap(value => [value, `"${value}"`])))
  }
  if (filter.uuids) {
    clauses.push('p.uuid IN (SELECT value FROM json_each(?))')
    args.push(JSON.stringify(filter.uuids))
  }
  return { sql: clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : '', args }
}

export function createPersonStore(database: Database): PersonStore {
  return {
    async findByDistinctIds(distinctIds) {
      const list = JSON.stringify(distinctIds)
      const rows = await database.all(
        `SELECT ${columns}, d.distinct_id, d.person_uuid, d.version AS d_version FROM person_distinct_ids d
         JOIN persons p ON p.uuid = d.person_uuid WHERE d.distinct_id IN (SELECT value FROM json_each(?))`,
        [list],
      )
      const persons = new Map<string, StoredPerson>()
      for (const row of rows) {
        const uuid = String(row['uuid'])
        if (!persons.has(uuid)) persons.set(uuid, personFromRow(row))
      }
      return { persons: [...persons.values()], distinctIds: rows.map(row => distinctIdFromRow(row, 'd_version')) }
    },
    async tombstonesOf(keys) {
      const rows = await database.all(
        'SELECT key, version FROM person_tombstones WHERE key IN (SELECT value FROM json_each(?))',
        [JSON.stringify(keys)],
      )
      return new Map(rows.map(row => [String(row['key']), Number(row['version'])]))
    },
    async distinctIdsOf(personUuids) {
      const rows = await database.all(
        `SELECT distinct_id, person_uuid, version FROM person_distinct_ids
         WHERE person_uuid IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
        [JSON.stringify(personUuids)],
      )
      return rows.map(row => distinctIdFromRow(row, 'version'))
    },
    async find(id) {
      const isInteger = /^\d{1,15}$/.test(id)
      const [row] = await database.all(`SELECT ${columns} FROM persons p WHERE p.${isInteger ? 'id' : 'uuid'} = ?`, [
        isInteger ? Number(id) : id.toLowerCase(),
      ])
      return row && personFromRow(row)
    },
    async page(filter, limit, offset) {
      const { sql, args } = where(filter)
      const rows = await database.all(
        `SELECT ${columns} FROM persons p WHERE p.id IN (
           SELECT p.id FROM persons p ${sql} ORDER BY p.created_at DESC, p.id DESC LIMIT ? OFFSET ?
         ) ORDER BY p.created_at DESC, p.id DESC`,
        [...args, limit, offset],
      )
      return rows.map(personFromRow)
    },
    async count(filter) {
      const { sql, args } = where(filter)
      const [row] = await database.all(`SELECT count(*) AS total FROM persons p ${sql}`, args)
      return Number(row?.['total'] ?? 0)
    },
  }
}

function distinctIdFromRow(row: Row, versionColumn: string): StoredDistinctId {
  return {
    distinctId: String(row['distinct_id']),
    personUuid: String(row['person_uuid']),
    version: Number(row[versionColumn]),
  }
}

/** Writes persons, new or changed, in one statement. */
export function writePersons(persons: readonly StoredPerson[]): Statement[] {
  if (persons.length === 0) return []
  const rows = persons.map(person => [
    person.uuid,
    JSON.stringify(person.properties),
    person.createdAt,
    person.isIdentified ? 1 : 0,
    person.version,
    person.lastSeenAt,
  ])
  return [
    {
      sql: `INSERT INTO persons (uuid, properties, created_at, is_identified, version, last_seen_at)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?) WHERE true
            ON CONFLICT (uuid) DO UPDATE SET properties = excluded.properties, created_at = excluded.created_at,
            is_identified = excluded.is_identified, version = excluded.version, last_seen_at = excluded.last_seen_at`,
      args: [JSON.stringify(rows)],
    },
  ]
}

/** Writes which person each distinct id belongs to. */
export function writeDistinctIds(distinctIds: readonly StoredDistinctId[]): Statement[] {
  if (distinctIds.length === 0) return []
  const rows = distinctIds.map(entry => [entry.distinctId, entry.personUuid, entry.version])
  return [
    {
      sql: `INSERT INTO person_distinct_ids (distinct_id, person_uuid, version)
            SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
            ON CONFLICT (distinct_id) DO UPDATE SET person_uuid = excluded.person_uuid, version = excluded.version`,
      args: [JSON.stringify(rows)],
    },
  ]
}

/** Removes persons that were merged into others; their stored flag hash keys go to the survivor unless it has its own. */
export function removeMergedPersons(merged: ReadonlyMap<string, string>): Statement[] {
  if (merged.size === 0) return []
  const pairs = JSON.stringify([...merged])
  return [
    {
      sql: `INSERT OR IGNORE INTO flag_hash_key_overrides (person_uuid, flag_key, hash_key)
            SELECT pair.value ->> 1, o.flag_key, o.hash_key FROM json_each(?) pair
            JOIN flag_hash_key_overrides o ON o.person_uuid = pair.value ->> 0`,
      args: [pairs],
    },
    {
      sql: `INSERT OR IGNORE INTO cohort_members (cohort_id, person_uuid)
            SELECT m.cohort_id, pair.value ->> 1 FROM json_each(?) pair JOIN cohort_members m ON m.person_uuid = pair.value ->> 0`,
      args: [pairs],
    },
    {
      sql: 'DELETE FROM cohort_members WHERE person_uuid IN (SELECT value ->> 0 FROM json_each(?))',
      args: [pairs],
    },
    {
      sql: 'DELETE FROM flag_hash_key_overrides WHERE person_uuid IN (SELECT value ->> 0 FROM json_each(?))',
      args: [pairs],
    },
    { sql: 'DELETE FROM persons WHERE uuid IN (SELECT value ->> 0 FROM json_each(?))', args: [pairs] },
  ]
}

export const personTombstone = (uuid: string): string => `person ${uuid}`
export const idTombstone = (distinctId: string): string => `id ${distinctId}`

/** Remembers the versions that removed rows have in the engine: what comes back with their key has to start above them. */
export function writeTombstones(tombstones: ReadonlyMap<string, number>): Statement[] {
  if (tombstones.size === 0) return []
  return [
    {
      sql: `INSERT INTO person_tombstones (key, version) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
            ON CONFLICT (key) DO UPDATE SET version = max(version, excluded.version)`,
      args: [JSON.stringify([...tombstones])],
    },
  ]
}

/** Removes persons and their ids for good. */
export function removePersons(personUuids: readonly string[]): Statement[] {
  if (personUuids.length === 0) return []
  const uuids = JSON.stringify(personUuids)
  const tables = [
    ['persons', 'uuid'],
    ['person_distinct_ids', 'person_uuid'],
    ['flag_hash_key_overrides', 'person_uuid'],
    ['cohort_members', 'person_uuid'],
  ] as const
  return tables.map(([table, column]) => ({
    sql: `DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`,
    args: [uuids],
  }))
}
