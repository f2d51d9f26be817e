import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

/** Events of a distinct id, in order of arrival. */
async function stored(distinctId: string): Promise<string[]> {
  const { results } = await s.query('SELECT event FROM events WHERE distinct_id = {id} ORDER BY event', {
    id: distinctId,
  })
  return results.map(([event]) => String(event))
}

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(s.url + path, { method: 'POST', body, headers })
}

const routes = ['/batch', '/i/v0/e', '/e', '/capture', '/track', '/engage']

describe('routes and body shapes', () => {
  it.each(routes)('%s takes one event, a list and a batch, with and without a trailing slash', async route => {
    const id = randomUUID()
    const single = { api_key: s.projectToken, event: 'single', distinct_id: id }
    const list = [{ token: s.projectToken, event: 'in a list', distinct_id: id }]
    const batch = { api_key: s.projectToken, batch: [{ event: 'in a batch', properties: { distinct_id: id } }] }
    for (const [path, body] of [
      [route, single],
      [`${route}/`, list],
      [`${route}/`, batch],
    ] as const) {
      const answer = await post(path, JSON.stringify(body))
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({ status: 'Ok' })
    }
    expect(await stored(id)).toEqual(['in a batch', 'in a list', 'single'])
  })

  it('names an event without a name $identify on /engage only', async () => {
    const id = randomUUID()
    const body = JSON.stringify({ token: s.projectToken, distinct_id: id, $set: { plan: 'pro' } })
    expect((await post('/engage/', body)).status).toBe(200)
    expect(await stored(id)).toEqual(['$identify'])
    const refused = await post('/capture/', body)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toBe('event submitted with an empty event name')
  })

  it('takes the top-level distinct id over the one in properties, and text for any JSON value', async () => {
    const id = randomUUID()
    await s.capture({ event: 'top', distinct_id: id, properties: { distinct_id: 'other' } })
    await s.capture({ event: 'number', distinct_id: 123_456 })
    await s.capture({ event: 'long', distinct_id: 'x'.repeat(300) })
    expect(await stored(id)).toEqual(['top'])
    expect(await stored('123456')).toEqual(['number'])
    expect(await stored('x'.repeat(200))).toEqual(['long'])
  })

  it('answers 204 to a beacon', async () => {
    const id = randomUUID()
    const answer = await post('/e/?beacon=1', JSON.stringify({ token: s.projectToken, event: 'left', distinct_id: id }))
    expect(answer.status).toBe(204)
    expect(await stored(id)).toEqual(['left'])
  })
})

describe('encodings', () => {
  const payload = (id: string) => JSON.stringify({ api_key: s.projectToken, event: 'encoded', distinct_id: id })
  const cases: [string, (id: string) => Promise<Response>][] = [
    ['gzip told by its header', id => post('/batch/', gzipSync(payload(id)), { 'Content-Encoding': 'gzip' })],
    [
      'gzip told by the query',
      id => post('/batch/?compression=gzip-js', gzipSync(payload(id)), { 'Content-Type': 'text/plain' }),
    ],
    ['gzip told by nothing', id => post('/i/v0/e/', gzipSync(payload(id)), { 'Content-Type': 'text/plain' })],
    ['base64', id => post('/e/', Buffer.from(payload(id)).toString('base64'))],
    ['base64 of gzip', id => post('/e/?compression=base64', gzipSync(payload(id)).toString('base64'))],
    [
      'a form with base64',
      id =>
        post(
          '/e/?compression=base64',
          new URLSearchParams({ data: Buffer.from(payload(id)).toString('base64') }).toString(),
          {
            'Content-Type': 'application/x-www-form-urlencoded',
          },
        ),
    ],
    [
      'a form with JSON',
      id =>
        post('/e/', new URLSearchParams({ compression: '', data: payload(id) }).toString(), {
          'Content-Type': 'application/x-www-form-urlencoded',
        }),
    ],
    [
      'JSON that curl calls a form',
      id => post('/e/', payload(id), { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ],
    [
      'a query parameter',
      id => fetch(`${s.url}/e/?data=${encodeURIComponent(Buffer.from(payload(id)).toString('base64'))}`),
    ],
  ]

  it.each(cases)('reads %s', async (_name, send) => {
    const id = randomUUID()
    const answer = await send(id)
    expect(answer.status).toBe(200)
    expect(await stored(id)).toEqual(['encoded'])
  })

  it('says that lz64 is not read instead of losing the event', async () => {
    const answer = await post('/e/?compression=lz64', 'N4Ig')
    expect(answer.status).toBe(501)
    expect(await answer.text()).toContain('gzip')
  })

  it('refuses gzip that is broken', async () => {
    const broken = new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3])
    const answer = await post('/e/', broken)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('GZIP')
  })
})

describe('refusals', () => {
  const event = (fields: object) => JSON.stringify({ api_key: s.projectToken, event: 'e', distinct_id: 'u', ...fields })
  const cases: [string, () => string, number, RegExp][] = [
    ['no body', () => '', 400, /^request holds no event$/],
    ['an empty list', () => '[]', 400, /^request holds no event$/],
    ['an empty batch', () => JSON.stringify({ api_key: s.projectToken, batch: [] }), 400, /^request holds no event$/],
    ['broken JSON', () => '{"api_key": ', 400, /^failed to parse request: /],
    ['a list of numbers', () => '[1]', 400, /^failed to parse request: /],
    ['no event name', () => event({ event: '' }), 400, /^event submitted with an empty event name$/],
    ['no distinct id', () => event({ distinct_id: null }), 400, /^event submitted without a distinct_id$/],
    ['a blank distinct id', () => event({ distinct_id: '  ' }), 400, /^event submitted without a distinct_id$/],
    ['an invalid uuid', () => event({ uuid: 'no-uuid' }), 400, /^failed to parse request: invalid uuid$/],
    ['no token', () => event({ api_key: undefined }), 401, /^event submitted without an api_key$/],
    ['an empty token', () => event({ api_key: ' ' }), 401, /^API key is not valid: empty$/],
    ['a personal key', () => event({ api_key: 'phx_secret' }), 401, /^API key is not valid: personal_api_key$/],
    ['a token that is too long', () => event({ api_key: 'p'.repeat(65) }), 401, /^API key is not valid: too_long$/],
    ['a token that is not ASCII', () => event({ api_key: 'phc_é' }), 401, /^API key is not valid: not_ascii$/],
    ['a token with NUL', () => event({ api_key: 'phc_\0a' }), 401, /^API key is not valid: null_byte$/],
    [
      'tokens that differ',
      () =>
        JSON.stringify([
          { token: s.projectToken, event: 'e', distinct_id: 'u' },
          { token: 'phc_other', event: 'e', distinct_id: 'u' },
        ]),
      401,
      /^batch submitted with inconsistent api_key values$/,
    ],
    [
      'nesting without end',
      () => event({ properties: '@' }).replace('"@"', '['.repeat(200) + ']'.repeat(200)),
      400,
      /recursion limit/,
    ],
  ]

  it.each(cases)('%s', async (_name, body, status, message) => {
    const answer = await post('/capture/', body())
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Content-Type')).toContain('text/plain')
    expect(await answer.text()).toMatch(message)
  })

  it('refuses a whole batch for one bad event, and stores none of it', async () => {
    const id = randomUUID()
    const batch = [{ event: 'good', distinct_id: id }, { event: 'no id' }]
    const answer = await post('/batch/', JSON.stringify({ api_key: s.projectToken, batch }))
    expect(answer.status).toBe(400)
    expect(await stored(id)).toEqual([])
  })

  it('accepts an unknown token as PostHog does, drops the events, and says so in the log without the token', async () => {
    const token = 'phc_anotherProjectsTokenThatIsLong'
    const id = randomUUID()
    const answer = await post('/e/', JSON.stringify({ api_key: token, event: 'lost', distinct_id: id }))
    expect(answer.status).toBe(200)
    expect(await stored(id)).toEqual([])
    const line = s.log.find(entry => entry.level === 'warn' && entry.message.includes('unknown project token'))
    expect(line?.message).toContain('phc_an')
    expect(line?.message).not.toContain(token)
  })

  it('answers 405 to other methods', async () => {
    const answer = await fetch(`${s.url}/e/`, { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toContain('POST')
  })
})

describe('size', () => {
  it('answers 413 to a batch of 21 MB, on a connection that lives on', async () => {
    const batch = [{ event: 'huge', distinct_id: 'u', properties: { text: 'x'.repeat(21 * 1024 * 1024) } }]
    const answer = await post('/batch/', JSON.stringify({ api_key: s.projectToken, batch }))
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('length limit exceeded')
    await s.capture({ event: 'next', distinct_id: 'after-413' })
    expect(await stored('after-413')).toEqual(['next'])
  })

  it('allows 2 MB elsewhere', async () => {
    const body = JSON.stringify({
      api_key: s.projectToken,
      event: 'e',
      distinct_id: 'u',
      properties: { text: 'x'.repeat(2_200_000) },
    })
    expect((await post('/i/v0/e/', body)).status).toBe(413)
  })

  it('stops a decompression bomb at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32))
    const answer = await post('/e/', bomb)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toBe('maximum event size exceeded')
  })

  it('drops a single event of more than 1 MB with a warning, and keeps the others', async () => {
    const id = randomUUID()
    await s.capture(
      { event: 'small', distinct_id: id },
      { event: 'big', distinct_id: id, properties: { text: 'x'.repeat(1_100_000) } },
    )
    expect(await stored(id)).toEqual(['small'])
    const warnings = await s.sandbox.ingestionWarnings()
    expect(warnings[0]).toMatchObject({ type: 'message_size_too_large', details: { event: 'big', distinctId: id } })
  })

  it('takes 5,000 events in one batch', async () => {
    const id = randomUUID()
    await s.capture(
      ...Array.from({ length: 5000 }, (_, index) => ({ event: 'bulk', distinct_id: id, properties: { index } })),
    )
    const { results } = await s.query('SELECT count() FROM events WHERE distinct_id = {id}', { id })
    expect(Number(results[0]?.[0])).toBe(5000)
  })
})

describe('cross-origin', () => {
  it('mirrors origin and headers in a preflight', async () => {
    const answer = await fetch(`${s.url}/batch/`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://app.example', 'Access-Control-Request-Headers': 'content-type,x-custom' },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example')
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('content-type,x-custom')
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBe('true')
  })

  it('lets a page read answers, refusals too', async () => {
    const answer = await post('/e/', '{', { Origin: 'https://app.example' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example')
  })
})
