import type { IncomingEvent } from '../ingestion/types.js'
import type { Database, Statement } from './database.js'

/** A change of persons that the API accepted: what is needed to make it, whatever happens to the process meanwhile. */
export type PersonWrite =
  | { readonly kind: 'event'; readonly event: IncomingEvent }
  | {
      readonly kind: 'split'
      readonly uuid: string
      /** The distinct ids that become persons of their own. */
      readonly leaving: readonly string[]
      /** Whether the person loses its properties. */
      readonly clears: boolean
      /** ms since 1970. */
      readonly at: number
    }
  | {
      readonly kind: 'delete'
      readonly uuids: readonly string[]
      readonly events: boolean
      readonly recordings: boolean
      readonly keepPerson: boolean
    }

/** An accepted change that is not made yet. */
export interface AcceptedWrite {
  readonly id: number
  readonly write: PersonWrite
}

/** Keeps an accepted change. Gives what names it. */
export async function addPersonWrite(database: Database, write: PersonWrite): Promise<number> {
  const sql = 'INSERT INTO person_writes (payload) VALUES (?)'
  return (await database.run(sql, [JSON.stringify(write)])).lastInsertRowid
}

/** What was accepted and never made, in the order it came. */
export async function readPersonWrites(database: Database): Promise<AcceptedWrite[]> {
  const rows = await database.all('SELECT id, payload FROM person_writes ORDER BY id')
  return rows.map(row => ({ id: Number(row['id']), write: JSON.parse(String(row['payload'])) as PersonWrite }))
}

/** Belongs into the transaction that makes the change: then it is never made twice. */
export function clearPersonWrite(id: number): Statement {
  return { sql: 'DELETE FROM person_writes WHERE id = ?', args: [id] }
}
