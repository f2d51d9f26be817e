import type { EngineTables, QueryResult } from './types.js'

const NAMES: Record<keyof EngineTables, string> = {
  events: 'hogkit.events',
  person: 'hogkit.person',
  person_distinct_id2: 'hogkit.person_distinct_id2',
  groups: 'hogkit.groups',
  cohortpeople: 'hogkit.cohortpeople',
}

/** A table's name in SQL. @throws TypeError for a name that is none */
export function tableName(table: keyof EngineTables): string {
  if (!Object.hasOwn(NAMES, table)) throw new TypeError(`The engine has no table "${table}".`)
  return NAMES[table]
}

/** A team's number, which becomes part of a statement. @throws TypeError */
export function teamNumber(teamId: number): number {
  if (!Number.isSafeInteger(teamId) || teamId < 0) throw new TypeError(`${teamId} is not a team id.`)
  return teamId
}

const KNOWN_UUIDS = 'SELECT DISTINCT toString(uuid) FROM hogkit.events WHERE uuid IN ({uuids:Array(UUID)})'
const UUIDS_AT_ONCE = 10_000

/** Which of these event uuids are stored, asked in lists that fit into one query. */
export async function findKnownUuids(
  uuids: readonly string[],
  query: (sql: string, params: Record<string, unknown>) => Promise<QueryResult>,
): Promise<Set<string>> {
  const known = new Set<string>()
  for (let at = 0; at < uuids.length; at += UUIDS_AT_ONCE) {
    const { rows } = await query(KNOWN_UUIDS, { uuids: uuids.slice(at, at + UUIDS_AT_ONCE) })
    for (const [uuid] of rows) known.add(String(uuid))
  }
  return known
}
