import {
  createFlagEvaluator,
  type CachedDefinitions,
  type FlagEvaluator,
  type FlagEvaluatorOptions,
} from 'hogkit/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { json, type RecordedRequest, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

const minute = 60_000
const flagOf = (rollout: number) => ({
  id: 1,
  key: 'new-nav',
  active: true,
  version: 1,
  filters: { groups: [{ properties: [], rollout_percentage: rollout }] },
})
const body = (rollout = 100, more: object = {}) => ({
  flags: [flagOf(rollout)],
  group_type_mapping: {},
  cohorts: {},
  ...more,
})

let server: RecordingServer
let evaluators: FlagEvaluator[]
let errors: Error[]
let clock: number
/** Definitions as the server has them now. */
let content: { etag: string; body: object }

const definitionRequests = () =>
  server.requests.filter(({ url }) => url.includes('definitions') || url.includes('local_'))
const unless304 = (request: RecordedRequest, answer: (etag: string) => void) =>
  answer(request.headers['if-none-match'] ?? '')

function make(options: Partial<FlagEvaluatorOptions> = {}): FlagEvaluator {
  const made = createFlagEvaluator({
    host: server.url,
    projectToken: 'phc_test',
    personalApiKey: 'phx_test_key',
    now: () => clock,
    onError: error => errors.push(error),
    ...options,
  })
  evaluators.push(made)
  return made
}

/** The fake clock goes on by this, and what it wakes is done. */
async function pass(ms: number): Promise<void> {
  clock += ms
  await vi.advanceTimersByTimeAsync(ms)
}

beforeEach(async () => {
  // Timers only: requests go over a real connection.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  clock = Date.UTC(2026, 0, 1)
  errors = []
  evaluators = []
  content = { etag: '"one"', body: body() }
  server = await startRecordingServer()
  server.answer((request, response) =>
    unless304(request, etag => {
      if (etag !== content.etag) return json(response, 200, content.body, { etag: content.etag })
      response.writeHead(304, { etag })
      return response.end()
    }),
  )
})
afterEach(async () => {
  for (const made of evaluators) made.close()
  vi.useRealTimers()
  await server.close()
})

describe('polling', () => {
  it('asks nothing before the first use, then again and again with the ETag, and takes what changed', async () => {
    const flags = make()
    await pass(minute)
    expect(server.requests).toEqual([])
    expect((await flags.evaluate('ada')).get('new-nav')).toBe(true)
    await pass(30_000)
    await server.arrived(2)
    content = { etag: '"two"', body: body(0) }
    await vi.waitFor(() => expect(flags.loadedAt).toBe(clock), 15_000)
    await pass(30_000)
    await server.arrived(3)
    await vi.waitFor(async () => expect((await flags.evaluate('ada')).get('new-nav')).toBe(false), 15_000)
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"', '"one"'])
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      url: '/flags/definitions?token=phc_test&send_cohorts',
      headers: { authorization: 'Bearer phx_test_key' },
    })
  })

  it('stops when closed', async () => {
    const flags = make()
    await flags.ready()
    flags.close()
    await pass(10 * minute)
    expect(server.requests).toHaveLength(1)
  })

  it('waits for new definitions when a frozen process comes back with old ones', async () => {
    const flags = make()
    await flags.ready()
    content = { etag: '"two"', body: body(0) }
    // No timer ran meanwhile.
    clock += 6 * minute
    expect((await flags.evaluate('ada')).get('new-nav')).toBe(false)
  })

  it('keeps what it knows while PostHog fails, asks less and less often, and recovers', async () => {
    const flags = make()
    await flags.ready()
    let status = 500
    server.answer((_, response) => (status === 500 ? json(response, 500, {}) : json(response, 200, body(0))))
    for (const [failures, pause] of [30_000, 30_000, 60_000].entries()) {
      await pass(pause - 1000)
      await flags.evaluate('ada')
      expect(definitionRequests()).toHaveLength(failures + 1)
      await pass(1000)
      await vi.waitFor(() => expect(errors).toHaveLength(failures + 1), 15_000)
      expect((await flags.evaluate('ada')).get('new-nav')).toBe(true)
    }
    status = 200
    await pass(60_000)
    await vi.waitFor(async () => expect((await flags.evaluate('ada')).get('new-nav')).toBe(false), 15_000)
    expect(errors.map(error => error.name)).toEqual(['ApiError', 'ApiError', 'ApiError'])
  })

  it('heeds Retry-After', async () => {
    server.answer((_, response) => json(response, 429, { type: 'throttled_error' }, { 'retry-after': '90' }))
    const flags = make()
    await expect(flags.ready()).rejects.toMatchObject({ name: 'RateLimitError', retryAfterMs: 90_000 })
    await pass(89_000)
    await flags.evaluate('ada', { onlyLocally: true })
    expect(definitionRequests()).toHaveLength(1)
    await pass(1000)
    await server.arrived(2)
    expect(definitionRequests()).toHaveLength(2)
  })

  it('decides nothing here while the project is over its flag quota', async () => {
    const flags = make()
    await flags.ready()
    server.answer((request, response) =>
      request.url.startsWith('/flags/definitions')
        ? json(response, 402, { type: 'quota_limited', code: 'payment_required', detail: 'over' })
        : json(response, 200, { flags: {}, quotaLimited: ['feature_flags'] }),
    )
    await expect(flags.reload()).rejects.toMatchObject({ status: 402 })
    expect((await flags.evaluate('ada')).details('new-nav')).toMatchObject({
      status: 'error',
      error: { name: 'QuotaLimitedError' },
    })
  })

  it.each([
    [{}, '/api/feature_flag/local_evaluation/?token=phc_test&send_cohorts'],
    [{ projectId: 7 }, '/api/projects/7/feature_flags/local_evaluation/?send_cohorts'],
  ])('asks an older PostHog where it keeps them: %j', async (options, url) => {
    server.answer((request, response) =>
      request.url.startsWith('/flags/definitions') ? json(response, 404, {}) : json(response, 200, body()),
    )
    const flags = make(options)
    expect((await flags.evaluate('ada')).get('new-nav')).toBe(true)
    await flags.reload()
    expect(server.requests.map(request => request.url).slice(1)).toEqual([url, url])
  })
})

describe('what is no answer', () => {
  it.each([
    ['a page', '<!doctype html>'],
    ['JSON of another kind', '{"results":[]}'],
    ['too much', JSON.stringify(body(100, { padding: 'x'.repeat(2000) }))],
  ])('changes nothing and is told: %s', async (_name, text) => {
    const flags = make({ maxDefinitionsBytes: 1000 })
    await flags.ready()
    server.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(text)
    })
    await expect(flags.reload()).rejects.toMatchObject({ name: 'InvalidResponseError' })
    expect((await flags.evaluate('ada')).get('new-nav')).toBe(true)
  })

  it('does not follow a redirect, which would take the key along', async () => {
    server.answer((_, response) => {
      response.writeHead(302, { location: `${server.url}/elsewhere` })
      response.end()
    })
    await expect(make().ready()).rejects.toMatchObject({ name: 'HttpError' })
    expect(server.requests).toHaveLength(1)
  })

  it('asks PostHog for flags in a form that it does not know, instead of guessing', async () => {
    const damaged = [
      { ...flagOf(100), key: 'a', filters: { groups: 'all' } },
      { ...flagOf(100), key: 'b', filters: { groups: [{ properties: [null] }] } },
      { ...flagOf(100), key: 'c', filters: { groups: [{}], multivariate: { variants: [{ key: 1 }] } } },
      { ...flagOf(100), key: 'd', active: 'yes' },
      { ...flagOf(100), key: 'e', active: false, filters: null },
      null,
    ]
    server.answer((request, response) =>
      request.method === 'GET'
        ? json(response, 200, body(100, { flags: [...damaged, flagOf(100)] }))
        : json(response, 200, { flags: { a: { key: 'a', enabled: false } } }),
    )
    const results = await make().evaluate('ada')
    expect(results.all()).toEqual({ 'new-nav': true, a: false })
    const sent = JSON.parse(String(server.requests[1]?.body)) as Record<string, unknown>
    expect(sent['flag_keys_to_evaluate']).toEqual(['a', 'b', 'c', 'd'])
    expect(sent).toMatchObject({ geoip_disable: true, evaluation_runtime: 'server', distinct_id: 'ada' })
    expect(results.details('b').status).toBe('missing')
  })
})

describe('a cache outside of the process', () => {
  it('gives a new process its definitions, and gets what PostHog sends', async () => {
    let stored: CachedDefinitions | undefined
    const cache = {
      read: () => Promise.resolve(stored),
      write: (next: CachedDefinitions) => {
        stored = next
        return Promise.resolve()
      },
    }
    await make({ cache }).ready()
    await vi.waitFor(() => expect(stored).toMatchObject({ etag: '"one"', at: clock }), 15_000)
    const other = make({ cache })
    expect((await other.evaluate('ada')).get('new-nav')).toBe(true)
    expect(definitionRequests()).toHaveLength(1)
    // Its first own question carries the tag.
    await other.reload()
    expect(definitionRequests()[1]?.headers['if-none-match']).toBe('"one"')
  })

  it('may fail or hold anything', async () => {
    const broken = {
      read: () => Promise.reject(new Error('redis is away')),
      write: () => Promise.reject(new Error('no')),
    }
    expect((await make({ cache: broken }).evaluate('ada')).get('new-nav')).toBe(true)
    await vi.waitFor(() => expect(errors.map(error => error.message)).toEqual(['redis is away', 'no']), 15_000)
    const strange = {
      read: () => Promise.resolve({ etag: undefined, body: '[]', at: 0 }),
      write: () => Promise.resolve(),
    }
    expect((await make({ cache: strange }).evaluate('ada')).get('new-nav')).toBe(true)
  })
})
