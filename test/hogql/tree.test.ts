import { describe, expect, it } from 'vitest'
import {
  bindPlaceholders,
  children,
  constant,
  findFunction,
  functionNames,
  HogQLError,
  limitQuery,
  lineAndColumn,
  nearest,
  parseSelect,
  printHogQL,
  transform,
  walk,
  type Expr,
  type Field,
  type SelectQuery,
} from 'hogkit/hogql'

const field = (...chain: string[]): Field => ({ node: 'Field', chain })
const placeholder = (...chain: string[]): Expr => ({
  node: 'Placeholder',
  expr: field(...chain),
  start: { line: 1, column: 7, offset: 7 },
  end: { line: 1, column: 10, offset: 10 },
})
const events = (extra: Partial<SelectQuery> = {}): SelectQuery => ({
  node: 'SelectQuery',
  select: [field('event')],
  select_from: { node: 'JoinExpr', table: field('events') },
  ...extra,
})
const where = (query: SelectQuery): string => printHogQL(query).replace(/^.*WHERE /, '')

describe('walking a tree', () => {
  const query = events({
    where: {
      node: 'And',
      exprs: [{ node: 'CompareOperation', op: '==', left: field('event'), right: constant('a') }, constant(true)],
    },
    window_exprs: { w: { node: 'WindowExpr', partition_by: [field('x')] } },
  })

  it('lists children in order, through lists and records', () => {
    expect(children(query).map(node => node.node)).toEqual(['Field', 'JoinExpr', 'And', 'WindowExpr'])
  })
  it('visits parents first and skips on request', () => {
    const seen: string[] = []
    walk(query, node => {
      seen.push(node.node)
      return node.node !== 'And'
    })
    expect(seen).toEqual(['SelectQuery', 'Field', 'JoinExpr', 'Field', 'And', 'WindowExpr', 'Field'])
  })
  it('replaces nodes in a copy and shares the rest', () => {
    const next = transform(query, node => (node.node === 'Constant' && node.value === 'a' ? constant('b') : undefined))
    expect(where(next)).toBe("and(equals(event, 'b'), true) WINDOW w AS (PARTITION BY x)")
    expect(where(query)).toContain("'a'")
    expect(next.select_from).toBe(query.select_from)
  })
  it('gives the same tree when nothing changes', () => {
    expect(transform(query, () => undefined)).toBe(query)
  })
  it('walks a very deep tree', () => {
    let deep: Expr = constant(1)
    for (let index = 0; index < 100_000; index += 1) deep = { node: 'Not', expr: deep }
    let count = 0
    walk(deep, () => void (count += 1))
    expect(count).toBe(100_001)
  })
})

describe('placeholders', () => {
  const bind = (expr: Expr, given: Parameters<typeof bindPlaceholders>[1]): string =>
    printHogQL(bindPlaceholders(events({ select: [expr] }), given)).replace(/^SELECT (.*) FROM events$/, '$1')

  it.each<[unknown, string]>([
    ["it's", "'it\\'s'"],
    [1.5, '1.5'],
    [true, 'true'],
    [null, 'NULL'],
    [Number.NaN, 'NULL'],
    [['a', 1], "['a', 1]"],
    [new Date(0), "toDateTime('1970-01-01T00:00:00.000Z')"],
  ])('makes %j a constant', (value, text) => {
    expect(bind(placeholder('x'), { values: { x: value } })).toBe(text)
  })
  it('keeps all digits of a bigint', () => {
    expect(bind(placeholder('x'), { values: { x: 9007199254740993n } })).toBe('9007199254740993')
  })
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['an object', { a: 1 }],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an invalid date', new Date(Number.NaN)],
    ['a list that is too long', Array.from({ length: 50_001 }, () => 1)],
  ])('refuses %s', (_, value) => {
    expect(() => bind(placeholder('x'), { values: { x: value } })).toThrow(HogQLError)
  })
  it('takes no value from the prototype', () => {
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(() => bind(placeholder(name), { values: {} })).toThrow(/has no value/)
    expect(() => bind(placeholder('a', 'length'), { values: { a: 'text' } })).toThrow(/has no value/)
  })
  it('says where the placeholder stands and which name was meant', () => {
    const bad = (): string => bind(placeholder('evnt'), { values: { event: 1 } })
    expect(bad).toThrow(expect.objectContaining({ code: 'missing_placeholder', start: 7, end: 10 }))
    expect(bad).toThrow('Did you mean "event"?')
  })
  it('fills {filters} of each SELECT for its own table', () => {
    const inner = events({
      where: placeholder('filters'),
      select_from: { node: 'JoinExpr', table: field('sessions'), alias: 's' },
    })
    const query = events({
      where: {
        node: 'And',
        exprs: [placeholder('filters'), { node: 'CompareOperation', op: 'in', left: field('a'), right: inner }],
      },
    })
    const text = printHogQL(bindPlaceholders(query, { filters: { dateRange: { date_from: '2024-01-01' } } }))
    expect(text).toContain("greaterOrEquals(events.timestamp, toDateTime('2024-01-01'))")
    expect(text).toContain("greaterOrEquals(s.`$start_timestamp`, toDateTime('2024-01-01'))".replaceAll('`', ''))
  })
  it.each([
    ['-7d', 'toStartOfDay(minus(now(), toIntervalDay(7)))'],
    ['-24h', 'minus(now(), toIntervalHour(24))'],
    ['-5M', 'minus(now(), toIntervalMinute(5))'],
    ['-1m', 'toStartOfDay(minus(now(), toIntervalMonth(1)))'],
    ['mStart', 'toDateTime(toStartOfMonth(now()))'],
    ['-1mStart', 'toDateTime(toStartOfMonth(minus(now(), toIntervalMonth(1))))'],
    ['2024-05-01T10:00:00Z', "toDateTime('2024-05-01T10:00:00Z')"],
  ])('reads the date %s', (date, text) => {
    expect(
      where(
        bindPlaceholders(events({ where: placeholder('filters') }), { filters: { dateRange: { date_from: date } } }),
      ),
    ).toBe(`greaterOrEquals(events.timestamp, ${text})`)
  })
  it('takes all for no lower bound and refuses what is no date', () => {
    expect(
      where(
        bindPlaceholders(events({ where: placeholder('filters') }), { filters: { dateRange: { date_from: 'all' } } }),
      ),
    ).toBe('true')
    expect(() =>
      bindPlaceholders(events({ where: placeholder('filters') }), {
        filters: { dateRange: { date_from: 'yesterday-ish' } },
      }),
    ).toThrow(/not understood/)
  })
  it.each<[operator: string, value: unknown, text: string]>([
    ['exact', ['a', 'b'], "or(equals(events.properties.k, 'a'), equals(events.properties.k, 'b'))"],
    ['is_not', ['a', 'b'], "and(notEquals(events.properties.k, 'a'), notEquals(events.properties.k, 'b'))"],
    ['icontains', '50%_\\', "ilike(events.properties.k, '%50\\\\%\\\\_\\\\\\\\%')"],
    ['not_icontains', 'a', "notILike(events.properties.k, '%a%')"],
    ['regex', '^a', "match(toString(events.properties.k), '^a')"],
    ['gte', 5, 'greaterOrEquals(events.properties.k, 5)'],
    ['is_set', undefined, 'notEquals(events.properties.k, NULL)'],
    ['is_not_set', undefined, 'equals(events.properties.k, NULL)'],
  ])('filters by %s', (operator, value, text) => {
    expect(
      where(
        bindPlaceholders(events({ where: placeholder('filters') }), {
          filters: { properties: [{ key: 'k', operator, value }] },
        }),
      ),
    ).toBe(text)
  })
  it('refuses operators and kinds it does not know', () => {
    for (const property of [
      { key: 'k', operator: 'sounds_like' },
      { key: 'k', type: 'data_warehouse', value: 1 },
      { key: 'k', value: {} },
    ]) {
      expect(() =>
        bindPlaceholders(events({ where: placeholder('filters') }), { filters: { properties: [property] } }),
      ).toThrow(HogQLError)
    }
  })
  it('applies the filters for test accounts only when asked', () => {
    const given = { testAccountFilters: [{ key: 'email', type: 'person', operator: 'not_icontains', value: '@us' }] }
    const query = events({ where: placeholder('filters') })
    expect(where(bindPlaceholders(query, { ...given, filters: { filterTestAccounts: true } }))).toBe(
      "notILike(events.person.properties.email, '%@us%')",
    )
    expect(where(bindPlaceholders(query, { ...given, filters: {} }))).toBe('true')
  })
})

describe('limits', () => {
  it.each<[limit: number | undefined, given: number | undefined, asked: number]>([
    [undefined, undefined, 100],
    [undefined, 5, 5],
    [7, 5, 7],
    [1_000_000, undefined, 50_000],
    [undefined, 1_000_000, 50_000],
    [0, undefined, 0],
  ])('LIMIT %s with default %s asks for %s and one more', (limit, given, asked) => {
    const limited = limitQuery(events(limit === undefined ? {} : { limit: constant(limit) }), { defaultLimit: given })
    expect(limited.limit).toBe(asked)
    expect(printHogQL(limited.select)).toMatch(new RegExp(` LIMIT ${asked + 1}$`))
  })
  it('puts a union into a SELECT of its own', () => {
    const { select } = limitQuery({
      node: 'SelectSetQuery',
      initial_select_query: events(),
      subsequent_select_queries: [{ node: 'SelectSetNode', set_operator: 'UNION ALL', select_query: events() }],
    })
    expect(printHogQL(select)).toBe(
      'SELECT * FROM (SELECT event FROM events UNION ALL SELECT event FROM events) LIMIT 101',
    )
  })
  it.each([constant(-1), constant(1.5), constant('5'), field('n')])(
    'refuses a limit that is no whole number',
    limit => {
      expect(() => limitQuery(events({ limit }))).toThrow(HogQLError)
    },
  )
})

describe('errors', () => {
  it('counts lines and columns from one', () => {
    expect([lineAndColumn('ab\ncd', 0), lineAndColumn('ab\ncd', 4), lineAndColumn('ab', 99)]).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 2 },
      { line: 1, column: 3 },
    ])
  })
  it('names the place once the text is known', () => {
    const error = new HogQLError('unsupported', 'No.', { start: 4, end: 5 })
    expect(error.message).toBe('No.')
    expect(error.at('ab\ncd').message).toBe('No. (line 2, column 2)')
    expect(error.at('ab\ncd').at('other')).toMatchObject({ line: 2, detail: 'No.', name: 'HogQLError' })
  })
  it('suggests near names only', () => {
    expect([
      nearest('timestmp', ['timestamp', 'event']),
      nearest('TIMESTAMP', ['timestamp']),
      nearest('zzz', ['event']),
      nearest('x'.repeat(1000), ['x']),
    ]).toEqual(['timestamp', 'timestamp', undefined, undefined])
  })
})

describe('the function table', () => {
  it('reads every entry', () => {
    const names = functionNames()
    expect(names.length).toBeGreaterThan(600)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(findFunction(name)?.minArgs).toBeGreaterThanOrEqual(0)
  })
  it('knows arity, parameters, names in ClickHouse and combinators', () => {
    expect(findFunction('quantile')).toMatchObject({
      kind: 'aggregate',
      minArgs: 1,
      maxArgs: 1,
      minParams: 0,
      maxParams: 1,
    })
    expect(findFunction('concat')).toMatchObject({ minArgs: 2, maxArgs: Infinity })
    expect(findFunction('_toUInt64')).toMatchObject({ clickhouse: 'toUInt64' })
    expect(findFunction('argMinIf')).toMatchObject({ clickhouse: 'argMinIf', minArgs: 3 })
    expect(findFunction('uniqArrayIf')).toMatchObject({ minArgs: 2 })
    expect(findFunction('COUNT')?.name).toBe('count')
    expect(findFunction('toSTRING')).toBeUndefined()
    expect(findFunction('lengthIf')).toBeUndefined()
  })
})

describe('COLUMNS and LIMIT', () => {
  it.each([
    'SELECT * EXCLUDE (a, t.b) FROM t',
    'SELECT COLUMNS(* REPLACE (lower(a) AS a)) FROM t',
    'SELECT COLUMNS(* EXCLUDE (b) REPLACE (1 AS a)) FROM t',
    "SELECT COLUMNS('^it\\'s') FROM t",
    'SELECT COLUMNS(a, b) FROM t',
    'SELECT a FROM t LIMIT 10%',
    '(SELECT a FROM t LIMIT 1) UNION ALL (SELECT a FROM t LIMIT 1) LIMIT 3 WITH TIES',
  ])('%s is printed as it was', text => {
    expect(printHogQL(parseSelect(text))).toBe(text)
  })
})
