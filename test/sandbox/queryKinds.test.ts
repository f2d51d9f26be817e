import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const at = new Date(Date.now() - 3_600_000).toISOString()

interface Answer {
  columns: string[]
  types: string[]
  results: unknown[][]
  hasMore: boolean
  limit: number
  offset: number
  [field: string]: unknown
}

const run = (query: object) => s.send<Answer>('POST', 'query/', { query })

async function answer(query: object): Promise<Answer> {
  const { status, body } = await run(query)
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
  return body
}

beforeAll(async () => {
  const event = (name: string, who: string, properties: object, timestamp = at) => ({
    event: name,
    distinct_id: who,
    timestamp,
    properties,
  })
  await s.capture(
    event('$identify', 'ann', { $set: { email: 'ann@hedgebox.example', plan: 'pro' } }),
    event('bought', 'ann', { amount: 30, item: 'plan' }),
    event('bought', 'ann', { amount: 12, item: 'seat' }),
    event('$identify', 'bob', { $set: { email: 'bob@hedgebox.example', plan: 'free' } }),
    event('seen', 'bob', { item: 'plan' }),
    event('bought', 'bob', { amount: 5, item: 'old' }, new Date(Date.now() - 3 * 86_400_000).toISOString()),
  )
})

describe('EventsQuery', () => {
  it('answers rows of expressions over the last day', async () => {
    const { columns, results, types, hasMore, limit, offset } = await answer({
      kind: 'EventsQuery',
      select: ['event', 'properties.amount', 'distinct_id'],
      where: ["event = 'bought'"],
      orderBy: ['properties.amount DESC'],
    })
    expect(columns).toEqual(['event', 'properties.amount', 'distinct_id'])
    expect(results).toEqual([
      ['bought', 30, 'ann'],
      ['bought', 12, 'ann'],
    ])
    expect(types).toEqual(['String', 'Nullable(Float64)', 'String'])
    expect([hasMore, limit, offset]).toEqual([false, 100, 0])
  })

  it('gives the event as an object for *, and the person as an object', async () => {
    const { results } = await answer({ kind: 'EventsQuery', select: ['*', 'person -- Who'], event: 'seen' })
    const [[event, person] = []] = results as [Record<string, unknown>, Record<string, unknown>][]
    expect(event).toMatchObject({ event: 'seen', distinct_id: 'bob', properties: { item: 'plan' }, elements_chain: '' })
    expect(typeof event?.['uuid']).toBe('string')
    expect(person).toMatchObject({ distinct_id: 'bob', properties: { email: 'bob@hedgebox.example' } })
    expect(person?.['uuid']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('counts by what is not an aggregate, the most frequent first', async () => {
    const { results } = await answer({ kind: 'EventsQuery', select: ['event', 'count()'], after: 'all' })
    expect(results).toEqual([
      ['bought', 3],
      ['$identify', 2],
      ['seen', 1],
    ])
  })

  it.each<[string, object, unknown[][]]>([
    ['by events', { events: ['seen', 'bought'], after: '-1d' }, [['bought'], ['bought'], ['seen']]],
    ['by property', { properties: [{ key: 'item', value: 'seat', type: 'event' }] }, [['bought']]],
    [
      'by a group of properties',
      { properties: { type: 'AND', values: [{ type: 'AND', values: [{ key: 'item', value: ['seat'] }] }] } },
      [['bought']],
    ],
    [
      'by person property',
      { fixedProperties: [{ key: 'plan', value: 'free', type: 'person' }], event: 'seen' },
      [['seen']],
    ],
    ['by time', { after: '-10d', before: '-2d' }, [['bought']]],
    ['within a page', { limit: 1, offset: 1, events: ['bought'] }, [['bought']]],
  ])('filters %s', async (_, fields, rows) => {
    expect((await answer({ kind: 'EventsQuery', select: ['event'], ...fields })).results).toEqual(rows)
  })

  it('filters by the id of a person', async () => {
    const { results } = await s.query("SELECT toString(person_id) FROM events WHERE event = 'seen'")
    const personId = results[0]?.[0]
    expect((await answer({ kind: 'EventsQuery', select: ['event'], personId, after: 'all' })).results).toHaveLength(3)
  })

  it.each<[string, object, string]>([
    ['no select', {}, 'query__select'],
    ['two expressions in one', { select: ['event, uuid'] }, 'query__select'],
    ['a clause in an expression', { select: ['event FROM persons'] }, 'query__select'],
    ['a clause in a condition', { select: ['event'], where: ['1 LIMIT 5'] }, 'query__where'],
    ['a limit in an order', { select: ['event'], orderBy: ['event LIMIT 5'] }, 'query__orderBy'],
    ['a union', { select: ['1 UNION ALL SELECT 2'] }, 'query__select'],
    ['a limit below zero', { select: ['event'], limit: -1 }, 'query__limit'],
    ['an unknown word', { select: ['event'], after: 'yesterday-ish' }, 'null'],
  ])('refuses %s', async (_, fields, attr) => {
    const { status, body } = await run({ kind: 'EventsQuery', ...fields })
    expect([status, String(body['attr'])]).toEqual([400, attr])
  })
})

describe('ActorsQuery', () => {
  it('answers persons with their distinct ids', async () => {
    const { columns, results } = await answer({ kind: 'ActorsQuery', search: 'ann@' })
    expect(columns).toEqual(['person', 'id', 'created_at', 'person.$delete'])
    expect(results).toHaveLength(1)
    const [person, id] = results[0] ?? []
    expect(person).toMatchObject({
      id,
      properties: { email: 'ann@hedgebox.example' },
      is_identified: true,
      distinct_ids: ['ann'],
    })
  })

  it.each<[string, object, unknown[][]]>([
    [
      'by expressions',
      { select: ['properties.email'], orderBy: ['properties.email DESC'] },
      [['bob@hedgebox.example'], ['ann@hedgebox.example']],
    ],
    [
      'by property',
      { select: ['properties.plan'], properties: [{ key: 'plan', value: 'pro', type: 'person' }] },
      [['pro']],
    ],
    ['by distinct id', { select: ['properties.plan'], search: 'bob' }, [['free']]],
    [
      'from a HogQL query',
      {
        select: ['properties.plan'],
        source: {
          kind: 'HogQLQuery',
          query: "SELECT person_id, count() FROM events WHERE event = 'seen' GROUP BY person_id",
        },
      },
      [['free']],
    ],
    ['nobody', { select: ['id'], search: '%' }, []],
  ])('finds %s', async (_, fields, rows) => {
    expect((await answer({ kind: 'ActorsQuery', ...fields })).results).toEqual(rows)
  })

  it('says 501 for sources that only PostHog has', async () => {
    const { status } = await run({ kind: 'ActorsQuery', source: { kind: 'FunnelsActorsQuery' } })
    expect(status).toBe(501)
  })
})

describe('HogQLMetadata', () => {
  const check = (query: string, extra: object = {}) =>
    answer({ kind: 'HogQLMetadata', language: 'hogQL', query, ...extra })

  it('says that a query is right, what it reads and what is known of its properties', async () => {
    const query = 'SELECT properties.amount FROM events WHERE timestamp > now() - INTERVAL 1 DAY'
    const found = await check(query)
    expect(found).toMatchObject({
      isValid: true,
      errors: [],
      warnings: [],
      table_names: ['events'],
      ch_table_names: ['events'],
    })
    expect(found['notices']).toEqual([
      { message: "Event property 'amount' is of type 'Numeric'.", start: 7, end: 24, fix: null },
    ])
  })

  it('says what is wrong, where, and how to mend it', async () => {
    const query = 'SELECT evnt FROM events'
    expect((await check(query))['errors']).toEqual([
      { message: expect.stringContaining('Unable to resolve field: evnt') as string, start: 7, end: 11, fix: 'event' },
    ])
    expect(await check('SELECT FROM')).toMatchObject({ isValid: false, errors: [{ start: 7 }, { start: 11 }] })
  })

  it('says everything that is wrong with the text at once', async () => {
    const query = "SELECT event, , uuid FROM events WHERE event = = 'paid'"
    const { errors } = (await check(query)) as unknown as { errors: { start: number; message: string }[] }
    expect(errors.map(({ start }) => start)).toEqual([14, 47])
  })

  it.each<[what: string, query: string, wrong: string[]]>([
    ['names', 'SELECT evnt, uuid, tmestamp FROM events ORDER BY distnct_id', ['evnt', 'tmestamp', 'distnct_id']],
    [
      'functions and their arguments',
      'SELECT cuont(), replaceAll(event) FROM events',
      ['cuont()', 'replaceAll(event)'],
    ],
    [
      'tables, with nothing said about their columns',
      'SELECT e.anything, evnt, uuid FROM event e JOIN events v ON e.id = v.uid WHERE v.evnt = 1',
      ['event', 'v.uid', 'v.evnt'],
    ],
    [
      'subqueries and what is outside of them',
      'SELECT a, c FROM (SELECT evnt AS a, nowhere.b FROM events) WHERE b IN (SELECT idd FROM persons)',
      ['c', 'evnt', 'nowhere.b', 'idd'],
    ],
    [
      'a subquery that nobody knows the columns of',
      'SELECT a, cuont() FROM (SELECT * FROM nowhere)',
      ['cuont()', 'nowhere'],
    ],
    ['branches of a union', 'SELECT evnt FROM events UNION ALL SELECT idd FROM persons', ['evnt', 'idd']],
    ['WITH', 'WITH t AS (SELECT evnt FROM events) SELECT evnt FROM t UNION ALL SELECT evnt FROM t', ['evnt']],
    ['placeholders and limits', 'SELECT {one}, {two}, evnt FROM events LIMIT 1.5', ['{one}', '{two}', 'evnt', '1.5']],
    [
      'a text that cannot be read in whole',
      'SELECT cuont(), b +, evnt, FROM events WHERE idd = = 1',
      ['cuont()', ',', 'evnt', '='],
    ],
    // What was not read may have named it.
    [
      'no names that may be given where the text cannot be read',
      'SELECT (event AS e, count() FROM events ORDER BY e',
      ['FROM'],
    ],
  ])('finds every fault of %s', async (_, query, wrong) => {
    const { errors } = (await check(query)) as unknown as { errors: { start: number; end: number; message: string }[] }
    expect(errors.map(({ start, end }) => query.slice(start, end))).toEqual(wrong)
  })

  it('says no more than once what is wrong where it is written out again', async () => {
    const query = 'WITH cuont() AS n SELECT n, n + 1 AS m FROM events ORDER BY n'
    expect((await check(query))['errors']).toHaveLength(1)
  })

  it('warns of reading all events', async () => {
    expect((await check('SELECT count() FROM events'))['warnings']).toMatchObject([{ start: 20, end: 26 }])
  })

  it('checks expressions and templates, with places in their own text', async () => {
    expect((await check('evnt', { language: 'hogQLExpr' }))['errors']).toMatchObject([
      { start: 0, end: 4, fix: 'event' },
    ])
    expect(await check('Hi {event}', { language: 'hogTemplate' })).toMatchObject({ isValid: true })
    expect(
      await check('properties.email', { language: 'hogQLExpr', sourceQuery: { kind: 'ActorsQuery' } }),
    ).toMatchObject({
      isValid: true,
      table_names: ['persons'],
    })
    expect((await run({ kind: 'HogQLMetadata', language: 'hog', query: 'return 1' })).status).toBe(400)
  })
})

describe('DatabaseSchemaQuery', () => {
  it('lists tables with their fields and joins', async () => {
    const { tables } = (await answer({ kind: 'DatabaseSchemaQuery' })) as unknown as {
      tables: Record<string, { type: string; fields: Record<string, Record<string, unknown>> }>
    }
    expect(Object.keys(tables)).toEqual(
      expect.arrayContaining([
        'events',
        'persons',
        'sessions',
        'groups',
        'cohort_people',
        'session_replay_events',
        'system.feature_flags',
      ]),
    )
    expect(tables['events']?.fields).toMatchObject({
      event: { name: 'event', hogql_value: 'event', type: 'string', schema_valid: true },
      timestamp: { type: 'datetime' },
      properties: { type: 'json' },
      person: { type: 'lazy_table', table: 'persons' },
      poe: { type: 'virtual_table' },
      session: { type: 'lazy_table', table: 'sessions' },
    })
    expect(tables['events']?.fields['person']?.['fields']).toEqual(
      expect.arrayContaining(['id', 'properties', 'created_at']),
    )
    expect(tables['events']?.fields).not.toHaveProperty('team_id')
    expect(tables['system.feature_flags']?.type).toBe('system')
  })
})

describe('HogQLAutocomplete', () => {
  async function suggest(text: string): Promise<string[]> {
    const cursor = text.indexOf('|')
    const query = text.replace('|', '')
    const { suggestions } = (await answer({
      kind: 'HogQLAutocomplete',
      language: 'hogQL',
      query,
      startPosition: cursor,
      endPosition: cursor,
    })) as unknown as { suggestions: { label: string }[] }
    return suggestions.map(({ label }) => label)
  }

  it.each<[string, string]>([
    ['SELECT ev| FROM events', 'event'],
    ['SELECT 1 FROM per|', 'persons'],
    ['SELECT e.dist| FROM events e', 'distinct_id'],
    ['SELECT properties.amo| FROM events', 'amount'],
    ['SELECT person.properties.em| FROM events', 'email'],
    ['SELECT person.crea| FROM events', 'created_at'],
    ['SELECT session.$session_dur| FROM events', '$session_duration'],
    ['SELECT toStartOfD| FROM events', 'toStartOfDay'],
    ['SELECT count( FROM events WHERE times|', 'timestamp'],
    ['SELECT * FROM system.feat|', 'feature_flags'],
    ['SELECT tot| FROM (SELECT event AS e, count() AS total FROM events GROUP BY e)', 'total'],
    ['SELECT t.| FROM (SELECT event AS kind, uuid FROM events) t WHERE t.kind = = 1', 'kind'],
    ['WITH visits AS (SELECT person_id AS who FROM events) SELECT wh| FROM visits', 'who'],
    ['WITH visits AS (SELECT 1 AS who) SELECT who FROM vis|', 'visits'],
    ['SELECT count() AS total, event FROM events GROUP BY event ORDER BY tot|', 'total'],
    ['SELECT a FROM (SELECT is_ident| FROM persons', 'is_identified'],
    ['SELECT everything.| FROM (SELECT * FROM groups) everything', 'index'],
    ['SELECT uuid FROM events WHERE event IN (SELECT sess| FROM sessions) AND (', 'session_id'],
  ])('%s', async (text, expected) => {
    expect((await suggest(text))[0]).toBe(expected)
  })

  it('offers what is there at the cursor, and not what other parts of the query read', async () => {
    const inner = await suggest('SELECT x FROM (SELECT | FROM groups) t JOIN events e ON 1')
    expect(inner).toContain('index')
    expect(inner).not.toContain('elements_chain')
    const outer = await suggest('SELECT | FROM (SELECT key FROM groups) t')
    expect(outer).toContain('key')
    expect(outer).not.toContain('index')
  })

  it('says that there are more than it lists', async () => {
    const all = await answer({
      kind: 'HogQLAutocomplete',
      language: 'hogQL',
      query: 'SELECT ',
      startPosition: 7,
      endPosition: 7,
    })
    expect(all['incomplete_list']).toBe(true)
    expect(all['suggestions']).toHaveLength(220)
  })
})

describe('wrappers', () => {
  it('answers what the source of a table or chart answers', async () => {
    const source = { kind: 'HogQLQuery', query: 'SELECT 1 AS one' }
    expect(await answer({ kind: 'DataTableNode', source })).toMatchObject({ columns: ['one'], results: [[1]] })
    expect(await answer({ kind: 'DataVisualizationNode', source })).toMatchObject({ results: [[1]] })
  })

  it('takes variables from variables_override first', async () => {
    const query = {
      kind: 'HogQLQuery',
      query: 'SELECT {variables.a}',
      variables: { x: { code_name: 'a', value: 'own' } },
    }
    const variables_override = { y: { code_name: 'a', variableId: 'y', value: 'over' } }
    const { body } = await s.send<Answer>('POST', 'query/', { query, variables_override })
    expect(body.results).toEqual([['over']])
  })
})
