import { type JsonObject, objectOrEmpty } from '../json.js'
import type { Database, Row, Statement } from './database.js'

/** A project has at most this many group types; later ones are ignored. */
export const maxGroupTypes = 5

/** A group as stored. */
export interface StoredGroup {
  readonly typeIndex: number
  readonly key: string
  readonly properties: JsonObject
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly version: number
}

export interface GroupStore {
  /** Group type name to its index, 0..4. */
  types(): Promise<Map<string, number>>
  find(keys: readonly { typeIndex: number; key: string }[]): Promise<StoredGroup[]>
  /** Newest first. `search` is text in the key or in the name property; `after` is the last one of the page before. */
  page(filter: GroupFilter, limit: number): Promise<StoredGroup[]>
}

export interface GroupFilter {
  readonly typeIndex: number
  readonly search?: string | undefined
  readonly after?: { readonly createdAt: string; readonly key: string } | undefined
}

export function createGroupStore(database: Database): GroupStore {
  return {
    async types() {
      const rows = await database.all('SELECT name, type_index FROM group_types ORDER BY type_index')
      return new Map(rows.map(row => [String(row['name']), Number(row['type_index'])]))
    },
    async find(keys) {
      if (keys.length === 0) return []
      const rows = await database.all(
        `SELECT g.type_index, g.key, g.properties, g.created_at, g.version FROM json_each(?) k
         JOIN groups g ON g.type_index = k.value ->> 0 AND g.key = k.value ->> 1`,
        [JSON.stringify(keys.map(({ typeIndex, key }) => [typeIndex, key]))],
      )
      return rows.map(groupFromRow)
    },
    async page({ typeIndex, search = null, after }, limit) {
      const rows = await database.all(
        `SELECT type_index, key, properties, created_at, version FROM groups WHERE type_index = ?1
         AND (?2 IS NULL OR instr(lower(key), lower(?2)) > 0 OR instr(lower(coalesce(properties ->> 'name', '')), lower(?2)) > 0)
         AND (?3 IS NULL OR created_at < ?3 OR (created_at = ?3 AND key > ?4)) ORDER BY created_at DESC, key LIMIT ?5`,
        [typeIndex, search, after?.createdAt ?? null, after?.key ?? null, limit],
      )
      return rows.map(groupFromRow)
    },
  }
}

function groupFromRow(row: Row): StoredGroup {
  return {
    typeIndex: Number(row['type_index']),
    key: String(row['key']),
    properties: objectOrEmpty(JSON.parse(String(row['properties']))),
    createdAt: String(row['created_at']),
    version: Number(row['version']),
  }
}

export function writeGroupTypes(types: Iterable<readonly [string, number]>, createdAt: string): Statement[] {
  return [...types].map(([name, index]) => ({
    sql: 'INSERT OR IGNORE INTO group_types (type_index, name, created_at) VALUES (?, ?, ?)',
    args: [index, name, createdAt],
  }))
}

export function writeGroups(groups: readonly StoredGroup[]): Statement[] {
  if (groups.length === 0) return []
  const rows = groups.map(group => [
    group.typeIndex,
    group.key,
    JSON.stringify(group.properties),
    group.createdAt,
    group.version,
  ])
  return [
    {
      sql: `INSERT INTO groups (type_index, key, properties, created_at, version)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?) WHERE true
            ON CONFLICT (type_index, key) DO UPDATE SET properties = excluded.properties, created_at = excluded.created_at,
            version = excluded.version`,
      args: [JSON.stringify(rows)],
    },
  ]
}
