import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startChild, type EngineChild } from './childProcess.js'
import { EngineError } from './errors.js'
import { toChunks } from './ndjson.js'
import { createQueue, prepare, readAnswer, type PreparedQuery } from './queue.js'
import { findKnownUuids, tableName, teamNumber } from './tables.js'
import type { Engine, EngineTables, QueryResult } from './types.js'

export interface OpenEngineOptions {
  /** Where the data lives; made when missing. One process at a time. */
  dataDir: string
  /** Lines the engine process prints. */
  onLog?: (line: string) => void
  /** Where `child.mjs` lies, when a bundler has moved this module away from it. */
  childFile?: string
}

const CANCEL_TIMEOUT_MS = 2000

/**
 * Opens embedded ClickHouse (chdb) in a process of its own. The process is started again after a crash; rows that were
 * acknowledged are on disk and stay.
 *
 * @throws EngineError `engine_missing`, `data_dir_locked`, `start_failed`
 */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const start = (): Promise<EngineChild> => startChild({ dataDir, childFile: options.childFile, onLog: options.onLog })
  let child = Promise.resolve(await start())
  let closed = false

  async function living(): Promise<EngineChild> {
    if (closed) throw new EngineError('closed', 'The sandbox\u2019s engine has been closed.')
    const current = await child.catch(() => undefined)
    if (current?.alive) return current
    // Whoever comes first starts the new process, the others wait for the same one.
    const seen = child
    if ((await seen.catch(() => undefined)) === current && child === seen) child = start()
    return child
  }

  async function run(query: PreparedQuery, signal: AbortSignal): Promise<QueryResult> {
    const running = await living()
    const started = performance.now()
    const abort = (): void => void stop(running, query.id)
    signal.addEventListener('abort', abort, { once: true })
    try {
      if (signal.aborted) throw cancelled()
      const { text } = (await running.call('query', query)) as { text: Uint8Array }
      return readAnswer(
        Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'),
        performance.now() - started,
      )
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

  return {
    ...createQueue(run),
    async insert<TTable extends keyof EngineTables>(table: TTable, rows: readonly EngineTables[TTable][]) {
      for (const payload of toChunks(rows)) await (await living()).call('insert', { table: tableName(table), payload })
    },
    async deleteEvents(teamId, personUuids) {
      if (personUuids.length === 0) return
      await (await living()).call('deleteEvents', { team: teamNumber(teamId), persons: [...personUuids] })
    },
    // Past the queue of user queries: taking in events must not wait for reports.
    knownUuids: uuids =>
      findKnownUuids(uuids, (sql, params) => run(prepare(sql, params), new AbortController().signal)),
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

function cancelled(): EngineError {
  return new EngineError('cancelled', 'The query was cancelled.')
}
