import type { Database, Statement } from './database.js'

/** Rows on their way from SQLite to the engine, as JSON text. */
export interface OutboxEntry {
  readonly id: number
  readonly payload: string
}

export function addToOutbox(payload: string): Statement {
  return { sql: 'INSERT INTO outbox (payload) VALUES (?)', args: [payload] }
}

export async function readOutbox(database: Database): Promise<OutboxEntry[]> {
  const rows = await database.all('SELECT id, payload FROM outbox ORDER BY id')
  return rows.map(row => ({ id: Number(row['id']), payload: String(row['payload']) }))
}

/** Forgets everything up to an entry: it is in the engine. */
export function clearOutbox(upTo: number): Statement {
  return { sql: 'DELETE FROM outbox WHERE id <= ?', args: [upTo] }
}
