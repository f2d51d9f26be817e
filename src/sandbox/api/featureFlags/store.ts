import type { FlagDefinition } from '../../../core/flags/evaluation/index.js'
import { type JsonObject, objectOrEmpty } from '../../json.js'
import { createMutex } from '../../mutex.js'
import type { Database, Row } from '../../store/database.js'

/** What of a flag a client may write; the rest is the server's. */
export interface FlagFields {
  readonly key: string
  readonly name: string
  readonly filters: JsonObject
  readonly active: boolean
  readonly deleted: boolean
  /** Kept, switched off and out of the way. */
  readonly archived?: boolean
  readonly ensure_experience_continuity: boolean | null
  readonly evaluation_runtime: string | null
  readonly bucketing_identifier: string | null
  readonly is_remote_configuration: boolean
  readonly has_encrypted_payloads: boolean
  readonly tags: readonly string[]
  readonly evaluation_contexts: readonly string[]
  readonly creation_context: string
}

/** A flag as stored. */
export interface StoredFlag extends FlagFields {
  readonly id: number
  readonly version: number
  /** ISO 8601. */
  readonly created_at: string
  readonly updated_at: string
}

export interface FlagStore {
  /** Every flag that is not deleted, newest first. */
  all(): Promise<StoredFlag[]>
  /** Also deleted ones: PostHog restores them by `PATCH {"deleted": false}`. */
  find(id: number): Promise<StoredFlag | undefined>
  findByKey(key: string): Promise<StoredFlag | undefined>
  create(fields: FlagFields, at: string): Promise<StoredFlag>
  update(id: number, fields: FlagFields, at: string): Promise<StoredFlag>
  /** Runs a change that reads before it writes: no other change comes between. */
  exclusively<TResult>(change: () => Promise<TResult>): Promise<TResult>
  /** All flags as the evaluation takes them. Read from memory; written through. */
  definitions(): Promise<readonly FlagDefinition[]>
}

function fromRow(row: Row): StoredFlag {
  return {
    ...(objectOrEmpty(JSON.parse(String(row['body']))) as unknown as FlagFields),
    id: Number(row['id']),
    version: Number(row['version']),
    created_at: String(row['created_at']),
    updated_at: String(row['updated_at']),
  }
}

const columns = 'id, version, created_at, updated_at, body'

export function createFlagStore(database: Database): FlagStore {
  let cached: Promise<readonly StoredFlag[]> | undefined
  const all = () =>
    (cached ??= database
      .all(`SELECT ${columns} FROM feature_flags WHERE deleted = 0 ORDER BY id DESC`)
      .then(rows => rows.map(fromRow)))
  const find = async (id: number) => {
    const [row] = await database.all(`SELECT ${columns} FROM feature_flags WHERE id = ?`, [id])
    return row && fromRow(row)
  }
  const written = async (id: number): Promise<StoredFlag> => {
    cached = undefined
    const flag = await find(id)
    if (!flag) throw new Error(`feature flag ${id} vanished while it was written`)
    return flag
  }
  return {
    all: async () => [...(await all())],
    find,
    findByKey: async key => (await all()).find(flag => flag.key === key),
    async create(fields, at) {
      const { lastInsertRowid } = await database.run(
        'INSERT INTO feature_flags (key, active, deleted, version, created_at, updated_at, body) VALUES (?, ?, ?, 1, ?, ?, ?)',
        [fields.key, Number(fields.active), Number(fields.deleted), at, at, JSON.stringify(fields)],
      )
      return written(lastInsertRowid)
    },
    async update(id, fields, at) {
      await database.run(
        'UPDATE feature_flags SET key = ?, active = ?, deleted = ?, version = version + 1, updated_at = ?, body = ? WHERE id = ?',
        [fields.key, Number(fields.active), Number(fields.deleted), at, JSON.stringify(fields), id],
      )
      return written(id)
    },
    // The stored filters were validated on their way in.
    exclusively: createMutex(),
    definitions: all,
  }
}
