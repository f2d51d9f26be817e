import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const run = (query: unknown, extra: object = {}) => s.send('POST', 'query/', { query, ...extra })
const hogql = (query: string) => ({ kind: 'HogQLQuery', query })

beforeAll(async () => {
  await s.capture(
    ...Array.from({ length: 150 }, (_, index) => ({
      event: index % 3 === 0 ? 'bought' : 'seen',
      distinct_id: `u${index}`,
      properties: { amount: index, paid_at: '2026-03-04T05:06:07Z', is_gift: index % 2 === 0 },
    })),
  )
})

it("answers in PostHog's shape", async () => {
  const answer = await run(hogql("SELECT event, count() AS total FROM events WHERE event = 'bought' GROUP BY event"), {
    name: 'named',
  })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    columns: ['event', 'total'],
    hasMore: false,
    limit: 100,
    offset: 0,
    error: null,
    is_cached: false,
    query_status: null,
    timezone: 'UTC',
    query: "SELECT event, count() AS total FROM events WHERE event = 'bought' GROUP BY event",
  })
  expect(answer.body['results']).toEqual([['bought', 50]])
  expect(answer.body['types']).toHaveLength(2)
  expect(typeof answer.body['hogql']).toBe('string')
})

it('stops at 100 rows and says that there is more', async () => {
  const { results, hasMore } = await s.query('SELECT distinct_id FROM events')
  expect(results).toHaveLength(100)
  expect(hasMore).toBe(true)
})

it('knows the types that ingestion guessed', async () => {
  const { results } = await s.query(
    'SELECT properties.amount + 1, properties.is_gift, toYear(properties.paid_at) FROM events WHERE properties.amount = 7',
  )
  expect(results).toEqual([[8, false, 2026]])
})

it('binds values', async () => {
  const { results } = await s.query('SELECT count() FROM events WHERE distinct_id = {id}', { id: "u1' OR 1=1 --" })
  expect(results).toEqual([[0]])
})

it('shows events within the request that follows their 200', async () => {
  for (let round = 0; round < 5; round++) {
    await s.capture({ event: 'fresh', distinct_id: `fresh${round}` })
    const { results } = await s.query('SELECT count() FROM events WHERE distinct_id = {id}', { id: `fresh${round}` })
    expect(results).toEqual([[1]])
  }
})

describe('refuses', () => {
  it('bad HogQL, with the place', async () => {
    const answer = await run(hogql('SELECT event\nFROM events\nWHERE nonsense = 1'))
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', attr: null, extra: { line: 3, column: 7 } })
    expect(answer.body['detail']).toContain('nonsense')
    expect(answer.body['detail']).toContain('line 3')
    expect((await run(hogql('SELECT FROM WHERE'))).body).toMatchObject({ code: 'syntax_error' })
  })

  it.each([
    'SELECT * FROM system.tables',
    "SELECT * FROM file('/etc/passwd')",
    'DROP TABLE events',
    'SELECT 1; SELECT 2',
  ])('%s', async query => {
    const answer = await run(hogql(query))
    expect(answer.status).toBe(400)
    expect(answer.body['type']).toBe('validation_error')
  })

  it.each<[string, unknown, number, string]>([
    ['no query', undefined, 400, 'required'],
    ['a query that is text', 'SELECT 1', 400, 'invalid_input'],
    ['an unknown kind', { kind: 'PersonsQuery' }, 400, 'invalid_input'],
    ['a kind that only PostHog runs', { kind: 'RecordingsQuery' }, 501, 'not_implemented'],
    ['an empty HogQL text', { kind: 'HogQLQuery', query: ' ' }, 400, 'required'],
    ['values that are a list', { ...hogql('SELECT 1'), values: [1] }, 400, 'invalid_input'],
    ['a variable without a name', { ...hogql('SELECT 1'), variables: { a: { value: 1 } } }, 400, 'invalid_input'],
    ['a missing placeholder', hogql('SELECT {nothing}'), 400, 'missing_placeholder'],
    ['a text that is too long', hogql(`SELECT '${'x'.repeat(300_000)}'`), 400, 'max_length'],
  ])('%s', async (_name, query, status, code) => {
    const answer = await run(query)
    expect(answer.status).toBe(status)
    expect(answer.body['code']).toBe(code)
  })

  it('a way to refresh that there is not', async () => {
    expect((await run(hogql('SELECT 1'), { refresh: 'sometimes' })).body['code']).toBe('invalid_choice')
    expect((await run(hogql('SELECT 1'), { refresh: 'force_blocking' })).status).toBe(200)
  })
})

it('stops queries whose clients have left, so that they do not hold back others', async () => {
  const slow = hogql('SELECT sum(a.number * b.number) FROM numbers(1000000) a CROSS JOIN numbers(1000000) b')
  const started = performance.now()
  // As many as run at the same time: a fourth one waits for them.
  const gone = Array.from({ length: 3 }, () =>
    fetch(`${s.url}/api/projects/1/query/`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${s.personalApiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: slow }),
      signal: AbortSignal.timeout(500),
    }).then(
      answer => answer.status,
      (error: unknown) => error instanceof Error && error.name,
    ),
  )
  expect(await Promise.all(gone)).toEqual(['TimeoutError', 'TimeoutError', 'TimeoutError'])
  expect((await s.query('SELECT 1')).results).toEqual([[1]])
  expect(performance.now() - started).toBeLessThan(8000)
})
