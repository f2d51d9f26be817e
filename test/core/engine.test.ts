import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ClientOptions, createClient, EngineError, type HogkitClient } from 'hogkit/core'
// Inside, because the loader is no public option: an app has no say in where its chunks come from.
import { createActions } from '../../src/core/actions.js'
import { prepareClient } from '../../src/core/prepareClient.js'
import { type EngineModule, importEngine } from '../../src/core/delivery/loadEngine.js'
import { arrived, until, useClient, useServer, useStorage } from './support/client.js'

const gone = new TypeError('Failed to fetch dynamically imported module')

/** A client whose delivery code comes from `load`. */
function useLoader(
  url: string,
  load: () => Promise<EngineModule>,
  options: Partial<ClientOptions> = {},
): { client: HogkitClient; start: () => void; errors: Error[] } {
  const errors: Error[] = []
  const prepared = prepareClient(
    {
      projectToken: 'phc_test',
      host: url,
      preloadFlags: false,
      flushIntervalMs: 60_000,
      onError: error => errors.push(error),
      ...options,
    },
    createActions,
    load,
  )
  onTestFinished(() => prepared.client.shutdown({ timeoutMs: 0 }))
  return { ...prepared, errors }
}

/** Delivery code that comes when told. */
function useGate(): { load: () => Promise<EngineModule>; open: () => void; loads: () => number } {
  let open = (): void => {}
  let count = 0
  const opened = new Promise<void>(resolve => (open = resolve))
  return {
    load: async () => {
      count++
      await opened
      return importEngine()
    },
    open,
    loads: () => count,
  }
}

describe('before the delivery code is in', () => {
  test('a client at rest loads nothing', async () => {
    const { load, loads } = useGate()
    const { client } = useLoader('http://127.0.0.1:9', load)
    client.capture('a')
    client.flags.get('beta')
    client.flags.reportExposure('beta')
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(loads()).toBe(0)
  })

  test('captures are stored, counted and bounded, and go out in order when it comes', async () => {
    const server = await useServer()
    const { load, open } = useGate()
    const persistence = useStorage()
    const { client, start } = useLoader(server.url, load, { persistence, maxQueueSize: 3, flushAt: 1 })
    const first = client.capture('before start')
    start()
    const captured = ['a', 'b', 'c'].map(name => client.capture(name))
    expect(Object.keys(persistence.items).filter(key => key.includes('event_'))).toHaveLength(3)
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 3, dropped: 1, inFlight: 0 })
    expect(first).toBeTypeOf('string')
    open()
    await until(() => server.events.length === 3)
    expect(server.events.map(({ uuid }) => uuid)).toEqual(captured)
  })

  test('an immediate event goes with the others as soon as it comes', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    client.capture('waits')
    const uuid = client.capture('urgent', {}, { immediate: true })
    await until(() => server.events.length === 2)
    expect(server.events[1]?.uuid).toBe(uuid)
  })

  test('flags load as soon as it comes, once', async () => {
    const server = await useServer()
    server.flags = { featureFlags: { a: true } }
    const { load, open } = useGate()
    const { client, start } = useLoader(server.url, load, { preloadFlags: true })
    start()
    const identified = client.identify('user-1')
    expect(client.flags.status).toBe('loading')
    open()
    await identified
    expect(client.flags.get('a')).toBe(true)
    expect(server.to('/flags/').map(({ body }) => body['distinct_id'])).toEqual(['user-1'])
  })

  test('exposures go out when it comes, as of when and to whom the flag was shown, also after a shutdown began', async () => {
    const server = await useServer()
    const { load, open } = useGate()
    let now = 1_760_000_000_000
    const persistence = useStorage()
    const { client, start } = useLoader(server.url, load, {
      persistence,
      now: () => now,
      bootstrap: { featureFlags: { beta: true } },
    })
    start()
    const { distinctId } = client
    client.flags.reportExposure('beta')
    client.flags.reportExposure('beta')
    now += 5000
    client.reset()
    const closing = client.shutdown()
    open()
    await closing
    expect(server.events).toMatchObject([
      {
        event: '$feature_flag_called',
        distinct_id: distinctId,
        timestamp: new Date(1_760_000_000_000).toISOString(),
        properties: { $feature_flag: 'beta', $feature_flag_response: true, $used_bootstrap_value: true },
      },
    ])
  })

  test('shutdown ends in its time, and leaves the events to the next client', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { load, open } = useGate()
    const { client, start } = useLoader(server.url, load, { persistence })
    start()
    const uuid = client.capture('a')
    const began = Date.now()
    await client.shutdown({ timeoutMs: 50 })
    expect(Date.now() - began).toBeLessThan(5000)
    open()
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(server.requests).toEqual([])
    const { client: next } = useClient(server, { persistence })
    expect((await arrived(next, server)).map(event => event.uuid)).toEqual([uuid])
  })
})

describe('when the delivery code cannot be loaded', () => {
  test('says so once, keeps the events and resolves what waits', async () => {
    const persistence = useStorage()
    const load = vi.fn<() => Promise<EngineModule>>(() => Promise.reject(gone))
    const { client, start, errors } = useLoader('http://127.0.0.1:9', load, { persistence, preloadFlags: true })
    start()
    client.capture('a')
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 1 })
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 1 })
    expect(load.mock.calls.length).toBeGreaterThan(1)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(EngineError)
    expect(errors[0]).toMatchObject({ name: 'EngineError', code: 'engine', cause: gone })
    expect(errors[0]?.message).toMatch(/reload/i)
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 1, lastError: errors[0] })
    expect(client.flags.details('a')).toMatchObject({ status: 'error', error: errors[0] })
    expect(client.flags.status).toBe('error')
    await client.identify('user-1')
    await expect(client.flags.reload()).rejects.toBe(errors[0])
    await expect(client.flags.evaluate('a', { distinctId: 'u' })).rejects.toBe(errors[0])
    expect(Object.keys(persistence.items).filter(key => key.includes('event_'))).toHaveLength(2)
    const began = Date.now()
    await client.shutdown({ timeoutMs: 60_000 })
    expect(Date.now() - began).toBeLessThan(15_000)
  })

  test('tries again by itself, later and later, and then all goes on', async () => {
    const server = await useServer()
    server.flags = { featureFlags: { a: true } }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let isGone = true
      const load = vi.fn<() => Promise<EngineModule>>(() => (isGone ? Promise.reject(gone) : importEngine()))
      const { client, start, errors } = useLoader(server.url, load, { preloadFlags: true, flushAt: 1 })
      start()
      client.capture('a')
      await vi.advanceTimersByTimeAsync(0)
      expect(load).toHaveBeenCalledTimes(1)
      await vi.advanceTimersByTimeAsync(1000)
      expect(load).toHaveBeenCalledTimes(2)
      await vi.advanceTimersByTimeAsync(1000)
      expect(load).toHaveBeenCalledTimes(2)
      isGone = false
      await vi.advanceTimersByTimeAsync(1000)
      expect(load).toHaveBeenCalledTimes(3)
      await vi.waitFor(
        () => expect(client.queue.getSnapshot()).toMatchObject({ delivered: 1, lastError: undefined }),
        15_000,
      )
      await vi.waitFor(() => expect(client.flags.get('a')).toBe(true), 15_000)
      expect(errors).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('tries again when the connection is back', async () => {
    const server = await useServer()
    const target = new EventTarget()
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target))
    try {
      let isGone = true
      const { client, start, errors } = useLoader(server.url, () => (isGone ? Promise.reject(gone) : importEngine()), {
        flushAt: 1,
      })
      start()
      client.capture('a')
      await until(() => errors.length === 1)
      isGone = false
      target.dispatchEvent(new Event('online'))
      await vi.waitFor(() => expect(server.events).toHaveLength(1), 15_000)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('gives up on code that never comes after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { client, start, errors } = useLoader('http://127.0.0.1:9', () => new Promise(() => {}))
      start()
      const flushed = client.flush()
      await vi.advanceTimersByTimeAsync(10_000)
      expect(await flushed).toMatchObject({ pending: 0 })
      expect(errors).toMatchObject([{ code: 'engine' }])
    } finally {
      vi.useRealTimers()
    }
  })
})

test('many clients share one module', async () => {
  const [first, second] = await Promise.all([importEngine(), importEngine()])
  expect(first).toBe(second)
  const server = await useServer()
  const clients = Array.from({ length: 5 }, () => useClient(server).client)
  for (const client of clients) client.capture('a')
  await Promise.all(clients.map(client => client.flush()))
  expect(server.events).toHaveLength(5)
})

test('works at once where nobody waits for it', async () => {
  const server = await useServer()
  const client = createClient({ projectToken: 'phc_test', host: server.url, preloadFlags: false })
  client.capture('a')
  expect(await client.flush()).toEqual({ delivered: 1, dropped: 0, pending: 0 })
  await client.shutdown()
})
