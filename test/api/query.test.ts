import {
  type Api,
  createApi,
  isAbortError,
  isConfigError,
  isQueryError,
  isTimeoutError,
  toHogQLResult,
} from 'hogkit/api'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'
import { useSandbox } from '../support/sandbox.js'

const sandbox = useSandbox()
const real = () => createApi({ host: sandbox.url, personalApiKey: sandbox.personalApiKey, projectId: 1 })

let server: RecordingServer
beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())
const recorded = () => createApi({ host: server.url, personalApiKey: 'phx_test_0123456789', projectId: 7 })
const sentBody = (index = 0) => JSON.parse(server.requests[index]?.body.toString() ?? '') as Record<string, unknown>

describe('a query that runs on its own', () => {
  const query_progress = {
    rows_read: 50,
    bytes_read: 1000,
    estimated_rows_total: 200,
    time_elapsed: 0.5,
    active_cpu_time: 1,
  }
  const running = { id: 'q1', team_id: 7, query_async: true, complete: false, error: false }
  const answer = { results: [[1]], columns: ['a'], types: [['a', 'UInt8']], hasMore: false }

  it('is asked for until it is complete, with its progress', async () => {
    server.answer((request, response) => {
      if (request.method === 'POST') return json(response, 202, { query_status: running })
      const status =
        server.requests.length < 3 ? { ...running, query_progress } : { ...running, complete: true, results: answer }
      return json(response, server.requests.length < 3 ? 202 : 200, { query_status: status })
    })
    const seen: unknown[] = []
    const result = await recorded().query.run(
      { kind: 'HogQLQuery', query: 'select 1 as a' },
      { refresh: 'async', name: 'slow', onProgress: progress => seen.push(progress) },
    )
    expect(result).toEqual(answer)
    expect(seen).toEqual([{ rowsRead: 50, bytesRead: 1000, estimatedRowsTotal: 200, elapsedMs: 500, fraction: 0.25 }])
    const sent = sentBody()
    expect(sent).toMatchObject({
      refresh: 'async',
      name: 'slow',
      client_query_id: expect.stringMatching(/^[\da-f]{32}$/),
    })
    expect(server.requests[1]?.url).toBe('/api/projects/7/query/q1/?show_progress=true')
  })

  it('is cancelled at PostHog when the call is aborted', async () => {
    const controller = new AbortController()
    server.answer((request, response) => {
      if (request.method === 'GET') controller.abort()
      json(response, request.method === 'DELETE' ? 200 : 202, { query_status: running })
    })
    const call = recorded().query.hogql('select 1', undefined, { refresh: 'async', signal: controller.signal })
    await expect(call).rejects.toSatisfy(isAbortError)
    await server.arrived(3)
    expect(server.requests.map(({ method, url }) => `${method} ${url}`).at(-1)).toBe('DELETE /api/projects/7/query/q1/')
  })

  it('is cancelled by its own id when PostHog has not answered yet', async () => {
    const controller = new AbortController()
    server.answer((request, response) => {
      if (request.method === 'DELETE') json(response, 200, { message: 'Query cancelled' })
      else controller.abort()
    })
    const call = recorded().query.hogql('select 1', undefined, { refresh: 'async', signal: controller.signal })
    await expect(call).rejects.toSatisfy(isAbortError)
    await server.arrived(2)
    expect(server.requests[1]?.url).toBe(`/api/projects/7/query/${String(sentBody()['client_query_id'])}/`)
  })

  it('is given up and cancelled when it takes longer than waitMs', async () => {
    server.answer((request, response) =>
      json(response, request.method === 'DELETE' ? 200 : 202, { query_status: running }),
    )
    const call = recorded().query.hogql('select 1', undefined, { refresh: 'async', waitMs: 1 })
    await expect(call).rejects.toSatisfy(isTimeoutError)
    await server.arrived(2)
    expect(server.requests.at(-1)?.method).toBe('DELETE')
  })

  it.each([
    [200, 'an answer that is complete'],
    [400, 'a refusal'],
  ])('tells why it failed, by %i (%s)', async status => {
    const failed = { ...running, complete: true, error: true, error_message: 'Unable to resolve field: nonsense.' }
    server.answer((request, response) =>
      json(response, request.method === 'POST' ? 202 : status, {
        query_status: request.method === 'POST' ? running : failed,
      }),
    )
    const error: unknown = await recorded()
      .query.hogql('select nonsense', undefined, { refresh: 'async' })
      .catch((reason: unknown) => reason)
    expect(isQueryError(error)).toBe(true)
    expect(String(error)).toContain('Unable to resolve field: nonsense.')
  })

  it('says when PostHog has forgotten it', async () => {
    server.answer((request, response) =>
      request.method === 'POST'
        ? json(response, 202, { query_status: running })
        : json(response, 404, {
            type: 'invalid_request',
            code: 'not_found',
            detail: 'Query q1 not found for team 7',
            attr: null,
          }),
    )
    await expect(recorded().query.hogql('select 1', undefined, { refresh: 'async' })).rejects.toMatchObject({
      name: 'NotFoundError',
    })
  })
})

describe('queries by kind', () => {
  it('sends the PersonsQuery of older documents as the ActorsQuery it became', async () => {
    await recorded().query.run({ kind: 'PersonsQuery', search: 'ann', limit: 5 })
    expect(sentBody()).toEqual({ query: { kind: 'ActorsQuery', search: 'ann', limit: 5 } })
  })

  it('gives the answer the type of its kind', () => {
    // Never called: only its types count.
    const ask = ({ query }: Api) => ({
      events: query.run({ kind: 'EventsQuery', select: ['*'] }),
      actors: query.run({ kind: 'ActorsQuery' }),
      persons: query.run({ kind: 'PersonsQuery' }),
      other: query.run({ kind: 'SomethingNew', a: 1 }),
    })
    expectTypeOf(ask).returns.toHaveProperty('events').resolves.toHaveProperty('nextCursor')
    expectTypeOf(ask).returns.toHaveProperty('actors').resolves.toHaveProperty('missing_actors_count')
    expectTypeOf(ask).returns.toHaveProperty('persons').resolves.toHaveProperty('missing_actors_count')
    expectTypeOf(ask).returns.toHaveProperty('other').resolves.toEqualTypeOf<Readonly<Record<string, unknown>>>()
  })
})

describe('against the sandbox', () => {
  it('asks for events and persons by filters, also under the name of older documents', async () => {
    await sandbox.capture({
      event: 'kinds',
      distinct_id: 'kind-1',
      properties: { $set: { email: 'kind@example.com' } },
    })
    const { query } = real()
    const events = await query.run({
      kind: 'EventsQuery',
      select: ['event', 'distinct_id'],
      event: 'kinds',
      after: '-1d',
    })
    expect(events).toMatchObject({ results: [['kinds', 'kind-1']], columns: ['event', 'distinct_id'] })
    const [actors, persons] = await Promise.all(
      (['ActorsQuery', 'PersonsQuery'] as const).map(kind => query.run({ kind, select: ['id'], search: 'kind@' })),
    )
    expect(actors?.results).toHaveLength(1)
    expect(persons?.results).toEqual(actors?.results)
  })

  it('waits for a query that runs on its own, and cancels one that is aborted', async () => {
    const { query } = real()
    const counted = await query.hogql('select count() as n from numbers(1000)', undefined, { refresh: 'force_async' })
    expect(counted).toMatchObject({ rows: [{ n: 1000 }], hasMore: false })
    await expect(query.hogql('select nonsense', undefined, { refresh: 'force_async' })).rejects.toSatisfy(isQueryError)
    const controller = new AbortController()
    const long = query.hogql(
      'select sum(a.number * b.number) from numbers(1000000) a cross join numbers(1000000) b',
      undefined,
      {
        refresh: 'force_async',
        clientQueryId: 'to-cancel',
        signal: controller.signal,
      },
    )
    setTimeout(() => controller.abort(), 300)
    await expect(long).rejects.toSatisfy(isAbortError)
    await expect
      .poll(
        () =>
          query.status('to-cancel').then(
            ({ query_status }) => query_status.complete,
            () => true,
          ),
        { timeout: 15_000 },
      )
      .toBe(true)
  })
})

describe('the rows of an answer', () => {
  const response = {
    results: [[1, 'x', 2]],
    columns: ['a', 'b', 'a'],
    types: [
      ['a', 'UInt8'],
      ['b', 'String'],
      ['a', 'UInt64'],
    ],
    limit: 100,
    offset: 0,
    hogql: '',
  } as const
  const copy = (more: object) => toHogQLResult({ ...structuredClone(response), ...more } as never, 'select 1')

  it('are objects by column name, with the types beside them', () => {
    const { rows, fields } = copy({ hasMore: false })
    expect(rows).toEqual([{ a: 1, b: 'x', a_2: 2 }])
    expect(fields).toEqual([
      { name: 'a', type: 'UInt8' },
      { name: 'b', type: 'String' },
      { name: 'a_2', type: 'UInt64' },
    ])
  })

  it.each([
    [null, 1, 100, false],
    [null, 100, 100, true],
    [null, 10, 10, true],
    [undefined, 100, null, true],
    [false, 100, 100, false],
    [true, 3, 3, true],
  ])('hasMore %s with %i rows of %s is %s', (hasMore, count, limit, expected) => {
    const results = Array.from({ length: count }, () => [1, 'x', 2])
    expect(copy({ hasMore, results, limit }).hasMore).toBe(expected)
  })

  it('say when PostHog’s own limit cut them', async () => {
    const answers = await Promise.all(
      [
        'select number from numbers(101)',
        'select number from numbers(100)',
        'select number from numbers(200) limit 100',
      ].map(query => real().query.hogql(query)),
    )
    expect(answers.map(({ truncated, hasMore }) => [truncated, hasMore])).toEqual([
      [true, true],
      [false, false],
      [false, true],
    ])
    expect(answers[0]?.rows).toHaveLength(100)
  })
})

describe('pages by keyset', () => {
  const capture = (event: string, count: number, timestamp: (index: number) => string) =>
    sandbox.capture(
      ...Array.from({ length: count }, (_, index) => ({
        event,
        distinct_id: 'pager',
        timestamp: timestamp(index),
        properties: { index },
      })),
    )

  it('give every row once, also where many have one time, in both directions', async () => {
    // 23 events on five moments: pages of four end in the middle of a moment.
    await capture('keyset', 23, index => `2026-01-0${1 + (index % 5)}T10:00:00.12${index % 5}Z`)
    const query = 'select uuid, timestamp, properties.index as index from events where event = {name} -- all of them'
    const read = async (direction: 'asc' | 'desc') => {
      const found: { timestamp: string; index: string }[] = []
      const more: boolean[] = []
      for await (const page of real().query.pages<{ uuid: string; timestamp: string; index: string }>(
        { query, values: { name: 'keyset' } },
        { pageSize: 4, direction },
      )) {
        found.push(...page.rows)
        more.push(page.hasMore)
      }
      return { found, more }
    }
    const { found, more } = await read('desc')
    expect(more).toEqual([true, true, true, true, true, false])
    expect(new Set(found.map(({ index }) => Number(index))).size).toBe(23)
    const times = found.map(({ timestamp }) => timestamp)
    expect(times).toEqual(times.toSorted().toReversed())
    const forwards = await read('asc')
    expect(forwards.found).toEqual(found.toReversed())
  })

  it('are not moved by events that arrive meanwhile', async () => {
    await capture('moving', 6, index => `2026-02-01T10:00:0${index}Z`)
    const seen: number[] = []
    const query = "select uuid, timestamp, toInt(properties.index) as index from events where event = 'moving'"
    for await (const page of real().query.pages<{ index: number }>(query, { pageSize: 2 })) {
      if (seen.length === 0) await capture('moving', 1, () => '2026-02-02T00:00:00Z')
      seen.push(...page.rows.map(({ index }) => index))
    }
    expect(seen).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('go by any column, of numbers or text, without a tie-breaker where no value stands twice', async () => {
    const numbers: number[] = []
    for await (const page of real().query.pages<{ n: number }>('select number as n from numbers(7)', {
      by: 'n',
      tieBreaker: null,
      direction: 'asc',
      pageSize: 3,
    })) {
      numbers.push(...page.rows.map(({ n }) => n))
    }
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  const first = async (...args: Parameters<ReturnType<typeof real>['query']['pages']>) =>
    (
      await real()
        .query.pages(...args)
        .next()
    ).value

  it('say what is missing', async () => {
    await expect(first('select event from events')).rejects.toSatisfy(isQueryError)
    await expect(first('select 1 as timestamp')).rejects.toThrow(/uuid/)
    await expect(first('select 1', { pageSize: 0 })).rejects.toThrow(/pageSize/)
    await expect(first('select 1', { by: 'a` desc --' })).rejects.toSatisfy(isConfigError)
    await expect(first('select null as n from numbers(3)', { by: 'n', tieBreaker: null, pageSize: 1 })).rejects.toThrow(
      /not null/,
    )
  })

  it('put a mistake where it stands in the caller’s own text', async () => {
    const query = 'select uuid, timestamp,\n       nonsense\nfrom events'
    await expect(first(query)).rejects.toMatchObject({
      name: 'QueryError',
      line: 2,
      column: 8,
      start: query.indexOf('nonsense'),
      end: query.indexOf('nonsense') + 'nonsense'.length,
    })
  })
})
