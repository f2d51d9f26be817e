import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { browserProperties, type ClientOptions, createClient, type HogkitClient, pageviews } from 'hogkit/core'
// Inside, because the loader is no public option: an app has no say in where its chunks come from.
import { createActions } from '../../src/core/actions.js'
import { prepareClient } from '../../src/core/prepareClient.js'

/** What `fetch` was called with. The requests do go out: to the sandbox, which is another origin than the test's page. */
interface Call {
  url: URL
  init: RequestInit
}

const clients: HogkitClient[] = []
let calls: Call[] = []

function optionsOf(options: Partial<ClientOptions>): ClientOptions {
  return {
    projectToken: inject('projectToken'),
    host: inject('sandboxUrl'),
    preloadFlags: false,
    flushIntervalMs: 60_000,
    onError: () => {},
    fetch(input, init = {}) {
      calls.push({ url: new URL(input as string, location.href), init })
      return fetch(input, init)
    },
    ...options,
  }
}

function make(options: Partial<ClientOptions> = {}): HogkitClient {
  const client = createClient(optionsOf(options))
  clients.push(client)
  return client
}

async function eventsOf({
  init,
}: Call): Promise<{ uuid: string; event: string; properties: Record<string, unknown> }[]> {
  const body =
    typeof init.body === 'string'
      ? init.body
      : await new Response(
          new Blob([init.body as ArrayBuffer]).stream().pipeThrough(new DecompressionStream('gzip')),
        ).text()
  return (JSON.parse(body) as { batch: { uuid: string; event: string; properties: Record<string, unknown> }[] }).batch
}

function randomText(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), byte => String.fromCharCode(33 + (byte % 90))).join(
    '',
  )
}

beforeEach(() => {
  calls = []
  localStorage.clear()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.shutdown({ timeoutMs: 0 })))
  for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; max-age=0; path=/`
})

describe('requests', () => {
  test('to another origin need no preflight', async () => {
    const client = make()
    client.capture('small')
    expect(await client.flush()).toMatchObject({ delivered: 1 })
    for (let i = 0; i < 30; i++) client.capture('large', { i })
    expect(await client.flush()).toMatchObject({ delivered: 30 })
    const [small, large] = calls
    expect(small?.init.headers).toEqual({ 'content-type': 'text/plain' })
    expect(large?.init.headers).toEqual({ 'content-type': 'text/plain' })
    expect(large?.url.searchParams.get('compression')).toBe('gzip-js')
    expect(await eventsOf(large as Call)).toHaveLength(30)
  })

  test('to the page’s own origin say what they are', async () => {
    const client = make({ host: '/ingest' })
    for (let i = 0; i < 30; i++) client.capture('large', { i })
    await client.flush()
    const [call] = calls
    expect(call?.url.pathname).toBe('/ingest/batch/')
    expect(call?.url.search).toBe('')
    expect(call?.init.headers).toEqual({ 'content-type': 'application/json', 'content-encoding': 'gzip' })
    expect(await eventsOf(call as Call)).toHaveLength(30)
  })
})

describe('leaving the page', () => {
  test.each(['pagehide', 'visibilitychange'])(
    'sends on %s what outlives the page, and keeps the rest stored',
    async type => {
      const client = make({ flushAt: 10_000 })
      await client.flush()
      // Nothing that gzip makes small.
      for (let i = 0; i < 200; i++) client.capture('burst', { i, text: randomText(500) })
      if (type === 'pagehide') window.dispatchEvent(new Event(type))
      else {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
        document.dispatchEvent(new Event(type))
        Reflect.deleteProperty(document, 'visibilityState')
      }
      expect(calls.length).toBeGreaterThan(0)
      expect(calls.every(({ init }) => init.keepalive)).toBe(true)
      const bytes = calls.map(({ init }) => new Blob([init.body as BlobPart]).size)
      expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(64 * 1024)
      const sent = (await Promise.all(calls.map(eventsOf))).flat()
      expect(sent.length).toBeGreaterThan(50)
      await expect.poll(() => client.queue.getSnapshot().delivered).toBe(sent.length)
      expect(client.queue.getSnapshot().pending).toBe(200 - sent.length)
      expect(Object.keys(localStorage).filter(key => key.includes('event_'))).toHaveLength(200 - sent.length)
    },
  )

  test('sends 500 events at once, as gzip, in batches', async () => {
    const client = make({ flushAt: 10_000 })
    await client.flush()
    const uuids = Array.from({ length: 500 }, (_, i) => client.capture('burst', { i, plan: 'pro', step: i % 7 }))
    window.dispatchEvent(new Event('pagehide'))
    const batches = await Promise.all(calls.map(eventsOf))
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100])
    expect(batches.flat().map(({ uuid }) => uuid)).toEqual(uuids)
    await expect.poll(() => client.queue.getSnapshot().delivered).toBe(500)
    expect(Object.keys(localStorage).filter(key => /event_|context_/.test(key))).toEqual([])
  })

  test('keeps what waits though the application cleared localStorage', async () => {
    const client = make({ flushAt: 10_000, fetch: () => Promise.resolve(new Response('', { status: 503 })) })
    await client.flush()
    const uuids = [client.capture('a'), client.capture('b')]
    localStorage.clear()
    uuids.push(client.capture('c'))
    window.dispatchEvent(new Event('pagehide'))
    await client.shutdown({ timeoutMs: 0 })
    const next = make()
    const delivered: string[] = []
    next.on('delivered', event => delivered.push(...event.uuids))
    await next.flush()
    expect(delivered).toEqual(uuids)
  })

  test('before the delivery code is in sends nothing and loses nothing', async () => {
    const { client, start } = prepareClient(optionsOf({}), createActions, () => new Promise(() => {}))
    clients.push(client)
    start()
    const uuid = client.capture('left')
    window.dispatchEvent(new Event('pagehide'))
    expect(calls).toEqual([])
    expect(client.queue.getSnapshot().pending).toBe(1)
    expect(Object.keys(localStorage).some(key => key.includes(String(uuid)))).toBe(true)
    const next = make()
    const delivered: string[] = []
    next.on('delivered', ({ uuids }) => delivered.push(...uuids))
    await next.flush()
    expect(delivered).toEqual([uuid])
  })

  test('what was left is sent by the next page', async () => {
    const first = make({ fetch: () => new Promise(() => {}) })
    const uuid = first.capture('left')
    await first.shutdown({ timeoutMs: 0 })
    const second = make()
    const delivered: string[] = []
    second.on('delivered', ({ uuids }) => delivered.push(...uuids))
    await second.flush()
    expect(delivered).toEqual([uuid])
  })
})

describe('persistence', () => {
  test.each(['localStorage+cookie', 'localStorage', 'sessionStorage', 'cookie'] as const)(
    '%s keeps the visitor',
    async persistence => {
      const first = make({ persistence })
      await first.identify('user-ü;=1')
      first.register({ plan: 'pro' })
      const second = make({ persistence })
      expect(second.identity.getSnapshot()).toEqual(first.identity.getSnapshot())
      expect(second.sessionId).toBe(first.sessionId)
      expect(document.cookie.includes(`hogkit_${inject('projectToken')}_identity`)).toBe(persistence.includes('cookie'))
      expect(document.cookie).not.toContain('event_')
    },
  )

  test('a cookie survives when localStorage is cleared', () => {
    const { distinctId } = make()
    localStorage.clear()
    expect(make().distinctId).toBe(distinctId)
  })

  test('an identity that outgrows a cookie is read from localStorage, not from the cookie’s older one', () => {
    const first = make()
    for (const type of ['a', 'b', 'c', 'd', 'e']) first.group(type, 'k'.repeat(900))
    expect(Object.keys(make().identity.getSnapshot().groups)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('memory leaves no trace', async () => {
    const client = make({ persistence: 'memory' })
    await client.identify('user-1')
    client.capture('x')
    expect(localStorage).toHaveLength(0)
    expect(document.cookie).not.toContain('hogkit')
  })
})

describe('plugins', () => {
  test('pageviews follow the path and end with shutdown', async () => {
    const path = location.href
    const original = Reflect.get(history, 'pushState') as unknown
    const client = make({ plugins: [pageviews(), browserProperties()] })
    try {
      history.pushState(null, '', '/second')
      history.replaceState(null, '', '/second?tab=1')
      history.pushState(null, '', '/third')
      history.back()
      await expect.poll(() => location.pathname).toBe('/second')
      await client.flush()
      const events = (await Promise.all(calls.map(eventsOf))).flat()
      expect(
        events.map(({ event, properties }) => [event, properties['$pathname'], properties['$prev_pageview_pathname']]),
      ).toEqual([
        ['$pageview', new URL(path).pathname, undefined],
        ['$pageview', '/second', new URL(path).pathname],
        ['$pageview', '/third', '/second'],
        ['$pageview', '/second', '/third'],
      ])
      expect(events[0]?.properties).toMatchObject({
        $browser: 'Chrome',
        $device_type: 'Desktop',
        title: document.title,
      })
      await client.shutdown()
      expect(Reflect.get(history, 'pushState')).toBe(original)
    } finally {
      history.replaceState(null, '', path)
    }
  })
})
