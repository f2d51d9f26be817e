import { describe, expect, test } from 'vitest'
import type { Plugin, Properties } from 'hogkit/core'
import { arrived, useClient, useServer, useStorage } from './support/client.js'

const nowhere = { url: 'http://127.0.0.1:9' }

describe('what events share', () => {
  test('is stored once, and goes when the last event that needs it is delivered', async () => {
    const server = await useServer()
    const storage = useStorage()
    const plugins = [{ name: 'page', properties: () => ({ page: 'x'.repeat(1000), tags: ['a', { b: 1 }] }) }]
    const { client } = useClient(server, { persistence: storage, plugins })
    for (let i = 0; i < 100; i++) client.capture('a', { i })
    const entries = Object.entries(storage.items).filter(([key]) => /event_|context_/.test(key))
    expect(entries).toHaveLength(101)
    expect(entries.join().length).toBeLessThan(20_000)
    const events = await arrived(client, server)
    expect(events.map(({ properties }) => properties['i'])).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect(events[99]?.properties).toMatchObject({ page: 'x'.repeat(1000), tags: ['a', { b: 1 }], $lib: 'hogkit' })
    expect(Object.keys(storage.items).filter(key => /event_|context_/.test(key))).toEqual([])
  })

  test('follows what plugins, super properties and groups say, from one event to the next', async () => {
    const server = await useServer()
    const shared: Properties = { step: 1, nested: { deep: 1 } }
    const plugins: Plugin[] = [{ name: 'mutable', properties: () => shared }]
    const { client } = useClient(server, { plugins })
    client.capture('a')
    shared['step'] = 2
    client.capture('b')
    Object.assign(shared['nested'] as object, { deep: 2 })
    client.capture('c')
    delete shared['step']
    client.register({ plan: 'pro' })
    client.group('company', 'acme')
    client.capture('d')
    const events = await arrived(client, server)
    const seen = events.filter(({ event }) => event.length === 1).map(({ properties }) => properties)
    expect(seen.map(({ step, nested }) => [step, nested])).toEqual([
      [1, { deep: 1 }],
      [2, { deep: 1 }],
      [2, { deep: 2 }],
      [undefined, { deep: 2 }],
    ])
    expect(seen[2]).not.toHaveProperty('plan')
    expect(seen[3]).toMatchObject({ plan: 'pro', $groups: { company: 'acme' } })
  })

  test('gives way to what the event itself says, also to nothing', async () => {
    const server = await useServer()
    const plugins = [{ name: 'page', properties: () => ({ page: 'home', secret: 's' }) }]
    const { client } = useClient(server, { plugins })
    client.capture('a', { page: 'own', secret: undefined, toString: 'text', constructor: 1 })
    client.capture('b', {}, { groups: { team: 'red' }, set: { name: 'Ada' }, setOnce: { first: 1 } })
    client.capture('c', { $set: { from: 'properties' } }, { set: { from: 'options' } })
    const [a, b, c] = await arrived(client, server)
    expect(a?.properties).toMatchObject({ page: 'own', toString: 'text', constructor: 1 })
    expect(a?.properties).not.toHaveProperty('secret')
    expect(b?.properties).toMatchObject({ page: 'home', $groups: { team: 'red' }, $set: { name: 'Ada' } })
    expect(b?.properties.$set_once).toMatchObject({ first: 1 })
    expect(c?.properties.$set).toEqual({ from: 'options' })
  })

  test('is not changed by a hook that changes one event', async () => {
    const server = await useServer()
    const plugins = [{ name: 'page', properties: () => ({ page: 'home', list: [1] }) }]
    const { client } = useClient(server, {
      plugins,
      beforeSend(event) {
        if (event.event === 'redacted') delete event.properties['page']
        if (event.event === 'pushed') (event.properties['list'] as number[]).push(2)
        return event
      },
    })
    for (const name of ['plain', 'redacted', 'pushed', 'plain']) client.capture(name, { own: 1 })
    const events = await arrived(client, server)
    expect(events.map(({ properties: { page, list, own } }) => [page, list, own])).toEqual([
      ['home', [1], 1],
      [undefined, [1], 1],
      ['home', [1, 2], 1],
      ['home', [1], 1],
    ])
  })

  test('of an earlier page, and whole events of an earlier version, are sent as they were', async () => {
    const server = await useServer()
    const storage = useStorage()
    const first = useClient(nowhere, { persistence: storage })
    first.client.register({ of: 'the earlier page' })
    const uuid = first.client.capture('left', { a: 'ü\n"\\' })
    const old = {
      uuid: '01a20000-0000-7000-8000-000000000000',
      event: 'old',
      distinct_id: 'u',
      properties: {},
      timestamp: '2026-01-01T00:00:00.000Z',
    }
    storage.items[`hogkit_phc_test_event_${old.uuid}`] = JSON.stringify(old)
    const { client } = useClient(server, { persistence: storage })
    client.unregister('of')
    client.capture('new')
    const events = await arrived(client, server)
    expect(events[0]).toEqual(old)
    expect(events[1]).toMatchObject({ uuid, event: 'left', properties: { a: 'ü\n"\\', of: 'the earlier page' } })
    expect(events[2]?.properties).not.toHaveProperty('of')
  })
})

describe('limits', () => {
  test('in bytes drop the oldest, counted and told', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, { maxQueueBytes: 5000, flushAt: 1000 })
    const dropped: string[] = []
    client.on('dropped', ({ uuids }) => dropped.push(...uuids))
    const captured = Array.from({ length: 10 }, (_, i) => client.capture('a', { i, text: 'x'.repeat(900) }))
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 5, dropped: 5 })
    expect(dropped).toEqual(captured.slice(0, 5))
    expect(errors[0]).toMatchObject({ name: 'QueueFullError' })
    expect((await arrived(client, server)).map(({ uuid }) => uuid)).toEqual(captured.slice(5))
  })
})

describe('status', () => {
  test('says when a failed request is tried again', async () => {
    const server = await useServer()
    server.next('/batch/', { status: 503, headers: { 'retry-after': '60' } })
    const { client } = useClient(server)
    expect(client.queue.getSnapshot()).toMatchObject({ status: 'ready', retryAt: undefined })
    client.capture('a')
    await client.flush()
    const { status, retryAt } = client.queue.getSnapshot()
    expect(status).toBe('retrying')
    expect(Math.abs(Number(retryAt) - Date.now() - 60_000)).toBeLessThan(20_000)
  })

  test('is blocked after three requests that never reached the host, until one does', async () => {
    const server = await useServer()
    server.script = () => ({ cut: 'before' })
    const { client } = useClient(server)
    client.capture('a')
    const seen: string[] = []
    for (let i = 0; i < 3; i++) {
      await client.flush()
      seen.push(client.queue.getSnapshot().status)
    }
    expect(seen).toEqual(['retrying', 'retrying', 'blocked'])
    server.script = () => undefined
    await client.flush()
    expect(client.queue.getSnapshot()).toMatchObject({ status: 'ready', retryAt: undefined, pending: 0 })
  })

  test('is quota-limited when PostHog takes no events, which then wait', async () => {
    const server = await useServer()
    server.next('/batch/', { status: 200, body: { status: 'Ok', quota_limited: ['events'] } })
    const { client } = useClient(server)
    client.capture('a')
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 1 })
    expect(client.queue.getSnapshot()).toMatchObject({
      status: 'quota-limited',
      lastError: { name: 'QuotaLimitedError' },
    })
  })

  test('of a quota of something else changes nothing', async () => {
    const server = await useServer()
    server.next('/batch/', { status: 200, body: { status: 'Ok', quota_limited: ['recordings'] } })
    const { client } = useClient(server)
    client.capture('a')
    expect(await client.flush()).toMatchObject({ delivered: 1 })
  })

  test('is held, and nothing is saved, until the visitor decides', async () => {
    const server = await useServer()
    const storage = useStorage()
    const { client } = useClient(server, { consent: 'pending', persistence: storage })
    client.capture('a')
    expect(client.queue.getSnapshot()).toMatchObject({ status: 'held', pending: 1, unsaved: 1 })
    client.consent.grant()
    expect(client.queue.getSnapshot()).toMatchObject({ status: 'ready', unsaved: 0 })
    expect(Object.keys(storage.items).filter(key => key.includes('event_'))).toHaveLength(1)
  })
})
