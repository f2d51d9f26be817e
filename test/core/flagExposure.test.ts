import { type ClientOptions, createClient } from 'hogkit/core'
import { describe, expect, test } from 'vitest'
import { arrived, useClient, useServer, useStorage } from './support/client.js'
import type { ReceivedEvent, TestServer } from './support/server.js'

const FLAGS = '/flags/'

/** Three flags: with an experiment, without one, and of a server that does not say. */
const flags = (more: Record<string, unknown> = {}) => ({
  flags: Object.fromEntries(
    (
      [
        ['experiment', true],
        ['plain', false],
        ['unsaid', undefined],
      ] as const
    ).map(([key, hasExperiment]) => [
      key,
      {
        key,
        enabled: true,
        variant: 'test',
        reason: { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' },
        metadata: { id: 7, version: 3, payload: '{"a":1}', has_experiment: hasExperiment },
      },
    ]),
  ),
  errorsWhileComputingFlags: false,
  requestId: 'request-1',
  evaluatedAt: 1_760_000_000_000,
  ...more,
})

async function loaded(server: TestServer, options: Partial<ClientOptions> = {}) {
  const made = useClient(server, options)
  await made.client.flags.reload()
  return made
}

const called = (events: ReceivedEvent[], flag: string) =>
  events.filter(({ event, properties }) => event === '$feature_flag_called' && properties['$feature_flag'] === flag)

describe('minimal events', () => {
  const plugin = {
    name: 'page',
    properties: () => ({ $current_url: 'https://x.y/', $browser: 'Chrome', utm_source: 'mail' }),
  }

  test('are sent where the server allows it, for flags without an experiment', async () => {
    const server = await useServer()
    server.flags = flags({ minimalFlagCalledEvents: true })
    const { client } = await loaded(server, { plugins: [plugin] })
    client.register({ team: 'growth' })
    for (const key of ['experiment', 'plain', 'unsaid']) client.flags.reportExposure(key)
    const events = await arrived(client, server)
    expect(called(events, 'plain')[0]?.properties).toEqual({
      $feature_flag: 'plain',
      $feature_flag_response: 'test',
      $feature_flag_has_experiment: false,
      $feature_flag_id: 7,
      $feature_flag_version: 3,
      $feature_flag_reason: 'Matched condition set 1',
      $feature_flag_request_id: 'request-1',
      $feature_flag_evaluated_at: 1_760_000_000_000,
      $current_url: 'https://x.y/',
      utm_source: 'mail',
      $session_id: client.sessionId,
      $device_id: client.deviceId,
      $process_person_profile: false,
      $lib: 'hogkit',
      $lib_version: expect.any(String) as string,
    })
    for (const key of ['experiment', 'unsaid']) {
      expect(called(events, key)[0]?.properties).toMatchObject({
        $feature_flag_payload: { a: 1 },
        $browser: 'Chrome',
        team: 'growth',
        [`$feature/${key}`]: 'test',
      })
    }
    expect(called(events, 'experiment')[0]?.properties['$feature_flag_has_experiment']).toBe(true)
  })

  test.each([
    ['says nothing', {}],
    ['says no', { minimalFlagCalledEvents: false }],
    ['says something else', { minimalFlagCalledEvents: 'yes' }],
  ])('are not sent where the server %s', async (_name, more) => {
    const server = await useServer()
    server.flags = flags(more)
    const { client } = await loaded(server, { plugins: [plugin] })
    client.flags.reportExposure('plain')
    expect((await arrived(client, server))[0]?.properties).toMatchObject({
      $browser: 'Chrome',
      '$feature/plain': 'test',
    })
  })

  test('are not sent by what only a cache knows', async () => {
    const server = await useServer()
    server.flags = flags({ minimalFlagCalledEvents: true })
    const persistence = useStorage()
    await loaded(server, { persistence })
    const { client } = useClient(server, { persistence, plugins: [plugin] })
    client.flags.reportExposure('plain')
    expect((await arrived(client, server))[0]?.properties).toMatchObject({ $browser: 'Chrome' })
  })

  test('are sent for anybody too', async () => {
    const server = await useServer()
    server.flags = flags({ minimalFlagCalledEvents: true })
    const { client } = useClient(server, { plugins: [plugin] })
    await client.flags.evaluate('plain', { distinctId: 'user-9', groups: { company: 'acme' } })
    const [event] = await arrived(client, server)
    expect(event).toMatchObject({ distinct_id: 'user-9', properties: { $groups: { company: 'acme' } } })
    expect(event?.properties).not.toHaveProperty('$browser')
  })
})

describe('errors', () => {
  test.each([
    [{ status: 503 }, 'api_error_503'],
    [{ status: 429 }, 'api_error_429'],
    [{ cut: 'before' as const }, 'connection_error'],
    [{ delayMs: 300 }, 'timeout'],
    [{ body: { flags: {}, quotaLimited: ['feature_flags'] } }, 'quota_limited'],
    [{ body: '<html>' }, 'unknown_error'],
  ])('%j is named %s by the exposure of a flag that is not known', async (fault, code) => {
    const server = await useServer()
    server.script = ({ path }) => (path === FLAGS ? fault : undefined)
    const { client } = useClient(server, { flagsTimeoutMs: 100 })
    await client.flags.reload().catch(() => {})
    client.flags.reportExposure('plain')
    client.flags.reportExposure('plain')
    const events = await arrived(client, server)
    expect(events.map(({ properties }) => properties['$feature_flag_error'])).toEqual([code])
    expect(events[0]?.properties).not.toHaveProperty('$feature_flag_response')
  })

  test('are named beside a value that is still known, and gone with the next answer', async () => {
    const server = await useServer()
    server.flags = flags()
    const { client } = await loaded(server)
    server.next(FLAGS, { status: 500 })
    await client.flags.reload().catch(() => {})
    client.flags.reportExposure('plain')
    await client.flags.reload()
    client.flags.reportExposure('unsaid')
    const events = await arrived(client, server)
    expect(events.map(({ properties }) => properties['$feature_flag_error'])).toEqual(['api_error_500', undefined])
    expect(events[0]?.properties['$feature_flag_response']).toBe('test')
  })

  test('let what is shown of another identity count, once it is sure to stay', async () => {
    const server = await useServer()
    server.flags = flags()
    const { client } = await loaded(server)
    server.next(FLAGS, { status: 500, delayMs: 20 })
    const identified = client.identify('user-1')
    client.flags.reportExposure('plain')
    await identified
    client.flags.reportExposure('plain')
    const events = called(await arrived(client, server), 'plain')
    expect(events).toMatchObject([
      { distinct_id: 'user-1', properties: { $feature_flag_response: 'test', $feature_flag_error: 'api_error_500' } },
    ])
  })
})

test('an old cached value counts only when nothing newer comes', async () => {
  const server = await useServer()
  server.flags = flags()
  const persistence = useStorage()
  let time = Date.now()
  const options = { persistence, now: () => time }
  await loaded(server, options)
  time += 86_400_000
  const { client } = useClient(server, options)
  client.flags.reportExposure('plain')
  await client.flags.reload()
  client.flags.reportExposure('plain')
  expect(called(await arrived(client, server), 'plain')).toHaveLength(1)
})

test('flags that nobody asks for stay ready under another id of the visitor, and are exposed to them', async () => {
  const server = await useServer()
  const { client } = useClient(server, { bootstrap: { featureFlags: { plain: 'boot' } } })
  const before = client.flags.details('plain')
  const report = () => client.flags.reportExposure('plain')
  client.flags.subscribe(report, 'plain')
  report()
  await client.identify('user-1')
  expect(client.flags.details('plain')).toBe(before)
  client.group('company', 'acme')
  expect(client.flags.details('plain')).toBe(before)
  expect(called(await arrived(client, server), 'plain').map(event => event.distinct_id)).toEqual([
    client.anonymousId,
    'user-1',
  ])
  client.reset()
  expect(client.flags.details('plain')).toMatchObject({ status: 'loading', value: undefined })
  expect(server.to(FLAGS)).toEqual([])
})

test('an override’s payload is told beside the one it hides', async () => {
  const server = await useServer()
  server.flags = flags()
  const { client } = await loaded(server)
  client.flags.override({ plain: { value: 'forced', payload: { b: 2 } }, other: true })
  expect(client.flags.overrides).toEqual({ plain: { value: 'forced', payload: { b: 2 } }, other: true })
  expect(client.flags.payload('plain')).toEqual({ b: 2 })
  client.flags.reportExposure('plain')
  expect((await arrived(client, server))[0]?.properties).toMatchObject({
    $feature_flag_response: 'forced',
    $feature_flag_payload: { b: 2 },
    $feature_flag_original_response: 'test',
    $feature_flag_original_payload: { a: 1 },
  })
  client.flags.override(null)
  expect(client.flags.overrides).toEqual({})
  expect(client.flags.payload('plain')).toEqual({ a: 1 })
})

test('nothing is reported by a client that only rendered on a server', () => {
  const client = createClient({
    projectToken: 'phc_test',
    persistence: 'memory',
    preloadFlags: false,
    bootstrap: { featureFlags: { a: true } },
  })
  expect(client.flags.get('a')).toBe(true)
  expect(client.flags.details('a')).toBe(client.flags.details('a'))
  expect(client.queue.getSnapshot().pending).toBe(0)
})
