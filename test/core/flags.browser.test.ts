import {
  type ClientOptions,
  createClient,
  flagOverrides,
  type FlagOverridesOptions,
  type HogkitClient,
} from 'hogkit/core'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'

const clients: HogkitClient[] = []
/** Requests for flags. They do go out, to the sandbox. */
let asked = 0

function make(options: Partial<ClientOptions> = {}): HogkitClient {
  const client = createClient({
    projectToken: inject('projectToken'),
    host: inject('sandboxUrl'),
    preloadFlags: false,
    persistence: 'memory',
    onError: () => {},
    fetch(input, init) {
      if ((input as string).includes('/flags/')) asked += 1
      return fetch(input, init)
    },
    ...options,
  })
  clients.push(client)
  return client
}

const until = (condition: () => boolean) => expect.poll(condition, { timeout: 10_000 }).toBe(true)

function show(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

function connect(isOnline: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

beforeEach(() => {
  asked = 0
  sessionStorage.clear()
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  history.replaceState(null, '', location.pathname)
  await Promise.all(clients.splice(0).map(client => client.shutdown({ timeoutMs: 0 })))
})

const key = 'flags-browser'

describe('flags are asked for again', () => {
  beforeAll(async () => {
    const response = await fetch(`${inject('backendUrl')}/api/posthog/api/projects/@current/feature_flags/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, active: true, filters: { groups: [{ rollout_percentage: 100 }] } }),
    })
    if (!response.ok) throw new Error(await response.text())
  })

  test('when the visitor comes back and they are old; they are stale meanwhile', async () => {
    let time = Date.now()
    const client = make({ now: () => time })
    await client.flags.reload()
    const statuses: string[] = []
    client.flags.subscribe(() => statuses.push(client.flags.details(key).status), key)

    show('visible')
    dispatchEvent(new Event('focus'))
    time += 300_001
    show('hidden')
    dispatchEvent(new Event('focus'))
    expect(client.flags.details(key).status).toBe('ready')
    // Both events come when a tab is shown, and make one request.
    show('visible')
    dispatchEvent(new Event('focus'))
    expect(client.flags.details(key).status).toBe('stale')
    await until(() => client.flags.details(key).status === 'ready')
    expect(client.flags.updatedAt).toBe(time)
    expect(statuses).toEqual(['stale', 'ready'])
    expect(asked).toBe(2)
  })

  test('not on coming back where that is switched off, nor where nobody ever asked', async () => {
    let time = Date.now()
    const off = make({ now: () => time, flagsRefreshOnFocus: false })
    await off.flags.reload()
    const unused = make({ now: () => time })
    await unused.flush()
    time += 86_400_000
    show('visible')
    dispatchEvent(new Event('focus'))
    expect(off.flags.status).toBe('ready')
    await off.flags.reload()
    expect(asked).toBe(2)
    expect(unused.flags.status).toBe('loading')
  })

  test('in steady steps while the page is visible and online, without a word to who reads them', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const client = make({ flagsRefreshIntervalMs: 60_000 })
    await client.flags.reload()
    let [told, answers] = [0, 0]
    client.flags.subscribe(() => told++)
    client.on('flags', () => answers++)
    vi.advanceTimersByTime(60_000)
    await until(() => answers === 1)
    expect([asked, told]).toEqual([2, 0])
    // What the app asks for itself it is told of: the values are stale, and ready again.
    await client.flags.reload()
    expect([asked, told]).toEqual([3, 2])

    show('hidden')
    vi.advanceTimersByTime(180_000)
    show('visible')
    connect(false)
    vi.advanceTimersByTime(180_000)
    connect(true)
    expect(told).toBe(2)
    await client.flags.reload()
    expect(asked).toBe(4)

    await client.shutdown({ timeoutMs: 0 })
    vi.advanceTimersByTime(180_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('when the connection is back, after a request that failed without one', async () => {
    let isDown = true
    const client = make({
      fetch: (input, init) => (isDown ? Promise.reject(new TypeError('Failed to fetch')) : fetch(input, init)),
    })
    await client.flags.reload().catch(() => {})
    expect(client.flags.details('beta').status).toBe('blocked')
    isDown = false
    connect(true)
    await until(() => client.flags.status === 'ready')
    expect(client.flags.details('beta').status).toBe('missing')
  })
})

describe('overrides by the address', () => {
  const open = (query: string, options: FlagOverridesOptions = {}) => {
    history.replaceState(null, '', `${location.pathname}${query}`)
    return make({ plugins: [flagOverrides(options)] })
  }

  test('are there at once, and typed as flags are', () => {
    const { flags } = open('?hogkit_flags=checkout:one-page,new-nav:true,beta:false, bare ,:lost,')
    expect(flags.all()).toEqual({ checkout: 'one-page', 'new-nav': true, beta: false, bare: true })
    expect(flags.details('checkout')).toMatchObject({ source: 'override', status: 'ready' })
  })

  test('stay for the tab, over pages without them, with those of code', () => {
    open('?hogkit_flags=a:x').flags.override({ a: 'x', b: { value: true, payload: [1] } })
    const next = open('?other=1')
    expect(next.flags.all()).toEqual({ a: 'x', b: true })
    expect(next.flags.payload('b')).toEqual([1])
    expect(open('?hogkit_flags=a:y').flags.all()).toEqual({ a: 'y', b: true })
    next.flags.override(null)
    expect(sessionStorage).toHaveLength(0)
    expect(open('').flags.all()).toEqual({})
  })

  test('end with an empty parameter', () => {
    open('?hogkit_flags=a:x')
    expect(open('?hogkit_flags=').flags.all()).toEqual({})
    expect(open('').flags.all()).toEqual({})
    open('?hogkit_flags=a:x')
    expect(open('?hogkit_flags=&hogkit_flags=b:y').flags.all()).toEqual({ b: 'y' })
  })

  test('hold under another name, and not without the plugin', () => {
    expect(open('?ff=a:x', { parameter: 'ff' }).flags.all()).toEqual({ a: 'x' })
    history.replaceState(null, '', '?hogkit_flags=a:x')
    expect(make().flags.all()).toEqual({})
  })

  test('survive a tab storage that is broken or full of something else', () => {
    const name = `hogkit_${inject('projectToken')}_flag_overrides`
    for (const kept of ['no json', '[1]', 'null', '7']) {
      sessionStorage.setItem(name, kept)
      expect(open('?hogkit_flags=a:x').flags.all()).toEqual({ a: 'x' })
    }
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const { flags } = open('?hogkit_flags=a:y')
    flags.override({ a: 'z' })
    expect(flags.get('a')).toBe('z')
  })
})
