import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSandboxError, type Sandbox, type SandboxOptions, startSandbox } from 'hogkit/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, useSandbox } from '../support/sandbox.js'

describe('the same uuid', () => {
  const s = useSandbox()
  const count = async (id: string) =>
    Number((await s.query('SELECT count() FROM events WHERE distinct_id = {id}', { id })).results[0]?.[0])

  it('is stored once when it comes twice, in one batch or later, in any case', async () => {
    const [id, uuid] = [randomUUID(), randomUUID()]
    const event = { event: 'once', distinct_id: id, uuid }
    await s.capture(event, event)
    await s.capture({ ...event, uuid: uuid.toUpperCase() })
    expect(await count(id)).toBe(1)
  })

  it('is stored once when twenty requests bring it at the same time', async () => {
    const [id, uuid] = [randomUUID(), randomUUID()]
    await Promise.all(Array.from({ length: 20 }, () => s.capture({ event: 'once', distinct_id: id, uuid })))
    expect(await count(id)).toBe(1)
  })

  it('loses nothing of fifty concurrent requests for one person', async () => {
    const id = randomUUID()
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        s.capture({ event: 'many', distinct_id: id, properties: { $set: { [`p${index}`]: index } } }),
      ),
    )
    expect(await count(id)).toBe(50)
    const { body } = await s.get<{ results: { properties: object }[] }>(`persons/?distinct_id=${id}`)
    expect(body.results).toHaveLength(1)
    expect(Object.keys(body.results[0]?.properties ?? {}).filter(name => /^p\d+$/.test(name))).toHaveLength(50)
  })
})

describe('a data directory', () => {
  let dataDir: string
  const running: Sandbox[] = []
  const start = async (options: SandboxOptions = {}) => {
    const sandbox = await startSandbox({ dataDir, ...options })
    running.push(sandbox)
    return sandbox
  }
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'hogkit-test-')), 'data')
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map(sandbox => sandbox.close()))
    await rm(join(dataDir, '..'), { recursive: true, force: true })
  })

  it('keeps events, persons, flags, definitions and keys over a restart', async () => {
    const first = await start()
    const before = connect(() => first)
    await before.capture({
      event: 'kept',
      distinct_id: 'u1',
      properties: { amount: 12.5, $set: { email: 'u1@x.io' }, $groups: { company: 'acme' } },
    })
    await before.send('POST', 'feature_flags/', { key: 'kept', filters: { groups: [{ rollout_percentage: 100 }] } })
    const extraKey = await first.createPersonalApiKey({ scopes: ['query:read'] })
    const person = (await before.get<{ results: object[] }>('persons/')).body.results[0]
    await first.close()

    const second = await start()
    expect(second).toMatchObject({ projectToken: first.projectToken, personalApiKey: first.personalApiKey })
    const after = connect(() => second)
    expect((await after.get<{ results: object[] }>('persons/')).body.results).toEqual([person])
    expect((await after.get<{ results: { key: string }[] }>('feature_flags/')).body.results).toMatchObject([
      { key: 'kept' },
    ])
    const query = { query: { kind: 'HogQLQuery', query: 'SELECT event, $group_0, properties.amount > 12 FROM events' } }
    const answer = await after.send<{ results: unknown[][] }>('POST', 'query/', query, { key: extraKey })
    expect(answer.body.results.map(row => row.slice(0, 2))).toEqual([['kept', 'acme']])
    expect(Number(answer.body.results[0]?.[2])).toBe(1)
    await after.capture({ event: 'next', distinct_id: 'u1', properties: { $set: { plan: 'pro' } } })
    const [merged] = (await after.get<{ results: { properties: object }[] }>('persons/')).body.results
    expect(merged?.properties).toMatchObject({ email: 'u1@x.io', plan: 'pro' })
  })

  it('is refused to a second sandbox, which is told where the first one answers', async () => {
    const first = await start()
    const refusal = await start().catch((error: unknown) => error)
    expect(isSandboxError(refusal) && refusal).toMatchObject({ code: 'data_dir_in_use', url: first.url })
    expect(String(refusal)).toContain(first.url)
    await connect(() => first).capture({ event: 'still here', distinct_id: 'u' })
  })

  it('is taken over from a process that is gone, and from one that is something else now', async () => {
    await (await start()).close()
    const lock = join(dataDir, 'sandbox.lock')
    expect(existsSync(lock)).toBe(false)
    await writeFile(
      lock,
      JSON.stringify({ instance: randomUUID(), pid: 2 ** 22 + 1, url: 'http://127.0.0.1:9', startedAt: 0 }),
    )
    await (await start()).close()
    // This very process runs, but no sandbox answers there.
    await writeFile(
      lock,
      JSON.stringify({ instance: randomUUID(), pid: process.pid, url: 'http://127.0.0.1:9', startedAt: 0 }),
    )
    await (await start()).close()
    await writeFile(lock, 'not JSON')
    const outcomes = await Promise.allSettled([start(), start(), start()])
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject(
        outcome.status === 'rejected' ? { reason: { code: 'data_dir_in_use' } } : { status: 'fulfilled' },
      )
    }
  })

  it('keeps its secrets from other users and from version control', async () => {
    const sandbox = await start()
    expect(await readFile(join(dataDir, '.gitignore'), 'utf8')).toBe('*\n')
    for (const name of ['', 'sandbox.db', 'sandbox.db-wal', 'sandbox.lock']) {
      expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0)
    }
    const extra = await sandbox.createPersonalApiKey({ scopes: ['*'] })
    await sandbox.close()
    expect(await readFile(join(dataDir, 'sandbox.db'), 'latin1')).not.toContain(extra)
  })

  it('that was there before keeps its own .gitignore', async () => {
    await writeFile(join(dataDir, '..', '.gitignore'), 'mine')
    await start({ dataDir: join(dataDir, '..') })
    expect(await readFile(join(dataDir, '..', '.gitignore'), 'utf8')).toBe('mine')
  })

  it('of a newer hogkit is left alone', async () => {
    await (await start()).close()
    const { createClient } = await import('@libsql/client')
    const client = createClient({ url: `file:${join(dataDir, 'sandbox.db')}` })
    await client.execute('PRAGMA user_version = 999')
    client.close()
    await expect(start()).rejects.toMatchObject({ code: 'data_dir_unusable' })
  })

  it('cannot be a file', async () => {
    await writeFile(join(dataDir, '..', 'file'), '')
    await expect(start({ dataDir: join(dataDir, '..', 'file') })).rejects.toMatchObject({ code: 'data_dir_unusable' })
  })
})

describe('starting', () => {
  it('says which port is taken, and leaves nothing behind', async () => {
    const first = await startSandbox()
    try {
      const port = Number(new URL(first.url).port)
      await expect(startSandbox({ port })).rejects.toMatchObject({ name: 'SandboxError', code: 'port_in_use' })
    } finally {
      await first.close()
      await first.close()
    }
    await expect(fetch(first.url)).rejects.toThrow('fetch failed')
  })

  it.each<[string, SandboxOptions]>([
    ['a port', { port: 70_000 }],
    ['a project token that is a personal key', { projectToken: 'phx_secretsecret' }],
    ['a personal key without its prefix', { personalApiKey: 'secretsecret' }],
  ])('refuses %s', async (_name, options) => {
    await expect(startSandbox(options)).rejects.toMatchObject({ code: 'invalid_option' })
  })

  it('uses the keys it is given', async () => {
    const keys = { projectToken: 'phc_mine', personalApiKey: 'phx_mine12345' }
    const sandbox = await startSandbox(keys)
    try {
      expect(sandbox).toMatchObject(keys)
      expect((await connect(() => sandbox).get('/api/users/@me/')).status).toBe(200)
    } finally {
      await sandbox.close()
    }
  })
})
