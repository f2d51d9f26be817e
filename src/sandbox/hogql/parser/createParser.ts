/* oxlint-disable unicorn/require-post-message-target-origin -- the port of a worker has no origin */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Select } from '../../../hogql/ast.js'
import { HogQLError } from '../../../hogql/errors.js'
import { guardText } from '../../../hogql/guard.js'
import { createLru } from './lru.js'
import { fromParserJson } from './fromParserJson.js'

/** Turns HogQL text into a syntax tree. The seam between the sandbox and whatever parses: same text, same tree. */
export interface HogQLParser {
  /** @throws HogQLError `syntax_error`, `query_too_large`, `unsupported` with line and column */
  parse(text: string): Promise<Select>
  close(): Promise<void>
}

export interface ParserOptions {
  /** How long one query may take to parse. Default 5000. */
  timeoutMs?: number
}

// `new URL('./worker.mjs', import.meta.url)` would make a bundler treat the script as an asset.
const WORKER_FILE = join(dirname(fileURLToPath(import.meta.url)), 'worker.mjs')
const CACHED_QUERIES = 500
const MAX_WAITING = 100
// Loading the grammar is not the query's fault, so it has a limit of its own.
const START_TIMEOUT_MS = 15_000

interface Job {
  text: string
  resolve: (json: string) => void
  reject: (error: unknown) => void
}

/** A parser over PostHog's own grammar (`@posthog/hogql-parser`) in a worker thread, with a cache and a time limit. */
export function createParser(options: ParserOptions = {}): HogQLParser {
  const timeoutMs = options.timeoutMs ?? 5000
  const cache = createLru<string, Select>(CACHED_QUERIES)
  const jobs: Job[] = []
  let worker: Worker | undefined
  let closed = false
  let current: Job | undefined
  let timer: NodeJS.Timeout | undefined

  function start(): Worker {
    const made = new Worker(WORKER_FILE, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 256 } })
    made.on('message', (message: { started?: true; json?: string; failure?: string }) => {
      if (made !== worker) return
      if (message.started) return limitTo(timeoutMs)
      if (message.json === undefined) settle(job => job.reject(tooComplex(message.failure ?? 'it failed')))
      else settle(job => job.resolve(message.json ?? ''))
    })
    made.on('error', error => {
      if (made !== worker) return
      worker = undefined
      settle(job => job.reject(tooComplex(error.message)))
    })
    made.unref()
    return made
  }

  function next(): void {
    if (current) return
    current = jobs.shift()
    if (!current) return
    worker ??= start()
    worker.ref()
    worker.postMessage({ text: current.text })
    limitTo(START_TIMEOUT_MS)
  }

  function limitTo(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(giveUp, ms)
  }

  function settle(finish: (job: Job) => void): void {
    clearTimeout(timer)
    const job = current
    current = undefined
    worker?.unref()
    if (job) finish(job)
    next()
  }

  // The grammar's parser cannot be interrupted: the thread goes, the next query gets a new one.
  function giveUp(): void {
    const stuck = worker
    worker = undefined
    void stuck?.terminate()
    settle(job => job.reject(tooComplex(`it took longer than ${timeoutMs} ms`)))
  }

  function parseText(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      if (jobs.length >= MAX_WAITING)
        return reject(new HogQLError('timeout', 'Too many queries are waiting to be parsed. Try again in a moment.'))
      jobs.push({ text, resolve, reject })
      next()
    })
  }

  return {
    async parse(text) {
      if (closed) throw closedError()
      const known = cache.get(text)
      if (known) return known
      guardText(text)
      if (text.trim() === '')
        throw new HogQLError(
          'syntax_error',
          'The query is empty. Write a SELECT, for example: SELECT event, count() FROM events GROUP BY event.',
          { start: 0, end: 0, text },
        )
      const select = fromParserJson(await parseText(text), text)
      cache.set(text, select)
      return select
    },
    async close() {
      closed = true
      const running = worker
      worker = undefined
      for (const job of jobs.splice(0)) job.reject(closedError())
      settle(job => job.reject(closedError()))
      await running?.terminate()
    },
  }
}

function tooComplex(reason: string): HogQLError {
  return new HogQLError(
    'query_too_large',
    `The query is too complex for the parser: ${reason}. Nest fewer function calls, or move parts into a WITH clause.`,
  )
}

function closedError(): HogQLError {
  return new HogQLError('cancelled', 'The HogQL parser has been closed.')
}
