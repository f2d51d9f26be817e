// The engine process: chdb behind messages. Plain JavaScript, because `fork` runs it as it is, from src and from dist.
// chdb has this process to itself: it may crash, its queries take libuv's threads, and its worker-thread exit is a SIGSEGV.
import { createRequire } from 'node:module'

/** @type {typeof import('chdb')} */
let chdb
let dataDir = ''
/** @type {import('chdb').Session} keeps the directory open while query sessions come and go */
let anchor
/** @type {import('chdb').Session} */
let writer
/** @type {import('chdb').Session} */
let control
let writing = Promise.resolve()
/** Queries that run, and whether they are to be stopped. */
const running = new Map()

let settings = []
/** Under ClickHouse's own `max_query_size` of 262,144 bytes. */
const LONG_STATEMENT = 200_000

function fail(kind, error) {
  return { kind, message: String(error?.message ?? error), clickhouseCode: error?.clickhouseCode }
}

function load() {
  try {
    chdb = createRequire(import.meta.url)('chdb')
    chdb.version()
  } catch (error) {
    throw fail('missing', error)
  }
}

function open({ dir, schema, querySettings }) {
  load()
  dataDir = dir
  settings = querySettings
  try {
    anchor = new chdb.Session(dataDir)
    for (const statement of schema) anchor.query(statement)
    writer = new chdb.Session(dataDir)
    control = new chdb.Session(dataDir)
  } catch (error) {
    throw fail('connect', error)
  }
}

async function insert({ table, payload }) {
  const turn = writing.then(() =>
    writer.insert({
      table,
      values: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength),
      format: 'JSONEachRow',
    }),
  )
  writing = turn.catch(() => undefined)
  try {
    await turn
  } catch (error) {
    throw fail('insert', error)
  }
}

async function deleteEvents({ team, persons }) {
  const ids = persons.map(literal).join(', ')
  // In the writers' line: a part that is being written would escape.
  const turn = writing.then(() =>
    writer.queryAsync(
      `DELETE FROM hogkit.events WHERE team_id = ${Number(team)} AND person_id IN (${ids}) SETTINGS lightweight_deletes_sync = 2`,
      {
        format: 'JSONCompact',
      },
    ),
  )
  writing = turn.catch(() => undefined)
  try {
    await turn
  } catch (error) {
    throw fail('insert', error)
  }
}

// chdb's own binding runs one bound query at a time in the whole process: a small one would wait for a large one. So values are bound
// by SET, in the text form of ClickHouse's query parameters.
function paramText(value) {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return value.replace(/[\\\t\n\r\0\b\f']/g, char => ESCAPES[char])
  return nestedText(value)
}

function nestedText(value) {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return `'${paramText(value)}'`
  if (Array.isArray(value)) return `[${value.map(nestedText).join(',')}]`
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  throw new TypeError(`A parameter cannot be of type ${typeof value}.`)
}

const ESCAPES = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  "'": "\\'",
}

// Everything but letters and digits as \xHH: no character of a value can mean anything in the statement around it.
function literal(text) {
  let sql = ''
  for (const byte of Buffer.from(text)) sql += PLAIN[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`
  return `'${sql}'`
}

const PLAIN = Array.from({ length: 123 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? String.fromCharCode(code) : undefined,
)

function word(name) {
  if (!/^\w+$/.test(name)) throw new TypeError('The name of a parameter has letters, digits and _.')
  return name
}

async function query({ id, sql, params, seconds, memory, maxRows, timezone }) {
  const bound = Object.entries(params).map(([name, value]) => `param_${word(name)}=${literal(paramText(value))}`)
  const state = { cancelled: false, done: false }
  running.set(id, state)
  // A new session for each query: what a failed query had already produced would be put in front of the next answer.
  const session = new chdb.Session(dataDir)
  try {
    const limits = [
      `max_execution_time=${seconds}`,
      `max_memory_usage=${memory}`,
      `max_result_rows=${maxRows}`,
      `session_timezone='${timezone}'`,
    ]
    const own = [...settings, ...limits, `log_comment='${id}'`]
    // Last, because afterwards nothing can be set any more: neither by us nor by the query.
    const last = [...bound, 'readonly=1'].join(', ')
    // In one statement, which costs as much as a small query, unless the values are longer than a statement may be before the settings hold.
    if (last.length < LONG_STATEMENT) session.query(`SET ${own.join(', ')}, ${last}`)
    else for (const list of [own.join(', '), last]) session.query(`SET ${list}`)
    const result = await session.queryAsync(sql, { format: 'JSONCompact' })
    return { text: result.bytes() }
  } catch (error) {
    throw state.cancelled
      ? { kind: 'query', message: 'The query was cancelled.', clickhouseCode: 394 }
      : fail('query', error)
  } finally {
    state.done = true
    running.delete(id)
    session.close()
  }
}

async function cancel({ target }) {
  const state = running.get(target)
  if (!state) return
  state.cancelled = true
  // Asked again until it has ended: right at its start a query is not in the list of processes yet.
  while (!state.done) {
    // ASYNC, because the synchronous form never returned although the query had ended.
    await control
      .queryAsync(`KILL QUERY WHERE Settings['log_comment'] = '${target}' ASYNC`, { format: 'JSONCompact' })
      .catch(() => undefined)
    if (!state.done) await new Promise(resolve => setTimeout(resolve, 25))
  }
}

async function close() {
  await writing
  for (const session of [writer, control, anchor]) session?.close()
}

const operations = { open, insert, deleteEvents, query, cancel, close }

process.on('message', async ({ call, op, data }) => {
  try {
    const value = await operations[op](data)
    process.send({ call, ok: true, value }, () => {
      if (op === 'close') process.kill(process.pid, 'SIGKILL')
    })
  } catch (error) {
    process.send({ call, ok: false, failure: error?.kind ? error : fail('query', error) })
  }
})

// The parent is gone: nobody waits for an answer, and what was acknowledged is on disk.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// Ctrl+C reaches the whole group; the parent decides when the engine ends.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.send({ ready: true })
