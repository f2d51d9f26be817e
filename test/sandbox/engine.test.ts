import { fork, spawn, type ChildProcess } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../src/sandbox/engine/openEngine.js'
import type { Engine } from '../../src/sandbox/engine/types.js'
import { row } from './hogqlSetup.js'

const CHILD = join(import.meta.dirname, '../../src/sandbox/engine/child.mjs')
const SLOW = 'SELECT count() FROM numbers(100000000000)'

let dir: string
let engine: Engine
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hogkit-engine-'))
  engine = await openEngine({ dataDir: dir })
})
afterAll(async () => {
  await engine.close()
  await rm(dir, { recursive: true, force: true })
})

const someone = '00000000-0000-4000-8000-000000000001'
const pageview = (properties: unknown = {}) => row('$pageview', 'd1', someone, '2024-01-01 10:00:00', properties)
const countEvents = async (from: Engine = engine): Promise<unknown> =>
  (await from.query('SELECT count() FROM hogkit.events', {})).rows[0]?.[0]

/** Waits for a condition, at most 5 s. */
async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries > 250) throw new Error('It did not happen within 5 s.')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** The engine processes that have this directory open. */
async function childPids(dataDir: string): Promise<number[]> {
  const listing = await new Promise<string>(resolve => {
    const lsof = spawn('sh', [
      '-c',
      `for p in /proc/[0-9]*; do ls -l $p/fd 2>/dev/null | grep -q ' ${dataDir}/' && basename $p; done; true`,
    ])
    let text = ''
    lsof.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
    lsof.on('close', () => resolve(text))
  })
  return listing.split('\n').flatMap(line => (line.trim() ? [Number(line)] : []))
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('storage', () => {
  it('shows rows as soon as the insert has resolved', async () => {
    const event = pageview('{"$browser":"Chrome","a":"x\\ny \\"q\\" é😀","big":9007199254740993}')
    await engine.insert('events', [event])
    const { rows, columns } = await engine.query(
      'SELECT toString(uuid), timestamp, properties, mat_d_browser FROM hogkit.events WHERE uuid = {u:UUID}',
      { u: event.uuid },
    )
    expect(rows).toEqual([[event.uuid, '2024-01-01T10:00:00.000000Z', event.properties, 'Chrome']])
    expect(columns[1]).toEqual({ name: 'timestamp', type: "DateTime64(6, 'UTC')" })
  })

  it('knows which uuids are stored', async () => {
    const event = pageview()
    await engine.insert('events', [event])
    const absent = crypto.randomUUID()
    expect(await engine.knownUuids([event.uuid.toUpperCase(), absent])).toEqual(new Set([event.uuid]))
    expect(await engine.knownUuids([])).toEqual(new Set())
  })

  it('stores more than one chunk and rows inserted at the same time', async () => {
    const before = Number(await countEvents())
    const large = Array.from({ length: 12 }, () => pageview({ text: 'x'.repeat(1_000_000) }))
    await Promise.all([
      engine.insert('events', large),
      ...Array.from({ length: 20 }, () => engine.insert('events', [pageview()])),
    ])
    expect(Number(await countEvents()) - before).toBe(32)
  })

  it('refuses rows it cannot store and goes on', async () => {
    await expect(engine.insert('events', [{ ...pageview(), uuid: 'no uuid' }])).rejects.toMatchObject({
      name: 'EngineError',
      code: 'insert_failed',
    })
    await engine.insert('events', [])
    await engine.insert('events', [pageview()])
  })

  it('keeps data over a restart', async () => {
    const own = await mkdtemp(join(tmpdir(), 'hogkit-engine-'))
    const first = await openEngine({ dataDir: own })
    await first.insert('events', [pageview(), pageview()])
    await first.close()
    await expect(first.query('SELECT 1', {})).rejects.toMatchObject({ code: 'closed' })
    const second = await openEngine({ dataDir: own })
    expect(await countEvents(second)).toBe('2')
    await second.close()
    await rm(own, { recursive: true })
  })
})

describe('queries', () => {
  it('binds parameters of every kind', async () => {
    const { rows } = await engine.query('SELECT {s:String}, {n:Int64}, {l:Array(String)}, {f:Float64}, {b:Bool}', {
      s: "it's \\ {x}",
      n: 5,
      l: ["a'b"],
      f: 0.5,
      b: true,
    })
    expect(rows).toEqual([["it's \\ {x}", '5', ["a'b"], 0.5, true]])
  })

  it('binds hostile text, alone and in lists, and null', async () => {
    const texts = [
      "'",
      '\\',
      "\\'",
      '\\\\',
      "'; SET readonly=0; --",
      '\0a',
      '\t\n\r\b\f',
      'é😀',
      '\\x27',
      '{a:String}',
      '\\N',
      'NULL',
      "['x']",
      '',
    ]
    for (const text of texts) {
      const { rows } = await engine.query(
        'SELECT {a:String}, {b:Array(String)}, {c:Nullable(String)}, {d:Nullable(String)}, {e:Array(Array(String))}',
        { a: text, b: [text, text], c: null, d: text, e: [[text]] },
      )
      expect(rows).toEqual([[text, [text, text], null, text, [[text]]]])
    }
    const many = Array.from({ length: 50_000 }, (_, index) => `value ${index}`)
    expect((await engine.query('SELECT length({a:Array(String)})', { a: many })).rows).toEqual([['50000']])
  })

  it('leaks nothing of a failed query into the next answer', async () => {
    for (let round = 0; round < 5; round += 1) {
      const failing = engine
        .query('SELECT number, throwIf(number = 90000) FROM numbers(100000) SETTINGS max_block_size = 10', {})
        .catch((error: unknown) => error)
      await Promise.all([
        failing,
        engine.query("SELECT throwIf(number = 99999, 'boom'), 'leak' FROM numbers(100000)", {}).catch(() => undefined),
      ])
      expect((await engine.query('SELECT 1', {})).rows).toEqual([[1]])
    }
  })

  it('stops at the limits of time, memory and rows', async () => {
    await expect(engine.query(SLOW, {}, { limits: { maxExecutionSeconds: 0.5 } })).rejects.toMatchObject({
      code: 'timeout',
    })
    await expect(
      engine.query('SELECT groupArray(number) FROM numbers(100000000)', {}, { limits: { maxMemoryBytes: 50_000_000 } }),
    ).rejects.toMatchObject({ code: 'memory_limit' })
    await expect(engine.query('SELECT number FROM numbers(1000)', {}, { maxRows: 10 })).rejects.toMatchObject({
      code: 'too_many_rows',
    })
  })

  it('runs small queries beside a large one', async () => {
    const abort = new AbortController()
    const slow = engine.query(SLOW, {}, { signal: abort.signal }).catch((error: unknown) => error)
    const before = performance.now()
    await engine.query('SELECT 1', {})
    await engine.insert('events', [pageview()])
    expect(performance.now() - before).toBeLessThan(2000)
    abort.abort()
    expect(await slow).toMatchObject({ code: 'cancelled' })
  })

  it('runs three at once and cancels those that wait', async () => {
    const stops = Array.from({ length: 5 }, () => new AbortController())
    const running = stops.map(stop => engine.query(SLOW, {}, { signal: stop.signal }).catch((error: unknown) => error))
    const fast = engine.query('SELECT 1', {})
    await new Promise(resolve => setTimeout(resolve, 300))
    stops[4]?.abort()
    expect(await running[4]).toMatchObject({ code: 'cancelled' })
    // Inserts and their look-ups do not stand in line behind queries.
    await engine.insert('events', [pageview()])
    await engine.knownUuids([crypto.randomUUID()])
    for (const stop of stops) stop.abort()
    for (const result of await Promise.all(running)) expect(result).toMatchObject({ code: 'cancelled' })
    expect((await fast).rows).toEqual([[1]])
  })

  it('cancels by id and frees the engine', async () => {
    const slow = engine.query(SLOW, {}, { id: 'report-1' }).catch((error: unknown) => error)
    await new Promise(resolve => setTimeout(resolve, 200))
    const before = performance.now()
    await engine.cancel('report-1')
    await engine.cancel('unknown')
    expect(await slow).toMatchObject({ code: 'cancelled' })
    expect(performance.now() - before).toBeLessThan(3000)
    const count = "SELECT count() FROM system.processes WHERE Settings['log_comment'] = 'report-1'"
    await until(async () => (await engine.query(count, {})).rows[0]?.[0] === '0')
  })

  it('does not run what was aborted before it began', async () => {
    await expect(engine.query(SLOW, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('refuses ids, limits and zones that could act as SQL', async () => {
    await expect(engine.query('SELECT 1', {}, { id: "x' OR 1" })).rejects.toThrow(TypeError)
    await expect(engine.query('SELECT 1', {}, { maxRows: Number.NaN })).rejects.toThrow(TypeError)
    await expect(engine.query('SELECT 1', {}, { timezone: "UTC', readonly='0" })).rejects.toThrow(TypeError)
  })
})

describe('the engine process', () => {
  it('comes back after it was killed, with everything that was acknowledged', async () => {
    const own = await mkdtemp(join(tmpdir(), 'hogkit-engine-'))
    const crashing = await openEngine({ dataDir: own })
    await crashing.insert('events', [pageview(), pageview(), pageview()])
    const slow = crashing.query(SLOW, {}).catch((error: unknown) => error)
    await new Promise(resolve => setTimeout(resolve, 200))
    const [pid] = await childPids(own)
    expect(pid).toBeDefined()
    process.kill(pid ?? 0, 'SIGKILL')
    expect(await slow).toMatchObject({ name: 'EngineError', code: 'engine_crashed' })
    const answers = await Promise.all([
      countEvents(crashing),
      countEvents(crashing),
      crashing.insert('events', [pageview()]),
    ])
    expect(answers.slice(0, 2).every(count => count === '3' || count === '4')).toBe(true)
    expect(await countEvents(crashing)).toBe('4')
    await crashing.close()
    expect(await childPids(own)).toEqual([])
    await rm(own, { recursive: true })
  })

  it('says so when another process uses the directory, and leaves that one alone', async () => {
    await expect(openEngine({ dataDir: dir })).rejects.toMatchObject({
      name: 'EngineError',
      code: 'data_dir_locked',
      message: expect.stringContaining(dir) as string,
    })
    expect((await engine.query('SELECT 1', {})).rows).toEqual([[1]])
  })

  it('says what to install when chdb is missing', async () => {
    // A copy outside of every node_modules finds no chdb, as on a machine without it.
    const bare = await mkdtemp(join(tmpdir(), 'hogkit-bare-'))
    await copyFile(CHILD, join(bare, 'child.mjs'))
    const error: unknown = await openEngine({ dataDir: join(bare, 'data'), childFile: join(bare, 'child.mjs') }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ name: 'EngineError', code: 'engine_missing' })
    expect(String(error)).toMatch(
      /npm install -D chdb @libsql\/client.*glibc.*macOS.*point `host` at PostHog.*Cannot find module 'chdb'/,
    )
    await rm(bare, { recursive: true })
  })

  it('ends with its parent', async () => {
    const own = await mkdtemp(join(tmpdir(), 'hogkit-engine-'))
    const script = join(own, 'parent.mjs')
    await writeFile(
      script,
      `import { fork } from 'node:child_process'
       const child = fork(${JSON.stringify(CHILD)}, [], { serialization: 'advanced' })
       child.on('message', message => {
         if (message.ready) child.send({ call: 1, op: 'open', data: { dir: ${JSON.stringify(join(own, 'data'))}, schema: [] } })
         if (message.call === 1) { child.send({ call: 2, op: 'query', data: { id: 'a', sql: ${JSON.stringify(SLOW)}, params: {}, seconds: 60, memory: 1e9, maxRows: 10, timezone: 'UTC' } }); setTimeout(() => process.send({ pid: child.pid }), 200) }
       })`,
    )
    const parent: ChildProcess = fork(script, [], { execArgv: [] })
    const { pid } = await new Promise<{ pid: number }>(resolve =>
      parent.once('message', message => resolve(message as { pid: number })),
    )
    expect(alive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await until(() => !alive(pid))
    await rm(own, { recursive: true, force: true })
  })
})
