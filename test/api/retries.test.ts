import { createApi, isRateLimitError } from 'hogkit/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

let server: RecordingServer

beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())

const connect = (more = {}) =>
  createApi({ host: server.url, personalApiKey: 'phx_test_0123456789', projectId: 7, ...more })

/** Answers with these statuses in turn, then with 200. `undefined` cuts the connection. */
function answerInTurn(statuses: (number | undefined)[], headers: Record<string, string> = {}): void {
  const left = [...statuses]
  server.answer((_, response) => {
    if (left.length === 0) return json(response, 200, { ok: true })
    const status = left.shift()
    if (status === undefined) return void response.destroy()
    json(response, status, { type: 'server_error', code: 'error', detail: 'Busy.', attr: null }, headers)
  })
}

describe('retries', () => {
  it.each([[502], [503], [504], [undefined]])('reads again after %s', async status => {
    answerInTurn([status, status])
    await expect(connect().users.me()).resolves.toEqual({ ok: true })
    expect(server.requests).toHaveLength(3)
  })

  it('runs a query again: it only reads', async () => {
    answerInTurn([503])
    await expect(connect().query.hogql('select 1')).resolves.toMatchObject({ ok: true })
    expect(server.requests.map(request => request.body.toString())).toHaveLength(2)
  })

  it('does not run a query again that ran out of time: it would again', async () => {
    answerInTurn([504])
    await expect(connect().query.hogql('select 1')).rejects.toMatchObject({ status: 504 })
    expect(server.requests).toHaveLength(1)
  })

  it('gives up after two retries', async () => {
    answerInTurn([503, 503, 503])
    await expect(connect().users.me()).rejects.toMatchObject({ status: 503 })
    expect(server.requests).toHaveLength(3)
  })

  it.each([[503], [undefined]])('never sends a write again after %s', async status => {
    answerInTurn([status])
    await expect(connect().featureFlags.update(1, { active: true })).rejects.toThrow(/503|No answer/)
    expect(server.requests).toHaveLength(1)
  })

  it.each([400, 401, 404, 500])('does not repeat what would fail again: %s', async status => {
    answerInTurn([status])
    await expect(connect().users.me()).rejects.toMatchObject({ status })
    expect(server.requests).toHaveLength(1)
  })

  it('does not ask again when the proxy’s own key was refused', async () => {
    server.answer((_, response) =>
      json(response, 502, { type: 'server_error', code: 'upstream_authentication', detail: 'x', attr: null }),
    )
    await expect(connect().users.me()).rejects.toMatchObject({ status: 502 })
    expect(server.requests).toHaveLength(1)
  })

  it('ends a pause when the caller aborts', async () => {
    answerInTurn([503], { 'retry-after': '20' })
    const controller = new AbortController()
    const call = connect().users.me({ signal: controller.signal })
    await server.arrived(1)
    setTimeout(() => controller.abort(), 20)
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('rate limits', () => {
  it('waits as long as Retry-After says, then asks again, a write too', async () => {
    answerInTurn([429], { 'retry-after': '1' })
    const start = Date.now()
    await expect(connect().featureFlags.update(1, { active: true })).resolves.toEqual({ ok: true })
    expect(Date.now() - start).toBeGreaterThanOrEqual(990)
    expect(server.requests).toHaveLength(2)
  })

  it('reads a date in Retry-After', async () => {
    answerInTurn([429], { 'retry-after': new Date(Date.now() + 2000).toUTCString() })
    const start = Date.now()
    await connect().users.me()
    expect(Date.now() - start).toBeGreaterThan(500)
  })

  it('holds back the whole class, and no other', async () => {
    const api = connect()
    answerInTurn([429], { 'retry-after': '1' })
    const first = api.users.me()
    await server.arrived(1)
    await new Promise(resolve => setTimeout(resolve, 50))
    const sameClass = api.projects.get()
    await api.persons.list()
    expect(server.requests.map(request => request.url)).toEqual(['/api/users/@me/', '/api/projects/7/persons/'])
    await Promise.all([first, sameClass])
    expect(server.requests).toHaveLength(4)
  })

  it('rejects at once, without sending, while the class is held for longer than it will wait', async () => {
    const api = connect()
    answerInTurn([429], { 'retry-after': '600' })
    await expect(api.users.me()).rejects.toSatisfy(isRateLimitError)
    await expect(api.projects.get()).rejects.toSatisfy(isRateLimitError)
    expect(server.requests).toHaveLength(1)
  })

  it('runs three queries at a time and keeps their order', async () => {
    const open: (() => void)[] = []
    server.answer((_, response) => void open.push(() => json(response, 200, { ok: true })))
    const api = connect()
    const calls = [1, 2, 3, 4, 5].map(number => api.query.hogql(`select ${number}`))
    await server.arrived(3)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(server.requests).toHaveLength(3)
    open.shift()?.()
    await server.arrived(4)
    expect(server.requests[3]?.body.toString()).toContain('select 4')
    calls.push(api.query.hogql('select 6'))
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(server.requests).toHaveLength(4)
    open.shift()?.()
    await server.arrived(5)
    open.shift()?.()
    await server.arrived(6)
    expect(server.requests[5]?.body.toString()).toContain('select 6')
    for (const finish of open) finish()
    await Promise.all(calls)
  })

  it('gives a place to the next when a waiting query is aborted', async () => {
    const open: (() => void)[] = []
    server.answer((_, response) => void open.push(() => json(response, 200, { ok: true })))
    const api = connect()
    const running = [1, 2, 3].map(number => api.query.hogql(`select ${number}`))
    const controller = new AbortController()
    const aborted = api.query.hogql('select 4', undefined, { signal: controller.signal })
    const last = api.query.hogql('select 5')
    await server.arrived(3)
    controller.abort()
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    open.shift()?.()
    await server.arrived(4)
    expect(server.requests[3]?.body.toString()).toContain('select 5')
    for (const finish of open) finish()
    await Promise.all([...running, last])
  })
})
