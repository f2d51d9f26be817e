import { describe, expect, test } from 'vitest'
import type { IdentityState } from 'hogkit/core'
import { arrived, useClient, useServer, useStorage } from './support/client.js'

const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

describe('identity', () => {
  test('is anonymous at first and stays over reloads', () => {
    const persistence = useStorage()
    const first = useClient({ url: 'http://127.0.0.1:9' }, { persistence }).client
    expect(first.distinctId).toMatch(UUID_V7)
    expect([first.anonymousId, first.deviceId]).toEqual([first.distinctId, first.distinctId])
    const second = useClient({ url: 'http://127.0.0.1:9' }, { persistence }).client
    expect(second.identity.getSnapshot()).toEqual(first.identity.getSnapshot())
    expect(second.identity.getSnapshot()).toBe(second.identity.getSnapshot())
  })

  test('two projects on one page share nothing', () => {
    const persistence = useStorage()
    const first = useClient({ url: 'http://127.0.0.1:9' }, { persistence, projectToken: 'phc_a' }).client
    const second = useClient({ url: 'http://127.0.0.1:9' }, { persistence, projectToken: 'phc_b' }).client
    expect(first.distinctId).not.toBe(second.distinctId)
  })

  test.each([
    '{',
    'null',
    '[]',
    '{"version":1}',
    '{"version":1,"distinctId":5,"anonymousId":"a","deviceId":"b","groups":{}}',
  ])('that is corrupt (%s) is made anew, and said once', text => {
    const persistence = useStorage()
    useClient({ url: 'http://127.0.0.1:9' }, { persistence })
    const key = Object.keys(persistence.items).find(name => name.endsWith('_identity')) as string
    persistence.items[key] = text
    const { client, errors } = useClient({ url: 'http://127.0.0.1:9' }, { persistence })
    expect(client.distinctId).toMatch(UUID_V7)
    expect(errors.map(error => error.name)).toEqual(text === '[]' ? [] : ['StorageError'])
  })
})

describe('identify', () => {
  test('merges the anonymous visitor into the person', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    const anonymousId = client.distinctId
    const seen: IdentityState[] = []
    client.on('identity', state => seen.push(state))
    await client.identify('user-1', { set: { email: 'a@b.c' }, setOnce: { first: true } })
    client.capture('after')
    const [identify, after] = await arrived(client, server)
    expect(identify).toMatchObject({
      event: '$identify',
      distinct_id: 'user-1',
      properties: {
        $anon_distinct_id: anonymousId,
        $set: { email: 'a@b.c' },
        $set_once: { first: true },
        $is_identified: true,
        $process_person_profile: true,
      },
    })
    expect(after).toMatchObject({
      distinct_id: 'user-1',
      properties: { $process_person_profile: true, $device_id: client.deviceId },
    })
    expect(client.anonymousId).toBe(anonymousId)
    expect(seen).toMatchObject([{ distinctId: 'user-1', isIdentified: true, anonymousId }])
  })

  test('of the same person sends properties only when they differ', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client } = useClient(server, { persistence })
    await client.identify('user-1', { set: { a: 1, b: { c: 2 } } })
    await client.identify('user-1', { set: { b: { c: 2 }, a: 1 } })
    await client.identify('user-1')
    await client.identify('user-1', { set: { a: 2 } })
    await client.flush()
    const again = useClient(server, { persistence }).client
    await again.identify('user-1', { set: { a: 2 } })
    await again.flush()
    expect(server.events.map(({ event, properties }) => [event, properties.$set])).toEqual([
      ['$identify', { a: 1, b: { c: 2 } }],
      ['$set', { a: 2 }],
    ])
  })

  test('of another person does not ask for a merge that PostHog refuses', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    await client.identify('user-1')
    await client.identify('user-2')
    const events = await arrived(client, server)
    expect(events[1]).toMatchObject({ event: '$identify', distinct_id: 'user-2' })
    expect(events[1]?.properties).not.toHaveProperty('$anon_distinct_id')
  })

  test('of the id the visitor has anyway makes them a person without a merge', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    const { distinctId } = client
    await client.identify(distinctId)
    expect(client.identity.getSnapshot()).toMatchObject({ distinctId, isIdentified: true })
    await client.identify(distinctId)
    expect(await arrived(client, server)).toMatchObject([
      { event: '$set', properties: { $set: {}, $set_once: {}, $is_identified: true, $process_person_profile: true } },
    ])
  })

  const ILLEGAL = [
    '',
    '  ',
    'null',
    'undefined',
    '"undefined"',
    "'guest'",
    '[object Object]',
    'NaN',
    'None',
    '0',
    'Anonymous',
    'distinct_id',
    'TRUE',
  ]
  test.each([...ILLEGAL, undefined, null, 5, {}])('refuses %j with the reason', async id => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    const before = client.identity.getSnapshot()
    await client.identify(id as string)
    expect(client.identity.getSnapshot()).toBe(before)
    expect(errors).toMatchObject([{ name: 'InvalidIdError', code: 'invalid-id' }])
    expect(await arrived(client, server)).toEqual([])
  })

  test('survives properties that are circular', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    const set: Record<string, unknown> = { a: 1 }
    set['self'] = set
    await client.identify('user-1', { set })
    await client.identify('user-1', { set })
    expect(await arrived(client, server)).toHaveLength(1)
    expect(errors).toEqual([])
  })

  test("is refused under personProfiles 'never'", async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, { personProfiles: 'never' })
    await client.identify('user-1')
    client.capture('x')
    expect((await arrived(client, server))[0]?.properties).toMatchObject({
      $process_person_profile: false,
      $is_identified: false,
    })
    expect(errors).toHaveLength(1)
  })
})

describe('alias, groups and person properties', () => {
  test('alias', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    const { distinctId } = client
    client.alias('other-id')
    client.alias('b', 'a')
    client.alias('null')
    client.alias(distinctId)
    expect(await arrived(client, server)).toMatchObject([
      {
        event: '$create_alias',
        distinct_id: distinctId,
        properties: { alias: 'other-id', distinct_id: distinctId, $process_person_profile: true },
      },
      { event: '$create_alias', distinct_id: 'a', properties: { alias: 'b', distinct_id: 'a' } },
    ])
    expect(errors).toHaveLength(1)
  })

  test('group marks later events and tells PostHog of the group once', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client, errors } = useClient(server, { persistence })
    client.group('company', 'acme', { plan: 'pro' })
    client.group('company', 'acme')
    client.group('team', '0')
    client.group('', 'x')
    client.group('team', undefined as never)
    client.capture('x')
    expect(await arrived(client, server)).toMatchObject([
      {
        event: '$groupidentify',
        properties: {
          $group_type: 'company',
          $group_key: 'acme',
          $group_set: { plan: 'pro' },
          $groups: { company: 'acme' },
        },
      },
      { event: '$groupidentify', properties: { $group_type: 'team', $group_key: '0' } },
      { event: 'x', properties: { $groups: { company: 'acme', team: '0' }, $process_person_profile: true } },
    ])
    expect(errors).toHaveLength(2)
    expect(useClient(server, { persistence }).client.identity.getSnapshot().groups).toEqual({
      company: 'acme',
      team: '0',
    })
  })

  test('groupIdentify changes no later event', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    client.groupIdentify('company', 'acme', { plan: 'pro' })
    client.capture('x')
    const events = await arrived(client, server)
    expect(events[0]).toMatchObject({ event: '$groupidentify', properties: { $group_set: { plan: 'pro' } } })
    expect(events[1]?.properties).not.toHaveProperty('$groups')
  })

  test('setPersonProperties sends once, and makes a profile', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    client.setPersonProperties({})
    client.setPersonProperties({ a: 1 }, { b: 2 })
    client.setPersonProperties({ a: 1 }, { b: 2 })
    expect(await arrived(client, server)).toMatchObject([
      { event: '$set', properties: { $set: { a: 1 }, $set_once: { b: 2 }, $process_person_profile: true } },
    ])
  })

  test('createPersonProfile makes one, once, and none where profiles are off', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    const { distinctId } = client
    client.createPersonProfile()
    client.createPersonProfile()
    client.capture('x')
    expect(await arrived(client, server)).toMatchObject([
      {
        event: '$set',
        distinct_id: distinctId,
        properties: { $set: {}, $set_once: {}, $process_person_profile: true },
      },
      { event: 'x', distinct_id: distinctId, properties: { $process_person_profile: true } },
    ])
    const never = useClient(server, { personProfiles: 'never', projectToken: 'phc_never' })
    never.client.createPersonProfile()
    expect(never.client.queue.getSnapshot().pending).toBe(0)
    expect(never.errors).toHaveLength(1)
    const always = useClient(server, { personProfiles: 'always', projectToken: 'phc_always' })
    always.client.createPersonProfile()
    expect(always.client.queue.getSnapshot().pending).toBe(0)
  })

  test('groups take keys that are numbers, and no properties', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    client.group('company', 5)
    client.groupIdentify('team', 7)
    expect(await arrived(client, server)).toMatchObject([
      { event: '$groupidentify', properties: { $group_key: '5', $groups: { company: '5' } } },
      { event: '$groupidentify', properties: { $group_key: '7', $group_set: {}, $groups: { company: '5' } } },
    ])
    expect(errors).toEqual([])
  })

  test.each([
    ['always', true],
    ['never', false],
    ['identified_only', false],
  ] as const)('personProfiles %s marks anonymous events with %s', async (personProfiles, expected) => {
    const server = await useServer()
    const { client } = useClient(server, { personProfiles })
    client.capture('x')
    expect((await arrived(client, server))[0]?.properties['$process_person_profile']).toBe(expected)
  })
})

describe('super properties', () => {
  test('go with every event, under those of the call, over reloads', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client } = useClient(server, { persistence })
    client.register({ plan: 'free', a: 1, b: 1 })
    client.registerOnce({ plan: 'pro', once: 1 })
    client.unregister('b')
    client.capture('x', { a: 2 })
    await client.flush()
    const again = useClient(server, { persistence }).client
    again.capture('y')
    await again.flush()
    expect(server.events[0]?.properties).toMatchObject({ plan: 'free', a: 2, once: 1 })
    expect(server.events[0]?.properties).not.toHaveProperty('b')
    expect(server.events[1]?.properties).toMatchObject({ plan: 'free', a: 1, once: 1 })
  })
})

test('reset forgets the visitor and keeps the device', async () => {
  const server = await useServer()
  const persistence = useStorage()
  const { client } = useClient(server, { persistence })
  const { anonymousId, deviceId, sessionId } = client
  await client.identify('user-1', { set: { a: 1 } })
  client.group('company', 'acme')
  client.register({ plan: 'pro' })
  client.reset()
  expect(client.distinctId).toMatch(UUID_V7)
  expect(client.distinctId).not.toBe(anonymousId)
  expect(client.deviceId).toBe(deviceId)
  expect(client.sessionId).not.toBe(sessionId)
  client.capture('x')
  const event = (await arrived(client, server)).at(-1)
  expect(event?.properties).toMatchObject({ $is_identified: false, $process_person_profile: false })
  expect(event?.properties).not.toHaveProperty('plan')
  expect(event?.properties).not.toHaveProperty('$groups')
  expect(JSON.stringify(persistence.items)).not.toContain('user-1')
  await client.identify('user-1', { set: { a: 1 } })
  expect((await arrived(client, server)).at(-1)).toMatchObject({ event: '$identify', properties: { $set: { a: 1 } } })
})

test('reset can forget the device, too', () => {
  const { client } = useClient({ url: 'http://127.0.0.1:9' })
  const { deviceId } = client
  client.reset({ resetDeviceId: true })
  expect(client.deviceId).not.toBe(deviceId)
  expect(client.deviceId).toBe(client.distinctId)
})

describe('initial person properties', () => {
  const plugin = (url: { now: string }) => ({
    name: 'landing',
    initialProperties: () => ({ $initial_current_url: url.now }),
  })

  test('are those of the first event, and go out with the first one of a person, once for each page', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const url = { now: 'https://a.b/landing' }
    const { client } = useClient(server, { persistence, plugins: [plugin(url)] })
    client.capture('anonymous')
    url.now = 'https://a.b/later'
    await client.identify('user-1', { setOnce: { plan: 'free' } })
    client.capture('known')
    await client.flush()
    const next = useClient(server, { persistence, plugins: [plugin(url)] }).client
    next.capture('next page')
    next.capture('more')
    await next.flush()
    const initial = { $initial_current_url: 'https://a.b/landing' }
    expect(server.events.map(({ event, properties }) => [event, properties.$set_once])).toEqual([
      ['anonymous', undefined],
      ['$identify', { ...initial, plan: 'free' }],
      ['known', undefined],
      ['next page', initial],
      ['more', undefined],
    ])
  })

  test('of the next visitor are their own', async () => {
    const server = await useServer()
    const url = { now: 'https://a.b/landing' }
    const { client } = useClient(server, { plugins: [plugin(url)], personProfiles: 'always' })
    client.capture('a')
    client.reset()
    url.now = 'https://a.b/second'
    client.capture('b')
    expect((await arrived(client, server)).map(({ properties }) => properties.$set_once)).toEqual([
      { $initial_current_url: 'https://a.b/landing' },
      { $initial_current_url: 'https://a.b/second' },
    ])
  })
})

test('a screen is named by later events until the visitor is reset', async () => {
  const server = await useServer()
  const { client } = useClient(server)
  client.screen('Settings', { $screen_name: 'not this', tab: 'main' })
  client.capture('a')
  client.reset()
  client.capture('b')
  const [screen, a, b] = await arrived(client, server)
  expect(screen).toMatchObject({ event: '$screen', properties: { $screen_name: 'Settings', tab: 'main' } })
  expect(a?.properties['$screen_name']).toBe('Settings')
  expect(b?.properties).not.toHaveProperty('$screen_name')
})

describe('bootstrap', () => {
  test('of a person is taken by who refused to be measured, without a word to PostHog', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client } = useClient(server, {
      persistence,
      consent: 'denied',
      bootstrap: { distinctId: 'user-1', isIdentifiedId: true },
    })
    useClient(server, { persistence }).client.consent.deny()
    const { anonymousId } = client
    expect(client.identity.getSnapshot()).toMatchObject({ distinctId: 'user-1', isIdentified: true, anonymousId })
    expect(await arrived(client, server)).toEqual([])
  })

  test('reconciles a known anonymous visitor while denied', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const anonymousId = useClient(server, { persistence }).client.distinctId
    const { client } = useClient(server, {
      persistence,
      consent: 'denied',
      bootstrap: { distinctId: 'user-1', isIdentifiedId: true },
    })
    expect(client.identity.getSnapshot()).toMatchObject({ distinctId: 'user-1', isIdentified: true, anonymousId })
    expect(await arrived(client, server)).toEqual([])
  })

  test('of flags is told as soon as the client is made, without a request', async () => {
    const server = await useServer()
    const { client } = useClient(server, { bootstrap: { featureFlags: { 'beta-ui': true } } })
    const told: unknown[] = []
    client.on('flags', ({ error }) => told.push([error, client.flags.all()]))
    await Promise.resolve()
    expect(told).toEqual([[undefined, { 'beta-ui': true }]])
    expect(server.requests).toEqual([])
  })

  test('marks the visitor it names as identified, without an event', async () => {
    const server = await useServer()
    const persistence = useStorage()
    useClient(server, { persistence, bootstrap: { distinctId: 'user-1' } })
    const { client } = useClient(server, { persistence, bootstrap: { distinctId: 'user-1', isIdentifiedId: true } })
    expect(client.identity.getSnapshot()).toMatchObject({ distinctId: 'user-1', isIdentified: true })
    expect(await arrived(client, server)).toEqual([])
  })

  test('gives a new visitor their id, identified or anonymous', () => {
    const identified = useClient(
      { url: 'http://127.0.0.1:9' },
      { bootstrap: { distinctId: 'user-1', isIdentifiedId: true } },
    ).client
    expect(identified.identity.getSnapshot()).toMatchObject({ distinctId: 'user-1', isIdentified: true })
    expect(identified.deviceId).toMatch(UUID_V7)
    const anonymous = useClient({ url: 'http://127.0.0.1:9' }, { bootstrap: { distinctId: 'anon-1' } }).client
    expect(anonymous.identity.getSnapshot()).toMatchObject({
      distinctId: 'anon-1',
      anonymousId: 'anon-1',
      isIdentified: false,
    })
  })

  test('merges a known anonymous visitor, and never replaces a known person', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const anonymousId = useClient(server, { persistence }).client.distinctId
    const second = useClient(server, { persistence, bootstrap: { distinctId: 'user-1', isIdentifiedId: true } })
    expect(await arrived(second.client, server)).toMatchObject([
      { event: '$identify', distinct_id: 'user-1', properties: { $anon_distinct_id: anonymousId } },
    ])
    const third = useClient(server, { persistence, bootstrap: { distinctId: 'user-2', isIdentifiedId: true } })
    expect(third.client.distinctId).toBe('user-1')
    expect(third.errors).toMatchObject([{ name: 'InvalidIdError' }])
  })
})
