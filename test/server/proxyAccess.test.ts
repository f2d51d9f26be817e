import { endpoints, type EndpointId, isConfigError } from 'hogkit/api'
import { createProxy, type AuditEntry, type Grant, hasScope, type ProxyOptions } from 'hogkit/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

const personalApiKey = 'phx_secret_0123456789'
const site = 'https://app.example.com'
let upstream: RecordingServer

beforeEach(async () => {
  upstream = await startRecordingServer()
})
afterEach(() => upstream.close())

const makeProxy = (more: Partial<ProxyOptions> = {}) =>
  createProxy({ host: upstream.url, projectId: 7, personalApiKey, authorize: () => '*', ...more })

const get = (path: string, init: RequestInit = {}) => new Request(`${site}/api/posthog${path}`, init)
const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  get(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })

async function read(
  response: Response,
): Promise<{ status: number; type: string; code: string; detail: string; attr: unknown }> {
  const body = (await response.json()) as { type: string; code: string; detail: string; attr: unknown }
  return { status: response.status, ...body }
}

/** Reads a denial: it has PostHog's shape, may not be kept by a cache, and nothing reached PostHog. */
async function denied(response: Response) {
  const body = await read(response)
  expect(Object.keys(body).sort()).toEqual(['attr', 'code', 'detail', 'status', 'type'])
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(upstream.requests).toEqual([])
  return body
}

describe('who may pass', () => {
  it.each<[string, Grant]>([
    ['nothing', undefined],
    ['null', null],
    ['false', false],
    ['true, which is no list of scopes', true as never],
    ['a text that is no scope list', 'person:read' as never],
    ['an object without scopes', { subject: 'a' } as never],
  ])('denies when authorize returns %s', async (_, grant) => {
    const proxy = makeProxy({ authorize: () => grant })
    expect(await denied(await proxy(get('/api/projects/@current/persons/')))).toMatchObject({
      status: 401,
      code: 'not_authenticated',
    })
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('database password is hunter2')
      },
    ],
    ['rejects', () => Promise.reject(new Error('database password is hunter2'))],
  ])('denies when authorize %s, and tells only the audit why', async (_, authorize) => {
    const audit: AuditEntry[] = []
    const proxy = makeProxy({ authorize, onAudit: entry => audit.push(entry) })
    const body = await denied(await proxy(get('/api/users/@me/')))
    expect(body).toMatchObject({ status: 403, code: 'authorization_failed' })
    expect(body.detail).not.toContain('hunter2')
    expect(audit[0]?.error).toEqual(new Error('database password is hunter2'))
  })

  it('denies when authorize does not come back in time', async () => {
    const proxy = makeProxy({ authorize: () => new Promise(() => undefined), timeoutMs: 50 })
    expect(await denied(await proxy(get('/api/users/@me/')))).toMatchObject({ status: 504, code: 'upstream_timeout' })
  })

  it('names the missing scope', async () => {
    const proxy = makeProxy({ authorize: () => ({ scopes: ['person:read'] }) })
    const body = await denied(await proxy(post('/api/projects/@current/feature_flags/')))
    expect(body).toMatchObject({ status: 403, code: 'permission_denied' })
    expect(body.detail).toContain("'feature_flag:write'")
  })

  const offered = (Object.keys(endpoints) as EndpointId[]).filter(id => !('host' in endpoints[id]))

  it.each(offered)('asks the scope of the table for %s', async id => {
    const { method, scopes, path } = endpoints[id]
    const target = path.replace(':project_id', '@current').replace(/:\w+/, '1')
    const request = () => (method === 'GET' ? get(target) : new Request(post(target), { method }))
    // Each of its scopes is asked: all others of the table do not make up for it.
    for (const scope of scopes) {
      const others = Object.values(endpoints)
        .flatMap(endpoint => [...endpoint.scopes])
        .filter(other => !hasScope([other], scope))
      const answer = await makeProxy({ authorize: () => others })(request())
      expect(await denied(answer)).toMatchObject({ status: 403, code: 'permission_denied' })
    }
    expect((await makeProxy({ authorize: () => scopes })(request())).status).toBe(200)
    expect(upstream.only().url).toBe(path.replace(':project_id', '7').replace(/:\w+/, '1'))
  })

  it('counts write as read, but not read as write', () => {
    expect(hasScope(['person:write'], 'person:read')).toBe(true)
    expect(hasScope(['person:read'], 'person:write')).toBe(false)
    expect(hasScope(['feature_flag:write'], 'person:read')).toBe(false)
    expect(hasScope([], 'person:read')).toBe(false)
    expect(hasScope('*', 'person:write')).toBe(true)
    expect(hasScope(['*'], 'person:write')).toBe(true)
  })

  it('says so when authorize has eaten the body', async () => {
    const proxy = makeProxy({ authorize: async request => (await request.json()) && '*' })
    expect(await denied(await proxy(post('/api/projects/@current/query/')))).toMatchObject({
      status: 500,
      code: 'body_already_read',
    })
  })
})

describe('where requests may go', () => {
  it.each([
    '/',
    '/api/',
    '/api/organizations/',
    '/api/projects/@current/persons',
    '/api/projects/@current//persons/',
    '//api/users/@me/',
    '/api/projects/@current/persons/..%2f..%2fusers%2f@me/',
    '/api/projects/7%2f..%2f8/persons/',
    '/api/projects/@current/persons/%2e%2e%5c/',
    '/api/projects/@current/persons/%00/',
    '/api/projects/@current/persons/%252e%252e/',
    '/batch/',
    '/admin/',
  ])('denies %s: it is no row of the table', async path => {
    expect(await denied(await makeProxy()(get(path)))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each([
    '/api/posthog/../../admin/',
    '/api/posthog/%2e%2e/%2e%2e/admin/',
    '/api/posthogs/api/users/@me/',
    '/other/api/users/@me/',
    '/api/posthog',
  ])('denies %s: it is outside of where it is mounted', async path => {
    expect(await denied(await makeProxy()(new Request(`${site}${path}`)))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  it.each([
    ['another project', '/api/projects/8/persons/'],
    ['another project under the old name', '/api/environments/8/persons/'],
    ['a project that begins alike', '/api/projects/77/persons/'],
    ['a project by another spelling', '/api/projects/07/persons/'],
    ['another special name', '/api/projects/@me/persons/'],
  ])('denies %s', async (_, path) => {
    const body = await denied(await makeProxy()(get(path)))
    expect(body).toMatchObject({ status: 403, code: 'project_not_allowed' })
    expect(body.attr).toBe('project_id')
  })

  it.each([
    '/api/projects/@current/persons/',
    '/api/projects/%40current/persons/',
    '/api/projects/7/persons/',
    '/api/environments/7/persons/',
  ])('reads %s as the configured project', async path => {
    upstream.answer((_, response) => json(response, 200, { results: [], next: null, previous: null }))
    expect((await makeProxy()(get(path))).status).toBe(200)
    expect(upstream.only().url).toBe('/api/projects/7/persons/')
  })

  it.each(['/flags/definitions', '/flags/definitions/', '/flags/definitions?token=phc_x'])(
    'offers nothing of PostHog’s ingestion host, whoever asks: %s',
    async path => {
      expect(await denied(await makeProxy()(get(path)))).toMatchObject({ status: 404, code: 'not_found' })
      expect(upstream.requests).toEqual([])
    },
  )

  it('denies what allow does not name', async () => {
    const proxy = makeProxy({ allow: ['persons.get'] })
    expect(await denied(await proxy(get('/api/projects/@current/persons/')))).toMatchObject({
      status: 403,
      code: 'endpoint_not_allowed',
    })
    expect((await proxy(get('/api/projects/@current/persons/1/'))).status).toBe(200)
  })

  it.each(['DELETE', 'PUT', 'OPTIONS', 'HEAD'])('denies %s where the table has no such method', async method => {
    const response = await makeProxy()(get('/api/projects/@current/feature_flags/1/', { method }))
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PATCH'])
    expect(upstream.requests).toEqual([])
  })

  it('believes no header that would change the method', async () => {
    const headers = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE' }
    await makeProxy()(get('/api/projects/@current/feature_flags/1/', { headers }))
    const request = upstream.only()
    expect(request.method).toBe('GET')
    expect(Object.keys(request.headers).filter(name => name.startsWith('x-'))).toEqual([])
  })

  it('works where it is mounted elsewhere', async () => {
    const proxy = makeProxy({ basePath: '/internal/ph/' })
    expect((await proxy(new Request(`${site}/internal/ph/api/users/@me/`))).status).toBe(200)
    expect((await makeProxy({ basePath: '' })(new Request(`${site}/api/users/@me/`))).status).toBe(200)
  })
})

describe('pages of other sites', () => {
  const query = '/api/projects/@current/query/'
  const body = { query: { kind: 'HogQLQuery', query: 'select 1' } }

  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['same-site', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' }],
    ['cross-site that lies in Origin', { 'sec-fetch-site': 'cross-site', origin: site }],
    ['an older browser of another site', { origin: 'https://evil.example' }],
    ['an origin that begins alike', { origin: 'https://app.example.com.evil.example' }],
    ['another port', { origin: 'https://app.example.com:8443' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('may not write: %s', async (_, headers) => {
    expect(await denied(await makeProxy()(post(query, body, headers)))).toMatchObject({
      status: 403,
      code: 'cross_site_request',
    })
  })

  it.each([
    ['the same origin', { 'sec-fetch-site': 'same-origin', origin: 'https://public.example' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['an older browser of the same origin', { origin: site }],
    ['a server', {}],
  ])('does not stop %s', async (_, headers) => {
    expect((await makeProxy()(post(query, body, headers))).status).toBe(200)
  })

  it('may write when their origin is allowed, and get CORS answers', async () => {
    const origin = 'https://admin.example.com'
    const proxy = makeProxy({ allowedOrigins: [origin] })
    const response = await proxy(post(query, body, { origin, 'sec-fetch-site': 'same-site' }))
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    const preflight = await proxy(
      get(query, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } }),
    )
    expect(preflight.status).toBe(204)
    const stranger = await proxy(get(query, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }))
    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([405, null])
  })

  it('get no CORS answer otherwise, so they cannot read', async () => {
    const response = await makeProxy()(get('/api/users/@me/', { headers: { origin: 'https://evil.example' } }))
    expect([...response.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'])(
    'cannot use a form: %s is refused',
    async type => {
      expect(await denied(await makeProxy()(post(query, body, { 'content-type': type })))).toMatchObject({
        status: 415,
        code: 'unsupported_media_type',
      })
    },
  )
})

describe('the audit', () => {
  it('hears of every request, whoever made it and however it ended', async () => {
    const audit: AuditEntry[] = []
    const authorize = (request: Request) =>
      request.headers.get('cookie') ? { scopes: '*' as const, subject: 'user 5' } : null
    const proxy = makeProxy({ authorize, onAudit: entry => audit.push(entry) })
    await proxy(get('/api/users/@me/', { headers: { cookie: 'sid=1' } }))
    await proxy(get('/api/users/@me/'))
    await proxy(get('/nowhere/'))
    upstream.answer((_, response) => json(response, 404, { detail: 'Not found.' }))
    await proxy(get('/api/projects/@current/persons/9/?personal=1'))
    await proxy(get('/api/projects/@current/persons/9/', { headers: { cookie: 'sid=1' } }))
    expect(audit.map(({ endpoint, subject, status, code }) => [endpoint, subject, status, code])).toEqual([
      ['users.me', 'user 5', 200, undefined],
      ['users.me', undefined, 401, 'not_authenticated'],
      [undefined, undefined, 404, 'not_found'],
      ['persons.get', undefined, 401, 'not_authenticated'],
      ['persons.get', 'user 5', 404, 'upstream_error'],
    ])
    expect(JSON.stringify(audit)).not.toMatch(/phx_|sid=|personal=1/)
  })

  it('cannot break an answer', async () => {
    const proxy = makeProxy({
      onAudit: () => {
        throw new Error('disk full')
      },
    })
    expect((await proxy(get('/api/users/@me/'))).status).toBe(200)
  })
})

describe('createProxy', () => {
  it.each([
    ['no key', { personalApiKey: '' }],
    ['a project token as key', { personalApiKey: 'phc_public_0123456789' }],
    ['a host that is none', { host: 'posthog' }],
    ['a project id that climbs', { projectId: '..' }],
    ['no project id', { projectId: '' }],
    ['no authorize', { authorize: undefined as never }],
    ['an endpoint that does not exist', { allow: ['persons.explode' as never] }],
    ['an endpoint that lies on another host', { allow: ['featureFlags.definitions' as never] }],
    ['an origin with a path', { allowedOrigins: ['https://a.example/x'] }],
    ['the origin of everybody', { allowedOrigins: ['*'] }],
    ['a mount point that is none', { basePath: 'https://x' }],
  ])('refuses %s at once', (_, more) => {
    let error: unknown
    try {
      makeProxy(more)
    } catch (thrown) {
      error = thrown
    }
    expect(isConfigError(error)).toBe(true)
  })
})
