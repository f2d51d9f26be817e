import { createApi, type Scope } from 'hogkit/api'
import { createIngestRelay, createProxy } from 'hogkit/server'
import { toNodeHandler } from 'hogkit/server/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../support/recordingServer.js'
import { useSandbox } from '../support/sandbox.js'

const sandbox = useSandbox()
let front: Awaited<ReturnType<typeof listen>>
/** What the application lets its user do at the moment. */
let scopes: Scope[] | '*' = '*'

beforeAll(async () => {
  const { url: host, personalApiKey, sandbox: running } = sandbox
  const proxy = toNodeHandler(
    createProxy({ host, personalApiKey, projectId: running.projectId, authorize: () => scopes }),
  )
  const relay = toNodeHandler(createIngestRelay({ host }))
  front = await listen((request, response) => (request.url?.startsWith('/ingest/') ? relay : proxy)(request, response))
})
afterAll(() => front.close())

const connect = () => createApi({ baseUrl: `${front.url}/api/posthog` })

describe('from a browser’s client through relay and proxy to PostHog and back', () => {
  it('an event goes in by the relay and comes out by the proxy', async () => {
    const batch = [{ event: 'clicked', distinct_id: 'path-1', properties: { $set: { email: 'path@example.com' } } }]
    const sent = await fetch(`${front.url}/ingest/batch/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_key: sandbox.projectToken, batch }),
    })
    expect(sent.status).toBe(200)
    const api = connect()
    const count = async () =>
      (await api.query.hogql<[number]>('select count() from events where distinct_id = {id}', { id: 'path-1' }))
        .results[0]?.[0]
    await expect.poll(count, { timeout: 5000 }).toBe(1)
    expect((await api.persons.getByDistinctId('path-1')).properties['email']).toBe('path@example.com')
  })

  it('flags are evaluated through the relay', async () => {
    await connect().featureFlags.create({ key: 'relayed', filters: { groups: [{ rollout_percentage: 100 }] } })
    const response = await fetch(`${front.url}/ingest/flags/?v=2`, {
      method: 'POST',
      body: JSON.stringify({ token: sandbox.projectToken, distinct_id: 'anybody' }),
    })
    expect(await response.json()).toMatchObject({ flags: { relayed: { enabled: true } } })
  })

  it('a list is walked along the proxy’s own links', async () => {
    const ids = Array.from({ length: 5 }, (_, index) => `linked-${index}`)
    await sandbox.capture(
      ...ids.map(id => ({ event: 'e', distinct_id: id, properties: { $set: { email: `${id}@linked.example` } } })),
    )
    const api = connect()
    await expect
      .poll(async () => (await api.persons.list({ search: '@linked.example' })).results.length, { timeout: 5000 })
      .toBe(5)
    const page = await api.persons.list({ search: '@linked.example', limit: 2 })
    expect(page.next).toMatch(/^\/api\/posthog\/api\/projects\/@current\/persons\/\?/)
    const found = []
    for await (const person of api.persons.iterate({ search: '@linked.example', limit: 2 }))
      found.push(...person.distinct_ids)
    expect(found.sort()).toEqual(ids)
  })

  it('errors keep their kind: the place in a query, the field, the scope', async () => {
    const api = connect()
    await expect(api.query.hogql('select\n  nonsense from events')).rejects.toMatchObject({
      name: 'QueryError',
      line: 2,
      column: 3,
    })
    await expect(api.featureFlags.create({ key: 'no spaces!', filters: { groups: [{}] } })).rejects.toMatchObject({
      name: 'ValidationError',
      attr: 'key',
    })
    await expect(api.persons.get('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      name: 'NotFoundError',
    })
    scopes = ['person:read']
    await expect(api.featureFlags.list()).rejects.toMatchObject({ name: 'PermissionError', scope: 'feature_flag:read' })
    scopes = '*'
  })

  it('nothing that comes back holds the key', async () => {
    const paths = [
      '/api/users/@me/',
      '/api/projects/@current/',
      '/api/projects/@current/persons/',
      '/api/projects/@current/feature_flags/',
    ]
    for (const path of paths) {
      // oxlint-disable-next-line no-await-in-loop -- a failure names its path
      const response = await fetch(`${front.url}/api/posthog${path}`)
      expect([path, response.status]).toEqual([path, 200])
      // oxlint-disable-next-line no-await-in-loop
      expect(`${await response.text()}${JSON.stringify([...response.headers])}`).not.toContain(sandbox.personalApiKey)
    }
  })

  it('a wrong key on the server is no 401 for the browser', async () => {
    const { url: host, sandbox: running } = sandbox
    const proxy = createProxy({
      host,
      projectId: running.projectId,
      personalApiKey: 'phx_wrong_0123456789',
      authorize: () => '*',
    })
    const response = await proxy(new Request('http://localhost/api/posthog/api/users/@me/'))
    expect([response.status, await response.json()]).toEqual([
      502,
      expect.objectContaining({ code: 'upstream_authentication' }),
    ])
  })
})
