import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { botFilter, browserProperties, exceptions, pageleave, pageviews, tracingHeaders, webVitals } from 'hogkit/core'
import { recordPage } from './support/recordPage.js'

const home = location.pathname + location.search

beforeEach(() => {
  localStorage.clear()
})
afterEach(() => {
  history.replaceState(null, '', home)
  for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; max-age=0; path=/`
})

function makeTall(height: number): void {
  const tall = document.createElement('div')
  tall.style.height = `${height}px`
  document.body.append(tall)
  onTestFinished(() => {
    tall.remove()
    scrollTo(0, 0)
  })
}

describe('pageviews', () => {
  test('tell of the page before: its id, path, seconds and how far it was scrolled', async () => {
    const { client, named, events } = recordPage({ plugins: [pageviews()] })
    makeTall(innerHeight * 9)
    scrollTo(0, innerHeight * 4)
    await expect.poll(() => scrollY).toBeGreaterThan(0)
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    scrollTo(0, 0)
    client.capture('read')
    history.pushState(null, '', '/second')
    history.pushState(null, '', '/second?tab=2')
    history.back()
    await expect.poll(() => location.search).toBe('')
    const [first, second, ...more] = named('$pageview')
    expect(more).toEqual([])
    expect(first?.properties).not.toHaveProperty('$prev_pageview_id')
    const id = first?.properties['$pageview_id']
    expect(events.find(({ event }) => event === 'read')?.properties['$pageview_id']).toBe(id)
    expect(second?.properties).toMatchObject({
      $prev_pageview_id: id,
      $prev_pageview_pathname: new URL(home, location.href).pathname,
      $prev_pageview_duration: expect.any(Number) as number,
      $prev_pageview_last_scroll: 0,
      $prev_pageview_max_scroll: innerHeight * 4,
      $prev_pageview_max_content: innerHeight * 5,
    })
    const share = second?.properties['$prev_pageview_max_scroll_percentage'] as number
    expect(share).toBeGreaterThan(0.3)
    expect(share).toBeLessThan(0.7)
    expect(second?.properties['$pageview_id']).not.toBe(id)
  })

  test('come again from the browser’s cache of pages, and once from two plugins', async () => {
    const { client, named } = recordPage({ plugins: [pageviews(), pageviews()] })
    expect(named('$pageview')).toHaveLength(1)
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(named('$pageview')).toHaveLength(2)
    await client.shutdown({ timeoutMs: 0 })
    history.pushState(null, '', '/after')
    expect(named('$pageview')).toHaveLength(2)
  })
})

test('pageleave tells how the page was read, with pageviews of the app’s own', () => {
  const { client, named } = recordPage({ plugins: [pageleave()] })
  client.pageview()
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  const [view] = named('$pageview')
  expect(named('$pageleave')[0]?.properties).toMatchObject({
    $prev_pageview_id: view?.properties['$pageview_id'],
    $prev_pageview_pathname: location.pathname,
    $prev_pageview_max_scroll_percentage: expect.any(Number) as number,
  })
})

describe('exceptions', () => {
  const quiet = (event: Event) => event.preventDefault()
  beforeEach(() => {
    addEventListener('error', quiet)
    addEventListener('unhandledrejection', quiet)
  })
  afterEach(() => {
    removeEventListener('error', quiet)
    removeEventListener('unhandledrejection', quiet)
  })
  const mechanismOf = (list: unknown) => (list as { mechanism: object }[])[0]?.mechanism
  const dispatch = (error: unknown) => window.dispatchEvent(new ErrorEvent('error', { error, message: String(error) }))
  const reject = (reason: unknown) => {
    const promise = Promise.reject(reason)
    promise.catch(() => {})
    window.dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason }))
  }

  test('captures what nothing caught', () => {
    const { named } = recordPage({ plugins: [exceptions(), exceptions()] })
    dispatch(new TypeError('boom'))
    reject(new RangeError('nope'))
    const [error, rejection, ...more] = named('$exception')
    expect(more).toEqual([])
    expect(error?.properties).toMatchObject({
      $exception_type: 'TypeError',
      $exception_level: 'error',
      $exception_source: 'browser.window_onerror',
    })
    expect(mechanismOf(error?.properties['$exception_list'])).toMatchObject({
      type: 'onuncaughtexception',
      handled: false,
    })
    expect(rejection?.properties).toMatchObject({
      $exception_type: 'RangeError',
      $exception_source: 'browser.unhandledrejection',
    })
    expect(mechanismOf(rejection?.properties['$exception_list'])).toMatchObject({
      type: 'onunhandledrejection',
      handled: false,
    })
  })

  test('captures an error once, and what came without an Error by its place', () => {
    const { named } = recordPage({ plugins: [exceptions()] })
    const error = new Error('twice')
    dispatch(error)
    dispatch(error)
    window.dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }))
    window.dispatchEvent(new ErrorEvent('error', { message: 'odd', filename: 'https://a.b/c.js', lineno: 3, colno: 4 }))
    expect(named('$exception').map(({ properties }) => properties['$exception_message'])).toEqual(['twice', 'odd'])
    expect(JSON.stringify(named('$exception')[1])).toContain('https://a.b/c.js:3:4')
  })

  test('leaves out what is to be ignored or switched off, and all after shutdown', async () => {
    const ignore = (error: unknown) => error instanceof TypeError
    const { client, named } = recordPage({ plugins: [exceptions({ ignore, rejections: false })] })
    dispatch(new TypeError('a'))
    reject(new Error('b'))
    await client.shutdown({ timeoutMs: 0 })
    dispatch(new Error('c'))
    expect(named('$exception')).toEqual([])
  })
})

test('webVitals loads the library and tells what it measured in one event', async () => {
  const { named } = recordPage({ plugins: [webVitals({ metrics: ['FCP', 'TTFB'], flushAfterMs: 200 })] })
  await expect.poll(() => named('$web_vitals').length, { timeout: 15_000 }).toBeGreaterThan(0)
  const properties = Object.assign({}, ...named('$web_vitals').map(event => event.properties)) as Record<
    string,
    unknown
  >
  expect(properties['$web_vitals_TTFB_value']).toEqual(expect.any(Number))
  expect(properties['$web_vitals_TTFB_event']).toMatchObject({ name: 'TTFB', rating: expect.any(String) as string })
  expect(JSON.stringify(properties)).not.toContain('entries')
  expect(properties['$current_url']).toBe(location.href)
})

describe('tracingHeaders', () => {
  const url = new URL('/echo', inject('sandboxUrl'))
  /** What a request would carry: the request itself, as `fetch` was handed it before the plugin's own wrapper went on. */
  function recordFetch(): Request[] {
    const requests: Request[] = []
    const original = globalThis.fetch
    globalThis.fetch = (input, init) => {
      requests.push(new Request(input, init))
      return Promise.resolve(new Response('{}'))
    }
    onTestFinished(() => void (globalThis.fetch = original))
    return requests
  }
  const idsOf = (request: Request | undefined) => [
    request?.headers.get('x-posthog-distinct-id'),
    request?.headers.get('x-posthog-session-id'),
  ]

  test('go to the hosts that are named, with who it is at that moment, over what was there', async () => {
    const requests = recordFetch()
    const { client } = recordPage({ plugins: [tracingHeaders({ hosts: [' API.example.com '] })] })
    const headers = { 'X-PostHog-Distinct-Id': 'stale', accept: 'text/plain' }
    await fetch('https://api.example.com:8443/v1/work', { method: 'POST', body: 'x', headers })
    const anonymousId = client.distinctId
    await client.identify('user-123')
    await fetch(new Request('https://api.example.com/v1', { headers: { accept: 'a/b' }, credentials: 'include' }))
    expect(requests.map(idsOf)).toEqual([
      [anonymousId, client.sessionId],
      ['user-123', client.sessionId],
    ])
    expect([requests[0]?.method, await requests[0]?.text(), requests[0]?.headers.get('accept')]).toEqual([
      'POST',
      'x',
      'text/plain',
    ])
    expect([requests[1]?.credentials, requests[1]?.headers.get('accept')]).toEqual(['include', 'a/b'])
    expect(headers['X-PostHog-Distinct-Id']).toBe('stale')
  })

  test('go nowhere else, and nowhere after shutdown', async () => {
    const requests = recordFetch()
    const { client } = recordPage({ plugins: [tracingHeaders({ hosts: ['api.example.com'] })] })
    await fetch('https://other.example/v1')
    await fetch('https://sub.api.example.com/v1')
    await fetch('/relative')
    await client.shutdown({ timeoutMs: 0 })
    await fetch('https://api.example.com/v1')
    expect(requests.flatMap(idsOf)).toEqual(Array(8).fill(null))
  })

  test('go with XMLHttpRequest, once', async () => {
    const { client } = recordPage({ plugins: [tracingHeaders({ hosts: [location.hostname] })] })
    const set: [string, string][] = []
    const open = (path: string | URL) => {
      const request = new XMLHttpRequest()
      request.open('GET', path)
      return request
    }
    await client.shutdown({ timeoutMs: 0 })
    // Below the plugin of the next client: what really reaches the request.
    const original = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'setRequestHeader') as PropertyDescriptor
    XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
      set.push([name, value])
      ;(original.value as (name: string, value: string) => void).call(this, name, value)
    }
    onTestFinished(() => void Object.defineProperty(XMLHttpRequest.prototype, 'setRequestHeader', original))
    const second = recordPage({ plugins: [tracingHeaders({ hosts: [location.hostname] })] }).client
    const request = open('/')
    request.setRequestHeader('x-posthog-session-id', 'stale')
    request.setRequestHeader('x-own', '1')
    request.send()
    expect(set).toEqual([
      ['x-own', '1'],
      ['X-POSTHOG-DISTINCT-ID', second.distinctId],
      ['X-POSTHOG-SESSION-ID', second.sessionId],
    ])
    await new Promise(resolve => request.addEventListener('loadend', resolve))
    expect(request.status).toBeGreaterThan(0)
    expect(url.pathname).toBe('/echo')
  })
})

describe('botFilter', () => {
  test('drops what a driven browser captures, and says so', () => {
    Object.defineProperty(navigator, 'webdriver', { value: true, configurable: true })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'webdriver'))
    const { client, events } = recordPage({ plugins: [botFilter()] })
    const reasons: string[] = []
    client.on('dropped', ({ reason }) => reasons.push(reason))
    expect(client.capture('a')).toBeUndefined()
    expect([events, reasons]).toEqual([[], ['before-send']])
    const marked = recordPage({ plugins: [botFilter({ action: 'mark' })] })
    marked.client.capture('a')
    expect(marked.events[0]?.properties['$browser_type']).toBe('bot')
  })

  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
      true,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
      true,
    ],
    ['Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36', true],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', false],
    ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)', false],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0 Safari/537.36',
      false,
    ],
    ['facebookexternalhit/1.1', false],
    ['Mozilla/5.0 (Linux; Android 11; moto g power) Chrome-Lighthouse', false],
  ])('of %s takes events: %s', (userAgent, isTaken) => {
    for (const [name, value] of Object.entries({ userAgent, webdriver: false })) {
      Object.defineProperty(navigator, name, { value, configurable: true })
      onTestFinished(() => void Reflect.deleteProperty(navigator, name))
    }
    const { client } = recordPage({ plugins: [botFilter()] })
    expect(client.capture('a') !== undefined).toBe(isTaken)
  })
})

describe('browserProperties', () => {
  test('tell with which page the session began, over navigations and reloads', async () => {
    history.replaceState(null, '', '/landing?utm_source=news')
    const first = recordPage({ plugins: [browserProperties()] })
    first.client.capture('a')
    history.replaceState(null, '', '/later')
    first.client.capture('b')
    const next = recordPage({ plugins: [browserProperties()] })
    next.client.capture('c')
    next.client.reset()
    next.client.capture('d')
    const entries = [...first.events, ...next.events].map(({ properties }) => [
      properties['$session_entry_pathname'],
      properties['$session_entry_utm_source'],
    ])
    expect(entries).toEqual([
      ['/landing', 'news'],
      ['/landing', 'news'],
      ['/landing', 'news'],
      ['/later', undefined],
    ])
    expect(first.events[0]?.properties['$session_entry_url']).toContain('/landing?utm_source=news')
    expect(first.events[0]?.properties['$session_entry_referring_domain']).toBeDefined()
  })

  test('put the first page into the profile of a person, once', async () => {
    history.replaceState(null, '', '/landing?utm_source=news')
    const { client, events } = recordPage({ plugins: [browserProperties()] })
    client.capture('anonymous')
    history.replaceState(null, '', '/later')
    await client.identify('user-1')
    client.capture('known')
    expect(events.map(({ setOnce }) => setOnce?.['$initial_pathname'])).toEqual([undefined, '/landing', undefined])
    expect(events[1]?.setOnce).toMatchObject({
      $initial_utm_source: 'news',
      $initial_current_url: expect.stringContaining('/landing') as string,
      $initial_browser: 'Chrome',
    })
  })
})
