import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startChild, type EngineChild } from './childProcess.js'
import { EngineError } from './errors.js'
import { toChunks } from './ndjson.js'
import { createSemaphore } from './semaphore.js'
import { DEFAULT_LIMITS, type Engine, type EngineTables, type QueryOptions, type QueryResult } from './types.js'

export interface OpenEngineOptions {
  /** Where the data lives; made when missing. One process at a time. */
  dataDir: string
  /** Lines the engine process prints. */
  onLog?: (line: string) => void
  /** Where `child.mjs` lies, when a bundler has moved this module away from it. */
  childFile?: string
}

const MAX_CONCURRENT_QUERIES = 3
const MAX_WAITING_QUERIES = 200
const CANCEL_TIMEOUT_MS = 2000
const DEFAULT_MAX_ROWS = 50_001
const KNOWN_UUIDS = 'SELECT DISTINCT toString(uuid) FROM hogkit.events WHERE uuid IN ({uuids:Array(UUID)})'

/**
 * Opens embedded ClickHouse (chdb) in a process of its own. The process is started again after a crash; rows that were
 * acknowledged are on disk and stay.
 *
 * @throws EngineError `engine_missing`, `data_dir_locked`, `start_failed`
 */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const slots = createSemaphore(MAX_CONCURRENT_QUERIES, MAX_WAITING_QUERIES)
  const start = (): Promise<EngineChild> => startChild({ dataDir, childFile: options.childFile, onLog: options.onLog })
  let child = Promise.resolve(await start())
  let closed = false
  const active = new Map<string, { stop: AbortController; ended: Promise<unknown> }>()

  async function living(): Promise<EngineChild> {
    if (closed) throw new EngineError('closed', 'The sandbox\u2019s engine has been closed.')
    const current = await child.catch(() => undefined)
    if (current?.alive) return current
    // Whoever comes first starts the new process, the others wait for the same one.
    const seen = child
    if ((await seen.catch(() => undefined)) === current && child === seen) child = start()
    return child
  }

  async function run(
    sql: string,
    params: Record<string, unknown>,
    given: QueryOptions,
    id: string,
    signal: AbortSignal,
  ): Promise<QueryResult> {
    const running = await living()
    const started = performance.now()
    const abort = (): void => void stop(running, id)
    signal.addEventListener('abort', abort, { once: true })
    try {
      if (signal.aborted) throw cancelled()
      const answer = running.call('query', {
        id,
        sql,
        params,
        seconds: number(given.limits?.maxExecutionSeconds ?? DEFAULT_LIMITS.maxExecutionSeconds),
        memory: number(given.limits?.maxMemoryBytes ?? DEFAULT_LIMITS.maxMemoryBytes),
        maxRows: number(given.maxRows ?? DEFAULT_MAX_ROWS),
        timezone: timezone(given.timezone ?? 'UTC'),
      })
      return toResult(await answer, performance.now() - started)
    } catch (error) {
      throw signal.aborted ? cancelled() : error
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  /** Asks the engine to stop a query; an engine that does not within 2 s is killed and started again. */
  async function stop(running: EngineChild, id: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>(done => {
      timer = setTimeout(() => done('late'), CANCEL_TIMEOUT_MS)
    })
    const outcome = await Promise.race([running.call('cancel', { target: id }).catch(() => 'ended'), late])
    clearTimeout(timer)
    if (outcome === 'late') await running.kill()
  }

  async function query(sql: string, params: Record<string, unknown>, given: QueryOptions = {}): Promise<QueryResult> {
    const id = queryId(given.id)
    const own = new AbortController()
    const signal = given.signal ? AbortSignal.any([given.signal, own.signal]) : own.signal
    const answer = slots.run(() => run(sql, params, given, id, signal), signal)
    const entry = { stop: own, ended: answer.catch(() => undefined) }
    active.set(id, entry)
    try {
      return await answer
    } finally {
      if (active.get(id) === entry) active.delete(id)
    }
  }

  return {
    query,
    async insert<TTable extends keyof EngineTables>(table: TTable, rows: readonly EngineTables[TTable][]) {
      for (const payload of toChunks(rows)) await (await living()).call('insert', { table: tableName(table), payload })
    },
    async deleteEvents(teamId, personUuids) {
      if (personUuids.length === 0) return
      await (await living()).call('deleteEvents', { team: number(teamId), persons: [...personUuids] })
    },
    async knownUuids(uuids) {
      const known = new Set<string>()
      for (let at = 0; at < uuids.length; at += 10_000) {
        const list = uuids.slice(at, at + 10_000)
        // Past the queue of user queries: taking in events must not wait for reports.
        const { rows } = await run(KNOWN_UUIDS, { uuids: list }, {}, randomUUID(), new AbortController().signal)
        for (const [uuid] of rows) known.add(String(uuid))
      }
      return known
    },
    async cancel(id) {
      const entry = active.get(id)
      entry?.stop.abort()
      await entry?.ended
    },
    async close() {
      if (closed) return
      closed = true
      const running = await child.catch(() => undefined)
      if (running?.alive)
        await Promise.race([
          running.call('close', undefined).catch(() => undefined),
          new Promise(done => setTimeout(done, 3000).unref()),
        ])
      await running?.kill()
    },
  }
}

function toResult(answer: unknown, elapsedMs: number): QueryResult {
  const { text } = answer as { text: Uint8Array }
  const json = JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8')) as {
    meta: { name: string; type: string }[]
    data: unknown[][]
    statistics?: { rows_read?: number }
  }
  return { columns: json.meta, rows: json.data, rowsRead: json.statistics?.rows_read ?? 0, elapsedMs }
}

function cancelled(): EngineError {
  return new EngineError('cancelled', 'The query was cancelled.')
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

function tableName(table: keyof EngineTables): string {
  const names: Record<keyof EngineTables, string> = {
    events: 'hogkit.events',
    person: 'hogkit.person',
    person_distinct_id2: 'hogkit.person_distinct_id2',
    groups: 'hogkit.groups',
    cohortpeople: 'hogkit.cohortpeople',
  }
  if (!Object.hasOwn(names, table)) throw new TypeError(`The engine has no table "${table}".`)
  return names[table]
}
