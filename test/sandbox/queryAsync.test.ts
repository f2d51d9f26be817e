import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const hogql = (query: string) => ({ kind: 'HogQLQuery', query })
const slow = hogql('SELECT sum(a.number * b.number) FROM numbers(1000000) a CROSS JOIN numbers(1000000) b')

interface Status {
  query_status: {
    id: string
    complete: boolean
    error: boolean
    error_message: string | null
    results: { results: unknown[][]; columns: string[] } | null
    start_time: string
    end_time: string | null
    expiration_time: string | null
  }
}

const start = (query: object, extra: object = { refresh: 'async' }) =>
  s.send<Status>('POST', 'query/', { query, ...extra })

async function ended(id: string): Promise<{ status: number; body: Status }> {
  return expect
    .poll(() => s.get<Status>(`query/${id}/`), { timeout: 30_000 })
    .toSatisfy((answer: { status: number }) => answer.status !== 202)
    .then(() => s.get<Status>(`query/${id}/`))
}

describe('a query in the background', () => {
  it.each([{ refresh: 'async' }, { refresh: 'force_async' }, { refresh: 'lazy_async' }, { async: true }])(
    'is started by %o, and polled until it is done',
    async extra => {
      const started = await start(hogql('SELECT 1 AS one'), extra)
      expect(started.status).toBe(202)
      expect(started.body.query_status).toMatchObject({
        complete: false,
        error: false,
        results: null,
        query_async: true,
      })
      const { status, body } = await ended(started.body.query_status.id)
      expect(status).toBe(200)
      expect(body.query_status).toMatchObject({ complete: true, error: false })
      expect(body.query_status.results).toMatchObject({ columns: ['one'], results: [[1]], hasMore: false })
      expect(Date.parse(body.query_status.expiration_time ?? '')).toBeGreaterThan(Date.now() + 500_000)
    },
  )

  it('runs once under one client_query_id while it runs', async () => {
    const first = await start(slow, { refresh: 'async', client_query_id: 'mine' })
    const second = await start(hogql('SELECT 2'), { refresh: 'async', client_query_id: 'mine' })
    expect(second.body.query_status).toMatchObject({ id: 'mine', start_time: first.body.query_status.start_time })
    await s.send('DELETE', 'query/mine/')
  })

  it('says 400 with the reason when the query is wrong', async () => {
    const { body } = await start(hogql('SELECT nonsense FROM events'))
    const failed = await ended(body.query_status.id)
    expect(failed.status).toBe(400)
    expect(failed.body.query_status).toMatchObject({ complete: true, error: true, results: null })
    expect(failed.body.query_status.error_message).toContain('nonsense')
  })

  it('is stopped by DELETE, and the next query is answered', async () => {
    const { body } = await start(slow)
    const { id } = body.query_status
    expect((await s.get(`query/${id}/`)).status).toBe(202)
    const cancelled = await s.send('DELETE', `query/${id}/`)
    expect(cancelled.status).toBe(200)
    expect(cancelled.body['message']).toContain('cancelled')
    const { status, body: after } = await s.get<Status>(`query/${id}/`)
    expect(status).toBe(400)
    expect(after.query_status).toMatchObject({ complete: true, error: true, error_message: 'The query was cancelled.' })
    expect((await s.query('SELECT 1')).results).toEqual([[1]])
  })

  it('is unknown by any other id, and DELETE of it is no error', async () => {
    const answer = await s.get('query/nobody/')
    expect(answer.status).toBe(404)
    expect(answer.body['detail']).toContain('not found')
    expect((await s.send('DELETE', 'query/nobody/')).status).toBe(200)
  })

  it.each(['with space', "x'--", 'a'.repeat(101), 7])('refuses the id %s', async id => {
    const answer = await s.send('POST', 'query/', { query: hogql('SELECT 1'), refresh: 'async', client_query_id: id })
    expect([answer.status, answer.body['attr']]).toEqual([400, 'client_query_id'])
  })

  it('needs the scope of queries', async () => {
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    expect((await s.get('query/mine/', { key })).status).toBe(403)
    expect((await s.send('DELETE', 'query/mine/', undefined, { key })).status).toBe(403)
  })
})
