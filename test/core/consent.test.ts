import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { arrived, useClient, useServer, useStorage } from './support/client.js'

describe('pending consent', () => {
  test('buffers in memory and replays with original uuids and times', async () => {
    const server = await useServer()
    const persistence = useStorage()
    let now = Date.parse('2026-03-01T10:00:00Z')
    const { client } = useClient(server, { consent: 'pending', persistence, now: () => now, flushAt: 1 })
    const captured = [client.capture('a'), client.capture('b')]
    await client.identify('user-1')
    now += 60_000
    await client.flush()
    expect(server.requests).toHaveLength(0)
    expect(persistence.items).toEqual({})
    expect(client.consent.status).toBe('pending')

    client.consent.grant()
    const events = await arrived(client, server)
    expect(events.map(event => event.event)).toEqual(['a', 'b', '$identify'])
    expect(events.map(event => event.uuid).slice(0, 2)).toEqual(captured)
    expect(events.every(event => event.timestamp === '2026-03-01T10:00:00.000Z')).toBe(true)
    expect(Object.keys(persistence.items).some(key => key.endsWith('_identity'))).toBe(true)
  })

  test('drops on deny', async () => {
    const server = await useServer()
    const { client } = useClient(server, { consent: 'pending' })
    const dropped: unknown[] = []
    client.on('dropped', drop => dropped.push(drop))
    const captured = [client.capture('a'), client.capture('b')]
    client.consent.deny()
    client.consent.grant()
    expect(await arrived(client, server)).toEqual([])
    expect(dropped).toMatchObject([{ uuids: captured, reason: 'consent' }])
  })

  test('holds no more than maxQueueSize', async () => {
    const server = await useServer()
    const { client } = useClient(server, { consent: 'pending', maxQueueSize: 3 })
    const captured = Array.from({ length: 5 }, () => client.capture('a'))
    client.consent.grant()
    expect((await arrived(client, server)).map(event => event.uuid)).toEqual(captured.slice(2))
  })
})

describe('denied', () => {
  test('takes nothing, learns nothing and stores nothing but the decision', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client } = useClient(server, { persistence, consent: 'denied' })
    const before = client.identity.getSnapshot()
    expect(client.capture('a')).toBeUndefined()
    await client.identify('user-1')
    client.group('company', 'acme')
    client.setPersonProperties({ a: 1 })
    client.register({ a: 1 })
    expect(client.identity.getSnapshot()).toBe(before)
    expect(await arrived(client, server)).toEqual([])
    client.consent.deny()
    expect(Object.keys(persistence.items)).toEqual(['hogkit_phc_test_consent'])
  })

  test('is kept over reloads, above the option', () => {
    const persistence = useStorage()
    useClient({ url: 'http://127.0.0.1:9' }, { persistence }).client.consent.deny()
    const { client } = useClient({ url: 'http://127.0.0.1:9' }, { persistence, consent: 'granted' })
    expect(client.consent.status).toBe('denied')
    expect(client.consent.getSnapshot()).toBe('denied')
  })

  test('with clear forgets who it was and what waits', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client } = useClient(server, { persistence })
    await client.identify('user-1')
    client.capture('a')
    client.consent.deny({ clear: true })
    expect(client.identity.getSnapshot().isIdentified).toBe(false)
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 0, dropped: 2 })
    expect(Object.keys(persistence.items)).toEqual(['hogkit_phc_test_consent'])
    expect(await arrived(client, server)).toEqual([])
  })
})

test('tells who asks', () => {
  const { client } = useClient({ url: 'http://127.0.0.1:9' }, { consent: 'pending' })
  const seen: string[] = []
  const undo = client.consent.subscribe(() => seen.push(client.consent.status))
  client.consent.grant()
  client.consent.grant()
  client.consent.deny()
  undo()
  client.consent.grant()
  expect(seen).toEqual(['granted', 'denied'])
})

test('an event that is refused is told as dropped', () => {
  const { client } = useClient({ url: 'http://127.0.0.1:9' }, { consent: 'denied' })
  const reasons: string[] = []
  client.on('dropped', ({ reason }) => reasons.push(reason))
  client.capture('a')
  expect(reasons).toEqual(['consent'])
})

describe('respectDnt', () => {
  const withDnt = (doNotTrack: string | null) => {
    vi.stubGlobal('navigator', { doNotTrack })
    onTestFinished(() => void vi.unstubAllGlobals())
  }

  test('counts Do Not Track as denied until the visitor decides', () => {
    withDnt('1')
    const persistence = useStorage()
    const options = { persistence, respectDnt: true }
    const { client } = useClient({ url: 'http://127.0.0.1:9' }, options)
    expect(client.consent.status).toBe('denied')
    expect(client.capture('a')).toBeUndefined()
    client.consent.grant()
    expect(useClient({ url: 'http://127.0.0.1:9' }, options).client.consent.status).toBe('granted')
  })

  test('changes nothing without the signal, or without the option', () => {
    withDnt('0')
    expect(useClient({ url: 'http://127.0.0.1:9' }, { respectDnt: true }).client.consent.status).toBe('granted')
    withDnt('1')
    expect(useClient({ url: 'http://127.0.0.1:9' }).client.consent.status).toBe('granted')
  })
})
