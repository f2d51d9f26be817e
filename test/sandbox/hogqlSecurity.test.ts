import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFunction, functionNames, HogQLError } from 'hogkit/hogql'
import { SPECIAL } from '../../src/sandbox/hogql/translate/special/index.js'
import { OTHER, startHogQL } from './hogqlSetup.js'

let started: Awaited<ReturnType<typeof startHogQL>>
beforeAll(async () => {
  started = await startHogQL()
})
afterAll(() => started.close())

const HOSTILE = [
  "x' OR 1 = 1 --",
  "'); DROP TABLE hogkit.events; --",
  '{p0:String}',
  "\\' UNION ALL SELECT 1 --",
  '`; SELECT 1',
  'a\0b',
  'é😀\n\t"',
  '*/ 1 /*',
  '$$ {{x}} \\x27 %27',
]

describe('text of a user is data', () => {
  it.each(HOSTILE)('as a value: %j', async text => {
    const { results, clickhouse } = await started.hogql.run({
      query: 'SELECT {x}, [{x}], {x} IN {list}, count() FROM events WHERE event = {x} OR event IN {list}',
      values: { x: text, list: [text, 'other'] },
    })
    expect(results).toEqual([[text, [text], 1, 0]])
    expect(clickhouse.replaceAll('{p0:String}', '')).not.toContain(text)
  })

  it.each(HOSTILE.filter(text => !text.includes('\0')))('as the name of a property: %j', async text => {
    const quoted = text
      .replace(/[\\']/g, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t')
      .replaceAll('\0', '\\0')
    await started.engine.insert('events', [
      {
        team_id: 3,
        uuid: crypto.randomUUID(),
        event: 'e',
        distinct_id: 'd',
        person_id: OTHER,
        timestamp: '2024-01-01 00:00:00.000000',
        created_at: '2024-01-01 00:00:00.000000',
        properties: JSON.stringify({ [text]: { deep: 'found' } }),
        person_properties: '{}',
        person_mode: 'full',
        elements_chain: '',
        group0_properties: '',
        group1_properties: '',
        group2_properties: '',
        group3_properties: '',
        group4_properties: '',
      },
    ])
    const hogql = started.make({ teamId: 3 })
    const { results, clickhouse } = await hogql.run({
      query: `SELECT properties['${quoted}'].deep FROM events WHERE properties['${quoted}'] IS NOT NULL`,
    })
    expect(results).toEqual([['found']])
    expect(clickhouse.replaceAll('{p0:String}', '')).not.toContain(text)
  })

  it.each(['a b', 'a`b', 'a\\b', "a'b", 'a"b', 'a.b', '; DROP', '{p0:String}', 'é😀', 'count()'])(
    'as an alias: %j',
    async name => {
      const quoted = `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '``')}\``
      const { columns, results } = await started.hogql.run({
        query: `SELECT ${quoted} + 1 AS y, ${quoted} FROM (SELECT 1 AS ${quoted}) AS ${quoted} WHERE ${quoted} = 1 GROUP BY ${quoted}`,
      })
      expect([columns, results]).toEqual([['y', name], [[2, 1]]])
    },
  )

  it.each(['a b', 'a`b', "a'b", 'x -> 1'])('as the argument of a lambda: %j', async name => {
    const quoted = `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '``')}\``
    const { results, clickhouse } = await started.hogql.run({
      query: `SELECT arrayMap(${quoted} -> ${quoted} + 1, [1])`,
    })
    expect(results).toEqual([[[2]]])
    expect(clickhouse).toContain('__x')
  })

  it('as a comment, a variable, a filter and a window', async () => {
    const text = "x' OR 1=1 /* */ --"
    const { results } = await started.hogql.run({
      query: "SELECT count() /* ' */ FROM events -- WHERE '\nWHERE {filters} AND event != {variables.v} // '",
      variables: { v: { code_name: 'v', value: text } },
      filters: {
        properties: [{ key: text, value: text, operator: 'icontains' }],
        dateRange: { date_from: '2020-01-01' },
      },
    })
    expect(results).toEqual([[0]])
    await expect(
      started.hogql.run({ query: 'SELECT 1 FROM events WHERE {filters}', filters: { dateRange: { date_from: text } } }),
    ).rejects.toMatchObject({ code: 'invalid_value' })
  })

  it('as the name of a property that no property can have', async () => {
    await expect(started.hogql.run({ query: "SELECT properties['a\0b'] FROM events" })).rejects.toMatchObject({
      code: 'unsupported',
    })
  })

  it('writes nothing of a query into the SQL but plain words', async () => {
    const { clickhouse } = await started.hogql.run({
      query:
        "SELECT 'Mark-1' AS `Mark-2`, f'Mark-3{1}', properties['Mark-4'], concat('Mark-5', 'Mark-6') FROM events AS `Mark-7` WHERE `Mark-2` LIKE 'Mark-8%' AND arrayExists(`Mark-9` -> `Mark-9` = 'Mark-10', ['Mark-11']) /* Mark-12 */ ORDER BY `Mark-7`.event",
    })
    expect(clickhouse).not.toMatch(/Mark/)
  })

  it('refuses a time zone that is none', async () => {
    const hogql = started.make({ timezone: () => "UTC') --" })
    await expect(hogql.run({ query: 'SELECT 1' })).rejects.toThrow(/not a time zone/)
  })
})

describe('what a query can reach', () => {
  it.each([
    "SELECT * FROM file('/etc/passwd')",
    "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')",
    "SELECT * FROM remote('127.0.0.1', 'hogkit', 'events')",
    "SELECT * FROM s3('http://127.0.0.1/a.csv')",
    "SELECT * FROM executable('id', 'TSV', 'a String')",
    "SELECT * FROM merge('hogkit', '.*')",
    "SELECT * FROM cluster('default', 'hogkit.events')",
    'SELECT * FROM system.processes',
    'SELECT * FROM system.settings',
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM hogkit.events',
    'SELECT * FROM person',
    'SELECT * FROM `hogkit.events`',
    "SELECT file('/etc/passwd')",
    "SELECT getSetting('readonly')",
    'SELECT hostName(), version(), currentUser()',
    "SELECT dictGet('a', 'b', 1)",
    'SELECT sleep(3)',
    'SELECT addressToLine(1)',
    'SELECT evalMLMethod(1)',
    "SELECT 1 INTO OUTFILE '/tmp/hogkit-outfile'",
    'SELECT 1 SETTINGS readonly = 0',
    'INSERT INTO events VALUES (1)',
    'DROP TABLE events',
    'SYSTEM SHUTDOWN',
    'SELECT 1; DROP TABLE hogkit.events',
    "SELECT joinGet('a', 'b', 1)",
    'SELECT * FROM loop(numbers(1))',
    'SELECT initializeAggregation(1)',
  ])('%s', async query => {
    await expect(started.hogql.run({ query })).rejects.toBeInstanceOf(HogQLError)
    expect(existsSync('/tmp/hogkit-outfile')).toBe(false)
  })

  it.each([
    'SELECT count() FROM events WHERE team_id = 2',
    "SELECT count() FROM events WHERE event = 'secret' OR 1 = 1 AND team_id = 2",
    "SELECT count() FROM (SELECT * FROM events UNION ALL SELECT * FROM events) WHERE event = 'secret'",
    "WITH a AS (SELECT event FROM events) SELECT count() FROM a WHERE event = 'secret'",
    "SELECT count() FROM numbers(1) n LEFT JOIN events e ON 1 = 1 WHERE e.event = 'secret'",
    "SELECT count() FROM persons WHERE properties.email LIKE '%team2%'",
    "SELECT count() FROM person_distinct_ids WHERE distinct_id = 'other'",
    "SELECT count() FROM groups WHERE properties.name = 'Foreign'",
    "SELECT count() FROM events WHERE group_0.properties.name = 'Foreign'",
    `SELECT count() FROM events WHERE pdi.person.properties.email LIKE '%team2%' OR person_id = '${OTHER}'`,
    "SELECT count() FROM sessions WHERE distinct_id = 'other'",
  ])('finds nothing of another team: %s', async query => {
    expect((await started.hogql.run({ query })).results).toEqual([[0]])
  })

  it('has the team filter on every stored table of the SQL', async () => {
    const { clickhouse } = await started.hogql.run({
      query:
        'SELECT e.person.properties.email, pdi.person.properties.plan, session.$session_duration, group_0.properties.name, p.id FROM events e JOIN persons p ON p.id = e.person_id WHERE e.person_id IN (SELECT person_id FROM events) LIMIT 1',
    })
    const tables = clickhouse.match(/hogkit\.\w+/g) ?? []
    expect(tables.length).toBeGreaterThan(6)
    expect(clickhouse.match(/team_id = 1\b/g)).toHaveLength(tables.length)
  })

  it('offers no function that touches files, sockets, time or the server', () => {
    const forbidden =
      /^(file|url$|remote|s3|hdfs|jdbc|odbc|executable|dict|joinGet|getSetting|getMacro|getServerPort|hostName|fqdn|version|uptime|currentUser|currentDatabase|sleep|addressTo|demangle|catboost|evalMLMethod|initializeAggregation|filesystem|serverUUID|tcpPort|show|mysql|postgresql|mongodb|redis|sqlite|input|view|cluster|merge|loop)/i
    expect(functionNames().filter(name => forbidden.test(name))).toEqual([])
    expect(
      findFunction('fileIf') ??
        findFunction('sleepEachRow') ??
        findFunction('constructor') ??
        findFunction('__proto__'),
    ).toBeUndefined()
  })

  it('offers no function that the engine does not have', async () => {
    const { rows } = await started.engine.query('SELECT lower(name) FROM system.functions', {})
    const native = new Set(rows.map(([name]) => String(name)))
    const combined = /((?:If|Map|Array|OrNull)+)$/
    const missing = functionNames().filter(name => {
      const meta = findFunction(name)
      const own = Object.hasOwn(SPECIAL, name) || meta?.kind === 'table'
      return (
        !own &&
        !native.has(meta?.clickhouse.replace(combined, '').toLowerCase() ?? '') &&
        !native.has(meta?.clickhouse.toLowerCase() ?? '')
      )
    })
    expect(missing).toEqual([])
  })

  it('cannot write or change settings even when SQL gets through', async () => {
    for (const sql of [
      'INSERT INTO hogkit.groups (key) VALUES (1)',
      'DROP TABLE hogkit.groups',
      'SET readonly = 0',
      "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    ]) {
      await expect(started.engine.query(sql, {})).rejects.toMatchObject({ name: 'EngineError' })
    }
  })
})

describe('what would take too much', () => {
  const alive = async () =>
    expect((await started.hogql.run({ query: 'SELECT count() FROM events' })).results).toEqual([[10]])

  it.each<[what: string, query: string]>([
    [
      'a recursion without an end',
      'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
    ],
    [
      'a recursion that doubles',
      'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT a.n FROM t a CROSS JOIN (SELECT 1 UNION ALL SELECT 2) b) SELECT count() FROM t',
    ],
    ['an array of a billion', 'SELECT length(range(1000000000))'],
    ['a text of gigabytes', "SELECT length(repeat('x', 2000000000))"],
    ['rows of a trillion', 'SELECT count() FROM numbers(1000000000000)'],
    ['a series of a trillion', 'SELECT count() FROM generate_series(1, 1000000000000)'],
    ['all in one array', 'SELECT groupArray(a.number) FROM numbers(10000000) a CROSS JOIN numbers(10000000) b'],
    [
      'gaps filled without an end',
      "SELECT toDate('2024-01-01') AS d ORDER BY d WITH FILL FROM '1970-01-01' TO '2149-01-01' STEP 0",
    ],
    ['a pattern for columns that backtracks', "SELECT COLUMNS('(a+)+$') FROM events"],
    ['a pattern that is none', "SELECT match('a', '(')"],
    ['a deep tuple', `SELECT ${'('.repeat(300)}1${')'.repeat(300)}`],
    ['a throw', "SELECT throwIf(1, 'x')"],
  ])(
    '%s is refused or stopped, and the next query is right',
    async (_, query) => {
      await expect(started.hogql.run({ query })).rejects.toBeInstanceOf(HogQLError)
      await alive()
    },
    60_000,
  )

  it('a list of 50,000 values is answered, one more is refused', async () => {
    const list = Array.from({ length: 50_000 }, (_, index) => `event ${index}`)
    const query = 'SELECT count() FROM events WHERE event IN {list}'
    expect((await started.hogql.run({ query, values: { list: [...list.slice(1), 'paid'] } })).results).toEqual([[1]])
    await expect(started.hogql.run({ query, values: { list: [...list, 'paid'] } })).rejects.toMatchObject({
      code: 'invalid_value',
    })
    await alive()
  })

  it('never gives a query what another one has left behind', async () => {
    const failing =
      "SELECT number, throwIf(number = 180000, 'stop') FROM numbers(200000) WHERE number % 4 = 0 LIMIT 50000"
    for (let round = 0; round < 5; round += 1) {
      await expect(started.hogql.run({ query: failing })).rejects.toBeInstanceOf(HogQLError)
      await alive()
    }
  })
})

describe('names that a stranger chose', () => {
  const hostile = "x') OR 1=1 -- \\ {p0:String}"

  it('of cohorts, actions and rows of system tables are data', async () => {
    const hogql = started.make({
      resources: {
        cohorts: async () => [{ id: 1, name: hostile }],
        members: async () => new Set([OTHER]),
        actions: async () => [
          {
            id: 1,
            name: hostile,
            steps: [{ event: hostile, url: hostile, selector: `a[x="${hostile}"]`, text: hostile }],
          },
        ],
        rows: async () => [{ id: 1, name: hostile, filters: { [hostile]: hostile } }],
      },
    })
    const values = { name: hostile }
    for (const query of [
      'SELECT count() FROM events WHERE matchesAction(1)',
      'SELECT count() FROM events WHERE person_id IN COHORT 1',
      'SELECT count() FROM system.cohorts WHERE name != {name}',
    ]) {
      const { results, clickhouse } = await hogql.run({ query, values })
      expect(results).toEqual([[0]])
      expect(clickhouse).not.toContain('OR 1=1')
    }
  })

  it.each(["a'] OR 1=1", 'a[b="c\\"]', '.'.repeat(500), 'a > > b', '[', ':nth-child(1', '#'.repeat(100), '(((((a'])(
    'as a selector: %j',
    async selector => {
      const hogql = started.make({
        resources: {
          cohorts: async () => [],
          members: async () => new Set(),
          actions: async () => [{ id: 1, name: 'a', steps: [{ event: '$autocapture', selector }] }],
          rows: async () => [],
        },
      })
      expect((await hogql.run({ query: 'SELECT count() FROM events WHERE matchesAction(1)' })).results).toEqual([[0]])
    },
  )
})
