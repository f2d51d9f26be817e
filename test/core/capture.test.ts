import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isHogkitError, LIB_VERSION } from 'hogkit/core'
import { arrived, useClient, useServer, useStorage } from './support/client.js'

const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

test('the version that is sent is the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(LIB_VERSION).toBe(version)
})

describe('an event', () => {
  test('arrives in PostHog’s spelling, with uuid and time of its capture', async () => {
    const server = await useServer()
    let now = Date.parse('2026-03-01T10:00:00.500Z')
    const { client } = useClient(server, { now: () => now })
    const uuid = client.capture(
      'file uploaded',
      { size: 1024 },
      { set: { plan: 'pro' }, setOnce: { first: 1 }, groups: { company: 'acme' } },
    )
    now += 60_000
    const [event] = await arrived(client, server)

    expect(uuid).toMatch(UUID_V7)
    expect(event).toMatchObject({
      uuid,
      event: 'file uploaded',
      distinct_id: client.distinctId,
      timestamp: '2026-03-01T10:00:00.500Z',
    })
    expect(event?.properties).toMatchObject({
      size: 1024,
      $lib: 'hogkit',
      $lib_version: LIB_VERSION,
      $process_person_profile: false,
      $is_identified: false,
      $device_id: client.deviceId,
      $session_id: client.sessionId,
      $groups: { company: 'acme' },
      $set: { plan: 'pro' },
      $set_once: { first: 1 },
    })
    const [request] = server.to('/batch/')
    expect(request?.body).toMatchObject({ api_key: 'phc_test', sent_at: '2026-03-01T10:01:00.500Z' })
    expect(request?.headers.authorization).toBeUndefined()
  })

  test('takes its uuid and time from the caller', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    const uuid = '0b5a1b6e-6f5e-4c43-9c57-0d6b5a7f8e21'
    expect(client.capture('imported', {}, { uuid, timestamp: '2020-02-03T04:05:06+02:00' })).toBe(uuid)
    client.capture('imported', {}, { timestamp: new Date(0) })
    const [first, second] = await arrived(client, server)
    expect(first).toMatchObject({ uuid, timestamp: '2020-02-03T02:05:06.000Z' })
    expect(second?.timestamp).toBe('1970-01-01T00:00:00.000Z')
  })

  test('of somebody else tells nothing of this visitor', async () => {
    const server = await useServer()
    const { client } = useClient(server, { bootstrap: { featureFlags: { beta: true } } })
    client.group('company', 'acme')
    client.register({ app: 'admin' })
    client.capture('invoice paid', {}, { distinctId: 'customer-1', groups: { company: 'other' } })
    const event = (await arrived(client, server)).at(-1)
    expect(event).toMatchObject({
      distinct_id: 'customer-1',
      properties: { app: 'admin', $groups: { company: 'other' }, $process_person_profile: true },
    })
    for (const name of ['$session_id', '$device_id', '$feature/beta'])
      expect(event?.properties).not.toHaveProperty(name)
  })

  test('keeps the order of capture', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    for (let i = 0; i < 250; i++) client.capture('tick', { i })
    const events = await arrived(client, server)
    expect(events.map(event => event.properties['i'])).toEqual([...Array(250).keys()])
    expect(events.map(event => event.uuid)).toEqual(events.map(event => event.uuid).toSorted())
  })

  test('carries the flags it happened under', async () => {
    const server = await useServer()
    const { client } = useClient(server, {
      bootstrap: { featureFlags: { beta: true, checkout: 'one-page', off: false } },
    })
    client.capture('seen')
    const [event] = await arrived(client, server)
    expect(event?.properties).toMatchObject({
      $active_feature_flags: ['beta', 'checkout'],
      '$feature/beta': true,
      '$feature/checkout': 'one-page',
      '$feature/off': false,
    })
  })
})

describe('capturing never throws', () => {
  test('whatever the properties hold', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    const circular: Record<string, unknown> = { name: 'loop' }
    circular['self'] = circular
    const deep: Record<string, unknown> = {}
    let inner = deep
    for (let i = 0; i < 20_000; i++) inner = inner['in'] = {} as Record<string, unknown>
    const broken = {
      get bad() {
        throw new Error('no')
      },
      good: 1,
    }
    client.capture('circular', circular)
    client.capture('bigint', { big: 12n, when: new Date(0), list: [1n, Symbol('s')] })
    client.capture('plain', { fn: () => 1, symbol: Symbol('s'), nan: NaN, undef: undefined, when: new Date(0) })
    client.capture('getter', { broken })
    client.capture('deep', deep)
    client.capture('toJSON', {
      evil: {
        toJSON() {
          throw new Error('no')
        },
      },
      good: 1,
    })
    client.capture('null', null as never)
    client.capture('revoked', { good: 1, proxy: revoked() })
    const events = Object.fromEntries((await arrived(client, server)).map(event => [event.event, event.properties]))

    expect(events['circular']).toMatchObject({ name: 'loop', self: { name: 'loop', self: '[Circular]' } })
    expect(events['bigint']).toMatchObject({ big: '12', when: '1970-01-01T00:00:00.000Z', list: ['1', null] })
    expect(events['plain']).toMatchObject({ nan: null, when: '1970-01-01T00:00:00.000Z' })
    expect(events['plain']).not.toHaveProperty('fn')
    expect(events['getter']).toMatchObject({ broken: { good: 1 } })
    expect(events['deep']).toBeDefined()
    expect(events['toJSON']).toMatchObject({ good: 1 })
    expect(events['null']).toBeDefined()
    expect(events['revoked']).toMatchObject({ good: 1 })
    expect(errors).toEqual([])
  })

  test('when properties themselves cannot be read', () => {
    const { client, errors } = useClient({ url: 'http://127.0.0.1:9' })
    const properties = Object.defineProperty({}, 'bad', {
      enumerable: true,
      get() {
        throw new Error('no')
      },
    })
    expect(client.capture('x', properties)).toBeUndefined()
    expect(errors).toMatchObject([{ name: 'InvalidEventError', cause: { message: 'no' } }])
  })

  test.each([
    ['an empty name', '', {}],
    ['a blank name', '  ', {}],
    ['no name', undefined as never, {}],
    ['an empty distinct id', 'x', { distinctId: ' ' }],
    ['a uuid that PostHog would refuse', 'x', { uuid: 'not-a-uuid' }],
    ['a time that is no date', 'x', { timestamp: 'yesterday' }],
  ])('refuses %s with a typed error', async (_, name, options) => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    expect(client.capture(name, {}, options)).toBeUndefined()
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ name: 'InvalidEventError', code: 'invalid-event' })
    expect(isHogkitError(errors[0])).toBe(true)
    expect(await arrived(client, server)).toEqual([])
  })

  test('when listeners and onError throw', async () => {
    const server = await useServer()
    const { client } = useClient(server, {
      onError() {
        throw new Error('onError')
      },
    })
    const seen: string[] = []
    client.on('captured', () => {
      throw new Error('listener')
    })
    client.on('error', error => seen.push(error.name))
    client.queue.subscribe(() => {
      throw new Error('subscriber')
    })
    expect(client.capture('x')).toBeDefined()
    expect(seen).toContain('HookError')
    expect(await arrived(client, server)).toHaveLength(1)
  })
})

describe('beforeSend', () => {
  test('changes and drops events, one hook after the other', async () => {
    const server = await useServer()
    const dropped: unknown[] = []
    const { client } = useClient(server, {
      beforeSend: [
        event => (event.event === 'secret' ? null : event),
        event => ({ ...event, properties: { ...event.properties, email: undefined, seen: 1 } }),
      ],
    })
    client.on('dropped', drop => dropped.push(drop))
    expect(client.capture('secret')).toBeUndefined()
    client.capture('x', { email: 'a@b.c' })
    const events = await arrived(client, server)
    expect(events).toHaveLength(1)
    expect(events[0]?.properties).toMatchObject({ seen: 1 })
    expect(events[0]?.properties).not.toHaveProperty('email')
    expect(dropped).toMatchObject([{ reason: 'before-send', error: undefined }])
  })

  test('that throws drops the event and reports', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, {
      beforeSend() {
        throw new Error('broken hook')
      },
    })
    expect(client.capture('x')).toBeUndefined()
    expect(errors).toMatchObject([{ name: 'HookError', cause: { message: 'broken hook' } }])
    expect(await arrived(client, server)).toEqual([])
  })

  test('that breaks the event is caught before it costs a batch', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, {
      beforeSend: event => (event.event === 'broken' ? { ...event, distinctId: '' } : event),
    })
    client.capture('broken')
    client.capture('fine')
    expect(await arrived(client, server)).toMatchObject([{ event: 'fine' }])
    expect(errors).toMatchObject([{ name: 'InvalidEventError' }])
  })
})

describe('plugins', () => {
  test('add properties, under those of the call, and are undone by shutdown', async () => {
    const server = await useServer()
    const log: string[] = []
    const { client, errors } = useClient(server, {
      plugins: [
        { name: 'a', properties: event => ({ from: 'plugin', event, mine: 1 }), setup: () => () => log.push('undone') },
        {
          name: 'broken',
          properties() {
            throw new Error('plugin')
          },
          setup() {
            throw new Error('setup')
          },
        },
      ],
    })
    client.capture('x', { from: 'call' })
    expect((await arrived(client, server))[0]?.properties).toMatchObject({ from: 'call', event: 'x', mine: 1 })
    expect(errors.map(error => (error.cause as Error).message)).toEqual(['setup', 'plugin'])
    await client.shutdown()
    expect(log).toEqual(['undone'])
  })
})

test('after shutdown nothing is taken', async () => {
  const server = await useServer()
  const { client } = useClient(server, { persistence: useStorage() })
  client.capture('before')
  await client.shutdown()
  expect(client.capture('after')).toBeUndefined()
  expect(server.events).toMatchObject([{ event: 'before' }])
})

test('pageview and screen are PostHog’s own events', async () => {
  const server = await useServer()
  const { client } = useClient(server)
  client.pageview({ section: 'docs' })
  client.screen('Settings', { tab: 1 })
  expect(await arrived(client, server)).toMatchObject([
    { event: '$pageview', properties: { section: 'docs' } },
    { event: '$screen', properties: { $screen_name: 'Settings', tab: 1 } },
  ])
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
