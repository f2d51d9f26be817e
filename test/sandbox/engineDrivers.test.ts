import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replaceCohort } from '../../src/sandbox/engine/cohorts.js'
import { connectClickHouse } from '../../src/sandbox/engine/connectClickHouse.js'
import { openEngine } from '../../src/sandbox/engine/openEngine.js'
import type { Engine } from '../../src/sandbox/engine/types.js'
import { createHogQL, type HogQL } from '../../src/sandbox/hogql/createHogQL.js'
import { startSandbox } from 'hogkit/sandbox'
import { connect } from '../support/sandbox.js'
import { ANN, BOB, fill } from './hogqlSetup.js'

interface Opened {
  engine: Engine
  close: () => Promise<void>
}

async function embedded(): Promise<Opened> {
  const dir = await mkdtemp(join(tmpdir(), 'hogkit-driver-'))
  const engine = await openEngine({ dataDir: dir })
  return {
    engine,
    async close() {
      await engine.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** The driver for servers, on chdb behind ClickHouse's HTTP interface. */
async function overHttp(): Promise<Opened> {
  const dir = await mkdtemp(join(tmpdir(), 'hogkit-driver-'))
  const server = fork(join(import.meta.dirname, '../support/clickhouseHttp.mjs'), [dir], {
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  })
  const url = await listening(server)
  const engine = await connectClickHouse({ url })
  return {
    engine,
    async close() {
      await engine.close()
      const gone = new Promise(resolve => server.once('exit', resolve))
      server.kill('SIGKILL')
      await gone
      await rm(dir, { recursive: true, force: true })
    },
  }
}

function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('message', (message: { url: string }) => resolve(message.url))
    server.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
}

const real = process.env['HOGKIT_CLICKHOUSE_URL']

const drivers: [string, () => Promise<Opened>][] = [
  ['embedded', embedded],
  ['a ClickHouse server\u2019s protocol', overHttp],
  // An empty server: the tests own the database `hogkit` there.
  ...(real === undefined
    ? []
    : [
        [
          'a ClickHouse server',
          async () => {
            const engine = await connectClickHouse({ url: real })
            return { engine, close: () => engine.close() }
          },
        ] satisfies [string, () => Promise<Opened>],
      ]),
]

const SLOW = 'SELECT count() FROM numbers(100000000000) WHERE sipHash64(number) = 1'

describe.each(drivers)('the driver for %s', (_, open) => {
  let opened: Opened
  let hogql: HogQL
  beforeAll(async () => {
    opened = await open()
    await fill(opened.engine)
    hogql = createHogQL({
      engine: opened.engine,
      teamId: 1,
      timezone: () => 'Europe/Vienna',
      propertyTypes: () => ({}),
    })
  })
  afterAll(async () => {
    await opened?.close()
  })

  it('stores rows and finds them at once', async () => {
    expect((await hogql.run({ query: 'SELECT count(), uniq(person_id) FROM events' })).results).toEqual([[10, 3]])
  })

  it('binds values of every kind', async () => {
    const values = {
      text: 'it\'s "quoted" \\ back\n\ttab 🦔',
      list: ["a'b", 'c\\d'],
      many: Array.from({ length: 20_000 }, (__, index) => `value ${index}`),
    }
    const { results } = await hogql.run({
      query: "SELECT {text}, {list}, 'a\\'b' IN {list}, count() FROM events WHERE event NOT IN {many}",
      values,
    })
    expect(results).toEqual([[values.text, values.list, 1, 10]])
  })

  it('keeps every digit, and prints times in the zone of the query', async () => {
    const { results, types } = await hogql.run({
      query:
        "SELECT 18446744073709551615, toDecimal('1.10', 2), 1 / 0, toDateTime('2024-07-01 10:00:00'), map('a', 1), (1, 'x')",
    })
    expect(results).toEqual([['18446744073709551615', '1.1', null, '2024-07-01T10:00:00+02:00', { a: 1 }, [1, 'x']]])
    expect(types[3]?.[1]).toBe("DateTime64(6, 'Europe/Vienna')")
  })

  it('joins persons, groups and sessions', async () => {
    const { results } = await hogql.run({
      query:
        "SELECT person_id, pdi.person.properties.plan, session.$pageview_count, group_0.properties.name FROM events WHERE event IN ('signed_up', 'paid') ORDER BY timestamp",
    })
    expect(results).toEqual([
      [ANN, 'pro', 2, null],
      [BOB, 'free', 1, null],
      [ANN, 'pro', 0, null],
    ])
  })

  it('knows the uuids that are stored', async () => {
    const { results } = await hogql.run({ query: 'SELECT toString(uuid) FROM events ORDER BY timestamp LIMIT 1' })
    const stored = String(results[0]?.[0])
    const other = '018f0000-0000-7000-8000-ffffffffffff'
    expect(await opened.engine.knownUuids([stored, other])).toEqual(new Set([stored]))
  })

  it('replaces the members of a cohort', async () => {
    const members = async () =>
      (
        await hogql.run({ query: 'SELECT person_id FROM cohort_people WHERE cohort_id = 9 ORDER BY person_id' })
      ).results.flat()
    await replaceCohort(opened.engine, 1, 9, [ANN, BOB])
    expect(await members()).toEqual([ANN, BOB])
    await replaceCohort(opened.engine, 1, 9, [BOB])
    expect(await members()).toEqual([BOB])
    await replaceCohort(opened.engine, 1, 9, [])
    expect(await members()).toEqual([])
  })

  it('says what is wrong with typed errors', async () => {
    const { engine } = opened
    await expect(engine.query('SELECT nonsense', {})).rejects.toMatchObject({
      code: 'query_failed',
      clickhouseCode: 47,
    })
    await expect(engine.query('SELECT * FROM numbers(10)', {}, { maxRows: 5 })).rejects.toMatchObject({
      code: 'too_many_rows',
    })
    await expect(engine.query(SLOW, {}, { limits: { maxExecutionSeconds: 1 } })).rejects.toMatchObject({
      code: 'timeout',
    })
    await expect(
      engine.query('SELECT groupArray(number) FROM numbers(100000000)', {}, { limits: { maxMemoryBytes: 20_000_000 } }),
    ).rejects.toMatchObject({ code: 'memory_limit' })
    expect((await engine.query('SELECT 1', {})).rows).toEqual([[1]])
  })

  it('writes nothing for a query', async () => {
    await expect(opened.engine.query('DROP TABLE hogkit.groups', {})).rejects.toMatchObject({ name: 'EngineError' })
    expect((await hogql.run({ query: 'SELECT count() FROM groups' })).results).toEqual([[1]])
  })

  it('stops a query by a signal or by its id, and answers the next', async () => {
    const { engine } = opened
    const abort = new AbortController()
    const limits = { maxExecutionSeconds: 120 }
    const byId = engine.query(SLOW, {}, { id: 'slow-one', limits }).catch((error: unknown) => error)
    const bySignal = engine
      .query(SLOW, {}, { id: 'slow-two', limits, signal: abort.signal })
      .catch((error: unknown) => error)
    const RUNNING = "SELECT count() FROM system.processes WHERE Settings['log_comment'] IN ('slow-one', 'slow-two')"
    await expect.poll(async () => Number((await engine.query(RUNNING, {})).rows[0]?.[0]), { timeout: 60_000 }).toBe(2)
    abort.abort()
    await engine.cancel('slow-one')
    for (const outcome of await Promise.all([byId, bySignal])) expect(outcome).toMatchObject({ code: 'cancelled' })
    expect((await engine.query('SELECT 1', {})).rows).toEqual([[1]])
  }, 120_000)

  it('lets three queries run at once and the fourth wait', async () => {
    const { engine } = opened
    const abort = new AbortController()
    const running = Array.from({ length: 3 }, () =>
      engine.query(SLOW, {}, { signal: abort.signal }).catch(() => 'ended'),
    )
    let fourth = 'waiting'
    const waiting = engine.query('SELECT 1', {}).then(() => (fourth = 'answered'))
    await new Promise(resolve => setImmediate(resolve))
    expect(fourth).toBe('waiting')
    abort.abort()
    await waiting
    expect(await Promise.all(running)).toEqual(['ended', 'ended', 'ended'])
  })

  it('removes the events of persons', async () => {
    await opened.engine.deleteEvents(1, [BOB])
    expect((await hogql.run({ query: "SELECT count() FROM events WHERE distinct_id = 'bob'" })).results).toEqual([[0]])
    expect((await hogql.run({ query: 'SELECT count() FROM events' })).results).toEqual([[7]])
  })
})

it('serves a whole sandbox', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hogkit-driver-'))
  const server = fork(join(import.meta.dirname, '../support/clickhouseHttp.mjs'), [dir], { execArgv: [] })
  const sandbox = await startSandbox({ clickhouseUrl: await listening(server) })
  try {
    const s = connect(() => sandbox)
    await s.capture({ event: 'stored', distinct_id: 'ann', properties: { $set: { plan: 'pro' } } })
    expect((await s.query('SELECT event, pdi.person.properties.plan FROM events')).results).toEqual([['stored', 'pro']])
  } finally {
    await sandbox.close()
    server.kill('SIGKILL')
    await rm(dir, { recursive: true, force: true })
  }
})

it.each(['localhost:8123', 'tcp://localhost:9000', ''])('refuses "%s" as the address of a server', async url => {
  await expect(startSandbox({ clickhouseUrl: url })).rejects.toMatchObject({ code: 'invalid_option' })
})

it('says that a server is not there', async () => {
  await expect(connectClickHouse({ url: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: 'start_failed' })
})
