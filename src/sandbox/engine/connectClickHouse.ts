import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import { loadPeer } from '../peers.js'
import { EngineError, fromChild } from './errors.js'
import { toChunks } from './ndjson.js'
import { createQueue, prepare, readAnswer, type PreparedQuery } from './queue.js'
import { SCHEMA } from './schema.js'
import { QUERY_SETTINGS } from './settings.js'
import { findKnownUuids, tableName, teamNumber } from './tables.js'
import type { Engine, EngineTables, QueryResult } from './types.js'

export interface ConnectClickHouseOptions {
  /** `http://user:password@host:8123`. The user must be allowed to make the database `hogkit` and its tables. */
  url: string
}

const CANCEL_TIMEOUT_MS = 2000
const CANCEL_INTERVAL_MS = 50
const REQUEST_MARGIN_MS = 10_000

/**
 * Uses a ClickHouse server in place of the embedded one: same tables, same SQL, for platforms that chdb has no build for and for more data
 * than one process should hold. Needs the package `@clickhouse/client`.
 *
 * @throws EngineError `start_failed`
 */
export async function connectClickHouse({ url }: ConnectClickHouseOptions): Promise<Engine> {
  const { createClient } = await loadPeer('@clickhouse/client', () => import('@clickhouse/client'))
  const client = createClient({
    url,
    application: 'hogkit',
    max_open_connections: 20,
    // A query ends by its own limit first.
    request_timeout: 600_000,
    log: { level: 127 },
  })
  let closed = false
  try {
    for (const statement of SCHEMA) await client.command({ query: statement })
  } catch (error) {
    await client.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError('start_failed', `The ClickHouse server could not be used. ${reason}`, { cause: error })
  }

  async function run(query: PreparedQuery, signal: AbortSignal): Promise<QueryResult> {
    if (closed) throw new EngineError('closed', 'The connection to ClickHouse has been closed.')
    if (signal.aborted) throw cancelled()
    const started = performance.now()
    const ended = new AbortController()
    const abort = (): void => void stop(client, query.id, ended.signal)
    signal.addEventListener('abort', abort, { once: true })
    try {
      return readAnswer(await ask(client, query), performance.now() - started)
    } catch (error) {
      throw signal.aborted ? cancelled() : toEngineError(error, 'query')
    } finally {
      ended.abort()
      signal.removeEventListener('abort', abort)
    }
  }

  return {
    ...createQueue(run),
    async insert<TTable extends keyof EngineTables>(table: TTable, rows: readonly EngineTables[TTable][]) {
      if (closed) throw new EngineError('closed', 'The connection to ClickHouse has been closed.')
      for (const payload of toChunks(rows)) {
        try {
          // The rows are text already.
          const { stream } = await client.exec({
            query: `INSERT INTO ${tableName(table)} FORMAT JSONEachRow`,
            values: Readable.from([payload], { objectMode: false }),
          })
          stream.resume()
        } catch (error) {
          throw toEngineError(error, 'insert')
        }
      }
    },
    async deleteEvents(teamId, personUuids) {
      if (personUuids.length === 0) return
      try {
        await client.command({
          query: 'DELETE FROM hogkit.events WHERE team_id = {team:UInt32} AND person_id IN {persons:Array(UUID)}',
          query_params: { team: teamNumber(teamId), persons: [...personUuids] },
          use_multipart_params_auto: true,
          clickhouse_settings: { lightweight_deletes_sync: '2' },
        })
      } catch (error) {
        throw toEngineError(error, 'insert')
      }
    },
    knownUuids: uuids =>
      findKnownUuids(uuids, (sql, params) => run(prepare(sql, params), new AbortController().signal)),
    async close() {
      closed = true
      await client.close()
    },
  }
}

async function ask(client: ClickHouseClient, query: PreparedQuery): Promise<string> {
  const answer = await client.query({
    query: query.sql,
    format: 'JSONCompact',
    query_params: query.params,
    // Long lists do not fit into a URL.
    use_multipart_params_auto: true,
    abort_signal: AbortSignal.timeout(query.seconds * 1000 + REQUEST_MARGIN_MS),
    clickhouse_settings: settingsOf(query),
  })
  return answer.text()
}

function settingsOf(query: PreparedQuery): ClickHouseSettings {
  // The client's types want large numbers as text; over HTTP both are the same.
  return {
    ...QUERY_SETTINGS,
    max_execution_time: query.seconds,
    max_memory_usage: query.memory,
    max_result_rows: query.maxRows,
    session_timezone: query.timezone,
    log_comment: query.id,
    // An error that comes after the first rows must not look like an answer.
    wait_end_of_query: 1,
    // 2, because with 1 a request may set none of the above; queries themselves cannot: SQL comes from the translator only.
    readonly: 2,
  } as unknown as ClickHouseSettings
}

/** Found by its comment, as in the embedded engine; asked again until it has ended, because right at its start no list has it yet. */
async function stop(client: ClickHouseClient, id: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await client
      .command({
        query: `KILL QUERY WHERE Settings['log_comment'] = {id:String} ASYNC`,
        query_params: { id },
        abort_signal: AbortSignal.timeout(CANCEL_TIMEOUT_MS),
      })
      .catch(() => undefined)
    await setTimeout(CANCEL_INTERVAL_MS, undefined, { signal: ended }).catch(() => undefined)
  }
}

function toEngineError(error: unknown, kind: 'query' | 'insert'): EngineError {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? Number(error.code) : Number.NaN
  if (Number.isInteger(code)) return fromChild({ kind, message, clickhouseCode: code })
  return new EngineError('engine_crashed', `The ClickHouse server did not answer. ${message}`, { cause: error })
}

function cancelled(): EngineError {
  return new EngineError('cancelled', 'The query was cancelled.')
}
