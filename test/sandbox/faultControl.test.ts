import { request as httpRequest } from 'node:http'
import { randomUUID } from 'node:crypto'
import { createIngestRelay, createProxy } from 'hogkit/server'
import { afterEach, describe, expect, it } from 'vitest'
import type { ActiveFault, RequestLogEntry } from 'hogkit/sandbox'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

afterEach(() => s.sandbox.faults.clear())

const path = '/_hogkit/faults'
const rule = { match: { path: '/batch' }, times: 1, fault: { status: 503 } } as const
type Rules = { rules: ActiveFault[] }
type Requests = { requests: RequestLogEntry[] }

describe('faults over HTTP', () => {
  it('are put, added, read, taken away one by one and all at once', async () => {
    expect((await s.send<Rules>('PUT', path, [{ ...rule, id: 'a' }])).body.rules).toMatchObject([{ id: 'a', fired: 0 }])
    const added = await s.send<Rules>('POST', path, { ...rule, id: 'b' })
    expect(added.body.rules.map(({ id }) => id)).toEqual(['a', 'b'])
    expect((await s.send('POST', '/batch/', {}, { key: null })).status).toBe(503)
    expect((await s.get<Rules>(path)).body.rules).toEqual([
      { ...rule, id: 'a', seen: 1, fired: 1 },
      { ...rule, id: 'b', seen: 1, fired: 0 },
    ])
    expect((await s.send<Rules>('DELETE', `${path}?id=a`)).body.rules.map(({ id }) => id)).toEqual(['b'])
    expect((await s.send('DELETE', `${path}?id=a`)).status).toBe(404)
    expect((await s.send<Rules>('DELETE', path)).body.rules).toEqual([])
    expect(s.sandbox.faults.rules).toEqual([])
  })

  it('give the log of requests, all or what came after', async () => {
    await s.send('DELETE', '/_hogkit/requests')
    const uuid = randomUUID()
    await s.capture({ event: 'first', distinct_id: 'u', uuid })
    const [first] = (await s.get<Requests>('/_hogkit/requests')).body.requests
    expect(first).toMatchObject({ path: '/batch/', status: 200, uuids: [uuid], stored: true })
    await s.capture({ event: 'second', distinct_id: 'u' })
    const later = await s.get<Requests>(`/_hogkit/requests?after=${first?.seq}`)
    expect(later.body.requests).toHaveLength(1)
    expect((await s.get('/_hogkit/requests?after=x')).status).toBe(400)
    expect((await s.send<Requests>('DELETE', '/_hogkit/requests')).body.requests).toEqual([])
  })

  it('refuse what is no rule, naming the key, and keep what was in force', async () => {
    await s.send('PUT', path, [rule])
    const answer = await s.send('PUT', path, [{ ...rule, tmes: 2 }])
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'invalid_fault', detail: expect.stringContaining('"tmes"') as string })
    expect((await s.send('PUT', path, '[{')).body).toMatchObject({ code: 'parse_error' })
    expect((await s.send('PATCH', path, [])).status).toBe(405)
    expect((await s.get('/_hogkit/other')).status).toBe(404)
    expect(s.sandbox.faults.rules).toHaveLength(1)
  })
})

describe('who may steer faults', () => {
  it("needs the sandbox's own key in the header", async () => {
    const other = await s.sandbox.createPersonalApiKey({ scopes: ['*'] })
    for (const key of [null, other, s.projectToken]) {
      expect((await s.send('PUT', path, [rule], { key })).status).toBe(401)
    }
    const inQuery = await s.send('PUT', `${path}?personal_api_key=${s.personalApiKey}`, [rule], { key: null })
    expect(inQuery.status).toBe(401)
    expect(s.sandbox.faults.rules).toEqual([])
  })

  it.each(['X-Forwarded-For', 'Forwarded', 'Via'])('refuses what carries %s', async name => {
    expect((await s.get(path, { headers: { [name]: '127.0.0.1' } })).status).toBe(403)
  })

  it('refuses another host name, which a page of an attacker may have', async () => {
    expect(await statusFor('attacker.example')).toBe(403)
    expect(await statusFor('localhost')).toBe(200)
  })

  function statusFor(host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const headers = { Host: host, Authorization: `Bearer ${s.personalApiKey}` }
      httpRequest(s.url + path, { headers }, response => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
  }

  it('lets pages of this machine in and no others', async () => {
    const local = await s.get(path, { headers: { Origin: 'http://localhost:5173' } })
    expect(local.status).toBe(200)
    expect(local.headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:5173')
    const preflight = { Origin: 'http://127.0.0.1:9', 'Access-Control-Request-Method': 'PUT' }
    const allowed = await s.send('OPTIONS', path, undefined, { key: null, headers: preflight })
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('Access-Control-Allow-Methods')).toContain('PUT')
    for (const origin of ['https://app.example.com', 'http://localhost.example.com', 'null']) {
      const foreign = await s.get(path, { headers: { Origin: origin } })
      expect(foreign.status).toBe(403)
      expect(foreign.headers.has('Access-Control-Allow-Origin')).toBe(false)
    }
  })

  it('is not reached through the proxy or the relay', async () => {
    const { url, projectId, personalApiKey } = s.sandbox
    const proxy = createProxy({ host: url, projectId, personalApiKey, authorize: () => '*' })
    const relay = createIngestRelay({ host: url, path: '/ingest' })
    for (const name of ['_hogkit/faults', '_hogkit/faults/', '_hogkit/requests/']) {
      expect((await proxy(new Request(`http://app.test/api/posthog/${name}`))).status).toBe(404)
      expect((await relay(new Request(`http://app.test/ingest/${name}`))).status).toBe(404)
      expect((await relay(new Request(`http://app.test/ingest/batch/../${name}`))).status).toBe(404)
    }
  })
})
