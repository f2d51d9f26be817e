import { describe, expect, test, vi } from 'vitest'
import { createClient, type QueueState } from 'hogkit/core'
import { arrived, until, useClient, useServer, useStorage } from './support/client.js'
import type { Fault } from './support/server.js'

const BATCH = '/batch/'
const uuidsOf = (events: readonly { uuid: string }[]): string[] => events.map(event => event.uuid)

describe('triggers', () => {
  test('sends when flushAt events wait', async () => {
    const server = await useServer()
    const { client } = useClient(server, { flushAt: 3 })
    client.capture('a')
    client.capture('b')
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(server.requests).toHaveLength(0)
    client.capture('c')
    await until(() => server.events.length === 3)
    expect(server.to(BATCH)).toHaveLength(1)
  })

  test('sends at the latest after flushIntervalMs', async () => {
    const server = await useServer()
    const { client } = useClient(server, { flushIntervalMs: 50 })
    client.capture('a')
    expect(server.requests).toHaveLength(0)
    await until(() => server.events.length === 1)
  })

  test('sends when maxBatchBytes wait, and never more in one request', async () => {
    const server = await useServer()
    const { client } = useClient(server, { maxBatchBytes: 10_000, compression: 'none' })
    for (let i = 0; i < 30; i++) client.capture('a', { text: 'ü'.repeat(500) })
    await until(() => server.events.length > 0)
    await client.flush()
    expect(server.events).toHaveLength(30)
    for (const request of server.to(BATCH)) expect(request.bytes).toBeLessThan(10_200)
  })

  test('sends a burst in full batches, one request at a time', async () => {
    const server = await useServer()
    let open = 0
    let most = 0
    const { client } = useClient(server, {
      async fetch(input, init) {
        most = Math.max(most, ++open)
        const response = await fetch(input, init)
        open--
        return response
      },
    })
    const captured = Array.from({ length: 1050 }, (_, i) => client.capture('burst', { i }))
    await client.flush()
    expect(uuidsOf(server.events)).toEqual(captured)
    expect(server.to(BATCH).map(({ body }) => (body['batch'] as unknown[]).length)).toEqual([
      ...Array(10).fill(100),
      50,
    ])
    expect(most).toBe(1)
  })

  test('an empty flush sends nothing', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 0 })
    expect(server.requests).toHaveLength(0)
  })

  test('immediate goes alone and at once', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    await client.flush()
    client.capture('waits')
    const uuid = client.capture('urgent', { a: 1 }, { immediate: true })
    await until(() => server.events.length === 1)
    const [request] = server.to('/i/v0/e/')
    expect(request?.body).toMatchObject({ api_key: 'phc_test', uuid, event: 'urgent', properties: { a: 1 } })
    expect(Number(request?.query.get('_'))).toBeGreaterThan(Date.now() - 60_000)
    // The server has the event before the client has the answer.
    await until(() => client.queue.getSnapshot().delivered === 1)
    expect(await client.flush()).toMatchObject({ delivered: 1, pending: 0 })
  })

  test('immediate that fails waits in the queue', async () => {
    const server = await useServer()
    server.next('/i/v0/e/', { status: 503 })
    const { client } = useClient(server)
    const uuid = client.capture('urgent', {}, { immediate: true })
    await until(() => client.queue.getSnapshot().pending === 1)
    await client.flush()
    expect(uuidsOf(server.events)).toEqual([uuid])
  })
})

describe('compression', () => {
  test('packs large bodies and leaves small ones', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    client.capture('small')
    await client.flush()
    for (let i = 0; i < 20; i++) client.capture('large', { i })
    await client.flush()
    expect(server.to(BATCH).map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip'])
    expect(server.to(BATCH)[1]?.headers['content-type']).toBe('application/json')
    expect(server.events).toHaveLength(21)
  })

  test('is off when told', async () => {
    const server = await useServer()
    const { client } = useClient(server, { compression: 'none' })
    for (let i = 0; i < 20; i++) client.capture('large', { i })
    await client.flush()
    expect(server.to(BATCH)[0]?.headers['content-encoding']).toBeUndefined()
  })
})

describe('retry', () => {
  const faults: [string, Fault][] = [
    ...[408, 429, 500, 502, 503, 504].map((status): [string, Fault] => [String(status), { status }]),
    ['a cut connection', { cut: 'before' }],
    ['an answer that never comes', { delayMs: 400 }],
  ]
  test.each(faults)('keeps the queue after %s and sends the same events later', async (_, fault) => {
    const server = await useServer()
    server.next(BATCH, fault)
    const { client, errors } = useClient(server, { requestTimeoutMs: fault.delayMs ? 100 : 2000 })
    const retries: unknown[] = []
    client.on('retry', retry => retries.push(retry))
    const captured = [client.capture('a'), client.capture('b')]
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 2 })
    expect(retries).toMatchObject([{ uuids: captured, attempt: 1 }])
    expect(client.queue.getSnapshot().lastError).toBeInstanceOf(Error)
    const result = await client.flush()
    expect(result).toEqual({ delivered: 2, dropped: 0, pending: 0 })
    expect(uuidsOf(server.events).slice(-2)).toEqual(captured)
    expect(client.queue.getSnapshot().lastError).toBeUndefined()
    expect(errors).toEqual([])
  })

  test('comes by itself, a second later', async () => {
    const server = await useServer()
    server.next(BATCH, { status: 503 }, { status: 503 })
    const { client } = useClient(server, { flushAt: 1 })
    const delays: number[] = []
    client.on('retry', ({ delayMs }) => delays.push(delayMs))
    client.capture('a')
    await vi.waitFor(() => expect(server.events).toHaveLength(1), 15_000)
    expect(delays).toHaveLength(2)
    expect(delays[0]).toBeGreaterThanOrEqual(500)
    expect(delays[0]).toBeLessThanOrEqual(1000)
    expect(delays[1]).toBeGreaterThanOrEqual(1000)
    expect(delays[1]).toBeLessThanOrEqual(2000)
  })

  test('repeats uuid and timestamp when the answer was lost', async () => {
    const server = await useServer()
    server.next(BATCH, { cut: 'after' })
    const { client } = useClient(server)
    client.capture('a')
    await client.flush()
    await client.flush()
    const [first, second] = server.events
    expect(server.events).toHaveLength(2)
    expect(second).toEqual(first)
  })

  test.each([
    ['seconds', '1'],
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('heeds Retry-After in %s, even when asked to flush', async (_, header) => {
    const server = await useServer()
    const value = typeof header === 'string' ? header : header()
    server.next(BATCH, { status: 429, headers: { 'retry-after': value } })
    const { client } = useClient(server)
    const retries: number[] = []
    client.on('retry', ({ delayMs }) => retries.push(delayMs))
    client.capture('a')
    await client.flush()
    expect(client.queue.getSnapshot().lastError).toMatchObject({ name: 'RateLimitError', status: 429 })
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 1 })
    expect(server.requests).toHaveLength(1)
    expect(retries[0]).toBeLessThanOrEqual(2000)
    await vi.waitFor(() => expect(server.events).toHaveLength(1), 15_000)
    const [first, second] = server.requests
    const [delayMs = Number.NaN] = retries
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(delayMs - 10)
  })

  test('gives up after maxRetries, and goes on with the rest', async () => {
    const server = await useServer()
    server.next(BATCH, { status: 503 }, { status: 503 }, { status: 503 })
    const { client, errors } = useClient(server, { maxRetries: 2, maxBatchSize: 1 })
    const dropped: unknown[] = []
    client.on('dropped', drop => dropped.push(drop))
    const [poison, fine] = [client.capture('poison'), client.capture('fine')]
    await client.flush()
    await client.flush()
    expect(dropped).toEqual([])
    expect(await client.flush()).toEqual({ delivered: 1, dropped: 1, pending: 0 })
    expect(dropped).toMatchObject([
      { uuids: [poison], reason: 'retries-exhausted', error: { name: 'HttpError', status: 503 } },
    ])
    expect(uuidsOf(server.events)).toEqual([fine])
    expect(errors).toMatchObject([{ status: 503 }])
  })

  test('never gives up on a host that cannot be reached', async () => {
    const server = await useServer()
    server.script = () => ({ cut: 'before' })
    const { client } = useClient(server, { maxRetries: 1 })
    client.capture('a')
    for (let i = 0; i < 5; i++) await client.flush()
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 1, dropped: 0, lastError: { name: 'NetworkError' } })
    server.script = () => undefined
    expect(await client.flush()).toMatchObject({ delivered: 1 })
  })
})

describe('refusals', () => {
  test.each([400, 401, 403, 404])('drops and reports after %i', async status => {
    const server = await useServer()
    server.next(BATCH, { status, body: 'no such luck' })
    const { client, errors } = useClient(server)
    const dropped: unknown[] = []
    client.on('dropped', drop => dropped.push(drop))
    const uuid = client.capture('a')
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 1, pending: 0 })
    expect(dropped).toMatchObject([{ uuids: [uuid], reason: 'refused', error: { status, body: 'no such luck' } }])
    expect(errors).toMatchObject([{ name: 'HttpError', code: 'http', status }])
    expect(server.requests).toHaveLength(1)
  })

  test('halves a batch that is too large, and drops only the event that is too large alone', async () => {
    const server = await useServer()
    server.script = ({ bytes }) => (bytes > 20_000 ? { status: 413 } : undefined)
    const { client, errors } = useClient(server, { compression: 'none' })
    const dropped: unknown[] = []
    client.on('dropped', drop => dropped.push(drop))
    const captured: unknown[] = []
    for (let i = 0; i < 100; i++) {
      const uuid = client.capture('a', { i, text: 'x'.repeat(i === 40 ? 30_000 : 500) })
      if (i !== 40) captured.push(uuid)
    }
    expect(await client.flush()).toEqual({ delivered: 99, dropped: 1, pending: 0 })
    expect(uuidsOf(server.events)).toEqual(captured)
    expect(dropped).toMatchObject([{ reason: 'too-large', error: { name: 'EventTooLargeError' } }])
    expect(errors).toHaveLength(1)
    // What was learned is kept: the next burst fits at once.
    const before = server.requests.length
    for (let i = 0; i < 100; i++) client.capture('b', { text: 'x'.repeat(500) })
    await client.flush()
    expect(server.requests.slice(before).every(request => request.bytes <= 20_000)).toBe(true)
  })

  test('an event over maxBatchBytes is refused at capture', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, { maxBatchBytes: 5000 })
    expect(client.capture('huge', { text: 'x'.repeat(6000) })).toBeUndefined()
    expect(errors).toMatchObject([{ name: 'EventTooLargeError' }])
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 0, dropped: 1 })
  })

  test('a full queue drops its oldest, counted and told', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, { maxQueueSize: 5, flushAt: 100 })
    const dropped: string[] = []
    client.on('dropped', ({ uuids, reason }) => {
      expect(reason).toBe('queue-full')
      dropped.push(...uuids)
    })
    const captured = Array.from({ length: 8 }, () => client.capture('a'))
    expect(dropped).toEqual(captured.slice(0, 3))
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 5, dropped: 3 })
    expect(errors[0]).toMatchObject({ name: 'QueueFullError' })
    await client.flush()
    expect(uuidsOf(server.events)).toEqual(captured.slice(3))
  })
})

describe('state', () => {
  test('tells what waits, flies and arrived, by snapshots that stay the same while nothing changes', async () => {
    const server = await useServer()
    server.next(BATCH, { delayMs: 50 })
    const { client } = useClient(server)
    const states: QueueState[] = []
    client.queue.subscribe(() => states.push(client.queue.getSnapshot()))
    const uuids = [client.capture('a'), client.capture('b')]
    const delivered: unknown[] = []
    client.on('delivered', event => delivered.push(event))
    expect(client.queue.getSnapshot()).toBe(client.queue.getSnapshot())
    await client.flush()
    expect(states).toContainEqual(expect.objectContaining({ pending: 2, inFlight: 0 }))
    expect(states).toContainEqual(expect.objectContaining({ pending: 0, inFlight: 2 }))
    expect(states.at(-1)).toEqual({
      pending: 0,
      inFlight: 0,
      dropped: 0,
      delivered: 2,
      unsaved: 0,
      status: 'ready',
      retryAt: undefined,
      lastError: undefined,
      online: true,
    })
    expect(delivered).toEqual([{ uuids }])
  })

  test('events captured while a request is in flight are not lost and not doubled', async () => {
    const server = await useServer()
    server.next(BATCH, { delayMs: 50 }, { status: 500 })
    const { client } = useClient(server, { flushAt: 2 })
    const captured = [client.capture('a'), client.capture('b')]
    await until(() => client.queue.getSnapshot().inFlight === 2)
    captured.push(client.capture('c'), client.capture('d'))
    const flushed = client.flush()
    captured.push(client.capture('e'))
    await flushed
    await client.flush()
    expect(uuidsOf(server.events)).toEqual(captured)
  })
})

describe('storage', () => {
  test('holds each event under its own key before capture returns, until the server said yes', async () => {
    const server = await useServer()
    server.next(BATCH, { status: 503 })
    const storage = useStorage()
    const { client } = useClient(server, { persistence: storage })
    const events = () => Object.keys(storage.items).filter(key => key.includes('event_'))
    client.capture('a')
    expect(events()).toHaveLength(1)
    const before = storage.writes.length
    client.capture('b')
    expect(storage.writes.slice(before)).toHaveLength(1)
    expect(events()).toHaveLength(2)
    await client.flush()
    expect(events()).toHaveLength(2)
    await client.flush()
    expect(events()).toEqual([])
  })

  test('hands what an earlier page left to the next client, in order, under the same uuids', async () => {
    const server = await useServer()
    const storage = useStorage()
    const first = useClient({ url: 'http://127.0.0.1:9' }, { persistence: storage })
    const uuid = '0b5a1b6e-6f5e-4c43-9c57-0d6b5a7f8e21'
    const captured = [first.client.capture('a'), first.client.capture('b', {}, { uuid }), first.client.capture('c')]
    const { client } = useClient(server, { persistence: storage })
    expect(client.queue.getSnapshot().pending).toBe(3)
    expect(await client.flush()).toMatchObject({ delivered: 3 })
    expect(uuidsOf(server.events)).toEqual(captured)
    expect(Object.keys(storage.items).filter(key => key.includes('event_'))).toEqual([])
  })

  test('a corrupt event is left out and said once', async () => {
    const server = await useServer()
    const storage = useStorage()
    const first = useClient({ url: 'http://127.0.0.1:9' }, { persistence: storage })
    first.client.capture('a')
    const key = Object.keys(storage.items).find(name => name.includes('event_')) as string
    storage.items[key.replace(/.$/, 'x')] = '{"uuid":'
    storage.items[key.replace(/.$/, 'y')] = 'null'
    const { client, errors } = useClient(server, { persistence: storage })
    expect(await client.flush()).toMatchObject({ delivered: 1 })
    expect(errors).toMatchObject([{ name: 'StorageError', code: 'storage' }])
  })

  test.each(['getItem', 'setItem', 'removeItem', 'keys'] as const)(
    'goes on in memory when %s throws, and says so once',
    async method => {
      const server = await useServer()
      const storage = useStorage()
      const { client, errors } = useClient(server, {
        persistence: {
          ...storage,
          [method]() {
            throw new DOMException('blocked', 'SecurityError')
          },
        },
      })
      const captured = [client.capture('a'), client.capture('b')]
      void client.identify('user-1')
      expect(client.distinctId).toBe('user-1')
      await client.flush()
      expect(uuidsOf(server.events).slice(0, 2)).toEqual(captured)
      expect(errors).toHaveLength(1)
      expect(errors[0]).toMatchObject({ name: 'StorageError', cause: { name: 'SecurityError' } })
    },
  )

  test('goes on in memory when storage is full, and keeps what it holds', async () => {
    const server = await useServer()
    const storage = useStorage()
    let isFull = false
    const { client, errors } = useClient(server, {
      persistence: {
        ...storage,
        setItem(key, value) {
          if (isFull) throw new DOMException('full', 'QuotaExceededError')
          storage.setItem(key, value)
        },
      },
    })
    client.capture('a')
    isFull = true
    client.capture('b')
    expect(errors).toMatchObject([{ name: 'StorageError' }])
    expect(await client.flush()).toMatchObject({ delivered: 2, pending: 0 })
    expect(Object.keys(storage.items).filter(key => key.includes('event_'))).toEqual([])
  })
})

describe('shutdown', () => {
  test('drains, trying again within its time', async () => {
    const server = await useServer()
    server.next(BATCH, { status: 503 })
    const { client } = useClient(server)
    const captured = [client.capture('a'), client.capture('b')]
    await client.shutdown({ timeoutMs: 3000 })
    expect(uuidsOf(server.events)).toEqual(captured)
  })

  test('ends after its time and leaves the rest in storage', async () => {
    const server = await useServer()
    server.next(BATCH, { delayMs: 60_000 })
    const storage = useStorage()
    const { client } = useClient(server, { persistence: storage })
    client.capture('a')
    const start = Date.now()
    await client.shutdown({ timeoutMs: 100 })
    expect(Date.now() - start).toBeLessThan(10_000)
    expect(client.queue.getSnapshot()).toMatchObject({ pending: 1, inFlight: 0 })
    expect(Object.keys(storage.items).filter(key => key.includes('event_'))).toHaveLength(1)
  })

  test('twice is fine', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    client.capture('a')
    await Promise.all([client.shutdown(), client.shutdown()])
    expect(server.events).toHaveLength(1)
  })
})

test('pauses while offline and sends at once when back', async () => {
  const server = await useServer()
  const navigator = { onLine: false }
  const target = new EventTarget()
  vi.stubGlobal('navigator', navigator)
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target))
  try {
    const { client } = useClient(server, { flushAt: 1 })
    client.capture('a')
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 1 })
    expect(client.queue.getSnapshot().online).toBe(false)
    expect(server.requests).toHaveLength(0)
    navigator.onLine = true
    target.dispatchEvent(new Event('online'))
    await until(() => server.events.length === 1)
    expect(client.queue.getSnapshot().online).toBe(true)
  } finally {
    vi.unstubAllGlobals()
  }
})

test('the delays of retries double up to a cap, and Retry-After is bounded', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const delays: number[] = []
    const client = createClient({
      projectToken: 'phc_test',
      host: 'http://127.0.0.1:9',
      preloadFlags: false,
      maxRetries: 100,
      onError: () => {},
      fetch: () =>
        Promise.resolve(
          new Response('', { status: 503, headers: delays.length === 11 ? { 'retry-after': '999999' } : {} }),
        ),
    })
    client.on('retry', ({ delayMs }) => delays.push(delayMs))
    client.capture('a')
    for (let i = 0; i < 12; i++) {
      await client.flush()
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(delays[0]).toBeLessThanOrEqual(1000)
    for (const [i, delay] of delays.slice(0, 11).entries()) {
      expect(delay).toBeGreaterThanOrEqual(Math.min(300_000, 1000 * 2 ** i) / 2)
      expect(delay).toBeLessThanOrEqual(Math.min(300_000, 1000 * 2 ** i))
    }
    expect(delays[11]).toBe(1_800_000)
    await client.shutdown({ timeoutMs: 0 })
  } finally {
    vi.useRealTimers()
  }
})

test('events of two flushes are each reported delivered once', async () => {
  const server = await useServer()
  const { client } = useClient(server)
  client.capture('a')
  const [first, second] = await Promise.all([client.flush(), client.flush()])
  expect(first.delivered).toBe(1)
  expect(second.delivered).toBeLessThanOrEqual(1)
  expect(await arrived(client, server)).toHaveLength(1)
})
