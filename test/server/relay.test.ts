import { gzipSync } from 'node:zlib'
import { isConfigError } from 'hogkit/api'
import { createIngestRelay, type IngestRelayOptions } from 'hogkit/server'
import { toNodeHandler } from 'hogkit/server/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, listen, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

let upstream: RecordingServer
let front: Awaited<ReturnType<typeof listen>>

async function serve(more: Partial<IngestRelayOptions> = {}): Promise<void> {
  await front?.close()
  front = await listen(toNodeHandler(createIngestRelay({ host: upstream.url, ...more })))
}

beforeEach(async () => {
  upstream = await startRecordingServer()
  await serve()
})
afterEach(async () => {
  await front.close()
  await upstream.close()
})

const post = (path: string, init: RequestInit = {}) =>
  fetch(`${front.url}/ingest${path}`, { method: 'POST', body: '{}', ...init })

describe('the relay passes on', () => {
  it.each(['/batch/', '/i/v0/e/', '/e/', '/capture/', '/flags/', '/decide/'])('%s', async path => {
    expect((await post(`${path}?v=2&_=17&compression=gzip-js`)).status).toBe(200)
    expect(upstream.only().url).toBe(`${path}?v=2&_=17&compression=gzip-js`)
  })

  it('a path without its last slash, as PostHog takes it', async () => {
    expect((await post('/flags?v=2')).status).toBe(200)
    expect(upstream.only().url).toBe('/flags/?v=2')
  })

  it('flag requests under another name, which blockers do not know', async () => {
    await serve({ flagsPath: '/f/' })
    for (const path of ['/f/', '/f', '/flags/']) expect((await post(`${path}?v=2`)).status).toBe(200)
    expect(upstream.requests.map(request => request.url)).toEqual(['/flags/?v=2', '/flags/?v=2', '/flags/?v=2'])
    expect((await post('/g/?v=2')).status).toBe(404)
  })

  it('the question whether anything changed, and that nothing did', async () => {
    upstream.answer((_, response) => response.writeHead(304, { etag: '"1"' }).end())
    const response = await post('/flags/?v=2', { headers: { 'if-none-match': '"1"' } })
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([304, '"1"', ''])
    expect(upstream.only().headers['if-none-match']).toBe('"1"')
  })

  it('the remote configuration of a token', async () => {
    expect((await fetch(`${front.url}/ingest/array/phc_abc-1/config`)).status).toBe(200)
    expect(upstream.only()).toMatchObject({ method: 'GET', url: '/array/phc_abc-1/config' })
  })

  it('the surveys of a token', async () => {
    expect((await fetch(`${front.url}/ingest/api/surveys/?token=phc_abc`)).status).toBe(200)
    expect(upstream.only()).toMatchObject({ method: 'GET', url: '/api/surveys/?token=phc_abc' })
  })

  it('an event in the address, as an image sends it', async () => {
    expect((await fetch(`${front.url}/ingest/e/?data=abc`)).status).toBe(200)
    expect(upstream.only()).toMatchObject({ method: 'GET', url: '/e/?data=abc' })
  })

  it('bytes as they are, with their encoding', async () => {
    const body = gzipSync(JSON.stringify({ batch: ['ä'.repeat(1000)] }))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'user-agent': 'Browser/1' }
    await post('/batch/', { body, headers })
    const request = upstream.only()
    expect(request.body.equals(body)).toBe(true)
    expect(request.headers).toMatchObject(headers)
  })

  it('no cookie, no authorization, no address, nothing else of the visitor', async () => {
    const headers = {
      cookie: 'sid=1',
      authorization: 'Bearer x',
      referer: 'https://a.example/',
      'x-forwarded-for': '6.6.6.6',
      'x-real-ip': '6.6.6.6',
      'x-csrf': '1',
    }
    await post('/batch/', { headers })
    expect(Object.keys(upstream.only().headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/cookie|authorization|referer|^x-|forwarded/)]),
    )
  })

  it('the address that the application vouches for', async () => {
    await serve({ clientIp: request => request.headers.get('cf-connecting-ip') ?? undefined })
    await post('/batch/', { headers: { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '6.6.6.6' } })
    await post('/batch/', { headers: { 'cf-connecting-ip': '1.1.1.1, evil\tvalue' } })
    expect(upstream.requests.map(request => request.headers['x-forwarded-for'])).toEqual(['203.0.113.7', undefined])
  })

  it('answers with their status and without PostHog’s cookies', async () => {
    upstream.answer((_, response) =>
      json(response, 429, { code: 'x' }, { 'retry-after': '3', 'set-cookie': 'a=1', server: 'x' }),
    )
    const response = await post('/flags/')
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '3',
      { code: 'x' },
    ])
    expect([...response.headers.keys()]).not.toEqual(expect.arrayContaining([expect.stringMatching(/cookie|server/)]))
  })

  it('answers as they come, before they end', async () => {
    let finish = () => undefined as void
    upstream.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"flags":')
      finish = () => void response.end('{}}')
    })
    const reader = (await post('/flags/')).body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"flags":')
    finish()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{}}')
  })

  it('an answer that was packed on the way, unpacked and without a wrong length', async () => {
    const body = gzipSync('{"flags":{}}')
    upstream.answer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.byteLength }).end(body),
    )
    expect(await (await post('/flags/')).json()).toEqual({ flags: {} })
  })

  it('that the browser left', async () => {
    upstream.answer(() => undefined)
    const controller = new AbortController()
    const call = post('/flags/', { signal: controller.signal })
    await upstream.arrived(1)
    controller.abort()
    await expect(call).rejects.toThrow(/abort/)
    await expect(upstream.only().aborted).resolves.toBeUndefined()
  })
})

describe('the relay refuses', () => {
  it.each([
    '/api/users/@me/',
    '/api/projects/@current/persons/',
    '/api/surveys/1/',
    '/api/projects/1/surveys/',
    '/batch/../api/users/@me/',
    '/batch/%2e%2e/api/users/@me/',
    '/batch/..%2f..%2fapi/',
    '//batch/',
    '/batch//',
    '/static/array.js',
    '/array/a%2f..%2fb/config',
    '/array//config',
    '/',
  ])('%s', async path => {
    expect((await post(path)).status).toBe(404)
    expect(upstream.requests).toEqual([])
  })

  it.each([
    ['PUT', '/batch/', 'POST, GET'],
    ['DELETE', '/flags/', 'POST'],
    ['GET', '/flags/', 'POST'],
    ['POST', '/array/phc_a/config', 'GET'],
    ['POST', '/api/surveys/', 'GET'],
  ])('%s %s', async (method, path, allow) => {
    const response = await fetch(`${front.url}/ingest${path}`, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
    expect(upstream.requests).toEqual([])
  })

  it('a body of 21 MB, so that the client halves its batch', async () => {
    const response = await post('/batch/', { body: 'x'.repeat(21_000_000) })
    expect([response.status, await response.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'request_too_large' }),
    ])
    expect(upstream.requests).toEqual([])
  })

  it.each([
    ['POST', '/batch/', 307],
    ['GET', '/array/phc_a/config', 302],
  ])('to follow a redirect of %s %s', async (method, path, status) => {
    upstream.answer((_, response) => response.writeHead(status, { location: `${upstream.url}/elsewhere/` }).end())
    const response = await fetch(`${front.url}/ingest${path}`, { method, redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([502, null])
    expect(await response.json()).toMatchObject({ code: 'upstream_redirect' })
    expect(upstream.only().url).toBe(path)
  })

  it('to wait without end', async () => {
    await serve({ timeoutMs: 50 })
    upstream.answer(() => undefined)
    expect((await post('/flags/')).status).toBe(504)
    await expect(upstream.only().aborted).resolves.toBeUndefined()
  })

  it('to say where PostHog is when it cannot be reached', async () => {
    const gone = await listen(() => undefined)
    await gone.close()
    await serve({ host: gone.url })
    const response = await post('/batch/')
    expect([response.status, await response.text()]).toEqual([502, expect.not.stringContaining('127.0.0.1')])
  })

  it.each([{ host: 'posthog' }, { host: '' }, { host: 'https://a:b@c.example' }, { path: 'ingest' }, { path: '/a b' }])(
    'options that cannot work: %j',
    more => {
      let error: unknown
      try {
        createIngestRelay({ host: 'us', ...more })
      } catch (thrown) {
        error = thrown
      }
      expect(isConfigError(error)).toBe(true)
    },
  )
})

describe('hosts', () => {
  it.each([
    ['us', 'https://us.i.posthog.com/batch/', 'https://us-assets.i.posthog.com/array/t/config'],
    ['https://eu.posthog.com', 'https://eu.i.posthog.com/batch/', 'https://eu-assets.i.posthog.com/array/t/config'],
    ['https://eu.i.posthog.com/', 'https://eu.i.posthog.com/batch/', 'https://eu-assets.i.posthog.com/array/t/config'],
    ['https://ph.example.com/x/', 'https://ph.example.com/x/batch/', 'https://ph.example.com/x/array/t/config'],
  ])('sends for %s to where PostHog takes events and serves configuration', async (host, batch, config) => {
    const asked: string[] = []
    const relay = createIngestRelay({
      host,
      // Only the address is of interest, and it is not ours to call.
      fetch: (input, init) => {
        asked.push(new Request(input).url)
        return fetch(upstream.url, init)
      },
    })
    await relay(new Request('https://app.example/ingest/batch/', { method: 'POST', body: '{}' }))
    await relay(new Request('https://app.example/ingest/array/t/config'))
    expect(asked).toEqual([batch, config])
  })
})
