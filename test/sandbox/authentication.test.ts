import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const hogql = { kind: 'HogQLQuery', query: 'SELECT 1' }

describe('the personal API key', () => {
  it('is taken from the Authorization header, the body or the query string', async () => {
    const body = { query: hogql }
    expect((await s.send('POST', 'query/', body)).status).toBe(200)
    expect(
      (await s.send('POST', 'query/', { ...body, personal_api_key: s.personalApiKey }, { key: null })).status,
    ).toBe(200)
    expect((await s.get(`persons/?personal_api_key=${s.personalApiKey}`, { key: null })).status).toBe(200)
  })

  it('is looked for in that order, and only the first one found is tried', async () => {
    const inBody = await s.send(
      'POST',
      'query/',
      { query: hogql, personal_api_key: s.personalApiKey },
      { key: 'phx_wrong' },
    )
    expect(inBody.status).toBe(401)
    expect(inBody.body['detail']).toBe('Personal API key found in request Authorization header is invalid.')
    const wrongBody = { query: hogql, personal_api_key: 'phx_wrong' }
    const inQuery = await s.send('POST', `query/?personal_api_key=${s.personalApiKey}`, wrongBody, { key: null })
    expect(inQuery.body['detail']).toBe('Personal API key found in request body is invalid.')
    const last = await s.get('persons/?personal_api_key=phx_wrong', { key: null })
    expect(last.body).toEqual({
      type: 'authentication_error',
      code: 'authentication_failed',
      detail: 'Personal API key found in request query string is invalid.',
      attr: null,
    })
  })

  it('is asked for', async () => {
    const answer = await s.get('persons/', { key: null })
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({
      type: 'authentication_error',
      code: 'not_authenticated',
      detail: 'Authentication credentials were not provided.',
      attr: null,
    })
  })

  it('is not the project token', async () => {
    expect((await s.get('persons/', { key: s.projectToken })).status).toBe(401)
  })

  it('never shows up in next links, errors or the log', async () => {
    await s.capture({ event: 'x', distinct_id: 'a' }, { event: 'x', distinct_id: 'b' })
    const answer = await s.get<{ next: string }>(`persons/?limit=1&personal_api_key=${s.personalApiKey}`, { key: null })
    expect(answer.body.next).toContain('offset=1')
    expect(answer.body.next).not.toContain('phx_')
    expect(JSON.stringify(s.log)).not.toContain(s.personalApiKey)
  })
})

describe('scopes', () => {
  it('names the one that is missing', async () => {
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['person:read', 'feature_flag:read'], label: 'reader' })
    expect((await s.get('persons/', { key })).status).toBe(200)
    const write = await s.send('POST', 'feature_flags/', { key: 'x' }, { key })
    expect(write.status).toBe(403)
    expect(write.body).toEqual({
      type: 'authentication_error',
      code: 'permission_denied',
      detail: "API key missing required scope 'feature_flag:write'",
      attr: null,
    })
    expect((await s.send('POST', 'query/', { query: hogql }, { key })).body['detail']).toBe(
      "API key missing required scope 'query:read'",
    )
    expect((await s.get('/api/users/@me/', { key })).body['detail']).toBe("API key missing required scope 'user:read'")
  })

  it('let write include read, and * everything', async () => {
    const writer = await s.sandbox.createPersonalApiKey({ scopes: ['feature_flag:write'] })
    expect((await s.get('feature_flags/', { key: writer })).status).toBe(200)
    const all = await s.sandbox.createPersonalApiKey({ scopes: ['*'] })
    expect((await s.get('/api/users/@me/', { key: all })).status).toBe(200)
  })
})

describe('paths and methods', () => {
  it('answers environments as projects, @current as the id, and without the trailing slash', async () => {
    for (const path of ['/api/environments/1/persons/', '/api/projects/@current/persons/', '/api/projects/1/persons']) {
      expect((await s.get(path)).status).toBe(200)
    }
  })

  it('knows one project only', async () => {
    const answer = await s.get('/api/projects/2/persons/')
    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({
      type: 'invalid_request',
      code: 'not_found',
      detail: 'Project not found.',
      attr: null,
    })
  })

  it('answers 404 to paths that are no endpoint', async () => {
    const answer = await s.get('/api/projects/1/nothing/')
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ type: 'invalid_request', code: 'not_found' })
  })

  it.each([
    ['GET', 'activity_log/'],
    ['GET', 'persons/properties_at_time/'],
    ['POST', 'persons/batch_by_uuids/'],
    ['GET', 'feature_flags/my_flags/'],
    ['GET', 'persons/?format=csv'],
  ])('answers 501 with the reason to what only PostHog has: %s %s', async (method, path) => {
    const answer = await s.send(method, path, method === 'GET' ? undefined : {})
    expect(answer.status).toBe(501)
    expect(answer.body).toMatchObject({ type: 'server_error', code: 'not_implemented' })
    expect(answer.body['detail']).toContain('sandbox')
    expect((await s.send(method, path, method === 'GET' ? undefined : {}, { key: null })).status).toBe(401)
  })

  it('says what it is at its root, without keys', async () => {
    const answer = await s.get<string>('/', { key: null })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('hogkit sandbox')
    expect(answer.body).not.toMatch(/ph[cx]_/)
    expect((await s.get('/nothing', { key: null })).status).toBe(404)
  })

  it('answers 405 to methods an endpoint has not, and only to those who may ask', async () => {
    const answer = await s.send('DELETE', 'query/')
    expect(answer.status).toBe(405)
    expect(answer.body).toEqual({
      type: 'invalid_request',
      code: 'method_not_allowed',
      detail: 'Method "DELETE" not allowed.',
      attr: null,
    })
    expect((await s.send('DELETE', 'query/', undefined, { key: null })).status).toBe(401)
    // These are no ids of a person.
    expect((await s.get('persons/bulk_delete/')).status).toBe(405)
    expect((await s.send('PATCH', 'persons/values/', { properties: {} })).status).toBe(405)
  })

  it('answers the current user and the project', async () => {
    const me = await s.get('/api/users/@me/')
    expect(me.body).toMatchObject({
      email: 'sandbox@localhost',
      team: { id: 1, api_token: s.projectToken },
      organizations: [{ slug: 'sandbox' }],
    })
    const project = await s.get('/api/projects/1/')
    expect(project.body).toMatchObject({ id: 1, api_token: s.projectToken, timezone: 'UTC' })
  })
})

describe('bodies', () => {
  it('tells malformed JSON from a wrong key', async () => {
    const malformed = await s.send('POST', 'query/', '{"query": ')
    expect(malformed.status).toBe(400)
    expect(malformed.body).toMatchObject({ type: 'invalid_request', code: 'parse_error', attr: null })
    expect((await s.send('POST', 'query/', '{"query": ', { key: 'phx_wrong' })).status).toBe(401)
  })

  it('must be objects', async () => {
    const answer = await s.send('POST', 'query/', [1])
    expect(answer.status).toBe(400)
    expect(answer.body['detail']).toBe('Invalid data. Expected a dictionary, but got list.')
  })

  it('are bounded in size and depth', async () => {
    expect((await s.send('POST', 'query/', JSON.stringify({ query: 'x'.repeat(3_000_000) }))).status).toBe(413)
    const deep = await s.send('POST', 'query/', `{"query":${'['.repeat(500)}${']'.repeat(500)}}`)
    expect(deep.status).toBe(400)
    expect(deep.body['code']).toBe('parse_error')
  })
})

describe('browsers', () => {
  it('get nothing through a name that an attacker points at this machine', async () => {
    const { port } = new URL(s.url)
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port,
          path: '/api/projects/1/persons/',
          headers: { Host: `evil.example:${port}`, Authorization: `Bearer ${s.personalApiKey}` },
        },
        response => {
          response.resume()
          resolve(response.statusCode)
        },
      )
      call.on('error', reject).end()
    })
    expect(status).toBe(403)
  })

  it('get no CORS headers from the private API', async () => {
    const answer = await s.get('persons/', { headers: { Origin: 'https://app.example' } })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  it('are turned away from flags when their Origin is forwarded, as in PostHog', async () => {
    const answer = await s.get('feature_flags/', { headers: { Origin: 'https://app.example' } })
    expect(answer.status).toBe(401)
    expect(String(answer.body['detail'])).toMatch(/^No temporary_token set\./)
    expect((await s.get('feature_flags/', { headers: { Origin: s.url } })).status).toBe(200)
  })
})
