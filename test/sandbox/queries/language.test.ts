import { describe } from 'vitest'
import { ANN, useShop } from './shop.js'

const { cases } = useShop()

describe('selecting', () => {
  cases([
    ['nothing but values', "SELECT 1, 'a', null, true, 1.5", [[1, 'a', null, true, 1.5]]],
    [
      'distinct rows',
      'SELECT DISTINCT event FROM events ORDER BY event LIMIT 2 OFFSET 1',
      [['$feature_flag_called'], ['$pageview']],
    ],
    ['aliases in other items, before and after', 'SELECT a + b AS c, 1 AS a, 2 AS b', [[3, 1, 2]]],
    [
      'aliases in every clause',
      "SELECT upper(event) AS name, count() AS c FROM events WHERE name != 'PAID' GROUP BY name HAVING c > 3 ORDER BY c DESC",
      [
        ['$PAGEVIEW', 9],
        ['UPLOADED_FILE', 4],
      ],
    ],
    [
      'positions in GROUP BY and ORDER BY',
      'SELECT event, count() FROM events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1',
      [['$pageview', 9]],
    ],
    ['all columns of a subquery', 'SELECT * FROM (SELECT 1 AS a, 2 AS b)', [[1, 2]]],
    ['all but some', 'SELECT * EXCLUDE (a) FROM (SELECT 1 AS a, 2 AS b)', [[2]]],
    [
      'all but some of one table',
      'SELECT * EXCLUDE (y.a, b) FROM (SELECT 1 AS a, 2 AS b) x CROSS JOIN (SELECT 3 AS a, 4 AS c) y',
      [[1, 4]],
    ],
    [
      'all with some replaced',
      "SELECT COLUMNS(* REPLACE (a + 10 AS a, concat('<', c, '>') AS c)) FROM (SELECT 1 AS a, 2 AS b, 'x' AS c)",
      [[11, 2, '<x>']],
    ],
    [
      'all but some, with some replaced',
      'SELECT (* EXCLUDE (b) REPLACE (a + 10 AS a)) FROM (SELECT 1 AS a, 2 AS b, 3 AS c) WHERE a = 1',
      [[11, 3]],
    ],
    ['a share of the rows', 'SELECT number FROM numbers(20) ORDER BY number LIMIT 10%', [[0], [1]]],
    ['all of the rows', 'SELECT count() FROM (SELECT number FROM numbers(20) LIMIT 100%)', [[20]]],
    [
      'a share of a union',
      'SELECT count() FROM ((SELECT number FROM numbers(6)) UNION ALL (SELECT number FROM numbers(4)) LIMIT 50%)',
      [[5]],
    ],
    [
      'columns of one name',
      'SELECT 1, 1 UNION ALL SELECT 2, 2 ORDER BY 1',
      [
        [1, 1],
        [2, 2],
      ],
    ],
    [
      'as many rows as tie with the last one',
      'SELECT number % 3 AS n, number FROM numbers(9) ORDER BY n LIMIT 4 WITH TIES',
      [
        [0, 0],
        [0, 3],
        [0, 6],
        [1, 1],
        [1, 4],
        [1, 7],
      ],
    ],
    [
      'as many of a union as tie with the last one',
      'SELECT n FROM ((SELECT 1 AS n) UNION ALL (SELECT 2) UNION ALL (SELECT 1) ORDER BY n LIMIT 1 WITH TIES)',
      [[1], [1]],
    ],
    ['columns by a pattern', "SELECT COLUMNS('^a') FROM (SELECT 1 AS aa, 2 AS ab, 3 AS b)", [[1, 2]]],
    ['columns of one side', 'SELECT x.* FROM (SELECT 1 AS a) x CROSS JOIN (SELECT 2 AS b) y', [[1]]],
    ['quoted names', 'SELECT `a b`, "c d" FROM (SELECT 1 AS `a b`, 2 AS "c d")', [[1, 2]]],
    ['comments of all kinds', 'SELECT 1 /* two */ + 1 -- three\n// four\n', [[2]]],
    ['words in any case', "select Count(*) as c from events where Event_ = 'x'".replace('Event_', 'event'), [[0]]],
    ['a trailing semicolon', 'SELECT 1;', [[1]]],
    ['a tuple as columns', 'SELECT untuple((1, 2)), 3', [[1, 2, 3]]],
    ['LIMIT with arithmetic', 'SELECT number FROM numbers(10) LIMIT 2 * 2 OFFSET 1 + 1', [[2], [3], [4], [5]]],
    ['PREWHERE', "SELECT count() FROM events PREWHERE event = 'paid' WHERE distinct_id = 'ann'", [[2]]],
    ['FINAL', 'SELECT count() FROM persons FINAL', [[4]]],
    ['names of PostHog\u2019s own schema', 'SELECT count() FROM posthog.events', [[24]]],
  ])
})

describe('grouping', () => {
  cases([
    [
      'by all plain columns',
      'SELECT event, count() FROM events GROUP BY ALL ORDER BY 2 DESC LIMIT 1',
      [['$pageview', 9]],
    ],
    [
      'with a total',
      "SELECT properties.currency, sum(properties.amount) FROM events WHERE event = 'paid' GROUP BY ROLLUP(properties.currency) ORDER BY 2",
      [
        ['EUR', 60],
        ['USD', 99],
        [null, 159],
      ],
    ],
    [
      'in a cube',
      "SELECT a, b, count() FROM (SELECT 'x' AS a, 'y' AS b) GROUP BY CUBE(a, b) ORDER BY a, b",
      [
        ['', '', 1],
        ['', 'y', 1],
        ['x', '', 1],
        ['x', 'y', 1],
      ],
    ],
    [
      'by sets',
      "SELECT event, distinct_id, count() FROM events WHERE event IN ('paid', 'refunded') GROUP BY GROUPING SETS ((event), (distinct_id)) ORDER BY event, distinct_id",
      [
        ['', 'ann', 3],
        ['', 'cyd', 1],
        ['paid', '', 3],
        ['refunded', '', 1],
      ],
    ],
    [
      'under a condition',
      "SELECT count() FILTER (WHERE event = 'paid'), sum(properties.amount) FILTER (WHERE event = 'refunded') FROM events",
      [[3, 30]],
    ],
    [
      'distinct in an aggregate',
      'SELECT count(DISTINCT event), count(DISTINCT event, distinct_id) FROM events',
      [[7, 18]],
    ],
    [
      'aggregates of arrays',
      'SELECT sumArray([1, 2]), maxArray([3, 9]), avgArray([1, 3]) FROM numbers(2)',
      [[6, 9, 2]],
    ],
    ['aggregates of each place', 'SELECT sumForEach([number, 1]) FROM numbers(3)', [[[3, 3]]]],
    [
      'or null, or the default',
      'SELECT sumOrNull(number), sumOrDefault(number), avgOrNull(number) FROM numbers(0)',
      [[null, 0, null]],
    ],
    [
      'at the extreme of another',
      "SELECT argMax(event, timestamp), sumArgMax(properties.amount, timestamp) FROM events WHERE event = 'paid'",
      [['paid', 30]],
    ],
    ['the most frequent values', 'SELECT topK(2)(event) FROM events', [[['$pageview', 'uploaded_file']]]],
    [
      'standard deviation and correlation',
      'SELECT round(stddevPop(number), 2), varSamp(number), corr(number, number * 2) FROM numbers(5)',
      [[1.41, 2.5, 1]],
    ],
    ['states and merges', 'SELECT uniqMerge(s) FROM (SELECT uniqState(number % 3) AS s FROM numbers(10))', [[3]]],
    [
      'percentiles as in Postgres',
      'SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY number), percentile_disc(0.5) WITHIN GROUP (ORDER BY number DESC) FROM numbers(5)',
      [[1, 2]],
    ],
    [
      'names of Postgres',
      "SELECT array_agg(event), string_agg(event, '+'), every(event = 'refunded'), stddev_pop(1) FROM events WHERE event = 'refunded'",
      [[['refunded'], 'refunded', true, 0]],
    ],
    [
      'joined to a text',
      "SELECT groupConcat(', ')(event) FROM (SELECT DISTINCT event FROM events WHERE distinct_id = 'dan')",
      [['$pageview']],
    ],
    [
      'approximately',
      'SELECT uniqHLL12(distinct_id), uniqCombined(distinct_id), uniqTheta(distinct_id) FROM events',
      [[5, 5, 5]],
    ],
    [
      'no rows',
      "SELECT count(), sum(properties.amount), max(timestamp) IS NULL FROM events WHERE event = 'nothing'",
      [[0, null, 0]],
    ],
    ['no groups', "SELECT event, count() FROM events WHERE event = 'nothing' GROUP BY event", []],
  ])
})

describe('joins', () => {
  const a = '(SELECT arrayJoin([1, 2, 3]) AS id) a'
  const b = '(SELECT arrayJoin([2, 3, 4]) AS id) b'
  cases([
    ['inner', `SELECT a.id FROM ${a} JOIN ${b} ON a.id = b.id ORDER BY 1`, [[2], [3]]],
    [
      'left, with the zero of the type where nothing matches',
      `SELECT a.id, b.id FROM ${a} LEFT JOIN ${b} ON a.id = b.id ORDER BY 1`,
      [
        [1, 0],
        [2, 2],
        [3, 3],
      ],
    ],
    ['right', `SELECT b.id FROM ${a} RIGHT JOIN ${b} ON a.id = b.id ORDER BY 1`, [[2], [3], [4]]],
    ['full', `SELECT count() FROM ${a} FULL OUTER JOIN ${b} ON a.id = b.id`, [[4]]],
    ['cross, and a range in WHERE', `SELECT count() FROM ${a} CROSS JOIN ${b} WHERE a.id < b.id`, [[6]]],
    ['comma', `SELECT count() FROM ${a}, ${b}`, [[9]]],
    ['any and semi', `SELECT a.id FROM ${a} LEFT SEMI JOIN ${b} ON a.id = b.id ORDER BY 1`, [[2], [3]]],
    ['anti', `SELECT a.id FROM ${a} LEFT ANTI JOIN ${b} ON a.id = b.id`, [[1]]],
    ['USING', 'SELECT a.x, b.y FROM (SELECT 1 AS id, 2 AS x) a JOIN (SELECT 1 AS id, 3 AS y) b USING (id)', [[2, 3]]],
    [
      'the nearest before (ASOF)',
      "SELECT p.event, e.event FROM (SELECT event, distinct_id, timestamp FROM events WHERE event = 'paid') p ASOF JOIN (SELECT event, distinct_id, timestamp FROM events WHERE event IN ('uploaded_file', 'signed_up')) e ON p.distinct_id = e.distinct_id AND p.timestamp >= e.timestamp ORDER BY p.timestamp",
      [
        ['paid', 'uploaded_file'],
        ['paid', 'signed_up'],
        ['paid', 'uploaded_file'],
      ],
    ],
    [
      'three tables',
      'SELECT p.properties.name, g.properties.name, count() FROM events e JOIN persons p ON p.id = e.person_id JOIN groups g ON g.key = e.$group_0 GROUP BY 1, 2 ORDER BY 1',
      [
        ['Ann Ash', 'Acme', 4],
        ['Bob Birch', 'Globex', 1],
      ],
    ],
    [
      'a table with itself',
      "SELECT count() FROM events a JOIN events b ON a.distinct_id = b.distinct_id WHERE a.event = 'signed_up' AND b.event = 'paid'",
      [[3]],
    ],
    [
      'a subquery with an array',
      "SELECT e.event, t.tag FROM events e JOIN (SELECT uuid, arrayJoin(JSONExtract(properties, 'tags', 'Array(String)')) AS tag FROM events) t ON t.uuid = e.uuid WHERE t.tag = 'urgent'",
      [['uploaded_file', 'urgent']],
    ],
    ['a uuid with text', `SELECT count() FROM events e JOIN (SELECT '${ANN}' AS id) x ON x.id = e.person_id`, [[10]]],
  ])
})

describe('subqueries, WITH and sets', () => {
  cases([
    ['a value', 'SELECT (SELECT max(number) FROM numbers(5)) + 1', [[5]]],
    ['a value without rows is null', 'SELECT (SELECT number FROM numbers(0)) IS NULL', [[1]]],
    [
      'a list',
      "SELECT count() FROM events WHERE distinct_id IN (SELECT distinct_id FROM events WHERE event = 'paid')",
      [[13]],
    ],
    [
      'a list of pairs',
      "SELECT count() FROM events WHERE (distinct_id, event) IN (SELECT distinct_id, 'paid' FROM events)",
      [[3]],
    ],
    [
      'existence',
      "SELECT exists(SELECT 1 FROM events WHERE event = 'paid'), exists(SELECT 1 FROM events WHERE event = 'nope')",
      [[1, 0]],
    ],
    ['deep nesting', 'SELECT x FROM (SELECT x FROM (SELECT x FROM (SELECT 1 AS x)))', [[1]]],
    [
      'WITH a table',
      "WITH p AS (SELECT person_id FROM events WHERE event = 'paid') SELECT count(), uniq(person_id) FROM p",
      [[3, 2]],
    ],
    ['WITH a value', 'WITH 2 AS two SELECT two * two', [[4]]],
    [
      'WITH one upon another',
      'WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a), c AS (SELECT x * 10 AS x FROM b) SELECT x FROM c',
      [[20]],
    ],
    [
      'WITH twice in one query',
      'WITH n AS (SELECT number FROM numbers(3)) SELECT count() FROM n a CROSS JOIN n b',
      [[9]],
    ],
    ['WITH names for the columns', 'WITH t(a, b) AS (SELECT 1, 2) SELECT b, a FROM t', [[2, 1]]],
    [
      'WITH hiding a table of its name',
      "WITH events AS (SELECT event FROM events WHERE event = 'paid') SELECT count() FROM events",
      [[3]],
    ],
    [
      'WITH RECURSIVE',
      'WITH RECURSIVE t(n, f) AS (SELECT 1, 1 UNION ALL SELECT n + 1, f * (n + 1) FROM t WHERE n < 5) SELECT max(f) FROM t',
      [[120]],
    ],
    [
      'days by recursion',
      "WITH RECURSIVE d AS (SELECT toDate('2024-05-01') AS day UNION ALL SELECT day + 1 FROM d WHERE day < '2024-05-03') SELECT day FROM d ORDER BY day",
      [['2024-05-01'], ['2024-05-02'], ['2024-05-03']],
    ],
    ['UNION ALL', 'SELECT count() FROM (SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 2)', [[3]]],
    ['UNION DISTINCT', 'SELECT count() FROM (SELECT 1 UNION DISTINCT SELECT 1 UNION DISTINCT SELECT 2)', [[2]]],
    [
      'INTERSECT and EXCEPT',
      'SELECT x FROM (SELECT arrayJoin([1, 2, 3]) AS x INTERSECT SELECT arrayJoin([2, 3, 4]) EXCEPT SELECT 3)',
      [[2]],
    ],
    [
      'a union in a list',
      "SELECT count() FROM events WHERE event IN (SELECT 'paid' UNION ALL SELECT 'refunded')",
      [[4]],
    ],
    [
      'a union of different events',
      "SELECT kind, sum(amount) FROM (SELECT 'in' AS kind, properties.amount AS amount FROM events WHERE event = 'paid' UNION ALL SELECT 'out', properties.amount FROM events WHERE event = 'refunded') GROUP BY kind ORDER BY kind",
      [
        ['in', 159],
        ['out', 30],
      ],
    ],
    [
      'VALUES',
      "SELECT plan, price FROM (VALUES ('free', 0), ('pro', 30)) AS p(plan, price) WHERE price > 0",
      [['pro', 30]],
    ],
    [
      'VALUES joined',
      "SELECT p.label, count() FROM events e JOIN (VALUES ('paid', 'Payment'), ('refunded', 'Refund')) AS p(name, label) ON p.name = e.event GROUP BY 1 ORDER BY 1",
      [
        ['Payment', 3],
        ['Refund', 1],
      ],
    ],
    ['numbers', 'SELECT sum(number) FROM numbers(5, 3)', [[18]]],
    ['series', 'SELECT generate_series FROM generate_series(2, 8, 3)', [[2], [5], [8]]],
    ['a named series', 'SELECT n FROM generateSeries(1, 3) AS s(n)', [[1], [2], [3]]],
    ['ranges', 'SELECT count(), max(range) FROM range(2, 5)', [[3, 4]]],
    ['an empty range', 'SELECT count() FROM range(5, 5)', [[0]]],
  ])
})

describe('windows', () => {
  const paid = "FROM events WHERE event = 'paid'"
  cases([
    [
      'numbers, ranks and gaps',
      'SELECT x, row_number() OVER (ORDER BY x), rank() OVER (ORDER BY x), dense_rank() OVER (ORDER BY x) FROM (SELECT arrayJoin([1, 1, 2]) AS x) ORDER BY 2',
      [
        [1, 1, 1, 1],
        [1, 2, 1, 1],
        [2, 3, 3, 2],
      ],
    ],
    [
      'within parts',
      `SELECT distinct_id, row_number() OVER (PARTITION BY distinct_id ORDER BY timestamp) AS n ${paid} ORDER BY distinct_id, n`,
      [
        ['ann', 1],
        ['ann', 2],
        ['cyd', 1],
      ],
    ],
    [
      'sum so far',
      `SELECT sum(properties.amount) OVER (ORDER BY timestamp) AS s ${paid} ORDER BY timestamp`,
      [[30], [129], [159]],
    ],
    [
      'share of the whole',
      `SELECT round(properties.amount / sum(properties.amount) OVER (), 3) ${paid} ORDER BY timestamp`,
      [[0.189], [0.623], [0.189]],
    ],
    [
      'before and after',
      'SELECT number, lag(number) OVER (ORDER BY number), lead(number) OVER (ORDER BY number) FROM numbers(3) ORDER BY number',
      [
        [0, null, 1],
        [1, 0, 2],
        [2, 1, null],
      ],
    ],
    [
      'two before, or a default',
      'SELECT lag(number, 2, 99) OVER (ORDER BY number) FROM numbers(3) ORDER BY number',
      [[99], [99], [0]],
    ],
    [
      'first and last',
      'SELECT first_value(number) OVER (ORDER BY number), last_value(number) OVER (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM numbers(3) ORDER BY number LIMIT 1',
      [[0, 2]],
    ],
    [
      'moving sum',
      'SELECT sum(number) OVER (ORDER BY number ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM numbers(4) ORDER BY number',
      [[1], [3], [6], [5]],
    ],
    [
      'a named window',
      'SELECT sum(number) OVER w, count() OVER w FROM numbers(3) WINDOW w AS (ORDER BY number) ORDER BY number',
      [
        [0, 1],
        [1, 2],
        [3, 3],
      ],
    ],
    ['quarters', 'SELECT ntile(2) OVER (ORDER BY number) FROM numbers(4) ORDER BY number', [[1], [1], [2], [2]]],
    [
      'shares of rank',
      'SELECT percent_rank() OVER (ORDER BY number) FROM numbers(3) ORDER BY number',
      [[0], [0.5], [1]],
    ],
    [
      'filtered by QUALIFY',
      'SELECT distinct_id, event FROM events QUALIFY row_number() OVER (PARTITION BY distinct_id ORDER BY timestamp DESC) = 1 ORDER BY distinct_id',
      [
        ['ann', 'refunded'],
        ['anon-a', '$pageview'],
        ['bob', '$exception'],
        ['cyd', 'uploaded_file'],
        ['dan', '$pageview'],
      ],
    ],
    [
      'over groups',
      'SELECT event, rank() OVER (ORDER BY count() DESC) AS r FROM events GROUP BY event ORDER BY r, event LIMIT 2',
      [
        ['$pageview', 1],
        ['uploaded_file', 2],
      ],
    ],
    [
      'aggregates with a condition',
      "SELECT countIf(event = 'paid') OVER (ORDER BY timestamp) AS c FROM events ORDER BY timestamp DESC LIMIT 1",
      [[3]],
    ],
  ])
})

describe('conditions', () => {
  cases([
    ['between', 'SELECT count() FROM events WHERE properties.amount BETWEEN 30 AND 50', [[3]]],
    [
      'not between, null is neither',
      'SELECT count() FROM events WHERE properties.amount NOT BETWEEN 30 AND 50 AND properties.amount IS NOT NULL',
      [[1]],
    ],
    ['a list', "SELECT count() FROM events WHERE event IN ('paid', 'refunded')", [[4]]],
    ['not in a list', "SELECT count() FROM events WHERE event NOT IN ('$pageview', 'paid')", [[12]]],
    ['a list with null', "SELECT count() FROM events WHERE properties.coupon IN ('SPRING', null)", [[24]]],
    ['an empty list', 'SELECT count() FROM events WHERE event IN {none}', [[0]], { values: { none: [] } }],
    ['text equal to a number', 'SELECT count() FROM events WHERE properties.items.1.qty = 1', [[3]]],
    ['no property', 'SELECT count() FROM events WHERE properties.amount = null', [[20]]],
    ['a property', 'SELECT count() FROM events WHERE properties.amount != null', [[4]]],
    [
      'other than a value takes in those without',
      "SELECT count() FROM events WHERE properties.currency != 'EUR'",
      [[21]],
    ],
    ['distinct from', "SELECT count() FROM events WHERE properties.currency IS DISTINCT FROM 'EUR'", [[21]]],
    ['two properties', 'SELECT count() FROM events WHERE properties.$browser = properties.$nothing', [[12]]],
    ['regex in any case', "SELECT count() FROM events WHERE event =~* '^PAID$'", [[3]]],
    [
      'and, or, not with brackets',
      "SELECT count() FROM events WHERE NOT (event = '$pageview' OR event = 'paid') AND distinct_id = 'ann'",
      [[5]],
    ],
    [
      'a number from an expression',
      'SELECT count() FROM events WHERE toHour(timestamp) >= 12 AND toHour(timestamp) < 14',
      [[5]],
    ],
    ['booleans', "SELECT count() FROM events WHERE (event = 'paid') = true", [[3]]],
  ])
})

describe('placeholders', () => {
  cases([
    [
      'values of every kind',
      'SELECT {a}, {b}, {c}, {d}, {e.f}',
      [['x', 1.5, true, null, 'deep']],
      { values: { a: 'x', b: 1.5, c: true, d: null, e: { f: 'deep' } } },
    ],
    ['in an expression', 'SELECT {toDate(day)} + 1', [['2024-05-09']], { values: { day: '2024-05-08' } }],
    [
      'variables',
      'SELECT count() FROM events WHERE event = {variables.event}',
      [[3]],
      { variables: { v: { code_name: 'event', value: 'paid' } } },
    ],
    [
      'filters by property',
      'SELECT count() FROM events WHERE {filters}',
      [[2]],
      {
        filters: {
          properties: [
            { key: 'currency', value: 'EUR', operator: 'exact' },
            { key: 'size', value: null, operator: 'is_not_set' },
            { key: 'items', operator: 'is_set' },
          ],
        },
      },
    ],
    [
      'filters on persons',
      'SELECT count() FROM persons WHERE {filters}',
      [[2]],
      { filters: { properties: [{ key: 'country', value: 'AT', type: 'person' }] } },
    ],
    [
      'filters on sessions',
      'SELECT count() FROM sessions WHERE {filters}',
      [[2]],
      { filters: { dateRange: { date_from: '2024-05-13', date_to: '2024-05-15' } } },
    ],
    [
      'filters by the group',
      'SELECT count() FROM events WHERE {filters}',
      [[4]],
      { filters: { properties: [{ key: 'name', value: 'Acme', type: 'group', group_type_index: 0 }] } },
    ],
    [
      'filters by the session',
      "SELECT count() FROM events WHERE {filters} AND event = 'paid'",
      [[2]],
      { filters: { properties: [{ key: '$session_duration', value: 1000, operator: 'gt', type: 'session' }] } },
    ],
    [
      'the bounds of the date filter',
      'SELECT {filters.dateRange.from} < {filters.dateRange.to}',
      [[1]],
      { filters: { dateRange: { date_from: '2024-05-01', date_to: '2024-05-02' } } },
    ],
  ])
})
