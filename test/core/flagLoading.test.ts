import { type ClientOptions, createClient } from 'hogkit/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { until, useClient, useServer, useStorage } from './support/client.js'
import type { TestServer } from './support/server.js'

const FLAGS = '/flags/'

afterEach(() => {
  vi.unstubAllGlobals()
})

const answer = (values: Record<string, boolean | string>, more: Record<string, unknown> = {}) => ({
  flags: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      { key, enabled: value !== false, variant: typeof value === 'string' ? value : null },
    ]),
  ),
  errorsWhileComputingFlags: false,
  ...more,
})

async function loaded(server: TestServer, options: Partial<ClientOptions> = {}) {
  const made = useClient(server, options)
  await made.client.flags.reload()
  return made
}

describe('ready', () => {
  test('resolves with the answer, for any flag or one', async () => {
    const server = await useServer()
    server.flags = answer({ a: true })
    const { client } = useClient(server, { preloadFlags: true })
    await Promise.all([client.flags.ready(), client.flags.ready('a'), client.flags.ready('nobody')])
    expect(client.flags.status).toBe('ready')
    expect(client.flags.details('nobody').status).toBe('missing')
    expect(server.to(FLAGS)).toHaveLength(1)
  })

  test('asks where nobody did', async () => {
    const server = await useServer()
    server.flags = answer({ a: true })
    const { client } = useClient(server)
    await client.flags.ready('a')
    expect(client.flags.get('a')).toBe(true)
  })

  test('resolves when flags cannot be loaded', async () => {
    const server = await useServer()
    server.script = () => ({ status: 500 })
    const { client, errors } = useClient(server)
    await client.flags.ready('a')
    expect(client.flags.details('a').status).toBe('error')
    await until(() => errors.length === 1)
    expect(errors).toMatchObject([{ status: 500 }])
  })

  test('does not wait for a client that was shut down, before or meanwhile', async () => {
    const server = await useServer()
    server.script = ({ path }) => (path === FLAGS ? { delayMs: 60_000 } : undefined)
    const { client, errors } = useClient(server, { preloadFlags: true })
    const waiting = client.flags.ready('a')
    await until(() => server.to(FLAGS).length === 1)
    await client.shutdown({ timeoutMs: 0 })
    await waiting
    expect(client.flags.details('a')).toMatchObject({ status: 'error', error: { name: 'AbortError' } })
    await client.flags.ready('b')
    expect(errors).toEqual([])
  })

  test('waits for one flag that a bootstrap does not know', async () => {
    const server = await useServer()
    server.flags = answer({ a: true, b: 'x' })
    const { client } = useClient(server, { preloadFlags: true, bootstrap: { featureFlags: { a: true } } })
    await client.flags.ready()
    expect(client.flags.details('b').status).toBe('loading')
    await client.flags.ready('b')
    expect(client.flags.get('b')).toBe('x')
  })
})

describe('the age of what is known', () => {
  test('is told, and kept over pages: old flags are stale until the next are in', async () => {
    const server = await useServer()
    server.flags = answer({ a: 'x' })
    const persistence = useStorage()
    let time = 1_700_000_000_000
    const options = { persistence, now: () => time, flagsStaleTimeMs: 60_000 }
    const { client } = await loaded(server, options)
    expect(client.flags.updatedAt).toBe(time)

    time += 60_000
    const young = useClient(server, options).client
    expect(young.flags.details('a')).toMatchObject({ status: 'ready', source: 'cache', value: 'x' })
    expect(young.flags.updatedAt).toBe(time - 60_000)

    time += 1
    const old = useClient(server, options).client
    expect(old.flags.details('a')).toMatchObject({ status: 'stale', source: 'cache', value: 'x' })
    await old.flags.reload()
    expect(old.flags.details('a')).toMatchObject({ status: 'ready', source: 'server' })
    expect(old.flags.updatedAt).toBe(time)

    time -= 3_600_000
    expect(useClient(server, options).client.flags.details('a').status).toBe('stale')
  })

  test('a cache from before ages were kept is stale', async () => {
    const server = await useServer()
    server.flags = answer({ a: 'x' })
    const persistence = useStorage()
    const { client } = await loaded(server, { persistence })
    const key = Object.keys(persistence.items).find(name => name.endsWith('_flags')) as string
    const { at: _, ...before } = JSON.parse(persistence.items[key] as string) as { at: number }
    persistence.items[key] = JSON.stringify(before)
    const again = useClient(server, { persistence }).client
    expect(again.flags.details('a')).toMatchObject({ status: 'stale', value: 'x' })
    expect(client.distinctId).toBe(again.distinctId)
  })

  test('nothing came from a server yet', async () => {
    const server = await useServer()
    expect(useClient(server, { bootstrap: { featureFlags: { a: true } } }).client.flags.updatedAt).toBeUndefined()
  })

  test('old flags that cannot be replaced stay, and say why', async () => {
    const server = await useServer()
    server.flags = answer({ a: 'x' })
    const persistence = useStorage()
    let time = Date.now()
    const options = { persistence, now: () => time }
    await loaded(server, options)
    time += 86_400_000
    server.script = () => ({ cut: 'before' as const })
    const { client } = useClient(server, options)
    await expect(client.flags.reload()).rejects.toMatchObject({ name: 'NetworkError' })
    expect(client.flags.details('a')).toMatchObject({ status: 'stale', value: 'x', error: { name: 'NetworkError' } })
    expect(client.flags.details('b')).toMatchObject({ status: 'blocked', value: undefined })
  })
})

describe('a flag that the server could not evaluate', () => {
  const failing = (more: Record<string, unknown> = {}) => ({
    ...answer({ a: true }, { errorsWhileComputingFlags: true, ...more }),
  })

  test('reads as an error where nothing was known, and is asked for again', async () => {
    const server = await useServer()
    const body = failing()
    Object.assign(body.flags, { b: { key: 'b', enabled: false, failed: true } })
    server.flags = body
    const persistence = useStorage()
    const { client } = await loaded(server, { persistence })
    expect(client.flags.details('b')).toMatchObject({
      status: 'error',
      value: undefined,
      error: { name: 'InvalidResponseError' },
    })
    expect(client.flags.all()).toEqual({ a: true })
    server.next(FLAGS, { delayMs: 50 })
    const next = useClient(server, { persistence, preloadFlags: true }).client
    expect(next.flags.details('b').status).toBe('loading')
    server.flags = answer({ a: true, b: true })
    await client.flags.reload()
    expect(client.flags.details('b')).toMatchObject({ status: 'ready', value: true, error: undefined })
  })

  test('stays stale, with the reason, after the identity changed', async () => {
    const server = await useServer()
    server.flags = answer({ a: true, b: 'x' })
    const { client } = await loaded(server)
    server.flags = failing()
    await client.identify('user-1')
    expect(client.flags.details('a').status).toBe('ready')
    expect(client.flags.details('b')).toMatchObject({
      status: 'stale',
      value: 'x',
      error: { name: 'InvalidResponseError' },
    })
  })
})

describe('the request', () => {
  test('asks only for news where the server gives ETags', async () => {
    const server = await useServer()
    server.script = request => {
      if (request.path !== FLAGS) return undefined
      if (request.headers['if-none-match'] === '"1"') return { status: 304, body: '' }
      return { headers: { etag: '"1"' }, body: answer({ a: request.body['distinct_id'] === 'user-1' }) }
    }
    const { client } = await loaded(server)
    await client.flags.reload()
    expect(server.to(FLAGS).map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"'])
    expect(client.flags.details('a')).toMatchObject({ status: 'ready', value: false })
    await client.identify('user-1')
    expect(server.to(FLAGS)[2]?.headers['if-none-match']).toBeUndefined()
    expect(client.flags.get('a')).toBe(true)
  })

  test('goes to another path, and from there to /decide', async () => {
    const server = await useServer()
    server.flags = { featureFlags: ['a'] }
    const { client } = useClient(server, { flagsPath: '/f/?x=1' })
    server.next('/f/', { body: answer({ a: 'x' }) }, { status: 404 })
    await client.flags.reload()
    expect(client.flags.get('a')).toBe('x')
    await client.flags.reload()
    expect(client.flags.get('a')).toBe(true)
    expect(server.requests.map(({ path, query }) => `${path}?${query.toString()}`)).toEqual([
      '/f/?x=1&v=2',
      '/f/?x=1&v=2',
      '/decide/?v=3',
    ])
  })

  test('names the keys and contexts that are wanted', async () => {
    const server = await useServer()
    await loaded(server, { flagKeys: ['a', 'b'], evaluationContexts: ['web'] })
    expect(server.to(FLAGS)[0]?.body).toMatchObject({ flag_keys_to_evaluate: ['a', 'b'], evaluation_contexts: ['web'] })
  })

  test('says that it comes from a server, which a page does not', async () => {
    const server = await useServer()
    await loaded(server)
    await loaded(server, { evaluationRuntime: 'all' })
    vi.stubGlobal('location', new URL('https://app.example/'))
    await loaded(server)
    vi.stubGlobal('location', undefined)
    vi.stubGlobal('navigator', { product: 'ReactNative' })
    const { client } = await loaded(server)
    await client.flags.evaluate('a', { distinctId: 'somebody' })
    expect(server.to(FLAGS).map(({ body }) => body['evaluation_runtime'])).toEqual([
      'server',
      'all',
      'client',
      'client',
      'client',
    ])
  })

  test.each([
    ['a path that is none', { flagsPath: 'flags' }],
    ['a negative age', { flagsStaleTimeMs: -1 }],
    ['an endless interval', { flagsRefreshIntervalMs: Infinity }],
  ])('is not made by %s', (_name, options) => {
    expect(() => createClient({ projectToken: 'phc_test', persistence: 'memory', ...options })).toThrow(
      Object.keys(options)[0],
    )
  })
})

describe('properties for flags', () => {
  test('go with every request, without an event, until they are reset', async () => {
    const server = await useServer()
    const persistence = useStorage()
    server.flags = answer({ a: true })
    const { client } = await loaded(server, { persistence })
    await client.flags.setPersonPropertiesForFlags({ plan: 'free', seats: 3 })
    await client.flags.setPersonPropertiesForFlags({ plan: 'pro' })
    await client.flags.setGroupPropertiesForFlags({ company: { size: 10 }, project: { size: 1 } })
    expect(server.to(FLAGS).at(-1)?.body).toMatchObject({
      person_properties: { plan: 'pro', seats: 3 },
      group_properties: { company: { size: 10 }, project: { size: 1 } },
    })
    const { client: next } = await loaded(server, { persistence })
    expect(server.to(FLAGS).at(-1)?.body).toMatchObject({ person_properties: { plan: 'pro', seats: 3 } })

    await next.flags.resetGroupPropertiesForFlags('company')
    expect(server.to(FLAGS).at(-1)?.body['group_properties']).toEqual({ company: {}, project: { size: 1 } })
    await next.flags.resetGroupPropertiesForFlags()
    await next.flags.resetPersonPropertiesForFlags()
    expect(server.to(FLAGS).at(-1)?.body).toMatchObject({ person_properties: {}, group_properties: {} })
    await client.flush()
    await next.flush()
    expect(server.events).toEqual([])
  })

  test('resolve with the flags that follow from them', async () => {
    const server = await useServer()
    server.script = ({ path, body }) =>
      path === FLAGS
        ? { body: answer({ a: (body['person_properties'] as { plan?: string }).plan ?? false }) }
        : undefined
    const { client } = await loaded(server)
    await client.flags.setPersonPropertiesForFlags({ plan: 'pro' })
    expect(client.flags.get('a')).toBe('pro')
  })

  test('ask nothing where flags were never asked for', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    await client.flags.setPersonPropertiesForFlags({ plan: 'pro' })
    expect(server.to(FLAGS)).toEqual([])
    await client.flags.reload()
    expect(server.to(FLAGS)[0]?.body).toMatchObject({ person_properties: { plan: 'pro' } })
  })
})

test('two clients of one project, with storages of their own, keep flags and questions apart', async () => {
  const server = await useServer()
  server.script = ({ path, body }) =>
    path === FLAGS ? { body: answer({ a: String(body['distinct_id']) }) } : undefined
  const one = useClient(server, { persistence: useStorage() }).client
  const two = useClient(server, { persistence: useStorage() }).client
  await Promise.all([one.identify('one'), two.identify('two'), one.flags.reload(), two.flags.reload()])
  expect([one.flags.get('a'), two.flags.get('a')]).toEqual(['one', 'two'])
  one.flags.override({ a: 'forced' })
  expect(two.flags.get('a')).toBe('two')
})

test('a refresh that is under way is not asked for twice', async () => {
  const server = await useServer()
  server.flags = answer({ a: true })
  const { client } = useClient(server, { preloadFlags: true })
  const reloaded = client.flags.reload()
  await Promise.all([client.flags.ready(), reloaded])
  await until(() => client.flags.status === 'ready')
  expect(server.to(FLAGS)).toHaveLength(1)
})
