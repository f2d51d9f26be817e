import { describe, expect, test } from 'vitest'
import { type ClientOptions, type FlagDetails, HogkitError } from 'hogkit/core'
import { arrived, until, useClient, useServer, useStorage } from './support/client.js'
import type { TestServer } from './support/server.js'

const FLAGS = '/flags/'

function v2(flags: Record<string, boolean | string>, more: Record<string, unknown> = {}) {
  return {
    flags: Object.fromEntries(
      Object.entries(flags).map(([key, value]) => [
        key,
        {
          key,
          enabled: value !== false,
          variant: typeof value === 'string' ? value : null,
          reason: { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' },
          metadata: { id: 7, version: 3, payload: value ? `{"of":"${key}"}` : null },
        },
      ]),
    ),
    errorsWhileComputingFlags: false,
    requestId: 'request-1',
    evaluatedAt: 1_760_000_000_000,
    ...more,
  }
}

async function loaded(server: TestServer, options: Partial<ClientOptions> = {}) {
  const made = useClient(server, options)
  await made.client.flags.reload()
  return made
}

describe('loading', () => {
  test('asks as PostHog wants to be asked', async () => {
    const server = await useServer()
    server.flags = v2({ beta: true })
    const { client } = useClient(server, { preloadFlags: true })
    expect(client.flags.status).toBe('loading')
    expect(client.flags.details('beta')).toMatchObject({ status: 'loading', value: undefined, source: 'default' })
    await until(() => client.flags.status === 'ready')
    const [request] = server.to(FLAGS)
    expect(request?.query.get('v')).toBe('2')
    expect(request?.headers.authorization).toBeUndefined()
    expect(request?.body).toMatchObject({
      token: 'phc_test',
      distinct_id: client.distinctId,
      groups: {},
      person_properties: {},
      group_properties: {},
      $device_id: client.deviceId,
      geoip_disable: false,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    expect(request?.body).not.toHaveProperty('flag_keys_to_evaluate')
    expect(client.flags.details('beta')).toEqual({
      key: 'beta',
      status: 'ready',
      value: true,
      enabled: true,
      variant: undefined,
      payload: { of: 'beta' },
      source: 'server',
      reason: { code: 'condition_match', conditionIndex: 0, description: 'Matched condition set 1' },
      id: 7,
      version: 3,
      requestId: 'request-1',
      error: undefined,
    } satisfies FlagDetails)
    expect(client.flags.details('nobody')).toMatchObject({ status: 'missing', value: undefined, enabled: false })
  })

  test('gives value, variant and payload', async () => {
    const server = await useServer()
    server.flags = v2({ on: true, off: false, test: 'variant-a' })
    const { client } = await loaded(server)
    expect(client.flags.all()).toEqual({ on: true, off: false, test: 'variant-a' })
    expect(client.flags.all()).toBe(client.flags.all())
    expect(client.flags.get('test')).toBe('variant-a')
    expect(client.flags.details('test')).toMatchObject({ enabled: true, variant: 'variant-a' })
    expect(client.flags.details('off')).toMatchObject({ enabled: false, payload: undefined })
    expect(client.flags.payload('on')).toEqual({ of: 'on' })
  })

  test.each([
    ['v1 of decide', { featureFlags: ['on', 'test'] }, { on: true, test: true }],
    ['v2 of decide', { featureFlags: { on: true, test: 'b' } }, { on: true, test: 'b' }],
    [
      'v3',
      { featureFlags: { on: true, off: false }, featureFlagPayloads: { on: '[1]' }, errorsWhileComputingFlags: false },
      { on: true, off: false },
    ],
    ['a project without flags', { requestId: 'x' }, {}],
  ])('reads the shape of %s', async (_, answer, values) => {
    const server = await useServer()
    server.flags = answer
    const { client } = await loaded(server)
    expect(client.flags.all()).toEqual(values)
    expect(client.flags.payload('on')).toEqual('featureFlagPayloads' in answer ? [1] : undefined)
  })

  test('hostile keys and payloads do no harm', async () => {
    const server = await useServer()
    server.flags = JSON.parse(
      '{"featureFlags":{"__proto__":"evil","constructor":true},"featureFlagPayloads":{"constructor":"not json"}}',
    ) as unknown
    const { client } = await loaded(server)
    expect(client.flags.get('__proto__')).toBe('evil')
    expect(client.flags.payload('constructor')).toBe('not json')
    expect(client.flags.get('toString')).toBeUndefined()
    expect(({} as { evil?: unknown }).evil).toBeUndefined()
  })

  test('several calls at once share one request, calls in flight share one more', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    server.next(FLAGS, { delayMs: 50 })
    const { client } = useClient(server)
    const first = [client.flags.reload(), client.flags.reload()]
    await until(() => server.to(FLAGS).length === 1)
    const second = [client.flags.reload(), client.flags.reload(), client.flags.reload()]
    await Promise.all([...first, ...second])
    expect(server.to(FLAGS)).toHaveLength(2)
  })

  test.each([{ status: 502 }, { status: 504 }, { cut: 'before' as const }, { delayMs: 2500 }])(
    'tries once more after %j',
    async fault => {
      const server = await useServer()
      server.flags = v2({ a: true })
      server.next(FLAGS, fault)
      const { client } = useClient(server, 'delayMs' in fault ? { flagsTimeoutMs: 1200 } : {})
      const began = performance.now()
      await client.flags.reload()
      expect(performance.now() - began).toBeGreaterThan(290)
      expect(client.flags.get('a')).toBe(true)
      expect(server.to(FLAGS)).toHaveLength(2)
    },
  )

  test('tries as often as it is told, later and later, and not at all when told so', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    for (let count = 0; count < 2; count++) server.next(FLAGS, { status: 504 })
    const { client } = useClient(server, { flagsMaxRetries: 2 })
    const began = performance.now()
    await client.flags.reload()
    expect(performance.now() - began).toBeGreaterThan(890)
    expect(server.to(FLAGS)).toHaveLength(3)

    server.next(FLAGS, { status: 504 })
    const { client: other } = useClient(server, { flagsMaxRetries: 0 })
    await expect(other.flags.reload()).rejects.toMatchObject({ name: 'HttpError', status: 504 })
    expect(server.to(FLAGS)).toHaveLength(4)
  })

  test.each([
    [{ status: 500 }, 1, 'HttpError', 'error'],
    [{ status: 401 }, 1, 'HttpError', 'error'],
    [{ status: 429 }, 1, 'RateLimitError', 'error'],
    [{ status: 502 }, 2, 'HttpError', 'error'],
    [{ cut: 'before' as const }, 2, 'NetworkError', 'blocked'],
    [{ delayMs: 300 }, 2, 'TimeoutError', 'error'],
    [{ body: '<html>login</html>' }, 1, 'InvalidResponseError', 'error'],
    [{ body: v2({}, { quotaLimited: ['feature_flags'] }) }, 1, 'QuotaLimitedError', 'quota-limited'],
  ])('%j rejects after %i requests with %s and reads as %s', async (fault, requests, name, status) => {
    const server = await useServer()
    server.script = request => (request.path === FLAGS ? fault : undefined)
    const { client, errors } = useClient(server, 'delayMs' in fault ? { flagsTimeoutMs: 100 } : {})
    const told: unknown[] = []
    let calls = 0
    client.on('flags', event => told.push(event))
    client.flags.subscribe(() => calls++, 'a')
    await expect(client.flags.reload()).rejects.toMatchObject({ name })
    expect(server.to(FLAGS)).toHaveLength(requests)
    expect(client.flags.details('a')).toMatchObject({ status, value: undefined, error: { name } })
    expect(client.flags.status).toBe('error')
    expect(told).toMatchObject([{ error: { name } }])
    expect(calls).toBe(1)
    expect(errors).toEqual([])
  })

  test('a failure keeps what is known', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = await loaded(server)
    const before = client.flags.details('a')
    for (const fault of [{ status: 500 }, { body: v2({}, { quotaLimited: ['feature_flags'] }) }]) {
      server.next(FLAGS, fault)
      await expect(client.flags.reload()).rejects.toBeInstanceOf(HogkitError)
      expect(client.flags.details('a')).toBe(before)
    }
  })

  test('a failed preload goes to onError', async () => {
    const server = await useServer()
    server.script = () => ({ status: 500 })
    const { client, errors } = useClient(server, { preloadFlags: true })
    await until(() => client.flags.status === 'error')
    await until(() => errors.length === 1)
    expect(errors).toMatchObject([{ name: 'HttpError', status: 500 }])
  })

  test('falls back to /decide where /flags is unknown, and stays there', async () => {
    const server = await useServer()
    server.flags = { featureFlags: { a: true } }
    server.script = request => (request.path === FLAGS ? { status: 404 } : undefined)
    const { client } = await loaded(server)
    await client.flags.reload()
    expect(client.flags.get('a')).toBe(true)
    expect(server.requests.map(request => request.path + String(request.query.get('v')))).toEqual([
      `${FLAGS}2`,
      '/decide/3',
      '/decide/3',
    ])
  })
})

describe('a server from before /flags', () => {
  const csrf = '<!doctype html><h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>'

  test.each([
    [
      'which serves v3',
      404,
      { featureFlags: { a: 'x', off: false }, featureFlagPayloads: { a: '1' } },
      { a: 'x', off: false },
    ],
    ['which knows v2 only', 405, { featureFlags: { a: 'x' } }, { a: 'x' }],
    ['which knows v1 only, and whose app takes every other path', 403, { featureFlags: ['a'] }, { a: true }],
  ])('%s is asked by /decide, once it said %i', async (_name, status, answer, values) => {
    const server = await useServer()
    server.script = ({ path }) =>
      path === '/decide/' ? { body: answer } : { status, headers: { 'content-type': 'text/html' }, body: csrf }
    const { client } = await loaded(server)
    await client.flags.reload()
    expect(client.flags.all()).toEqual(values)
    const [flags, ...decides] = server.requests
    expect([flags?.path, ...decides.map(({ path, query }) => `${path}?${query.toString()}`)]).toEqual([
      FLAGS,
      '/decide/?v=3',
      '/decide/?v=3',
    ])
    expect(decides[0]?.body).toMatchObject({ token: 'phc_test', distinct_id: client.distinctId })
  })

  test('is not taken for one that has neither, or that refuses', async () => {
    const server = await useServer()
    server.script = ({ path }) => ({ status: path === FLAGS ? 403 : 404, body: 'no' })
    const { client } = useClient(server)
    await expect(client.flags.reload()).rejects.toMatchObject({ status: 403 })
    server.script = () => undefined
    server.flags = v2({ a: true })
    await client.flags.reload()
    expect(client.flags.get('a')).toBe(true)
    expect(server.requests.map(({ path }) => path)).toEqual([FLAGS, '/decide/', FLAGS])
  })
})

describe('while the app reloads', () => {
  test('values stay, marked stale at once, and the same answer gives the same objects back', async () => {
    const server = await useServer()
    server.flags = v2({ a: true, b: 'x' })
    const { client } = await loaded(server)
    const [a, all] = [client.flags.details('a'), client.flags.all()]
    const reloaded = client.flags.reload()
    expect(client.flags.details('a')).toEqual({ ...a, status: 'stale' })
    expect(client.flags.details('nobody').status).toBe('missing')
    expect(client.flags.all()).toBe(all)
    server.flags = v2({ a: true, b: 'y' }, { requestId: 'request-2' })
    await reloaded
    expect(client.flags.details('a')).toBe(a)
    expect(client.flags.details('b')).toMatchObject({ status: 'ready', value: 'y', requestId: 'request-2' })
  })

  test('they stay stale until the last answer that was asked for', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'first' })
    const { client } = await loaded(server)
    server.next(FLAGS, { body: v2({ a: 'second' }) }, { body: v2({ a: 'third' }) })
    const second = client.flags.reload()
    await until(() => server.to(FLAGS).length === 2)
    const third = client.flags.reload()
    await second
    expect(client.flags.details('a')).toMatchObject({ status: 'stale', value: 'second' })
    await third
    expect(client.flags.details('a')).toMatchObject({ status: 'ready', value: 'third' })
  })

  test('a partial answer leaves what it does not tell as it was', async () => {
    const server = await useServer()
    server.flags = v2({ a: true, b: 'x' })
    const { client } = await loaded(server)
    const before = client.flags.details('b')
    server.flags = v2({ a: false }, { errorsWhileComputingFlags: true })
    await client.flags.reload()
    expect(client.flags.details('b')).toBe(before)
  })

  test('another identity ends the mark: a failure then does not make them ready again', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = await loaded(server)
    const refused = client.flags.reload().catch(String)
    server.script = () => ({ status: 500 })
    await client.identify('user-1')
    await refused
    expect(client.flags.details('a')).toMatchObject({ status: 'stale', value: true, error: { status: 500 } })
  })

  test('a bootstrapped value is stale too, and ready again when the server cannot be asked', async () => {
    const server = await useServer()
    server.script = () => ({ status: 500 })
    const { client } = useClient(server, { bootstrap: { featureFlags: { a: true } } })
    const seen: string[] = []
    client.flags.subscribe(() => seen.push(client.flags.details('a').status), 'a')
    await expect(client.flags.reload()).rejects.toMatchObject({ status: 500 })
    expect(seen).toEqual(['stale', 'ready'])
    expect(client.flags.details('a')).toMatchObject({ source: 'bootstrap', value: true })
  })

  test('no exposure of a value that may be replaced, but of what came', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'old' })
    const { client } = await loaded(server)
    server.flags = v2({ a: 'new' })
    const reloaded = client.flags.reload()
    client.flags.reportExposure('a')
    await reloaded
    client.flags.reportExposure('a')
    await client.flush()
    expect(server.events.map(({ properties }) => properties['$feature_flag_response'])).toEqual(['new'])
  })

  test('other properties make them stale, for good where the answer does not come', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client, errors } = await loaded(server)
    const seen: string[] = []
    client.flags.subscribe(() => seen.push(client.flags.details('a').status), 'a')
    await client.flags.setPersonPropertiesForFlags({ plan: 'pro' })
    expect(seen).toEqual(['stale', 'ready'])
    server.next(FLAGS, { status: 500 })
    client.setPersonProperties({ plan: 'free' })
    await until(() => errors.length === 1)
    expect(client.flags.details('a')).toMatchObject({ status: 'stale', value: true, error: { status: 500 } })
    await client.flags.reload()
    expect(client.flags.details('a')).toMatchObject({ status: 'ready', value: true, error: undefined })
  })
})

describe('a partial answer', () => {
  test('adds to what is known, without the failed', async () => {
    const server = await useServer()
    server.flags = v2({ a: true, b: 'x', c: true })
    const { client } = await loaded(server)
    const answer = v2({ a: false, b: false }, { errorsWhileComputingFlags: true })
    Object.assign(answer.flags['b'] as object, { failed: true, enabled: false })
    server.flags = answer
    await client.flags.reload()
    expect(client.flags.all()).toEqual({ a: false, b: 'x', c: true })
  })

  test('a full answer replaces', async () => {
    const server = await useServer()
    server.flags = v2({ a: true, b: true })
    const { client } = await loaded(server)
    server.flags = v2({ a: true })
    await client.flags.reload()
    expect(client.flags.all()).toEqual({ a: true })
    expect(client.flags.details('b').status).toBe('missing')
  })
})

describe('subscriptions', () => {
  test('tell only readers of what changed', async () => {
    const server = await useServer()
    server.flags = v2({ a: true, b: true })
    const { client } = await loaded(server)
    const calls: string[] = []
    const values = { a: client.flags.get('a'), b: client.flags.get('b') }
    const changes: string[] = []
    const look = (key: 'a' | 'b') => () => {
      const { status, value } = client.flags.details(key)
      calls.push(`${key} ${status}`)
      if (value !== values[key]) changes.push(`${key} ${String((values[key] = value))}`)
    }
    client.flags.subscribe(look('a'), 'a')
    client.flags.subscribe(look('b'), 'b')
    const undo = client.flags.subscribe(() => calls.push('any'))
    const before = client.flags.details('a')
    server.flags = v2({ a: true, b: 'variant' }, { requestId: 'request-2' })
    const all = client.flags.all()
    await client.flags.reload()
    expect(calls.splice(0)).toEqual(['a stale', 'b stale', 'any', 'a ready', 'b ready', 'any'])
    expect(changes.splice(0)).toEqual(['b variant'])
    expect(client.flags.details('a')).toBe(before)
    expect(client.flags.all()).not.toBe(all)
    await client.flags.reload()
    expect(calls.splice(0)).toEqual(['a stale', 'b stale', 'any', 'a ready', 'b ready', 'any'])
    expect(changes).toEqual([])
    undo()
    client.flags.override({ a: 'forced' })
    expect(calls.splice(0)).toEqual(['a ready'])
    server.flags = v2({ a: false, b: 'variant' })
    await client.flags.reload()
    client.flags.override(null)
    expect(calls).toEqual(['b stale', 'b ready', 'a ready'])
    expect(changes).toEqual(['a forced', 'a false'])
  })

  test('an equal payload keeps its reference when the rest changes', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = await loaded(server)
    const { payload } = client.flags.details('a')
    server.flags = v2({ a: 'variant' })
    await client.flags.reload()
    expect(client.flags.get('a')).toBe('variant')
    expect(client.flags.payload('a')).toBe(payload)
  })

  test('a missing flag is told when it comes to be', async () => {
    const server = await useServer()
    server.flags = v2({})
    const { client } = await loaded(server)
    let calls = 0
    client.flags.subscribe(() => calls++, 'late')
    server.flags = v2({ late: true })
    await client.flags.reload()
    expect([calls, client.flags.get('late')]).toEqual([1, true])
  })
})

describe('identity', () => {
  test('identify resolves with the flags of the new identity, naming the old one', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = await loaded(server)
    const anonymousId = client.distinctId
    server.flags = v2({ a: false })
    const statuses: string[] = []
    client.flags.subscribe(() => statuses.push(client.flags.details('a').status), 'a')
    const identified = client.identify('user-1', { set: { email: 'a@b.c' } })
    expect(client.flags.details('a')).toMatchObject({ status: 'stale', value: true })
    await identified
    expect(client.flags.details('a')).toMatchObject({ status: 'ready', value: false })
    expect(statuses).toEqual(['stale', 'ready'])
    expect(server.to(FLAGS).at(-1)?.body).toMatchObject({
      distinct_id: 'user-1',
      $anon_distinct_id: anonymousId,
      person_properties: { email: 'a@b.c' },
    })
    await client.flags.reload()
    expect(server.to(FLAGS).at(-1)?.body).not.toHaveProperty('$anon_distinct_id')
  })

  test('an answer for the old identity is dropped, and its caller gets the new one', async () => {
    const server = await useServer()
    server.script = request => {
      if (request.path !== FLAGS) return undefined
      const isNew = request.body['distinct_id'] === 'user-1'
      return { delayMs: isNew ? 10 : 100, body: v2({ a: isNew ? 'new' : 'old' }) }
    }
    const { client } = useClient(server)
    const first = client.flags.reload()
    await until(() => server.to(FLAGS).length === 1)
    await client.identify('user-1')
    expect(client.flags.get('a')).toBe('new')
    await first
    await new Promise(resolve => setTimeout(resolve, 150))
    expect(client.flags.get('a')).toBe('new')
    expect(server.to(FLAGS)).toHaveLength(2)
  })

  test('a queued reload survives a change of identity in flight', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    server.next(FLAGS, { delayMs: 100 })
    const { client } = useClient(server)
    const first = client.flags.reload()
    await until(() => server.to(FLAGS).length === 1)
    const second = client.flags.reload()
    const third = client.identify('user-1')
    await Promise.all([first, second, third])
    expect(client.flags.get('a')).toBe(true)
    expect(server.to(FLAGS)).toHaveLength(2)
  })

  test('identify resolves when flags fail, and keeps stale values', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client, errors } = await loaded(server)
    server.next(FLAGS, { status: 500 })
    await client.identify('user-1')
    expect(client.flags.details('a')).toMatchObject({ status: 'stale', value: true, error: { status: 500 } })
    expect(errors).toMatchObject([{ status: 500 }])
  })

  test('values of another visitor do not outlast a failure after reset', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = await loaded(server)
    server.script = () => ({ status: 500 })
    client.reset()
    expect(client.flags.details('a').status).toBe('stale')
    await until(() => client.flags.details('a').status === 'error')
    expect(client.flags.get('a')).toBeUndefined()
  })

  test('group and person properties are sent along', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = await loaded(server)
    client.group('company', 'acme', { plan: 'pro' })
    client.setPersonProperties({ age: 3 }, { first: 1 })
    await until(() => server.to(FLAGS).length === 2)
    expect(server.to(FLAGS)[1]?.body).toMatchObject({
      groups: { company: 'acme' },
      group_properties: { company: { plan: 'pro' } },
      person_properties: { age: 3, first: 1 },
    })
  })

  test('without preload or reload nothing is asked for', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    await client.identify('user-1')
    client.group('company', 'acme')
    client.reset()
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(server.to(FLAGS)).toHaveLength(0)
  })
})

describe('sources', () => {
  test('the cache of an earlier page is there at once, for the same identity only', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'x' })
    const persistence = useStorage()
    await loaded(server, { persistence })
    const again = useClient(server, { persistence }).client
    expect(again.flags.details('a')).toMatchObject({
      status: 'ready',
      value: 'x',
      source: 'cache',
      payload: { of: 'a' },
    })
    expect(again.flags.serverDetails('a')).toMatchObject({ status: 'loading', value: undefined, source: 'default' })
    expect(again.flags.status).toBe('ready')
    await again.flags.reload()
    expect(again.flags.details('a').source).toBe('server')

    const key = Object.keys(persistence.items).find(name => name.endsWith('_flags')) as string
    persistence.items[key] = (persistence.items[key] as string).replace(again.distinctId, 'somebody-else')
    expect(useClient(server, { persistence }).client.flags.get('a')).toBeUndefined()
  })

  test('a bootstrap is ready at once, beats the cache, and is what the server rendered', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'x' })
    const persistence = useStorage()
    await loaded(server, { persistence })
    const bootstrap = {
      featureFlags: { a: 'boot', off: false },
      featureFlagPayloads: { a: { size: 1 }, off: { size: 2 } },
    }
    const { client } = useClient(server, { persistence, bootstrap })
    expect(client.flags.details('a')).toMatchObject({
      status: 'ready',
      value: 'boot',
      source: 'bootstrap',
      payload: { size: 1 },
    })
    expect(client.flags.details('off')).toMatchObject({ status: 'ready', value: false, payload: undefined })
    expect(client.flags.details('other').status).toBe('missing')
    await client.flags.reload()
    expect(client.flags.get('a')).toBe('x')
    expect(client.flags.serverDetails('a')).toMatchObject({ value: 'boot', source: 'bootstrap' })
    expect(client.flags.serverDetails('a')).toBe(client.flags.serverDetails('a'))
    expect(client.flags.serverAll()).toEqual({ a: 'boot', off: false })
  })

  test('an override rules until it ends', async () => {
    const server = await useServer()
    server.flags = v2({ a: true, b: true })
    const { client } = await loaded(server)
    const calls: string[] = []
    client.flags.subscribe(() => calls.push('a'), 'a')
    client.flags.subscribe(() => calls.push('b'), 'b')
    client.flags.override({ a: 'forced', made: true })
    expect(client.flags.details('a')).toMatchObject({ value: 'forced', source: 'override', status: 'ready' })
    expect(client.flags.all()).toEqual({ a: 'forced', b: true, made: true })
    expect(calls.splice(0)).toEqual(['a'])
    await client.flags.reload()
    expect(client.flags.get('a')).toBe('forced')
    // Stale, and ready again: the forced one is neither.
    expect(calls.splice(0)).toEqual(['b', 'b'])
    client.flags.override(null)
    expect(client.flags.all()).toEqual({ a: true, b: true })
    expect(calls).toEqual(['a'])
  })
})

describe('exposure', () => {
  test('is sent once for identity, flag and value, with PostHog’s properties', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'x', b: true })
    const persistence = useStorage()
    const { client } = await loaded(server, { persistence })
    for (let i = 0; i < 3; i++) client.flags.reportExposure('a')
    client.flags.reportExposure('nobody')
    const again = useClient(server, { persistence }).client
    again.flags.reportExposure('a')
    server.flags = v2({ a: 'y' })
    await client.flags.reload()
    client.flags.reportExposure('a')
    await client.identify('user-1')
    client.flags.reportExposure('a')
    const called = (await arrived(client, server)).filter(({ event }) => event === '$feature_flag_called')
    expect(called.map(({ properties }) => [properties['$feature_flag'], properties['$feature_flag_response']])).toEqual(
      [
        ['a', 'x'],
        ['nobody', undefined],
        ['a', 'y'],
        ['a', 'y'],
      ],
    )
    expect(called[0]?.properties).toMatchObject({
      $feature_flag_payload: { of: 'a' },
      $feature_flag_id: 7,
      $feature_flag_version: 3,
      $feature_flag_reason: 'Matched condition set 1',
      $feature_flag_request_id: 'request-1',
      $feature_flag_evaluated_at: 1_760_000_000_000,
      '$feature/a': 'x',
      '$feature/b': true,
    })
    expect(called[0]?.properties).not.toHaveProperty('$feature_flag_error')
    expect(called[1]?.properties['$feature_flag_error']).toBe('flag_missing')
  })

  test('waits while the value is not of this identity, and is not spent while nothing may be sent', async () => {
    const server = await useServer()
    server.flags = v2({ a: true })
    const { client } = useClient(server, { consent: 'denied' })
    client.flags.reportExposure('a')
    await client.flags.reload()
    client.flags.reportExposure('a')
    client.consent.grant()
    const identified = client.identify('user-1')
    client.flags.reportExposure('a')
    await identified
    client.flags.reportExposure('a')
    const called = (await arrived(client, server)).filter(({ event }) => event === '$feature_flag_called')
    expect(called).toMatchObject([{ distinct_id: 'user-1', properties: { $feature_flag_response: true } }])
  })

  test('tells of a bootstrap and of an override', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'x' })
    const { client } = useClient(server, { bootstrap: { featureFlags: { a: 'boot' } } })
    client.flags.reportExposure('a')
    await client.flags.reload()
    client.flags.override({ a: 'forced' })
    client.flags.reportExposure('a')
    const [first, second] = await arrived(client, server)
    expect(first?.properties).toMatchObject({
      $feature_flag_response: 'boot',
      $feature_flag_bootstrapped_response: 'boot',
      $used_bootstrap_value: true,
    })
    expect(second?.properties).toMatchObject({
      $feature_flag_response: 'forced',
      $feature_flag_original_response: 'x',
      $used_bootstrap_value: false,
    })
  })

  test('names errors while computing', async () => {
    const server = await useServer()
    server.flags = v2({ a: true }, { errorsWhileComputingFlags: true })
    const { client } = await loaded(server)
    client.flags.reportExposure('a')
    expect((await arrived(client, server))[0]?.properties['$feature_flag_error']).toBe('errors_while_computing_flags')
  })
})

describe('evaluate', () => {
  test('asks for anybody, once for one flag, and reports exposure for them', async () => {
    const server = await useServer()
    server.flags = v2({ a: 'x' })
    const { client } = useClient(server)
    const options = {
      distinctId: 'user-9',
      groups: { company: 'acme' },
      personProperties: { age: 3 },
      groupProperties: { company: { plan: 'pro' } },
      disableGeoip: true,
    }
    expect(await client.flags.evaluate('a', options)).toBe('x')
    expect(await client.flags.evaluate('a', options)).toBe('x')
    expect(server.to(FLAGS)[0]?.body).toMatchObject({
      distinct_id: 'user-9',
      groups: { company: 'acme' },
      person_properties: { age: 3 },
      group_properties: { company: { plan: 'pro' } },
      geoip_disable: true,
      flag_keys_to_evaluate: ['a'],
    })
    expect(server.to(FLAGS)[0]?.body).not.toHaveProperty('$device_id')
    const events = await arrived(client, server)
    expect(events).toMatchObject([
      {
        event: '$feature_flag_called',
        distinct_id: 'user-9',
        properties: {
          $feature_flag: 'a',
          $feature_flag_response: 'x',
          $groups: { company: 'acme' },
          '$feature/a': 'x',
        },
      },
    ])
    expect(client.flags.details('a').status).toBe('loading')
  })

  test('gives undefined for an unknown flag, and rejects typed', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    expect(await client.flags.evaluate('none', { distinctId: 'u' })).toBeUndefined()
    server.next(FLAGS, { status: 401 })
    await expect(client.flags.evaluate('a', { distinctId: 'u' })).rejects.toMatchObject({
      name: 'HttpError',
      status: 401,
    })
    server.next(FLAGS, { delayMs: 200 })
    const controller = new AbortController()
    const asked = client.flags.evaluate('a', { distinctId: 'u', signal: controller.signal })
    controller.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })
})
