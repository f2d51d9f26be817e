import { pathToFileURL } from 'node:url'
import type { Client, InStatement, InValue } from '@libsql/client'
import { SandboxError } from '../errors.js'
import { loadPeer } from '../peers.js'
import { migrations } from './schema.js'

/** A statement with its bound values. */
export type Statement = Extract<InStatement, { sql: string }>

/** A row by column name. Only text and numbers are stored. */
export type Row = Readonly<Record<string, string | number | null>>

/** SQLite through libSQL, with only what the stores use. Every call is short: there are no open transactions. */
export interface Database {
  all(sql: string, args?: readonly InValue[]): Promise<Row[]>
  run(sql: string, args?: readonly InValue[]): Promise<{ lastInsertRowid: number; rowsAffected: number }>
  /** All or nothing. */
  transaction(statements: readonly Statement[]): Promise<void>
  close(): void
}

/** Opens the database of a data directory and brings its tables up to date. */
export async function openDatabase(path: string): Promise<Database> {
  const { createClient } = await loadPeer('@libsql/client', () => import('@libsql/client'))
  // One connection: pragmas belong to a connection, and the calls are synchronous underneath anyway.
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1 })
  try {
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute('PRAGMA synchronous = NORMAL')
    await migrate(client)
  } catch (error) {
    client.close()
    throw error
  }
  return wrap(client)
}

async function migrate(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA user_version')
  const version = Number(rows[0]?.['user_version'] ?? 0)
  if (version > migrations.length) {
    throw new SandboxError(
      'data_dir_unusable',
      'The data directory was written by a newer hogkit, and reading it could lose data. Update hogkit, or use another data directory.',
    )
  }
  for (const [index, statements] of migrations.entries()) {
    if (index >= version) await client.batch([...statements, `PRAGMA user_version = ${index + 1}`], 'write')
  }
}

function wrap(client: Client): Database {
  return {
    all: async (sql, args = []) => (await client.execute({ sql, args: [...args] })).rows as unknown as Row[],
    run: async (sql, args = []) => {
      const result = await client.execute({ sql, args: [...args] })
      return { lastInsertRowid: Number(result.lastInsertRowid ?? 0), rowsAffected: result.rowsAffected }
    },
    transaction: async statements => {
      if (statements.length > 0) await client.batch([...statements], 'write')
    },
    close: () => client.close(),
  }
}
