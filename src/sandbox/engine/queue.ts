import { randomUUID } from 'node:crypto'
import { createSemaphore } from './semaphore.js'
import { DEFAULT_LIMITS, type Engine, type QueryOptions, type QueryResult } from './types.js'

const MAX_CONCURRENT_QUERIES = 3
const MAX_WAITING_QUERIES = 200
const DEFAULT_MAX_ROWS = 50_001

/** A query as drivers run it: its limits checked, because they become part of statements. */
export interface PreparedQuery {
  readonly id: string
  readonly sql: string
  readonly params: Record<string, unknown>
  readonly seconds: number
  readonly memory: number
  readonly maxRows: number
  readonly timezone: string
}

/** Lets three queries run at once and the rest wait, and knows each by its id, so that it can be stopped. */
export function createQueue(
  run: (query: PreparedQuery, signal: AbortSignal) => Promise<QueryResult>,
): Pick<Engine, 'query' | 'cancel'> {
  const slots = createSemaphore(MAX_CONCURRENT_QUERIES, MAX_WAITING_QUERIES)
  const active = new Map<string, { stop: AbortController; ended: Promise<unknown> }>()
  return {
    async query(sql, params, given = {}) {
      const query = prepare(sql, params, given)
      const own = new AbortController()
      const signal = given.signal ? AbortSignal.any([given.signal, own.signal]) : own.signal
      const answer = slots.run(() => run(query, signal), signal)
      const entry = { stop: own, ended: answer.catch(() => undefined) }
      active.set(query.id, entry)
      try {
        return await answer
      } finally {
        if (active.get(query.id) === entry) active.delete(query.id)
      }
    },
    async cancel(id) {
      const entry = active.get(id)
      entry?.stop.abort()
      await entry?.ended
    },
  }
}

/** @throws TypeError for an id, a limit or a time zone that is none */
export function prepare(sql: string, params: Record<string, unknown>, given: QueryOptions = {}): PreparedQuery {
  return {
    id: queryId(given.id),
    sql,
    params,
    seconds: number(given.limits?.maxExecutionSeconds ?? DEFAULT_LIMITS.maxExecutionSeconds),
    memory: number(given.limits?.maxMemoryBytes ?? DEFAULT_LIMITS.maxMemoryBytes),
    maxRows: number(given.maxRows ?? DEFAULT_MAX_ROWS),
    timezone: timezone(given.timezone ?? 'UTC'),
  }
}

/** Reads an answer in ClickHouse's JSONCompact. */
export function readAnswer(text: string, elapsedMs: number): QueryResult {
  const json = JSON.parse(text) as {
    meta: { name: string; type: string }[]
    data: unknown[][]
    statistics?: { rows_read?: number }
  }
  return { columns: json.meta, rows: json.data, rowsRead: json.statistics?.rows_read ?? 0, elapsedMs }
}

/** Ids and settings become part of statements, so they are checked to the character. */
function queryId(id: string | undefined): string {
  if (id === undefined) return randomUUID()
  if (!/^[\w-]{1,64}$/.test(id)) throw new TypeError('A query id has letters, digits, - and _, at most 64.')
  return id
}

function number(value: number): number {
  if (!Number.isFinite(value) || value < 0)
    throw new TypeError(`A query limit must be a number, zero or more, not ${value}.`)
  return value
}

function timezone(zone: string): string {
  if (!/^[A-Za-z0-9_+/-]{1,64}$/.test(zone)) throw new TypeError(`"${zone}" is not a time zone.`)
  return zone
}
