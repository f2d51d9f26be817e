import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HogQLRequest } from '../../src/sandbox/hogql/types.js'
import { ANN, BOB, CYD, GHOST, startHogQL } from './hogqlSetup.js'

let started: Awaited<ReturnType<typeof startHogQL>>
beforeAll(async () => {
  started = await startHogQL()
})
afterAll(() => started.close())

type Case = [name: string, query: string, rows: unknown[][], request?: Omit<HogQLRequest, 'query'>]

function cases(list: Case[]): void {
  it.each(list)('%s', async (_, query, rows, request) => {
    const { results } = await started.hogql.run({ query, ...request })
    expect(results).toEqual(rows)
  })
}

describe('counting and grouping', () => {
  cases([
    ['counts events of the team only', 'SELECT count() FROM events', [[10]]],
    ['counts with a star', 'SELECT count(*) FROM events', [[10]]],
    ['finds SQL aggregates in any case', 'SELECT COUNT(*), Max(event) FROM events', [[10, 'uploaded_file']]],
    [
      'groups by event',
      'SELECT event, count() AS c FROM events GROUP BY event ORDER BY c DESC, event LIMIT 2',
      [
        ['$pageview', 4],
        ['uploaded_file', 3],
      ],
    ],
    [
      'groups by position',
      'SELECT event, count() FROM events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1',
      [['$pageview', 4]],
    ],
    [
      'groups by alias',
      'SELECT upper(event) AS name, count() FROM events GROUP BY name HAVING count() = 1 ORDER BY name',
      [['PAID', 1]],
    ],
    ['samples', 'SELECT count() FROM events SAMPLE 1', [[10]]],
    [
      'filters events by group',
      "SELECT toStartOfInterval(timestamp, INTERVAL 1 DAY) AS d, count() FROM events GROUP BY d HAVING d >= '2024-01-17' ORDER BY d",
      [['2024-01-17T00:00:00Z', 1]],
    ],
    [
      'filters groups by alias',
      'SELECT event, count() AS c FROM events GROUP BY event HAVING c > 2 ORDER BY event',
      [
        ['$pageview', 4],
        ['uploaded_file', 3],
      ],
    ],
    ['uses an alias in WHERE', "SELECT upper(event) AS name FROM events WHERE name = 'PAID'", [['PAID']]],
    ['uses an alias in another item, before and after it', 'SELECT a + 1 AS b, 1 AS a, a + 2 AS c', [[2, 1, 3]]],
    ['counts distinct', 'SELECT count(DISTINCT event), uniq(event), uniqExact(distinct_id) FROM events', [[4, 4, 4]]],
    [
      'counts under a condition',
      "SELECT countIf(event = 'paid'), sumIf(properties.amount, event = 'uploaded_file') FROM events",
      [[1, 32]],
    ],
    ['counts with FILTER', "SELECT count() FILTER (WHERE event = 'paid') FROM events", [[1]]],
    [
      'sums, averages and finds extremes of a Numeric property',
      'SELECT sum(properties.amount), avg(properties.amount), min(properties.amount), max(properties.amount) FROM events',
      [[62, 15.5, 5, 30]],
    ],
    [
      'computes quantiles',
      'SELECT quantile(0.5)(properties.amount), quantiles(0.25, 0.75)(properties.amount), median(properties.amount) FROM events',
      [[13.5, [6.5, 22.5], 13.5]],
    ],
    [
      'takes the value at an extreme',
      "SELECT argMax(event, timestamp), argMin(event, timestamp) FROM events WHERE distinct_id = 'ann'",
      [['paid', 'signed_up']],
    ],
    [
      'collects arrays',
      "SELECT arraySort(groupUniqArray(event)) FROM events WHERE distinct_id = 'ann'",
      [[['paid', 'signed_up', 'uploaded_file']]],
    ],
    ['finds the most frequent', 'SELECT topK(1)(event) FROM events', [[['$pageview']]]],
    [
      'selects distinct rows',
      'SELECT DISTINCT properties.$browser AS b FROM events WHERE b IS NOT NULL ORDER BY b',
      [['Chrome'], ['Firefox'], ['Safari']],
    ],
    [
      'limits by group',
      'SELECT event, distinct_id FROM events ORDER BY event, timestamp LIMIT 1 BY event',
      [
        ['$pageview', 'anon-1'],
        ['paid', 'ann'],
        ['signed_up', 'ann'],
        ['uploaded_file', 'ann'],
      ],
    ],
    [
      'groups by all plain columns',
      'SELECT event, count() FROM events GROUP BY ALL ORDER BY event LIMIT 1',
      [['$pageview', 4]],
    ],
  ])
})

describe('trends, funnels and retention', () => {
  cases([
    [
      'counts by day',
      "SELECT toStartOfDay(timestamp) AS day, count() FROM events WHERE event = '$pageview' GROUP BY day ORDER BY day",
      [
        ['2024-01-08T00:00:00Z', 2],
        ['2024-01-09T00:00:00Z', 1],
        ['2024-01-17T00:00:00Z', 1],
      ],
    ],
    [
      'counts users by week, from Sunday',
      'SELECT toStartOfWeek(timestamp) AS week, uniq(person_id) FROM events GROUP BY week ORDER BY week',
      [
        ['2024-01-07', 2],
        ['2024-01-14', 2],
      ],
    ],
    [
      'breaks down by a property',
      "SELECT properties.$browser, uniq(person_id) AS users FROM events WHERE event = '$pageview' GROUP BY properties.$browser ORDER BY users DESC, 1",
      [
        ['Chrome', 1],
        ['Firefox', 1],
        ['Safari', 1],
      ],
    ],
    [
      'measures a funnel with windowFunnel over DateTime64',
      "SELECT level, count() FROM (SELECT person_id, windowFunnel(1209600)(timestamp, event = '$pageview', event = 'signed_up', event = 'uploaded_file', event = 'paid') AS level FROM events GROUP BY person_id) GROUP BY level ORDER BY level",
      [
        [1, 1],
        [3, 1],
        [4, 1],
      ],
    ],
    [
      'keeps the order within a second in a funnel',
      "SELECT windowFunnel(2)(t, e = 'a', e = 'b') FROM (SELECT toDateTime64('2024-01-01 00:00:00.900000', 6) AS t, 'a' AS e UNION ALL SELECT toDateTime64('2024-01-01 00:00:00.100000', 6), 'b')",
      [[1]],
    ],
    [
      'computes retention with a self join',
      "SELECT count(DISTINCT a.person_id) FROM events a JOIN events b ON a.person_id = b.person_id WHERE a.event = 'signed_up' AND b.event = 'uploaded_file' AND b.timestamp > a.timestamp",
      [[2]],
    ],
    [
      'fills a running total by a window',
      'SELECT toDate(timestamp) AS d, sum(count()) OVER (ORDER BY d) FROM events GROUP BY d ORDER BY d LIMIT 2',
      [
        ['2024-01-08', 3],
        ['2024-01-09', 6],
      ],
    ],
    [
      'ranks',
      "SELECT event, row_number() OVER (PARTITION BY distinct_id ORDER BY timestamp) AS n FROM events WHERE distinct_id = 'bob' ORDER BY n",
      [
        ['$pageview', 1],
        ['signed_up', 2],
        ['uploaded_file', 3],
      ],
    ],
    [
      'looks back and finds null before the first row',
      "SELECT event, lag(event) OVER (ORDER BY timestamp) FROM events WHERE distinct_id = 'bob' ORDER BY timestamp",
      [
        ['$pageview', null],
        ['signed_up', '$pageview'],
        ['uploaded_file', 'signed_up'],
      ],
    ],
    [
      'names a window',
      "SELECT event, rank() OVER w FROM events WHERE distinct_id = 'bob' WINDOW w AS (ORDER BY timestamp DESC) ORDER BY timestamp",
      [
        ['$pageview', 3],
        ['signed_up', 2],
        ['uploaded_file', 1],
      ],
    ],
    [
      'frames a window',
      'SELECT number, sum(number) OVER (ORDER BY number ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM numbers(4)',
      [
        [0, 0],
        [1, 1],
        [2, 3],
        [3, 5],
      ],
    ],
    [
      'filters by a window with QUALIFY',
      "SELECT event FROM events WHERE distinct_id = 'bob' QUALIFY row_number() OVER (ORDER BY timestamp) = 2",
      [['signed_up']],
    ],
  ])
})

describe('properties', () => {
  cases([
    [
      'reads text as it is, quotes and backslashes included',
      'SELECT properties.quote FROM events WHERE properties.quote IS NOT NULL',
      [['it\'s "quoted" \\ back']],
    ],
    [
      'tells empty, null and missing apart',
      "SELECT properties.empty, properties.nothing, properties.missing FROM events WHERE distinct_id = 'bob' AND event = '$pageview'",
      [['', null, null]],
    ],
    [
      'reads the same from a column of its own and from JSON',
      "SELECT properties.$browser, JSONExtractString(properties, '$browser') FROM events WHERE event = 'signed_up' ORDER BY timestamp",
      [
        ['Chrome', 'Chrome'],
        ['Firefox', 'Firefox'],
      ],
    ],
    ['reads by brackets', "SELECT properties['$browser'] FROM events WHERE distinct_id = 'cyd'", [['Safari']]],
    [
      'reads a name with a dot',
      "SELECT properties['odd.key'] FROM events WHERE properties['odd.key'] = 'dot'",
      [['dot']],
    ],
    [
      'reads nested values and list items',
      'SELECT properties.nested.deep.value, properties.nested.list.2.k, properties.tags.1, properties.tags[2] FROM events WHERE properties.size = 1.5',
      [['x', '2', 'a', 'b']],
    ],
    [
      'gives objects and lists as JSON',
      'SELECT properties.nested.deep, properties.tags FROM events WHERE properties.size = 1.5',
      [['{"value":"x"}', '["a","b"]']],
    ],
    ['compares a Numeric property as a number', 'SELECT count() FROM events WHERE properties.amount > 6', [[3]]],
    [
      'compares a Numeric property with text that is a number',
      "SELECT count() FROM events WHERE properties.amount = '20'",
      [[1]],
    ],
    [
      'reads a Boolean property',
      'SELECT properties.flag FROM events WHERE properties.flag IS NOT NULL ORDER BY timestamp',
      [[true], [false]],
    ],
    [
      'compares a Boolean property with true and with its text',
      "SELECT countIf(properties.flag = true), countIf(properties.flag = 'true'), countIf(properties.flag = false) FROM events",
      [[1, 1, 1]],
    ],
    [
      'reads a DateTime property',
      "SELECT properties.when FROM events WHERE properties.when > '2024-01-01'",
      [['2024-01-05T12:00:00Z']],
    ],
    [
      'compares an untyped property with a number by its text',
      'SELECT count() FROM events WHERE properties.plan = 5',
      [[0]],
    ],
    [
      'reads properties that a subquery passes on',
      "SELECT properties.$browser FROM (SELECT properties, event FROM events) WHERE event = 'paid' OR properties.$pathname = '/docs' ORDER BY 1",
      [['Safari'], [null]],
    ],
    [
      'reads the JSON text itself',
      "SELECT JSONHas(properties, 'amount'), properties FROM events WHERE event = 'paid'",
      [[1, '{"amount":30,"currency":"EUR"}']],
    ],
    [
      'reads an array of JSON',
      "SELECT JSONExtract(properties, 'tags', 'Array(String)') FROM events WHERE properties.size = 2.5",
      [[['b']]],
    ],
    [
      'converts text to numbers, null when it is none',
      "SELECT toFloat(properties.amount), toInt(properties.plan), toFloatOrZero(properties.plan), toIntOrZero(properties.amount), toFloatOrDefault(properties.plan, 7) FROM events WHERE event = 'paid'",
      [[30, null, 0, 30, 7]],
    ],
    [
      'reads the group keys and sessions of events',
      "SELECT `$group_0`, $session_id FROM events WHERE event = 'uploaded_file' ORDER BY timestamp LIMIT 1",
      [['acme', '']],
    ],
  ])
})

describe('null semantics', () => {
  cases([
    ['lets != hold for null', "SELECT count() FROM events WHERE properties.$browser != 'Chrome'", [[7]]],
    [
      'lets NOT IN hold for null',
      "SELECT count() FROM events WHERE properties.$browser NOT IN ('Chrome', 'Firefox')",
      [[5]],
    ],
    ['lets NOT LIKE hold for null', "SELECT count() FROM events WHERE properties.$browser NOT ILIKE 'chr%'", [[7]]],
    [
      'compares with null as IS NULL',
      'SELECT countIf(properties.$browser = null), countIf(properties.$browser != null), countIf(properties.$browser IS NULL) FROM events',
      [[4, 6, 4]],
    ],
    ['finds null equal to null', 'SELECT count() FROM events WHERE properties.missing = properties.absent', [[10]]],
    [
      'finds null unequal to a value of another column',
      'SELECT count() FROM events WHERE properties.$browser != properties.plan',
      [[6]],
    ],
    [
      'gives false, not null, for an order against null',
      "SELECT properties.missing_number > 'a', properties.amount > 3 FROM events WHERE event = 'signed_up' LIMIT 1",
      [[0, 0]],
    ],
    [
      'falls back',
      "SELECT properties.missing ?? 'x', coalesce(properties.missing, properties.absent, 'y'), ifNull(properties.missing, 'z') FROM events LIMIT 1",
      [['x', 'y', 'z']],
    ],
    [
      'concatenates around null',
      "SELECT concat('a', properties.missing, 'b'), 'c' || properties.missing FROM events LIMIT 1",
      [['ab', 'c']],
    ],
    ['matches null in a list with null', "SELECT countIf(properties.$browser IN ('Chrome', null)) FROM events", [[7]]],
    ['distinguishes nulls', 'SELECT 1 IS DISTINCT FROM null, null IS NOT DISTINCT FROM null', [[1, 1]]],
  ])
})

describe('persons', () => {
  cases([
    [
      'lists current persons, deleted ones not',
      'SELECT id, properties.email, is_identified FROM persons ORDER BY properties.email',
      [
        [ANN, 'ann@hedgebox.example', true],
        [BOB, 'bob@hedgebox.example', true],
      ],
    ],
    [
      'gives merged events to the person that remains',
      'SELECT person_id, count() FROM events GROUP BY person_id ORDER BY person_id',
      [
        [ANN, 6],
        [BOB, 3],
        [CYD, 1],
      ],
    ],
    ['knows nothing of the merged person', `SELECT count() FROM events WHERE person_id = '${GHOST}'`, [[0]]],
    ['filters by person id', `SELECT count() FROM events WHERE person_id = '${ANN}'`, [[6]]],
    [
      'filters by a list of person ids',
      'SELECT count() FROM events WHERE person_id IN {ids}',
      [[9]],
      { values: { ids: [ANN, BOB] } },
    ],
    [
      'joins persons',
      'SELECT p.properties.email, count() FROM events e JOIN persons p ON e.person_id = p.id GROUP BY 1 ORDER BY 1',
      [
        ['ann@hedgebox.example', 6],
        ['bob@hedgebox.example', 3],
      ],
    ],
    [
      'left joins persons',
      "SELECT e.event, p.properties.email FROM events e LEFT JOIN persons AS p ON p.id = e.person_id WHERE e.distinct_id IN ('cyd', 'bob') ORDER BY e.timestamp DESC LIMIT 2",
      [
        ['$pageview', null],
        ['uploaded_file', 'bob@hedgebox.example'],
      ],
    ],
    [
      'reads the person of the time of the event',
      "SELECT person.properties.plan FROM events WHERE event = 'paid'",
      [['free']],
    ],
    [
      'reads the current person through pdi',
      "SELECT pdi.person.properties.plan, pdi.person.properties.age FROM events WHERE event = 'paid'",
      [['pro', 31]],
    ],
    [
      'reads fields of the person',
      "SELECT person.id, person.created_at, person.is_identified FROM events WHERE event = 'paid'",
      [[ANN, '2024-01-01T00:00:00Z', true]],
    ],
    [
      'lists distinct ids',
      'SELECT distinct_id, person_id FROM person_distinct_ids ORDER BY distinct_id',
      [
        ['ann', ANN],
        ['anon-1', ANN],
        ['bob', BOB],
      ],
    ],
    [
      'lists distinct ids of persons',
      'SELECT properties.email, pdi.distinct_id FROM persons ORDER BY 1, 2',
      [
        ['ann@hedgebox.example', 'ann'],
        ['ann@hedgebox.example', 'anon-1'],
        ['bob@hedgebox.example', 'bob'],
      ],
    ],
    [
      'compares a Numeric person property',
      'SELECT properties.email FROM persons WHERE properties.age > 40',
      [['bob@hedgebox.example']],
    ],
    ['reads groups', 'SELECT key, properties.name, properties.seats FROM groups', [['acme', 'Acme Inc', '25']]],
    [
      'reads the group of an event',
      "SELECT group_0.properties.name, group_0.properties.seats + 1 FROM events WHERE event = 'uploaded_file' LIMIT 1",
      [['Acme Inc', 26]],
    ],
    [
      'reads sessions',
      'SELECT session_id, $pageview_count, $session_duration, $entry_pathname, $end_pathname, $is_bounce, $entry_utm_source FROM sessions ORDER BY session_id',
      [
        ['s1', 2, 300, '/', '/pricing', false, 'google'],
        ['s2', 1, 5, '/', '/', true, null],
      ],
    ],
    [
      'reads the session of an event',
      "SELECT session.$session_duration, session.$entry_pathname FROM events WHERE event = 'signed_up' ORDER BY timestamp",
      [
        [300, '/'],
        [5, '/'],
      ],
    ],
  ])

  it('finds groups by the name of their type, but not in place of a column', async () => {
    const hogql = started.make({ groupTypes: () => ({ 0: 'company', 1: 'person', 2: 'timestamp' }) })
    const query =
      'SELECT company.properties.name, person.properties.plan, toYear(timestamp) FROM events WHERE properties.size = 1.5'
    expect((await hogql.run({ query })).results).toEqual([['Acme Inc', 'free', 2024]])
  })

  it('reads the current person in the joined mode', async () => {
    const hogql = started.make({ personsOnEventsMode: () => 'person_id_override_properties_joined' })
    const { results } = await hogql.run({
      query: "SELECT person.properties.plan, person.properties.email FROM events WHERE event = 'paid'",
    })
    expect(results).toEqual([['pro', 'ann@hedgebox.example']])
  })
})

describe('subqueries, WITH, unions and joins', () => {
  cases([
    ['reads from a subquery', 'SELECT max(c) FROM (SELECT event, count() AS c FROM events GROUP BY event)', [[4]]],
    ['reads an unnamed column of a subquery', 'SELECT `count()` FROM (SELECT count() FROM events)', [[10]]],
    [
      'reads a property column of a subquery by its last name',
      "SELECT $browser FROM (SELECT properties.$browser FROM events) WHERE $browser = 'Safari'",
      [['Safari']],
    ],
    [
      'compares with a scalar subquery',
      "SELECT count() FROM events WHERE timestamp = (SELECT max(timestamp) FROM events WHERE distinct_id = 'bob')",
      [[1]],
    ],
    [
      'looks into a subquery',
      "SELECT count() FROM events WHERE person_id IN (SELECT person_id FROM events WHERE event = 'paid')",
      [[6]],
    ],
    [
      'looks outside of a subquery',
      "SELECT count() FROM events WHERE person_id NOT IN (SELECT person_id FROM events WHERE event = 'paid')",
      [[4]],
    ],
    [
      'names a subquery with WITH',
      "WITH payers AS (SELECT person_id FROM events WHERE event = 'paid') SELECT count() FROM events WHERE person_id IN (SELECT person_id FROM payers)",
      [[6]],
    ],
    ['names a value with WITH', 'WITH 5 AS five SELECT five + five', [[10]]],
    ['builds one WITH on another', 'WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT y FROM b', [[2]]],
    [
      'joins two WITH tables',
      'WITH a AS (SELECT 1 AS x, 2 AS y), b AS (SELECT 1 AS x, 3 AS z) SELECT a.y, b.z FROM a JOIN b ON a.x = b.x',
      [[2, 3]],
    ],
    [
      'shares WITH over a union',
      'SELECT count(), sum(x) FROM (WITH a AS (SELECT 1 AS x) SELECT x FROM a UNION ALL SELECT x + 1 FROM a)',
      [[2, 3]],
    ],
    [
      'joins by USING',
      'SELECT a.y, b.z FROM (SELECT 1 AS x, 2 AS y) AS a JOIN (SELECT 1 AS x, 3 AS z) AS b USING (x)',
      [[2, 3]],
    ],
    ['joins every row with every row', 'SELECT count() FROM numbers(3) a CROSS JOIN numbers(4) b', [[12]]],
    [
      'keeps unmatched rows of a right join',
      'SELECT b.x FROM (SELECT 1 AS x) a RIGHT JOIN (SELECT arrayJoin([1, 2]) AS x) b ON a.x = b.x ORDER BY b.x',
      [[1], [2]],
    ],
    [
      'joins a team filter with the joined side',
      "SELECT count() FROM events a LEFT JOIN events b ON a.event = b.event AND b.event = 'secret' WHERE b.event = 'secret'",
      [[0]],
    ],
    ['unites', 'SELECT * FROM (SELECT 1 AS a UNION ALL SELECT 2) ORDER BY a', [[1], [2]]],
    ['unites distinct rows', 'SELECT count() FROM (SELECT 1 UNION DISTINCT SELECT 1 UNION DISTINCT SELECT 2)', [[2]]],
    [
      'intersects and excepts',
      'SELECT count() FROM (SELECT arrayJoin([1, 2, 3]) INTERSECT SELECT arrayJoin([2, 3]) EXCEPT SELECT 3)',
      [[1]],
    ],
    [
      'joins arrays',
      "SELECT tag, count() FROM events ARRAY JOIN JSONExtract(properties, 'tags', 'Array(String)') AS tag GROUP BY tag ORDER BY tag",
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [
      'keeps rows with empty arrays',
      "SELECT count() FROM events LEFT ARRAY JOIN JSONExtract(properties, 'tags', 'Array(String)') AS tag",
      [[11]],
    ],
    [
      'has aliases of tables shadow nothing',
      "SELECT e.event AS e, e FROM events e WHERE e.event = 'paid'",
      [['paid', 'paid']],
    ],
    [
      'keeps two columns of one name',
      "SELECT a.event, b.event FROM events a CROSS JOIN events b WHERE a.event = 'paid' AND b.event = 'signed_up' LIMIT 1",
      [['paid', 'signed_up']],
    ],
    [
      'checks existence',
      "SELECT exists(SELECT 1 FROM events WHERE event = 'secret'), exists(SELECT 1 FROM events WHERE event = 'paid')",
      [[0, 1]],
    ],
  ])
})

describe('dates', () => {
  cases([
    [
      'compares time with text',
      "SELECT count() FROM events WHERE timestamp >= '2024-01-09' AND timestamp < '2024-01-10'",
      [[3]],
    ],
    ['compares time with ISO text', "SELECT count() FROM events WHERE timestamp = '2024-01-10T12:00:00Z'", [[1]]],
    ['compares a day with text', "SELECT count() FROM events WHERE toDate(timestamp) = '2024-01-10'", [[2]]],
    [
      'compares time with toDateTime',
      "SELECT count() FROM events WHERE timestamp >= toDateTime('2024-01-16 00:00:00')",
      [[2]],
    ],
    [
      'takes times between two',
      "SELECT count() FROM events WHERE timestamp BETWEEN '2024-01-10' AND '2024-01-11'",
      [[2]],
    ],
    [
      'subtracts an interval',
      "SELECT toDateTime('2024-01-10 00:00:00') - INTERVAL 1 DAY, toDate('2024-01-31') + INTERVAL 1 MONTH",
      [['2024-01-09T00:00:00Z', '2024-02-29']],
    ],
    [
      'knows now',
      "SELECT now() > '2024-01-01', dateDiff('day', today(), toDate(now())), now() - INTERVAL 7 DAY < now()",
      [[1, 0, 1]],
    ],
    [
      'truncates',
      "SELECT dateTrunc('month', timestamp), toStartOfMonth(timestamp), toStartOfHour(timestamp) FROM events WHERE event = 'paid'",
      [['2024-01-01', '2024-01-01', '2024-01-10T12:00:00Z']],
    ],
    [
      'takes dates apart',
      "SELECT toYear(timestamp), toMonth(timestamp), toDayOfWeek(timestamp), toHour(timestamp), toYYYYMM(timestamp) FROM events WHERE event = 'paid'",
      [[2024, 1, 3, 12, 202401]],
    ],
    ['formats', "SELECT formatDateTime(timestamp, '%Y/%m/%d') FROM events WHERE event = 'paid'", [['2024/01/10']]],
    [
      'adds by name',
      "SELECT dateAdd('day', 2, toDate('2024-01-01')), dateSub('hour', 1, toDateTime('2024-01-01 00:00:00')), addDays(toDate('2024-01-01'), 1)",
      [['2024-01-03', '2023-12-31T23:00:00Z', '2024-01-02']],
    ],
    [
      'measures between dates',
      "SELECT dateDiff('hour', toDateTime('2024-01-01 00:00:00'), toDateTime('2024-01-02 12:00:00'))",
      [[36]],
    ],
    [
      'groups into intervals',
      'SELECT toStartOfInterval(timestamp, INTERVAL 12 HOUR) AS t, count() FROM events GROUP BY t ORDER BY t LIMIT 2',
      [
        ['2024-01-08T12:00:00Z', 3],
        ['2024-01-09T00:00:00Z', 3],
      ],
    ],
    [
      'turns text into dates, null when it is none',
      'SELECT toDateTime(properties.plan), toDate(properties.when) FROM events WHERE properties.when IS NOT NULL',
      [[null, '2024-01-05']],
    ],
    [
      'takes a list of times',
      "SELECT count() FROM events WHERE timestamp IN ('2024-01-10 12:00:00', '2024-01-10 10:00:00')",
      [[2]],
    ],
  ])

  it('counts days, prints and reads times in the project zone', async () => {
    const hogql = started.make({ timezone: () => 'Europe/Vienna', weekStartDay: () => 1 })
    const days = await hogql.run({
      query: 'SELECT toDate(timestamp) AS d, count() FROM events GROUP BY d ORDER BY d LIMIT 1',
    })
    expect(days.results).toEqual([['2024-01-09', 6]])
    const { results, types } = await hogql.run({
      query:
        "SELECT timestamp, toStartOfDay(timestamp), toHour(timestamp), toStartOfWeek(timestamp), toString(timestamp) FROM events WHERE timestamp = '2024-01-10 13:00:00'",
    })
    expect(results).toEqual([
      ['2024-01-10T13:00:00+01:00', '2024-01-10T00:00:00+01:00', 13, '2024-01-08', '2024-01-10 13:00:00.000000'],
    ])
    expect(types[0]).toEqual(['timestamp', "DateTime64(6, 'Europe/Vienna')"])
    const pruned = await hogql.run({
      query: "SELECT count() FROM events WHERE timestamp >= '2024-01-10' AND timestamp < '2024-01-11'",
    })
    expect(pruned.results).toEqual([[2]])
    const plan = await started.engine.query(`EXPLAIN indexes = 1 ${pruned.clickhouse}`, {
      p0: '2024-01-10',
      p1: '2024-01-11',
    })
    expect(plan.rows.map(([line]) => String(line).trim())).toContain('toDate(timestamp)')
    const far = started.make({ timezone: () => 'Pacific/Kiritimati' })
    const today = await far.run({ query: 'SELECT today() = toDate(now()), yesterday() = today() - INTERVAL 1 DAY' })
    expect(today.results).toEqual([[1, 1]])
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(new Date())
    expect((await far.run({ query: 'SELECT today()' })).results).toEqual([[day]])
    const summer = await hogql.run({
      query: "SELECT toDateTime('2024-07-01 10:00:00'), toDateTime('2024-07-01T10:00:00.25Z')",
    })
    expect(summer.results).toEqual([['2024-07-01T10:00:00+02:00', '2024-07-01T12:00:00.250000+02:00']])
  })
})

describe('values and operators', () => {
  cases([
    ['computes', 'SELECT 1 + 2 * 3, 7 % 4, 7 / 2, -3, intDiv(7, 2)', [[7, 3, 3.5, -3, 3]]],
    [
      'decides',
      "SELECT if(1 > 2, 'a', 'b'), 1 > 2 ? 'a' : 'b', multiIf(1 > 2, 'a', 2 > 1, 'b', 'c'), CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END, CASE 3 WHEN 3 THEN 'x' ELSE 'y' END",
      [['b', 'b', 'b', 'b', 'x']],
    ],
    [
      'combines conditions',
      'SELECT true AND false, true OR false, NOT true, 1 = 1 AND 2 IN (1, 2)',
      [[false, true, false, 1]],
    ],
    [
      'matches patterns',
      "SELECT 'abc' LIKE 'a%', 'ABC' ILIKE 'a%', 'abc' =~ '^a.c$', 'ABC' =~* 'b', 'abc' !~ 'x', match('abc', 'b')",
      [[1, 1, 1, 1, 1, 1]],
    ],
    [
      'works on arrays',
      'SELECT [1, 2, 3][2], arrayMap(x -> x * 2, [1, 2]), arrayFilter((x, i) -> i > 1, [5, 6], [1, 2]), has([1, 2], 2), length([1, 2]), arraySum([1, 2])',
      [[2, [2, 4], [6], 1, 2, 3]],
    ],
    [
      'slices arrays',
      'SELECT [1, 2, 3, 4][2:3], [1, 2, 3][2:], arraySlice([1, 2, 3], -2)',
      [
        [
          [2, 3],
          [2, 3],
          [2, 3],
        ],
      ],
    ],
    [
      'nests lambdas',
      'SELECT arrayMap(x -> arrayMap(y -> x + y, [1, 2]), [10, 20])',
      [
        [
          [
            [11, 12],
            [21, 22],
          ],
        ],
      ],
    ],
    ['works on tuples', "SELECT (1, 'a').2, tuple(1, 2), (1, 2) IN ((1, 2), (3, 4))", [['a', [1, 2], 1]]],
    [
      'looks into lists that are computed',
      "SELECT 'a' IN splitByChar(',', 'a,b'), 'c' NOT IN splitByChar(',', 'a,b')",
      [[1, 1]],
    ],
    ['finds nothing in an empty list', 'SELECT 1 IN [], 1 NOT IN []', [[0, 1]]],
    [
      'works on text',
      "SELECT upper('a'), substring('hello', 2, 3), replaceAll('aXb', 'X', '-'), splitByChar(',', 'a,b'), trim(' a '), position('abc', 'c'), f'a{1 + 1}b'",
      [['A', 'ell', 'a-b', ['a', 'b'], 'a', 3, 'a2b']],
    ],
    [
      'works on URLs',
      "SELECT domain(properties.$current_url), path(properties.$current_url) FROM events WHERE properties.$pathname = '/pricing'",
      [['hedgebox.example', '/pricing']],
    ],
    [
      'casts',
      "SELECT toInt('5'), toInt('x'), toFloat('1.5'), CAST('7' AS Int64), '8'::float, toString(9), toBool('true'), toUUID('nope')",
      [[5, null, 1.5, 7, 8, '9', true, null]],
    ],
    ['sorts versions', "SELECT sortableSemVer('1.10.0') > sortableSemVer('1.9.3')", [[1]]],
    [
      'splits and hashes as Postgres does',
      "SELECT split_part('a-b-c', '-', 2), md5('a')",
      [['b', '0CC175B9C0F1B6A831C399E269772661']],
    ],
    ['keeps unicode', "SELECT 'é😀', lengthUTF8('é😀'), length('é')", [['é😀', 2, 2]]],
    ['maps', "SELECT map('a', 1), mapKeys(map('a', 1))", [[{ a: 1 }, ['a']]]],
  ])
})

describe('placeholders', () => {
  cases([
    [
      'fills values',
      'SELECT {name}, {n}, {yes}, {none}, {list}',
      [["it's", 5, true, null, ['a', 'b']]],
      { values: { name: "it's", n: 5, yes: true, none: null, list: ['a', 'b'] } },
    ],
    [
      'fills a list for IN',
      'SELECT count() FROM events WHERE event IN {names}',
      [[3]],
      { values: { names: ['paid', 'signed_up'] } },
    ],
    [
      'fills an empty list for IN',
      'SELECT count() FROM events WHERE event IN {names}',
      [[0]],
      { values: { names: [] } },
    ],
    [
      'fills dates',
      'SELECT count() FROM events WHERE timestamp < {day}',
      [[3]],
      { values: { day: new Date('2024-01-09T00:00:00Z') } },
    ],
    ['fills nested values', 'SELECT {user.id}', [[7]], { values: { user: { id: 7 } } }],
    [
      'fills variables',
      'SELECT {variables.plan}, {variables.gone}',
      [['pro', null]],
      { variables: { a: { code_name: 'plan', value: 'pro' }, b: { code_name: 'gone', value: 'x', isNull: true } } },
    ],
    ['takes no filters for true', 'SELECT count() FROM events WHERE {filters}', [[10]]],
    [
      'filters by date',
      'SELECT count() FROM events WHERE {filters}',
      [[5]],
      { filters: { dateRange: { date_from: '2024-01-09', date_to: '2024-01-11' } } },
    ],
    [
      'filters by relative date',
      'SELECT count() FROM events WHERE {filters}',
      [[0]],
      { filters: { dateRange: { date_from: '-7d' } } },
    ],
    [
      'filters by property',
      'SELECT count() FROM events WHERE {filters}',
      [[3]],
      { filters: { properties: [{ key: '$browser', value: ['Chrome'], operator: 'exact', type: 'event' }] } },
    ],
    [
      'filters by part of text and takes wildcards literally',
      'SELECT count() FROM events WHERE {filters}',
      [[0]],
      { filters: { properties: [{ key: '$browser', value: 'C%e', operator: 'icontains' }] } },
    ],
    [
      'filters by number',
      'SELECT count() FROM events WHERE {filters}',
      [[2]],
      { filters: { properties: [{ key: 'amount', value: 7, operator: 'gt' }] } },
    ],
    [
      'filters by person',
      'SELECT count() FROM events WHERE {filters}',
      [[4]],
      { filters: { properties: [{ key: 'plan', value: 'free', type: 'person' }] } },
    ],
    [
      'fills the bounds of the date filter',
      'SELECT {filters.dateRange.from} < now(), {filters.dateRange.to}',
      [[1, null]],
      { filters: { dateRange: { date_from: '-7d' } } },
    ],
  ])
})

describe('queries from PostHog\u2019s own pages', () => {
  cases([
    [
      'events of a week',
      'SELECT event, count() FROM events WHERE timestamp >= now() - INTERVAL 7 DAY GROUP BY event ORDER BY count() DESC LIMIT 20',
      [],
    ],
    [
      'an alias named like a function',
      "SELECT event, count() as count FROM events WHERE timestamp > toDateTime('2024-01-10') GROUP BY event ORDER BY count DESC, event",
      [
        ['uploaded_file', 2],
        ['$pageview', 1],
        ['paid', 1],
      ],
    ],
    ['events of a day', 'SELECT count() FROM events WHERE timestamp >= now() - INTERVAL 1 DAY', [[0]]],
    [
      'a day as a column',
      "select event, distinct_id, toDate(timestamp) as event_date from events where event = 'paid'",
      [['paid', 'ann', '2024-01-10']],
    ],
  ])
})

describe('limits', () => {
  it('gives 100 rows and says that there are more', async () => {
    const { results, hasMore, limit, offset } = await started.hogql.run({ query: 'SELECT number FROM numbers(500)' })
    expect([results.length, hasMore, limit, offset]).toEqual([100, true, 100, 0])
  })
  it('says that there is no more at the exact end', async () => {
    const { results, hasMore } = await started.hogql.run({ query: 'SELECT number FROM numbers(10) LIMIT 5 OFFSET 5' })
    expect([results, hasMore]).toEqual([[[5], [6], [7], [8], [9]], false])
  })
  it('takes the default from the request and the LIMIT from the text before it', async () => {
    expect((await started.hogql.run({ query: 'SELECT number FROM numbers(10)', limit: 3 })).results).toHaveLength(3)
    expect(
      (await started.hogql.run({ query: 'SELECT number FROM numbers(10) LIMIT 4', limit: 3 })).results,
    ).toHaveLength(4)
  })
  it('lowers a limit over 50,000', async () => {
    const { results, hasMore, limit } = await started.hogql.run({
      query: 'SELECT number FROM numbers(60000) LIMIT 1000000',
    })
    expect([results.length, hasMore, limit]).toEqual([50_000, true, 50_000])
  })
  it('limits the outermost query only', async () => {
    const { results } = await started.hogql.run({ query: 'SELECT count() FROM (SELECT number FROM numbers(500))' })
    expect(results).toEqual([[500]])
  })
  it('gives every row that ties with the last one, and says that there are no more', async () => {
    const tied = await started.hogql.run({
      query: 'SELECT intDiv(number, 150) AS n FROM numbers(400) ORDER BY n LIMIT 10 WITH TIES',
    })
    expect([tied.results.length, tied.hasMore, tied.limit]).toEqual([150, false, 10])
    const tooMany = started.hogql.run({ query: 'SELECT 1 AS n FROM numbers(60000) ORDER BY n LIMIT 1 WITH TIES' })
    await expect(tooMany).rejects.toMatchObject({ code: 'too_many_rows' })
  })
  it('takes a LIMIT in percent, up to what an answer may have', async () => {
    const share = await started.hogql.run({ query: 'SELECT number FROM numbers(1000) LIMIT 50%' })
    expect([share.results.length, share.hasMore]).toEqual([500, false])
    const cut = await started.hogql.run({ query: 'SELECT number FROM numbers(1000) LIMIT 50%', maxLimit: 200 })
    expect([cut.results.length, cut.hasMore, cut.limit]).toEqual([200, true, 200])
  })
  it('takes the LIMIT and the order behind a union for the whole', async () => {
    const { results, limit, offset } = await started.hogql.run({
      query:
        '(SELECT number AS n FROM numbers(200)) UNION ALL (SELECT number FROM numbers(200)) ORDER BY n DESC LIMIT 150 OFFSET 2',
    })
    expect([results.length, limit, offset]).toEqual([150, 150, 2])
    expect(results.slice(0, 3)).toEqual([[198], [198], [197]])
  })
  it('limits a union as a whole', async () => {
    const { results, hasMore } = await started.hogql.run({
      query: 'SELECT number FROM numbers(80) UNION ALL SELECT number FROM numbers(80)',
    })
    expect([results.length, hasMore]).toEqual([100, true])
  })
})

describe('answers', () => {
  it('names columns as PostHog does', async () => {
    const { columns, types } = await started.hogql.run({
      query:
        'SELECT event, properties.$browser, count(), toStartOfDay(timestamp), 1 + 1, count() AS c FROM events GROUP BY event, properties.$browser, timestamp',
    })
    expect(columns).toEqual(['event', '$browser', 'count()', 'toStartOfDay(timestamp)', 'plus(1, 1)', 'c'])
    expect(types.slice(0, 3)).toEqual([
      ['event', 'String'],
      ['$browser', 'Nullable(String)'],
      ['count()', 'UInt64'],
    ])
  })
  it('expands * without hidden columns', async () => {
    const { columns } = await started.hogql.run({ query: 'SELECT * FROM events' })
    expect(columns).toEqual([
      'uuid',
      'event',
      'properties',
      'timestamp',
      'distinct_id',
      'elements_chain',
      'created_at',
      '$session_id',
      '$window_id',
      '$group_0',
      '$group_1',
      '$group_2',
      '$group_3',
      '$group_4',
    ])
    expect((await started.hogql.run({ query: 'SELECT * EXCLUDE (b) FROM (SELECT 1 AS a, 2 AS b)' })).columns).toEqual([
      'a',
    ])
  })
  it('prints values as PostHog does', async () => {
    const { results } = await started.hogql.run({
      query: `SELECT toUUID('${ANN}'), 9007199254740991, 18446744073709551615, toDecimal('1.50', 2), 0 / 0, 1 / 0, [toDateTime('2024-01-01 10:00:00')], tuple(toDateTime('2024-01-01 10:00:00.5'), 1), map('k', 9007199254740993), null, true, toDate('2024-01-01')`,
    })
    expect(results).toEqual([
      [
        ANN,
        9007199254740991,
        '18446744073709551615',
        '1.5',
        null,
        null,
        ['2024-01-01T10:00:00Z'],
        ['2024-01-01T10:00:00.500000Z', 1],
        { k: '9007199254740993' },
        null,
        true,
        '2024-01-01',
      ],
    ])
  })
  it('shows the query in both languages and the time it took', async () => {
    const { hogql, clickhouse, timings } = await started.hogql.run({
      query: 'SELECT event FROM events WHERE event = {e}',
      values: { e: 'paid' },
    })
    expect(hogql).toBe("SELECT event FROM events WHERE equals(event, 'paid')")
    expect(clickhouse).toMatch(/hogkit\.events .* WHERE events\.team_id = 1.*\{p0:String\}.* LIMIT 101$/)
    expect(timings.map(timing => timing.k)).toEqual(['./parse', './translate', './execute', './convert'])
  })
})
