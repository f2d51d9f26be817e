import type { ApiServices } from '../context.js'

/** What the events of a session tell of it. */
export interface SessionMetadata {
  readonly id: string
  readonly distinctId: string
  /** ISO 8601, UTC. */
  readonly startTime: string
  readonly endTime: string
  readonly clicks: number
  readonly errors: number
  readonly startUrl: string | null
  readonly library: string | null
}

export interface SessionFilter {
  readonly sessionIds?: readonly string[] | undefined
  readonly distinctIds?: readonly string[] | undefined
  /** Of its start, ms since 1970. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

export interface SessionPage {
  readonly order: SessionOrder
  readonly direction: 'ASC' | 'DESC'
  readonly limit: number
  readonly offset: number
}

/** Columns a list can be ordered by, as SQL: nothing of a request gets into it. */
const orders = {
  start_time: 'start_time',
  duration: "dateDiff('millisecond', start_time, end_time)",
  click_count: 'clicks',
  console_error_count: 'errors',
} as const
export type SessionOrder = keyof typeof orders

export function isSessionOrder(name: string): name is SessionOrder {
  return Object.hasOwn(orders, name)
}

type RecordingServices = Pick<ApiServices, 'engine' | 'database' | 'project'>

const sessions = `SELECT $session_id AS id, argMin(distinct_id, timestamp) AS who, min(timestamp) AS start_time, max(timestamp) AS end_time,
  countIf(event = '$autocapture' AND JSONExtractString(properties, '$event_type') = 'click') AS clicks,
  countIf(event = '$exception') AS errors, argMinIf(mat_d_current_url, timestamp, isNotNull(mat_d_current_url)) AS start_url,
  any(mat_d_lib) AS library
  FROM hogkit.events`

async function where(filter: SessionFilter, { database, project }: RecordingServices) {
  const deleted = (await database.all('SELECT session_id FROM deleted_recordings')).map(row =>
    String(row['session_id']),
  )
  const clauses = ["team_id = {teamId:UInt32} AND $session_id != ''"]
  if (deleted.length > 0) clauses.push('$session_id NOT IN {deleted:Array(String)}')
  if (filter.sessionIds) clauses.push('$session_id IN {sessionIds:Array(String)}')
  // A session is whose id began it: somebody else's later events in it do not make it theirs, so this holds for the whole group.
  const having = ['1']
  if (filter.distinctIds) having.push('who IN {distinctIds:Array(String)}')
  if (filter.from !== undefined) having.push('start_time >= fromUnixTimestamp64Milli({from:Int64})')
  if (filter.to !== undefined) having.push('start_time <= fromUnixTimestamp64Milli({to:Int64})')
  const params = {
    teamId: project.id,
    deleted,
    sessionIds: filter.sessionIds ?? [],
    distinctIds: filter.distinctIds ?? [],
    from: filter.from ?? 0,
    to: filter.to ?? 0,
  }
  return { sql: `${sessions} WHERE ${clauses.join(' AND ')} GROUP BY id HAVING ${having.join(' AND ')}`, params }
}

/** A page of sessions, and how many there are in all. */
export async function listSessions(
  filter: SessionFilter,
  page: SessionPage,
  services: RecordingServices,
): Promise<{ sessions: SessionMetadata[]; total: number }> {
  const { sql, params } = await where(filter, services)
  const [listed, counted] = await Promise.all([
    services.engine.query(
      `${sql} ORDER BY ${orders[page.order]} ${page.direction}, id LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
      { ...params, limit: page.limit, offset: page.offset },
    ),
    services.engine.query(`SELECT count() FROM (${sql})`, params),
  ])
  return { sessions: listed.rows.map(toMetadata), total: Number(counted.rows[0]?.[0] ?? 0) }
}

/** Deletes recordings, whatever their sessions' events. */
export async function deleteRecordings(
  sessionIds: readonly string[],
  { database }: Pick<ApiServices, 'database'>,
): Promise<void> {
  await database.run('INSERT OR IGNORE INTO deleted_recordings (session_id) SELECT value FROM json_each(?)', [
    JSON.stringify(sessionIds),
  ])
}

/** Notes that the user of the sandbox viewed a recording. */
export async function markViewed(sessionId: string, { database }: Pick<ApiServices, 'database'>): Promise<void> {
  await database.run('INSERT OR IGNORE INTO viewed_recordings (session_id) VALUES (?)', [sessionId])
}

/** Which of these recordings the user of the sandbox viewed. */
export async function findViewed(
  sessionIds: readonly string[],
  { database }: Pick<ApiServices, 'database'>,
): Promise<ReadonlySet<string>> {
  const rows = await database.all(
    'SELECT session_id FROM viewed_recordings WHERE session_id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(sessionIds)],
  )
  return new Set(rows.map(row => String(row['session_id'])))
}

/** Deletes every recording of these persons. */
export async function deleteRecordingsOf(
  personUuids: readonly string[],
  services: RecordingServices & Pick<ApiServices, 'persons'>,
): Promise<void> {
  const ids = (await services.persons.distinctIdsOf(personUuids)).map(id => id.distinctId)
  const page = { order: 'start_time', direction: 'ASC', limit: 50_000, offset: 0 } as const
  const { sessions } = await listSessions({ distinctIds: ids }, page, services)
  await deleteRecordings(
    sessions.map(session => session.id),
    services,
  )
}

function toMetadata([id, who, start, end, clicks, errors, url, library]: readonly unknown[]): SessionMetadata {
  return {
    id: String(id),
    distinctId: String(who),
    startTime: new Date(String(start)).toISOString(),
    endTime: new Date(String(end)).toISOString(),
    clicks: Number(clicks),
    errors: Number(errors),
    startUrl: typeof url === 'string' ? url : null,
    library: typeof library === 'string' ? library : null,
  }
}
