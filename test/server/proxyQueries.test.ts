import { QueryClient } from '@tanstack/react-query'
import { namedQueryOptions } from 'hogkit'
import {
  createApi,
  isConfigError,
  isNotFoundError,
  isPermissionError,
  isQueryError,
  isValidationError,
} from 'hogkit/api'
import { type AuditEntry, createProxy, type NamedQuery, type ProxyOptions } from 'hogkit/server'
import { toNodeHandler } from 'hogkit/server/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { json, listen, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'
import { useSandbox } from '../support/sandbox.js'

const personalApiKey = 'phx_secret_0123456789'
const site = 'https://app.example.com'
const text =
  'select event, count() as total from events where event in {events} and timestamp > {since} group by event limit 5'
const queries = {
  topEvents: { query: text },
  plain: { query: 'select 1 as one' },
  report: { query: 'select 2', scopes: ['report:read'] },
} satisfies Record<string, NamedQuery>
const values = { events: ['a', 'b'], since: '2026-01-01' }

let upstream: RecordingServer
beforeEach(async () => {
  upstream = await startRecordingServer()
})
afterEach(() => upstream.close())

const makeProxy = (more: Partial<ProxyOptions> = {}) =>
  createProxy({ host: upstream.url, projectId: 7, personalApiKey, authorize: () => '*', queries, ...more })
const ask = (name: string, body: unknown = {}, init: RequestInit = {}) =>
  new Request(`${site}/api/posthog/queries/${name}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
    headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
  })
const sent = () => JSON.parse(upstream.only().body.toString()) as Record<string, unknown>

/** Reads a denial: PostHog's shape, and nothing reached PostHog. */
async function denied(response: Response) {
  const body = (await response.json()) as Record<string, unknown>
  expect(Object.keys(body).sort()).toEqual(['attr', 'code', 'detail', 'type'])
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(upstream.requests).toEqual([])
  return { ...body, status: response.status } as Record<string, unknown>
}

/** A Standard Schema, as any library makes one. */
const schema = (validate: (value: unknown) => unknown): NonNullable<NamedQuery['values']> => ({
  '~standard': { version: 1, vendor: 'test', validate: validate as never },
})

describe('a named query', () => {
  it('runs the text of the server with the values bound, and answers with what PostHog says', async () => {
    const answer = { results: [['a', 1]], columns: ['event', 'total'], types: [], hasMore: false, query: null }
    upstream.answer((_request, response) => json(response, 200, answer))
    const response = await makeProxy()(ask('topEvents/', { values }))
    expect(upstream.only()).toMatchObject({ method: 'POST', url: '/api/projects/7/query/' })
    expect(upstream.only().headers['authorization']).toBe(`Bearer ${personalApiKey}`)
    expect(sent()).toEqual({ query: { kind: 'HogQLQuery', query: text, values }, name: 'topEvents' })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ...answer, query: text, hogql: text, clickhouse: null, explain: null })
  })

  it.each(['plain', 'plain/', '%70lain/'])('is found at queries/%s, without a body of values', async path => {
    expect((await makeProxy()(ask(path))).status).toBe(200)
    expect(sent()).toMatchObject({ query: { query: 'select 1 as one', values: {} } })
  })

  it('works where the proxy offers no HogQL of browsers', async () => {
    const proxy = makeProxy({ allow: ['persons.list'] })
    expect((await proxy(ask('plain'))).status).toBe(200)
    const free = new Request(`${site}/api/posthog/api/projects/@current/query/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":{"kind":"HogQLQuery","query":"select 1"}}',
    })
    const response = await proxy(free)
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'endpoint_not_allowed' }])
    expect(upstream.requests).toHaveLength(1)
  })

  it('may ask for an answer that is not from the cache', async () => {
    await makeProxy({ queries: { now: { query: 'select 1', refresh: 'force_blocking' } } })(ask('now'))
    expect(sent()).toMatchObject({ refresh: 'force_blocking' })
  })

  it('is named to the audit, and its values are not', async () => {
    const audit: AuditEntry[] = []
    const proxy = makeProxy({ authorize: () => ({ scopes: '*', subject: 'ann' }), onAudit: entry => audit.push(entry) })
    await proxy(ask('topEvents', { values: { ...values, since: 'hunter2' } }))
    expect(audit[0]).toMatchObject({ endpoint: 'query.run', query: 'topEvents', subject: 'ann', status: 200 })
    expect(JSON.stringify(audit)).not.toContain('hunter2')
  })

  it('passes on how PostHog refuses it', async () => {
    upstream.answer((_request, response) =>
      json(response, 429, { type: 'throttled_error', code: 'throttled', detail: 'Slow down.' }, { 'retry-after': '7' }),
    )
    const response = await makeProxy()(ask('plain'))
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
  })

  it('withholds an answer that is no JSON object', async () => {
    upstream.answer((_request, response) => json(response, 200, [1]))
    const response = await makeProxy()(ask('plain'))
    expect([response.status, await response.json()]).toMatchObject([502, { code: 'upstream_invalid' }])
  })
})

describe('who may ask it', () => {
  it('nobody whom authorize does not know, who is not even told whether it is there', async () => {
    const proxy = makeProxy({ authorize: () => null })
    for (const name of ['plain', 'nothing']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each is seen to reach nothing
      expect(await denied(await proxy(ask(name)))).toMatchObject({ status: 401, code: 'not_authenticated' })
    }
  })

  it('who has query:read, or the scopes that the query names instead', async () => {
    const reader = makeProxy({ authorize: () => ['person:read', 'report:read'] })
    const body = await denied(await reader(ask('plain')))
    expect(body).toMatchObject({ status: 403, code: 'permission_denied' })
    expect(String(body['detail'])).toContain("'query:read'")
    expect((await reader(ask('report'))).status).toBe(200)
    const other = await makeProxy({ authorize: () => ['query:read'] })(ask('report'))
    expect([other.status, await other.json()]).toMatchObject([403, { code: 'permission_denied' }])
  })

  it('no page of another site', async () => {
    const response = await makeProxy()(ask('plain', {}, { headers: { 'sec-fetch-site': 'cross-site' } }))
    expect(await denied(response)).toMatchObject({ status: 403, code: 'cross_site_request' })
  })
})

describe('what is refused', () => {
  it.each(['nothing', 'toString', '__proto__', 'constructor', 'a/b', '..%2fplain', '%', 'plain%00', ''])(
    'the name %j, which no query has',
    async name => {
      expect(await denied(await makeProxy()(ask(name)))).toMatchObject({ status: 404, code: 'not_found' })
    },
  )

  it('every name, where there are no named queries', async () => {
    expect(await denied(await makeProxy({ queries: {} })(ask('plain')))).toMatchObject({ status: 404 })
  })

  it.each(['GET', 'PUT', 'DELETE'])('%s', async method => {
    const response = await makeProxy()(new Request(`${site}/api/posthog/queries/plain/`, { method }))
    expect(response.headers.get('allow')).toBe('POST')
    expect(await denied(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })

  it.each<[string, unknown, string, string]>([
    ['HogQL of the browser', { query: { kind: 'HogQLQuery', query: 'select 2' } }, 'invalid_input', 'query'],
    ['another field', { values, refresh: 'force_async' }, 'invalid_input', 'refresh'],
    ['a key of its own', { values, personal_api_key: 'phx_mine' }, 'credentials_not_accepted', 'personal_api_key'],
    ['values that are a list', { values: [1] }, 'invalid_values', 'values'],
    ['values that are null', { values: null }, 'invalid_values', 'values'],
    ['no values', {}, 'invalid_values', 'values__events'],
    ['a missing value', { values: { events: [] } }, 'invalid_values', 'values__since'],
    ['an unknown value', { values: { ...values, limit: 9 } }, 'invalid_values', 'values__limit'],
    [
      'the name of a prototype',
      `{"values":{"events":[],"since":1,"__proto__":{"a":1}}}`,
      'invalid_values',
      'values____proto__',
    ],
    ['an object as a value', { values: { ...values, since: { a: 1 } } }, 'invalid_values', 'values__since'],
    ['a list of lists', { values: { ...values, events: [['a']] } }, 'invalid_values', 'values__events'],
    ['a long text', { values: { ...values, since: 'x'.repeat(10_001) } }, 'invalid_values', 'values__since'],
    ['a long list', { values: { ...values, events: Array(1001).fill('a') } }, 'invalid_values', 'values__events'],
    ['a number without end', '{"values":{"events":[],"since":1e999}}', 'invalid_values', 'values__since'],
    ['no JSON', '{', 'parse_error', null as never],
  ])('%s', async (_, body, code, attr) => {
    expect(await denied(await makeProxy()(ask('topEvents', body)))).toMatchObject({ status: 400, code, attr })
  })

  it('names every value that is unknown or missing, and what is taken instead', async () => {
    const unknown = await denied(await makeProxy()(ask('topEvents', { values: { days: 1, limit: 2 } })))
    expect(unknown['detail']).toBe('topEvents takes no value "days", "limit". It takes "events", "since".')
    const missing = await denied(await makeProxy()(ask('topEvents')))
    expect(missing['detail']).toBe('topEvents lacks a value for "events", "since".')
    const none = await denied(await makeProxy()(ask('plain', { values: { a: 1 } })))
    expect(none['detail']).toBe('plain takes no value "a". It takes none.')
  })

  it('a query parameter, a form, a body that is too long', async () => {
    const proxy = makeProxy({ maxBodyBytes: 100 })
    expect(await denied(await proxy(ask('plain/?a=1')))).toMatchObject({ status: 400, attr: 'a' })
    const form = ask('plain', 'a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(await denied(await proxy(form))).toMatchObject({ status: 415 })
    expect(await denied(await proxy(ask('plain', { values: { a: 'x'.repeat(200) } })))).toMatchObject({ status: 413 })
  })
})

describe('a schema', () => {
  const days = schema(given => {
    const { days: value } = given as { days?: unknown }
    return typeof value === 'number'
      ? { value: { days: Math.min(value, 90), more: 'unused' } }
      : { issues: [{ message: 'must be a number', path: [{ key: 'days' }] }] }
  })
  const query = 'select count() from events where timestamp > now() - toIntervalDay({days})'

  it('says what is bound, also when it takes its time', async () => {
    const slow = schema(async given => days['~standard'].validate(given))
    await makeProxy({ queries: { recent: { query, values: slow } } })(ask('recent', { values: { days: 400 } }))
    expect(sent()).toMatchObject({ query: { values: { days: 90 } } })
    expect(Object.keys((sent()['query'] as { values: object }).values)).toEqual(['days'])
  })

  it('says what is wrong', async () => {
    const proxy = makeProxy({ queries: { recent: { query, values: days } } })
    const body = await denied(await proxy(ask('recent', { values: { days: 'all' } })))
    expect(body).toMatchObject({ status: 400, code: 'invalid_values', type: 'validation_error', attr: 'values__days' })
    expect(body['detail']).toBe('recent refuses its values. days: must be a number')
  })

  it('may take objects, and leaves nothing of the text open', async () => {
    const range = {
      query: 'select count() from events where timestamp > {range.from}',
      values: schema(value => ({ value })),
    }
    const proxy = makeProxy({ queries: { range } })
    expect(await denied(await proxy(ask('range', { values: { other: 1 } })))).toMatchObject({ attr: 'values__range' })
    expect((await proxy(ask('range', { values: { range: { from: '2026-01-01' } } }))).status).toBe(200)
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('hunter2')
      },
    ],
    ['gives no object', () => ({ value: 3 })],
    ['never comes back', () => new Promise(() => undefined)],
  ])('that %s lets nothing through and tells nothing', async (_, validate) => {
    const proxy = makeProxy({ queries: { recent: { query, values: schema(validate) } }, timeoutMs: 300 })
    const body = await denied(await proxy(ask('recent', { values: { days: 1 } })))
    expect(['proxy_error', 'upstream_timeout']).toContain(body['code'])
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })
})

describe('values of the server', () => {
  const query = 'select count() from events where properties.tenant = {tenant} and event = {event}'
  const bind: NamedQuery['bind'] = (request, subject) => ({ tenant: `${subject}@${request.headers.get('x-site')}` })
  const authorize = () => ({ scopes: '*', subject: 'ann' }) as const
  const headers = { 'x-site': 'acme' }

  it('fill what no browser may fill', async () => {
    const proxy = makeProxy({ authorize, queries: { own: { query, bind } } })
    const foreign = await denied(await proxy(ask('own', { values: { event: 'a', tenant: 'other' } }, { headers })))
    expect(foreign).toMatchObject({ status: 400, code: 'invalid_values', attr: 'values__tenant' })
    await proxy(ask('own', { values: { event: 'a' } }, { headers }))
    expect(sent()).toMatchObject({ query: { values: { event: 'a', tenant: 'ann@acme' } } })
  })

  it('do not come back in PostHog’s print of the query', async () => {
    const printed = `SELECT count() FROM events WHERE equals(properties.tenant, 'ann@acme')`
    upstream.answer((_request, response) =>
      json(response, 200, { results: [[1]], columns: ['n'], hogql: printed, clickhouse: printed, explain: [printed] }),
    )
    const response = await makeProxy({ authorize, queries: { own: { query, bind } } })(
      ask('own', { values: { event: 'a' } }, { headers }),
    )
    expect(await response.text()).not.toContain('acme')
  })

  it('win over what a schema lets through', async () => {
    const open = { query, bind, values: schema(value => ({ value })) }
    await makeProxy({ authorize, queries: { open } })(ask('open', { values: { event: 'a', tenant: 'x' } }, { headers }))
    expect(sent()).toMatchObject({ query: { values: { event: 'a', tenant: 'ann@acme' } } })
  })

  it.each<[string, () => unknown]>([
    ['fails', () => Promise.reject(new Error('hunter2'))],
    ['gives undefined for one', () => ({ tenant: undefined })],
    ['gives nothing', () => undefined],
  ])('that %s let nothing through: the place is not left to the browser', async (_, give) => {
    const errors: unknown[] = []
    const proxy = makeProxy({
      queries: { own: { query, bind: give as never } },
      onAudit: entry => errors.push(entry.error),
    })
    const body = await denied(await proxy(ask('own', { values: { event: 'a', tenant: 'other' } })))
    expect(body).toMatchObject({ status: 500, code: 'proxy_error' })
    expect(JSON.stringify(body)).not.toContain('hunter2')
    expect(errors[0]).toBeInstanceOf(Error)
  })
})

describe('what cannot work is said at once', () => {
  it.each<[string, NamedQuery, RegExp]>([
    ['top', { query: 'selct 1' }, /"top", which is no HogQL: .*line 1, column 1/],
    ['top', { query: 'select 1 from events where {filters}' }, /which has \{filters\}/],
    ['top', { query: 'select {variables.days}' }, /which has \{variables\.days\}/],
    ['top', { query: 'select {range.from}' }, /reads \{range\.from\} out of an object/],
    ['top', { query: 'select 1', scopes: [] as never }, /needs no scope/],
    ['a/b', { query: 'select 1' }, /cannot stand in a path/],
  ])('%s: %j', (name, query, message) => {
    let error: unknown
    try {
      makeProxy({ queries: { [name]: query } })
    } catch (thrown) {
      error = thrown
    }
    expect(isConfigError(error)).toBe(true)
    expect(String(error)).toMatch(message)
  })
})

describe('from a browser’s client to the sandbox and back', () => {
  const sandbox = useSandbox()
  let front: Awaited<ReturnType<typeof listen>>
  let scopes: `${string}:read`[] = ['query:read']
  beforeAll(async () => {
    const { url: host, sandbox: running } = sandbox
    const proxy = createProxy({
      host,
      personalApiKey: sandbox.personalApiKey,
      projectId: running.projectId,
      authorize: () => scopes,
      allow: [],
      queries: {
        countOf: { query: 'select event, count() as total from events where event = {event} group by event' },
        cut: { query: 'select number from numbers(150)' },
        whole: { query: 'select number from numbers(150) limit 100' },
        within: { query: 'select {text} as text, toDate({day}) as day, {list} as list' },
        broken: { query: 'select\n  nonsense from events' },
      },
    })
    front = await listen(toNodeHandler(proxy))
    await sandbox.capture({ event: 'named', distinct_id: 'ann' }, { event: 'named', distinct_id: 'bob' })
  })
  afterAll(() => front.close())
  const connect = () => createApi({ baseUrl: `${front.url}/api/posthog` })

  it('gives rows, fields, and whether rows are missing', async () => {
    const api = connect()
    expect(await api.query.named('countOf', { event: 'named' })).toMatchObject({
      rows: [{ event: 'named', total: 2 }],
      fields: [{ name: 'event' }, { name: 'total', type: 'UInt64' }],
      hasMore: false,
      truncated: false,
    })
    expect(await api.query.named('cut')).toMatchObject({ hasMore: true, truncated: true })
    expect(await api.query.named('whole')).toMatchObject({ hasMore: true, truncated: false })
  })

  it('binds what would be syntax if it were pasted', async () => {
    const text = `'); drop table events; --{day}`
    const { rows } = await connect().query.named('within', { text, day: '2026-01-02', list: ["'", 'b'] })
    expect(rows).toEqual([{ text, day: '2026-01-02', list: ["'", 'b'] }])
  })

  it('rejects with what a caller does differently', async () => {
    const api = connect()
    const wrong = await api.query.named('countOf', { events: 1 }).catch((error: unknown) => error)
    expect(isValidationError(wrong) && wrong.attr).toBe('values__events')
    const bad = await api.query.named('broken').catch((error: unknown) => error)
    expect(isQueryError(bad) && bad.message).toContain('nonsense')
    expect(isNotFoundError(await api.query.named('unknown').catch((error: unknown) => error))).toBe(true)
    await expect(api.query.hogql('select 1')).rejects.toMatchObject({ name: 'PermissionError' })
    scopes = ['person:read']
    const refused = await api.query.named('cut').catch((error: unknown) => error)
    expect(isPermissionError(refused) && refused.scope).toBe('query:read')
  })

  it('needs a proxy, and says so', async () => {
    const api = createApi({ host: sandbox.url, personalApiKey: sandbox.personalApiKey, projectId: 1 })
    const error = await api.query.named('cut').catch((thrown: unknown) => thrown)
    expect(isConfigError(error)).toBe(true)
    expect(String(error)).toContain('createProxy({ queries })')
    const queryClient = new QueryClient()
    const described = await queryClient.fetchQuery(namedQueryOptions(api, 'cut')).catch((thrown: unknown) => thrown)
    expect(isConfigError(described)).toBe(true)
  })
})
