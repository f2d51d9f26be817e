import { request as httpRequest } from 'node:http'
import { createProxy, type AuditEntry, type ProxyOptions } from 'hogkit/server'
import { toNodeHandler } from 'hogkit/server/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, listen, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

const personalApiKey = 'phx_secret_0123456789'
let upstream: RecordingServer
let front: Awaited<ReturnType<typeof listen>>
let audit: AuditEntry[]

async function serve(more: Partial<ProxyOptions> = {}): Promise<void> {
  await front?.close()
  const options = { host: upstream.url, projectId: 7, personalApiKey, authorize: () => '*' as const, ...more }
  front = await listen(toNodeHandler(createProxy({ ...options, onAudit: entry => audit.push(entry) })))
}

beforeEach(async () => {
  audit = []
  upstream = await startRecordingServer()
  await serve()
})
afterEach(async () => {
  await front.close()
  await upstream.close()
})

const base = () => `${front.url}/api/posthog/api/projects/@current`
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${base()}/query/`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

async function answered(response: Response): Promise<Record<string, unknown>> {
  const body = (await response.json()) as Record<string, unknown>
  return { status: response.status, ...body }
}

describe('what goes to PostHog', () => {
  it('is made anew: no header of the client goes along', async () => {
    const headers = {
      authorization: 'Bearer phx_of_the_caller',
      cookie: 'sid=1',
      origin: front.url,
      referer: `${front.url}/secret`,
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=6.6.6.6',
      'x-real-ip': '6.6.6.6',
      'x-csrftoken': '1',
      te: 'trailers',
      'proxy-authorization': 'Basic eDp5',
      'accept-language': 'de',
      'x-posthog-anything': '1',
    }
    await new Promise<void>((resolve, reject) => {
      const call = httpRequest(`${base()}/persons/1/`, { headers }, response => response.resume().on('end', resolve))
      call.on('error', reject)
      call.end()
    })
    const { host, connection, ...sent } = upstream.only().headers
    expect([host, connection]).toEqual([new URL(upstream.url).host, 'keep-alive'])
    expect(sent).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${personalApiKey}`,
      'user-agent': 'hogkit-proxy',
      'accept-encoding': expect.any(String),
      'accept-language': '*',
      'sec-fetch-mode': 'cors',
    })
  })

  it('has the query that the table names, encoded', async () => {
    await fetch(`${base()}/persons/?search=a%26b%3D%23&limit=5`)
    expect(upstream.only().url).toBe('/api/projects/7/persons/?search=a%26b%3D%23&limit=5')
  })

  it.each([
    ['?personal_api_key=phx_x', 'credentials_not_accepted', 'personal_api_key'],
    ['?secret_api_key=x', 'credentials_not_accepted', 'secret_api_key'],
    ['?temporary_token=x', 'credentials_not_accepted', 'temporary_token'],
    ['?limit=1&personal%5Fapi_key=x', 'credentials_not_accepted', 'personal_api_key'],
    ['?serch=x', 'invalid_input', 'serch'],
    ['?format=csv', 'invalid_input', 'format'],
    ['?_method=DELETE', 'invalid_input', '_method'],
    ['?search=a&search=b', 'invalid_input', 'search'],
  ])('never has %s', async (query, code, attr) => {
    expect(await answered(await fetch(`${base()}/persons/${query}`))).toMatchObject({ status: 400, code, attr })
    expect(upstream.requests).toEqual([])
  })

  it.each([
    ['{"personal_api_key":"phx_x","query":{}}', 'credentials_not_accepted'],
    ['{"personal\\u005fapi_key":"phx_x"}', 'credentials_not_accepted'],
    ['{"secret_api_key":"x"}', 'credentials_not_accepted'],
    ['{"query":', 'parse_error'],
    ['', 'parse_error'],
    ['[]', 'parse_error'],
    ['null', 'parse_error'],
    ['"text"', 'parse_error'],
    ['{"a":1}{"b":2}', 'parse_error'],
  ])('never has the body %s', async (body, code) => {
    expect(await answered(await post(body))).toMatchObject({ status: 400, code })
    expect(upstream.requests).toEqual([])
  })

  it('never has a body that is no UTF-8, is nested without end, or is compressed', async () => {
    expect(await answered(await post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))).toMatchObject({
      code: 'parse_error',
    })
    expect(await answered(await post(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`))).toMatchObject({
      code: 'parse_error',
    })
    expect(await answered(await post('{}', { 'content-encoding': 'gzip' }))).toMatchObject({ status: 415 })
    expect(upstream.requests).toEqual([])
  })

  it('has one value for a name that stood twice: the one that was checked', async () => {
    await post('{"query":{"kind":"HogQLQuery","query":"select 1"},"query":{"kind":"HogQLQuery","query":"select 2"}}')
    expect(upstream.only().body.toString()).toBe('{"query":{"kind":"HogQLQuery","query":"select 2"}}')
  })
})

describe('sizes', () => {
  const big = (bytes: number) => JSON.stringify({ query: 'x'.repeat(bytes) })

  it('refuses a body of 21 MB by its declared length', async () => {
    expect(await answered(await post(big(21_000_000)))).toMatchObject({ status: 413, code: 'request_too_large' })
    expect(upstream.requests).toEqual([])
  })

  it('reads nothing of a body whose declared length is too large', async () => {
    const proxy = createProxy({ host: upstream.url, projectId: 7, personalApiKey, authorize: () => '*' })
    const headers = { 'content-type': 'application/json', 'content-length': '21000000' }
    const request = new Request(`${base()}/query/`, { method: 'POST', body: '{}', headers })
    expect(await answered(await proxy(request))).toMatchObject({ status: 413 })
    expect(request.bodyUsed).toBe(false)
  })

  it('refuses a body of 21 MB that does not say how long it is, as soon as it is too long', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(64_000))
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength
        if (sent > 21_000_000) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const proxy = createProxy({ host: upstream.url, projectId: 7, personalApiKey, authorize: () => '*' })
    const request = new Request(`${base()}/query/`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expect(await answered(await proxy(request))).toMatchObject({ status: 413, code: 'request_too_large' })
    expect(sent).toBeLessThan(2_000_000)
    expect(upstream.requests).toEqual([])
  })

  it('is not misled by a length that is too small', async () => {
    const proxy = createProxy({
      host: upstream.url,
      projectId: 7,
      personalApiKey,
      authorize: () => '*',
      maxBodyBytes: 1000,
    })
    const headers = { 'content-type': 'application/json', 'content-length': '2' }
    const response = await proxy(new Request(`${base()}/query/`, { method: 'POST', body: big(5000), headers }))
    expect(response.status).toBe(413)
  })

  it('takes a body up to the limit', async () => {
    await serve({ maxBodyBytes: 21_000_100 })
    expect((await post(big(21_000_000))).status).toBe(200)
    expect(upstream.only().body.byteLength).toBe(21_000_012)
  })

  it.each([true, false])('withholds an answer that is too large (declared: %s)', async declared => {
    await serve({ maxResponseBytes: 1000 })
    upstream.answer((_, response) => {
      const text = big(5000)
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(declared && { 'content-length': String(text.length) }),
      })
      response.end(text)
    })
    expect(await answered(await post('{}'))).toMatchObject({ status: 502, code: 'upstream_too_large' })
  })
})

describe('what comes back', () => {
  it('is JSON without PostHog’s headers', async () => {
    upstream.answer((_, response) =>
      json(
        response,
        200,
        { results: [[1]] },
        { 'set-cookie': 'sessionid=1', server: 'nginx', 'x-posthog': '1', 'access-control-allow-origin': '*' },
      ),
    )
    const response = await post('{}')
    expect(await response.json()).toEqual({ results: [[1]] })
    const names = [...response.headers.keys()].filter(name => !['date', 'connection', 'keep-alive'].includes(name))
    expect(names.sort()).toEqual(['cache-control', 'content-length', 'content-type', 'x-content-type-options'])
  })

  it('has links that lead back through the proxy, as the client asked', async () => {
    upstream.answer((_, response) =>
      json(response, 200, {
        results: [],
        count: 3,
        next: `${upstream.url}/api/projects/7/persons/?limit=2&offset=4&search=a%26b&personal_api_key=phx_x`,
        previous: 'not a url at all \u0000',
      }),
    )
    expect(await answered(await fetch(`${base()}/persons/?limit=2&offset=2&search=a%26b`))).toEqual({
      status: 200,
      results: [],
      count: 3,
      next: '/api/posthog/api/projects/@current/persons/?limit=2&offset=4&search=a%26b',
      previous: expect.stringMatching(/^\/api\/posthog\/api\/projects\/@current\/persons\/$/),
    })
  })

  it.each([401, 403])('says of %s only that the proxy’s access was refused', async status => {
    upstream.answer((_, response) =>
      json(response, status, {
        type: 'authentication_error',
        code: 'x',
        detail: `Key ${personalApiKey.slice(0, 12)}… of jane@corp.example`,
        attr: null,
      }),
    )
    const body = await answered(await fetch(`${base()}/persons/`))
    expect(body).toMatchObject({ status: 502, code: 'upstream_authentication' })
    expect(JSON.stringify(body)).not.toMatch(/phx_|jane/)
  })

  it.each([400, 402, 404, 409, 500, 503, 504, 512])(
    'passes on %s with PostHog’s words and no other field',
    async status => {
      const error = { type: 'server_error', code: 'conflict', detail: 'Changed.', attr: 'filters__groups' }
      upstream.answer((_, response) =>
        json(response, status, { ...error, stack: 'Traceback', debug: { sql: 'select' } }),
      )
      expect(await answered(await fetch(`${base()}/persons/1/`))).toEqual({ status, ...error })
    },
  )

  it('passes on where a query is wrong', async () => {
    const error = {
      type: 'validation_error',
      code: 'syntax_error',
      detail: 'No.',
      attr: null,
      extra: { start: 1, end: 2, line: 1, column: 2, sql: 'x' },
    }
    upstream.answer((_, response) => json(response, 400, error))
    expect(await answered(await post('{}'))).toMatchObject({
      status: 400,
      extra: { start: 1, end: 2, line: 1, column: 2 },
    })
  })

  it('gives a 405 without a body words', async () => {
    upstream.answer((_, response) => response.writeHead(405).end())
    expect(await answered(await fetch(`${base()}/persons/1/`))).toMatchObject({
      status: 405,
      code: 'method_not_allowed',
    })
  })

  it.each(['37', 'Wed, 21 Oct 2026 07:28:00 GMT'])('passes on Retry-After: %s', async value => {
    upstream.answer((_, response) =>
      json(response, 429, { type: 'throttled_error', code: 'throttled', detail: 'Slow.' }, { 'retry-after': value }),
    )
    const response = await fetch(`${base()}/persons/`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, value])
  })

  it.each([201, 202, 204])('keeps the status %s', async status => {
    upstream.answer((_, response) => response.writeHead(status).end())
    const response = await post('{}')
    expect([response.status, await response.text()]).toEqual([status, ''])
  })

  it.each([301, 302, 303, 307, 308, 304])('never passes on a redirect: %s', async status => {
    upstream.answer((_, response) => response.writeHead(status, { location: 'https://evil.example/' }).end())
    const response = await fetch(`${base()}/persons/`, { redirect: 'manual' })
    expect(await answered(response)).toMatchObject({ status: 502, code: 'upstream_redirect' })
    expect(response.headers.get('location')).toBeNull()
    expect(upstream.requests).toHaveLength(1)
  })

  it.each([
    ['a page', 200, 'text/html', '<script>alert(1)</script>'],
    ['a list that is no JSON', 200, 'application/json', '{"results":'],
    ['a list that is no object', 200, 'application/json', '[]'],
  ])('never passes on %s', async (_, status, type, text) => {
    upstream.answer((_request, response) => response.writeHead(status, { 'content-type': type }).end(text))
    expect(await answered(await fetch(`${base()}/persons/`))).toMatchObject({ status: 502, code: 'upstream_invalid' })
  })

  it('never passes on a page where a single thing was asked for', async () => {
    upstream.answer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>'),
    )
    expect(await answered(await fetch(`${base()}/persons/1/`))).toMatchObject({ status: 502, code: 'upstream_invalid' })
  })

  it('turns a page with an error into JSON', async () => {
    upstream.answer((_, response) =>
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Unavailable</h1>'),
    )
    expect(await answered(await fetch(`${base()}/persons/`))).toEqual({
      status: 503,
      type: 'server_error',
      code: 'error',
      detail: 'PostHog answered 503.',
      attr: null,
    })
  })
})

describe('the key', () => {
  const shapes: [string, string][] = [
    ['plain', personalApiKey],
    ['escaped', Array.from(personalApiKey, char => `\\u00${char.charCodeAt(0).toString(16)}`).join('')],
    ['in part escaped', personalApiKey.replace('h', '\\u0068')],
  ]
  const statuses = [200, 201, 202, 400, 401, 402, 403, 404, 405, 409, 418, 429, 500, 502, 503, 504, 512]

  it.each(shapes)('is in no answer, whatever the status and wherever it stood (%s)', async (_, key) => {
    const bodies = [
      `{"detail":"${key}"}`,
      `{"type":"${key}","code":"${key}","attr":"${key}","extra":{"${key}":1}}`,
      `{"results":[],"next":"http://x/?search=${key}","previous":"http://x/?search=%70${key.slice(1)}"}`,
      `{"results":[],"next":"http://x/?search=%70${key.slice(1)}","previous":null}`,
      `{"${key}":1}`,
      key,
    ]
    for (const status of statuses) {
      for (const body of bodies) {
        upstream.answer((_request, response) =>
          response
            .writeHead(status, {
              'content-type': 'application/json',
              'retry-after': personalApiKey,
              'x-key': personalApiKey,
              'set-cookie': personalApiKey,
            })
            .end(body),
        )
        // oxlint-disable-next-line no-await-in-loop -- one upstream, one answer at a time
        for (const response of [await fetch(`${base()}/persons/`), await post('{}')]) {
          // oxlint-disable-next-line no-await-in-loop
          const text = await response.text()
          expect(`${text}${decoded(text)}${JSON.stringify([...response.headers])}`).not.toContain(personalApiKey)
        }
      }
    }
    expect(JSON.stringify(audit)).not.toContain(personalApiKey)
  })

  function decoded(text: string): string {
    try {
      return decodeURIComponent(JSON.stringify(JSON.parse(text)))
    } catch {
      return text
    }
  }

  it('withholds an answer that holds it and says so', async () => {
    upstream.answer((_, response) => json(response, 200, { results: [[personalApiKey]] }))
    expect(await answered(await post('{}'))).toMatchObject({ status: 502, code: 'upstream_leaked_key' })
  })
})

describe('waiting', () => {
  it('passes on that the client left', async () => {
    upstream.answer(() => undefined)
    const controller = new AbortController()
    const call = fetch(`${base()}/query/`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
      signal: controller.signal,
    })
    await upstream.arrived(1)
    controller.abort()
    await expect(call).rejects.toThrow(/abort/)
    await upstream.only().aborted
    await expect.poll(() => audit[0]?.code).toBe('client_closed_request')
  })

  it('answers 504 when PostHog is slow, and lets go of it', async () => {
    await serve({ timeoutMs: 100 })
    upstream.answer(() => undefined)
    expect(await answered(await post('{}'))).toMatchObject({ status: 504, code: 'upstream_timeout' })
    await upstream.only().aborted
  })

  it('answers 504 when an answer begins and never ends', async () => {
    await serve({ timeoutMs: 100 })
    upstream.answer(
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"results":['),
    )
    expect(await answered(await post('{}'))).toMatchObject({ status: 504, code: 'upstream_timeout' })
  })

  it('answers 502 when nobody listens', async () => {
    const gone = await listen(() => undefined)
    await gone.close()
    await serve({ host: gone.url })
    const body = await answered(await post('{}'))
    expect(body).toMatchObject({ status: 502, code: 'upstream_unreachable' })
    expect(JSON.stringify(body)).not.toContain(gone.url)
  })

  it('answers 502 when the connection breaks in the middle', async () => {
    upstream.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"results":[', () => response.destroy())
    })
    expect(await answered(await post('{}'))).toMatchObject({ status: 502, code: 'upstream_unreachable' })
  })

  it('answers many at once without mixing them up', async () => {
    upstream.answer((request, response) => {
      const id = request.url.split('/').at(-2)
      setTimeout(() => json(response, 200, { id }), Math.random() * 20)
    })
    const ids = Array.from({ length: 50 }, (_, index) => String(index))
    const answers = await Promise.all(
      ids.map(async id => (await answered(await fetch(`${base()}/persons/${id}/`)))['id']),
    )
    expect(answers).toEqual(ids)
  })
})
