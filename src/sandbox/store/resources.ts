import { v7 } from 'uuid'
import { createMutex } from '../mutex.js'
import type { Database, Row, Statement } from './database.js'

/** One stored thing: what a client may write (`fields`) and what the server knows about it. */
export interface StoredResource<TFields> {
  /** Counts up in each kind, as PostHog's primary keys do. */
  readonly id: number
  readonly uuid: string
  /** 1 when created; every write adds one. */
  readonly version: number
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly updatedAt: string
  readonly fields: TFields
}

/**
 * The stored resources of one kind. All of them are kept in memory and written through: there are hundreds, not millions, and lists
 * filter by rules that SQL has not.
 */
export interface ResourceStore<TFields> {
  /** Newest first, soft-deleted ones too. */
  all(): Promise<readonly StoredResource<TFields>[]>
  find(id: number): Promise<StoredResource<TFields> | undefined>
  create(fields: TFields, at: string, uuid?: string): Promise<StoredResource<TFields>>
  update(id: number, fields: TFields, at: string): Promise<StoredResource<TFields>>
  /** For good. */
  remove(id: number): Promise<void>
  /** Runs a change that reads before it writes: no other change of any kind comes between. Not to be nested. */
  exclusively<TResult>(change: () => Promise<TResult>): Promise<TResult>
}

/** Opens the stores of a database; they share one lock, because kinds refer to each other. */
export function createResourceStores(database: Database): <TFields>(kind: string) => ResourceStore<TFields> {
  const exclusively = createMutex()
  return kind => createStore(database, kind, exclusively)
}

const columns = 'id, uuid, version, created_at, updated_at, body'

function createStore<TFields>(
  database: Database,
  kind: string,
  exclusively: ResourceStore<TFields>['exclusively'],
): ResourceStore<TFields> {
  let loading: Promise<Map<number, StoredResource<TFields>>> | undefined
  const load = () =>
    (loading ??= database
      .all(`SELECT ${columns} FROM resources WHERE kind = ? ORDER BY id DESC`, [kind])
      .then(rows => new Map(rows.map(row => [Number(row['id']), fromRow<TFields>(row)])))
      .catch((error: unknown) => {
        // Told to who asked, and tried again for who asks next.
        loading = undefined
        throw error
      }))
  let newestFirst: readonly StoredResource<TFields>[] | undefined
  const keep = async (resource: StoredResource<TFields>) => {
    ;(await load()).set(resource.id, resource)
    newestFirst = undefined
    return resource
  }
  return {
    exclusively,
    async all() {
      const known = await load()
      return (newestFirst ??= [...known.values()].toSorted((left, right) => right.id - left.id))
    },
    find: async id => (await load()).get(id),
    async create(fields, at, uuid = v7()) {
      await load()
      const id = await nextId(database, kind)
      const resource = { id, uuid, version: 1, createdAt: at, updatedAt: at, fields }
      await database.transaction([insert(kind, resource)])
      return keep(resource)
    },
    async update(id, fields, at) {
      const current = (await load()).get(id)
      if (!current) throw new Error(`${kind} ${id} vanished while it was written`)
      const next = { ...current, fields, version: current.version + 1, updatedAt: at }
      await database.run('UPDATE resources SET version = ?, updated_at = ?, body = ? WHERE kind = ? AND id = ?', [
        next.version,
        at,
        JSON.stringify(fields),
        kind,
        id,
      ])
      return keep(next)
    },
    async remove(id) {
      const known = await load()
      await database.run('DELETE FROM resources WHERE kind = ? AND id = ?', [kind, id])
      known.delete(id)
      newestFirst = undefined
    },
  }
}

async function nextId(database: Database, kind: string): Promise<number> {
  const [row] = await database.all(
    `INSERT INTO resource_ids (kind, last) VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last`,
    [kind],
  )
  return Number(row?.['last'])
}

function insert<TFields>(kind: string, resource: StoredResource<TFields>): Statement {
  const { id, uuid, version, createdAt, updatedAt, fields } = resource
  return {
    sql: `INSERT INTO resources (kind, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    args: [kind, id, uuid, version, createdAt, updatedAt, JSON.stringify(fields)],
  }
}

function fromRow<TFields>(row: Row): StoredResource<TFields> {
  return {
    id: Number(row['id']),
    uuid: String(row['uuid']),
    version: Number(row['version']),
    createdAt: String(row['created_at']),
    updatedAt: String(row['updated_at']),
    // Validated on its way in.
    fields: JSON.parse(String(row['body'])) as TFields,
  }
}
