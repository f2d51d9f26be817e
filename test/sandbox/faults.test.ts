import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { startSandbox } from 'hogkit/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliveryReport } from '../support/delivery.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

beforeEach(() => s.sandbox.faults.clearRequests())
afterEach(() => s.sandbox.faults.clear())

function batchOf(uuids: readonly string[], properties: object = {}): string {
  const batch = uuids.map(uuid => ({ uuid, event: 'sent', distinct_id: 'u', properties }))
  return JSON.stringify({ api_key: s.projectToken, batch })
}

function send(uuids: readonly string[], init: RequestInit = {}): Promise<Response> {
  return fetch(`${s.url}/batch/`, { method: 'POST', body: batchOf(uuids), ...init })
}

async function stored(...uuids: string[]): Promise<string[]> {
  const all = await s.sandbox.storedUuids()
  return all.filter(uuid => uuids.includes(uuid))
}

const faults = () => s.sandbox.faults
const batch = { path: '/batch' }

describe('a status', () => {
  it('is answered without processing, as often as the rule says', async () => {
    const uuid = randomUUID()
    faults().add({ match: batch, times: 2, fault: { status: 503 } })
    const first = await send([uuid])
    expect(first.status).toBe(503)
    expect(await first.text()).toBe('Service Unavailable')
    expect((await send([uuid])).status).toBe(503)
    expect(await stored(uuid)).toEqual([])
    expect((await send([uuid])).status).toBe(200)
    expect(await stored(uuid)).toEqual([uuid])
    expect(faults().requests).toMatchObject([
      { status: 503, uuids: [uuid], events: 1, stored: false, fault: expect.any(String) as string },
      { status: 503, stored: false },
      { status: 200, uuids: [uuid], stored: true },
    ])
    expect(faults().requests[2]).not.toHaveProperty('fault')
    expect(faults().rules).toMatchObject([{ seen: 3, fired: 2 }])
  })

  it('has the body it is given, and what PostHog says otherwise', async () => {
    faults().add(
      { times: 1, fault: { status: 400, body: { error: 'no' } } },
      { fault: { status: 429, retryAfter: 37 } },
    )
    expect(await (await send([])).json()).toEqual({ error: 'no' })
    const answer = await s.get('persons/')
    expect(answer.status).toBe(429)
    expect(answer.headers.get('Retry-After')).toBe('37')
    expect(answer.body).toEqual({
      type: 'throttled_error',
      code: 'throttled',
      detail: 'Request was throttled. Expected available in 37 seconds.',
      attr: null,
    })
  })

  it.each([
    ['an ISO date', '2026-08-05T10:00:00.000Z', 'Wed, 05 Aug 2026 10:00:00 GMT'],
    ['an HTTP date', 'Wed, 05 Aug 2026 10:00:00 GMT', 'Wed, 05 Aug 2026 10:00:00 GMT'],
    ['any text', { raw: 'soon' }, 'soon'],
    ['no wait', 0, '0'],
  ] as const)('sends %s as Retry-After', async (_name, retryAfter, header) => {
    faults().add({ fault: { status: 429, retryAfter } })
    expect((await send([])).headers.get('Retry-After')).toBe(header)
  })

  it('sends a moment some seconds ahead, never a shorter wait', async () => {
    faults().add({ fault: { status: 503, retryAfter: { inSeconds: 30 } } })
    const before = Date.now()
    const header = (await send([])).headers.get('Retry-After') ?? ''
    expect(header).toMatch(/ GMT$/)
    expect(Date.parse(header)).toBeGreaterThanOrEqual(before + 30_000)
    expect(Date.parse(header)).toBeLessThanOrEqual(Date.now() + 31_000)
  })
})

describe('other origins', () => {
  const headers = { Origin: 'https://app.example.com' }

  it('read the status and Retry-After of a public route', async () => {
    faults().add({ fault: { status: 429, retryAfter: 5 } })
    const answer = await send([], { headers })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example.com')
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBe('true')
    expect(answer.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After')
  })

  it('do not read Retry-After where the rule hides it, as PostHog does', async () => {
    faults().add({ expose: false, fault: { answerLost: 503, retryAfter: 5 } })
    const answer = await send([randomUUID()], { headers })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example.com')
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect(answer.headers.has('Access-Control-Expose-Headers')).toBe(false)
  })

  it('do not read the private API, and their preflights pass', async () => {
    faults().add({ fault: { status: 500 } })
    const answer = await s.get('persons/', { headers })
    expect(answer.status).toBe(500)
    expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
    expect((await fetch(`${s.url}/batch/`, { method: 'OPTIONS', headers })).status).toBe(204)
    faults().replace([{ match: { method: 'options' }, fault: { status: 403 } }])
    expect((await fetch(`${s.url}/batch/`, { method: 'OPTIONS', headers })).status).toBe(403)
  })
})

describe('a delay', () => {
  it('comes before processing or after it', async () => {
    const [before, after] = [randomUUID(), randomUUID()]
    faults().add({ times: 1, fault: { delayMs: 300 } }, { fault: { delayAfterMs: 300 } })
    const sent = [send([before])]
    await expect.poll(() => faults().rules[0]?.fired).toBe(1)
    sent.push(send([after]))
    await expect.poll(() => stored(after), { interval: 20 }).toEqual([after])
    expect((await Promise.all(sent)).map(answer => answer.status)).toEqual([200, 200])
    expect(faults().requests.map(request => request.durationMs >= 290)).toEqual([true, true])
    expect(await stored(before, after)).toHaveLength(2)
  })

  it('goes on to process what a client sent that has left since', async () => {
    const uuid = randomUUID()
    faults().add({ match: batch, fault: { delayMs: 300 } })
    await expect(send([uuid], { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort/i)
    await expect.poll(() => stored(uuid)).toEqual([uuid])
  })

  it('goes before a failure too', async () => {
    faults().add({ fault: { status: 500, delayMs: 150 } })
    const startedAt = performance.now()
    expect((await send([])).status).toBe(500)
    expect(performance.now() - startedAt).toBeGreaterThan(140)
  })
})

describe('a cut', () => {
  it.each([
    ['before', true],
    ['before', false],
    ['after', true],
    ['after', false],
  ] as const)('%s processing ends without an answer (re-sent by browsers: %s)', async (cut, browserResend) => {
    const uuid = randomUUID()
    faults().add({ match: batch, times: 1, fault: { cut, browserResend } })
    await expect(send([uuid])).rejects.toThrow('fetch failed')
    expect(await stored(uuid)).toEqual(cut === 'after' ? [uuid] : [])
    expect((await send([uuid])).status).toBe(200)
    expect(await stored(uuid)).toEqual([uuid])
    expect(faults().requests.filter(request => request.path === '/batch/')).toMatchObject([
      { status: 'cut', uuids: [uuid], stored: cut === 'after' },
      { status: 200, uuids: [uuid], stored: true },
    ])
  })
})

describe('an answer that is lost', () => {
  it('is a failure although the events are stored, and one event stays one', async () => {
    const uuids = [randomUUID(), randomUUID()]
    faults().add({ match: batch, times: 1, fault: { answerLost: 504 } })
    expect((await send(uuids)).status).toBe(504)
    expect(await stored(...uuids)).toHaveLength(2)
    expect((await send(uuids)).status).toBe(200)
    const report = deliveryReport({
      captured: uuids,
      stored: await stored(...uuids),
      requests: faults().requests,
    })
    expect(report).toMatchObject({ lost: [], doubled: [], foreign: [], resentInVain: [], requests: 2 })
    // A third time nobody asked for.
    await send(uuids)
    const again = deliveryReport({ captured: uuids, stored: await stored(...uuids), requests: faults().requests })
    expect(again.resentInVain).toEqual(uuids)
    expect(again.doubled).toEqual([])
  })
})

describe('a size limit', () => {
  it('counts the JSON and not what was sent', async () => {
    const [small, large] = [randomUUID(), randomUUID()]
    faults().add({ match: batch, fault: { maxBodyBytes: 10_000 } })
    const body = gzipSync(batchOf([large], { text: 'x'.repeat(10_000) }))
    expect(body.byteLength).toBeLessThan(1000)
    const refused = await send([], { body, headers: { 'Content-Encoding': 'gzip' } })
    expect(refused.status).toBe(413)
    expect(await refused.text()).toBe('maximum event size exceeded')
    expect((await send([small])).status).toBe(200)
    expect(await stored(small, large)).toEqual([small])
    expect(faults().rules).toMatchObject([{ seen: 1, fired: 1 }])
    expect(faults().requests[0]).toMatchObject({
      status: 413,
      uuids: [large],
      bytesOnWire: body.byteLength,
      bytesDecoded: Buffer.byteLength(batchOf([large], { text: 'x'.repeat(10_000) })),
      encoding: 'gzip',
    })
  })

  it('leaves a body that is larger than any route takes to its route', async () => {
    faults().add({ fault: { maxBodyBytes: 1 } })
    const body = Buffer.alloc(21 * 1024 * 1024, 32)
    const answer = await send([], { body })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('length limit exceeded')
  })
})

describe('a quota', () => {
  it('drops events with a 200 that says so', async () => {
    const uuid = randomUUID()
    faults().add({ times: 1, fault: { quotaLimited: ['events', 'feature_flags'] } })
    const answer = await send([uuid])
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'Ok', quota_limited: ['events'] })
    expect(await stored(uuid)).toEqual([])
    expect(faults().requests).toMatchObject([{ status: 200, uuids: [uuid], stored: false }])
  })

  it('of recordings takes events and says so', async () => {
    const uuid = randomUUID()
    faults().add({ fault: { quotaLimited: ['recordings'] } })
    expect(await (await send([uuid])).json()).toEqual({ status: 'Ok', quota_limited: ['recordings'] })
    expect(await stored(uuid)).toEqual([uuid])
  })

  it.each([
    ['/flags/?v=2', { flags: {}, errorsWhileComputingFlags: false }],
    ['/flags/', { featureFlags: {}, featureFlagPayloads: {} }],
    ['/decide/?v=1', { featureFlags: [] }],
  ])('of flags answers none at %s', async (path, empty) => {
    const key = `quota-${randomUUID()}`
    const groups = [{ properties: [], rollout_percentage: 100 }]
    expect((await s.send('POST', 'feature_flags/', { key, filters: { groups } })).status).toBe(201)
    const ask = () => s.send('POST', path, { token: s.projectToken, distinct_id: 'u' }, { key: null })
    expect(JSON.stringify((await ask()).body)).toContain(key)
    faults().add({ fault: { quotaLimited: ['feature_flags'] } })
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...empty, quotaLimited: ['feature_flags'] })
    expect(JSON.stringify(body)).not.toContain(key)
    // Other routes are not touched, and so not counted.
    await send([randomUUID()])
    expect(faults().rules).toMatchObject([{ seen: 1 }])
  })
})

describe('a request that hangs', () => {
  it('is written down at once and processes nothing', async () => {
    const uuid = randomUUID()
    faults().add({ match: batch, times: 1, fault: { hang: true } })
    await expect(send([uuid], { signal: AbortSignal.timeout(300) })).rejects.toThrow(/abort/i)
    expect(faults().requests).toMatchObject([{ status: 'hung', uuids: [uuid], stored: false }])
    expect(await stored(uuid)).toEqual([])
    expect((await send([uuid])).status).toBe(200)
  })

  it('ends when the sandbox is closed, and so does a delay', async () => {
    const sandbox = await startSandbox({
      faults: [
        { match: { path: '/flags' }, fault: { hang: true } },
        { match: { path: '/batch' }, fault: { delayMs: 60_000 } },
      ],
    })
    const uuid = randomUUID()
    const body = JSON.stringify({ api_key: sandbox.projectToken, batch: [{ uuid, event: 'late', distinct_id: 'u' }] })
    const hung = fetch(`${sandbox.url}/flags/`, { method: 'POST', body: '{}' }).catch((error: unknown) => error)
    const late = fetch(`${sandbox.url}/batch/`, { method: 'POST', body })
    await expect.poll(() => sandbox.faults.rules.map(rule => rule.fired)).toEqual([1, 1])
    const startedAt = performance.now()
    await sandbox.close()
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect(await hung).toBeInstanceOf(TypeError)
    expect((await late).status).toBe(200)
  })
})
