import { createApi } from 'hogkit/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

const personalApiKey = 'phx_test_0123456789'
let server: RecordingServer

beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())

const connect = (more = {}) => createApi({ host: server.url, personalApiKey, projectId: 7, ...more })

describe('a client on a server', () => {
  it('sends the key as a bearer token and asks for JSON', async () => {
    await connect().users.me()
    const { method, url, headers } = server.only()
    expect([method, url]).toEqual(['GET', '/api/users/@me/'])
    expect(headers).toMatchObject({ authorization: `Bearer ${personalApiKey}`, accept: 'application/json' })
    expect(headers).not.toHaveProperty('content-type')
  })

  it('asks for the current project when none is given', async () => {
    await createApi({ host: server.url, personalApiKey }).projects.get()
    expect(server.only().url).toBe('/api/projects/@current/')
  })

  it('translates the options of a list and leaves absent ones out', async () => {
    const properties = [{ key: 'plan', value: 'pro & more' }]
    await connect().persons.list({
      search: 'a&b',
      distinctId: 'x/y',
      properties,
      limit: 5,
      offset: 0,
      includeTotal: true,
    })
    const url = new URL(server.only().url, server.url)
    expect(url.pathname).toBe('/api/projects/7/persons/')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      search: 'a&b',
      distinct_id: 'x/y',
      properties: JSON.stringify(properties),
      limit: '5',
      offset: '0',
      include_total: 'true',
    })
  })

  it('sends a HogQL query with its values', async () => {
    await connect().query.hogql('select {x}', { x: "it's" }, { refresh: 'force_blocking' })
    const { method, url, headers, body } = server.only()
    expect([method, url]).toEqual(['POST', '/api/projects/7/query/'])
    expect(headers['content-type']).toBe('application/json')
    expect(JSON.parse(body.toString())).toEqual({
      query: { kind: 'HogQLQuery', query: 'select {x}', values: { x: "it's" } },
      refresh: 'force_blocking',
    })
  })

  it('deletes and restores a flag by PATCH, as PostHog wants it', async () => {
    const { featureFlags } = connect()
    await featureFlags.delete(3)
    await featureFlags.restore(3)
    expect(server.requests.map(({ method, url, body }) => [method, url, body.toString()])).toEqual([
      ['PATCH', '/api/projects/7/feature_flags/3/', '{"deleted":true}'],
      ['PATCH', '/api/projects/7/feature_flags/3/', '{"deleted":false}'],
    ])
  })

  it('creates and updates a flag with PostHog’s field names', async () => {
    const { featureFlags } = connect()
    await featureFlags.create({ key: 'new-nav', filters: { groups: [{ rollout_percentage: 50 }] } })
    await featureFlags.update(3, { active: false, version: 2 })
    expect(server.requests.map(({ method, body }) => [method, JSON.parse(body.toString())])).toEqual([
      ['POST', { key: 'new-nav', filters: { groups: [{ rollout_percentage: 50 }] } }],
      ['PATCH', { active: false, version: 2 }],
    ])
  })

  it('refuses an id that would lead elsewhere, before anything is sent', async () => {
    await expect(connect().persons.get('../feature_flags')).rejects.toThrow(RangeError)
    expect(server.requests).toEqual([])
  })

  it('keeps the path of a PostHog that lives under one', async () => {
    await createApi({ host: `${server.url}/posthog/`, personalApiKey }).users.me()
    expect(server.only().url).toBe('/posthog/api/users/@me/')
  })

  it('gives undefined for an empty answer', async () => {
    server.answer((_, response) => response.writeHead(202).end())
    await expect(connect().request('persons.get', { params: { id: 1 } })).resolves.toBeUndefined()
  })
})

describe('a client through a proxy', () => {
  it('puts PostHog’s paths beneath the base and sends no authorization', async () => {
    await createApi({ baseUrl: `${server.url}/api/posthog/` }).persons.get('u-1')
    const { url, headers } = server.only()
    expect(url).toBe('/api/posthog/api/projects/@current/persons/u-1/')
    expect(headers).not.toHaveProperty('authorization')
  })

  it('asks for the application’s own headers at each call', async () => {
    let token = 'a'
    const api = createApi({ baseUrl: `${server.url}/p`, headers: () => ({ authorization: `Bearer ${token}` }) })
    await api.users.me()
    token = 'b'
    await api.users.me()
    expect(server.requests.map(request => request.headers.authorization)).toEqual(['Bearer a', 'Bearer b'])
  })
})

describe('lists', () => {
  const serveThreePages = () =>
    server.answer((request, response) => {
      const offset = Number(new URL(request.url, server.url).searchParams.get('offset') ?? 0)
      // The host of the link is another one: the key must not follow it.
      const next = offset < 4 ? `http://127.0.0.1:1/api/projects/7/persons/?limit=2&offset=${offset + 2}` : null
      json(response, 200, { results: [{ id: offset }, { id: offset + 1 }], next, previous: null })
    })

  it('walks all items of all pages, only ever at its own host', async () => {
    serveThreePages()
    const ids: number[] = []
    for await (const person of connect().persons.iterate({ limit: 2, search: 'a' })) ids.push(person.id)
    expect(ids).toEqual([0, 1, 2, 3, 4, 5])
    expect(server.requests.map(request => new URL(request.url, server.url).searchParams.get('search'))).toEqual([
      'a',
      'a',
      'a',
    ])
  })

  it('loads no page before the loop comes to it', async () => {
    serveThreePages()
    for await (const page of connect().persons.pages({ limit: 2 })) {
      expect(page.results).toHaveLength(2)
      break
    }
    expect(server.requests).toHaveLength(1)
  })

  it('follows a link that is a path, as a proxy writes it', async () => {
    server.answer((request, response) => {
      const isFirst = !request.url.includes('offset')
      json(response, 200, {
        results: [],
        next: isFirst ? '/api/posthog/api/projects/@current/persons/?offset=100' : null,
        previous: null,
      })
    })
    for await (const _ of connect().persons.pages());
    expect(server.requests).toHaveLength(2)
  })

  it('stops at a list whose next page is the same one', async () => {
    server.answer((_, response) =>
      json(response, 200, { results: [], next: `${server.url}/?offset=1`, previous: null }),
    )
    const walk = async () => {
      for await (const _ of connect().featureFlags.pages());
    }
    await expect(walk()).rejects.toThrow(/does not end/)
    expect(server.requests).toHaveLength(2)
  })
})
