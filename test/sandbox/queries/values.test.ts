import { describe } from 'vitest'
import { useShop } from './shop.js'

const { cases } = useShop()

describe('text', () => {
  cases([
    [
      'lower, upper and capitals',
      "SELECT lower('ÀB'), upperUTF8('àb'), initcap('the shop')",
      [['Àb', 'ÀB', 'The Shop']],
    ],
    ['length in letters', "SELECT length('über'), lengthUTF8('über'), char_length('über')", [[5, 4, 4]]],
    [
      'parts by place',
      "SELECT substring('hedgehog', 1, 5), left('hedgehog', 2), right('hedgehog', 3)",
      [['hedge', 'he', 'hog']],
    ],
    [
      'parts by separator',
      "SELECT splitByChar('-', 'a-b-c')[2], split_part('a-b-c', '-', 3), splitByString(', ', 'a, b')",
      [['b', 'c', ['a', 'b']]],
    ],
    ['parts that are not there', "SELECT split_part('a-b', '-', 5), splitByChar(',', '')", [['', ['']]]],
    [
      'joined',
      "SELECT concat('a', 1, null, true), 'a' || 'b', concatWithSeparator('/', 'a', 'b')",
      [['a1true', 'ab', 'a/b']],
    ],
    [
      'a template',
      "SELECT f'{properties.currency}: {properties.amount}' FROM events WHERE event = 'refunded'",
      [['EUR: 30']],
    ],
    [
      'replaced',
      "SELECT replaceAll('a.b.c', '.', '-'), replaceOne('a.b.c', '.', '-'), replaceRegexpAll('a1b22', '[0-9]+', '#')",
      [['a-b-c', 'a-b.c', 'a#b#']],
    ],
    [
      'groups of a pattern',
      "SELECT extract('order 42', '([0-9]+)'), extractAll('a1b22', '[0-9]+'), replaceRegexpOne('42 eur', '([0-9]+) (.*)', '\\\\2 \\\\1')",
      [['42', ['1', '22'], 'eur 42']],
    ],
    ['trimmed', "SELECT trim('  a '), ltrim('  a'), rtrim('a  '), trim('xax', 'x')", [['a', 'a', 'a', 'a']]],
    ['padded', "SELECT leftPad('7', 3, '0'), lpad('7', 2, '0'), rightPad('a', 3, '.')", [['007', '07', 'a..']]],
    ['repeated and reversed', "SELECT repeat('ab', 2), reverse('abc')", [['abab', 'cba']]],
    ['beginning and end', "SELECT startsWith('hedgehog', 'hedge'), endsWith('hedgehog', 'hog')", [[1, 1]]],
    [
      'where it is',
      "SELECT position('hedgehog', 'hog'), positionCaseInsensitive('HEDGE', 'dg'), position('a', 'z')",
      [[6, 3, 0]],
    ],
    ['how often it is', "SELECT countSubstrings('banana', 'an'), countMatches('banana', 'a')", [[2, 3]]],
    ['like with wildcards', "SELECT 'a%b' LIKE 'a\\\\%b', 'axb' LIKE 'a\\\\%b', 'axb' LIKE 'a_b'", [[1, 0, 1]]],
    ['ilike of null', "SELECT count() FROM events WHERE properties.coupon ILIKE 'spr%'", [[1]]],
    ['not like takes in null', "SELECT count() FROM events WHERE properties.coupon NOT LIKE 'X%'", [[24]]],
    [
      'any of several',
      "SELECT multiSearchAny('hedgehog', ['cat', 'hog']), multiMatchAny('abc', ['^b', 'c$'])",
      [[1, 1]],
    ],
    ['tokens', "SELECT hasToken('x is undefined', 'undefined'), tokens('a b')", [[1, ['a', 'b']]]],
    [
      'errors that mention a word',
      "SELECT count() FROM events WHERE properties.$exception_message LIKE '%undefined%'",
      [[1]],
    ],
    ['how far apart', "SELECT levenshteinDistance('hedge', 'ledge')", [[1]]],
    [
      'encoded',
      "SELECT base64Encode('ab'), base64Decode('YWI='), hex('ab'), md5('a')",
      [['YWI=', 'ab', '6162', '0CC175B9C0F1B6A831C399E269772661']],
    ],
    [
      'parts of a url',
      "SELECT protocol('https://a.example/b?c=d#e'), queryString('https://a.example/b?c=d#e'), fragment('https://a.example/b?c=d#e'), extractURLParameter('https://a.example/?utm=x', 'utm')",
      [['https', 'c=d', 'e', 'x']],
    ],
    [
      'a url without its query',
      "SELECT cutQueryString('https://a.example/b?c=d'), cutURLParameter('https://a.example/?a=1&b=2', 'a'), decodeURLComponent('a%20b')",
      [['https://a.example/b', 'https://a.example/?b=2', 'a b']],
    ],
    [
      'formatted',
      "SELECT format('{0}-{1}', 'a', 'b'), formatReadableSize(1536), formatReadableQuantity(1200)",
      [['a-b', '1.50 KiB', '1.20 thousand']],
    ],
    [
      'empty and not',
      "SELECT empty(''), notEmpty('a'), nullIf('', ''), ifNull(properties.nope, 'none') FROM events LIMIT 1",
      [[1, 1, null, 'none']],
    ],
    [
      'versions in order',
      "SELECT arraySort(x -> sortableSemVer(x), ['1.10.0', '1.2.0', '1.9.1'])",
      [[['1.2.0', '1.9.1', '1.10.0']]],
    ],
    ['versions of which one is none', "SELECT sortableSemVer('1.2') < sortableSemVer('9.9.9')", [[0]]],
    ['languages', "SELECT languageCodeToName('de'), languageCodeToName('pt_BR')", [['German', 'Portuguese']]],
    [
      'quotes and other signs',
      "SELECT 'it''s', 'a\\\\b', 'tab\\there', 'emoji 🦔'",
      [["it's", 'a\\b', 'tab\there', 'emoji 🦔']],
    ],
  ])
})

describe('dates', () => {
  const t = "toDateTime('2024-05-08 13:45:10')"
  cases([
    [
      'parts',
      `SELECT toYear(${t}), toMonth(${t}), toDayOfMonth(${t}), toHour(${t}), toMinute(${t}), toSecond(${t}), toQuarter(${t})`,
      [[2024, 5, 8, 13, 45, 10, 2]],
    ],
    ['weeks and days of the year', `SELECT toISOWeek(${t}), toDayOfYear(${t}), toDayOfWeek(${t})`, [[19, 129, 3]]],
    [
      'starts',
      `SELECT toStartOfYear(${t}), toStartOfQuarter(${t}), toStartOfMonth(${t}), toStartOfWeek(${t}), toMonday(${t})`,
      [['2024-01-01', '2024-04-01', '2024-05-01', '2024-05-05', '2024-05-06']],
    ],
    [
      'starts within a day',
      `SELECT toStartOfDay(${t}), toStartOfHour(${t}), toStartOfFifteenMinutes(${t}), toStartOfMinute(${t})`,
      [['2024-05-08T00:00:00Z', '2024-05-08T13:00:00Z', '2024-05-08T13:45:00Z', '2024-05-08T13:45:00Z']],
    ],
    [
      'intervals',
      `SELECT toStartOfInterval(${t}, INTERVAL 6 HOUR), toStartOfInterval(${t}, toIntervalMinute(10))`,
      [['2024-05-08T12:00:00Z', '2024-05-08T13:40:00Z']],
    ],
    [
      'bins from a moment',
      `SELECT date_bin(INTERVAL 1 HOUR, ${t}, toDateTime('2024-05-08 00:30:00'))`,
      [['2024-05-08T13:30:00Z']],
    ],
    ['the last day of the month', `SELECT toLastDayOfMonth(${t})`, [['2024-05-31']]],
    [
      'truncated by name',
      `SELECT dateTrunc('hour', ${t}), date_trunc('week', ${t}), dateTrunc('year', ${t})`,
      [['2024-05-08T13:00:00Z', '2024-05-06', '2024-01-01']],
    ],
    [
      'parts by name',
      `SELECT date_part('year', ${t}), date_part('dow', ${t}), dateName('month', ${t}), monthName(${t})`,
      [[2024, 3, 'May', 'May']],
    ],
    [
      'added',
      `SELECT ${t} + INTERVAL 1 DAY, ${t} - INTERVAL 2 HOUR, addMonths(toDate('2024-01-31'), 1)`,
      [['2024-05-09T13:45:10Z', '2024-05-08T11:45:10Z', '2024-02-29']],
    ],
    [
      'added by name',
      `SELECT dateAdd('week', 1, toDate('2024-05-01')), dateSub('month', 1, toDate('2024-05-01')), date_add(toDate('2024-05-01'), INTERVAL 1 YEAR)`,
      [['2024-05-08', '2024-04-01', '2025-05-01']],
    ],
    [
      'several intervals at once',
      "SELECT toDateTime('2024-01-01 00:00:00') + make_interval(1, 2, 3, 4, 5, 6)",
      [['2025-03-04T04:05:06Z']],
    ],
    [
      'differences',
      "SELECT dateDiff('day', toDate('2024-02-01'), toDate('2024-03-01')), dateDiff('month', toDate('2024-01-31'), toDate('2024-02-01')), date_diff('second', toDateTime('2024-01-01 00:00:00'), toDateTime('2024-01-01 00:01:01'))",
      [[29, 1, 61]],
    ],
    ['age counts whole units', "SELECT age('month', toDate('2024-01-31'), toDate('2024-02-01'))", [[0]]],
    [
      'to and from seconds',
      `SELECT toUnixTimestamp(${t}), fromUnixTimestamp(1715175910), to_timestamp(1715175910.5)`,
      [[1715175910, '2024-05-08T13:45:10Z', '2024-05-08T13:45:10.500000Z']],
    ],
    [
      'to and from milliseconds',
      "SELECT toUnixTimestamp64Milli(toDateTime64('2024-05-08 13:45:10.250', 3)), fromUnixTimestamp64Milli(1715175910250)",
      [[1715175910250, '2024-05-08T13:45:10.250000Z']],
    ],
    [
      'made of parts',
      'SELECT make_date(2024, 5, 8), makeDate(2024, 129), make_timestamp(2024, 5, 8, 13, 45, 10)',
      [['2024-05-08', '2024-05-08', '2024-05-08T13:45:10Z']],
    ],
    ['formatted', `SELECT formatDateTime(${t}, '%d.%m.%Y %H:%i'), to_char(${t}, '%Y')`, [['08.05.2024 13:45', '2024']]],
    [
      'parsed',
      "SELECT parseDateTimeBestEffort('8 May 2024 13:45:10'), toDateTime('2024-05-08T15:45:10+02:00'), parseDateTime('08/05/2024', '%d/%m/%Y')",
      [['2024-05-08T13:45:10Z', '2024-05-08T13:45:10Z', '2024-05-08T00:00:00Z']],
    ],
    ['American', "SELECT toDateTimeUS('05/08/2024 13:45:10')", [['2024-05-08T13:45:10Z']]],
    [
      'what is no date',
      'SELECT toDate(properties.currency), toDateTime(properties.plan) FROM events LIMIT 1',
      [[null, null]],
    ],
    [
      'in another zone',
      `SELECT toTimeZone(${t}, 'Asia/Tokyo'), toHour(toTimeZone(${t}, 'America/New_York')), timezone('Europe/Vienna', ${t})`,
      [['2024-05-08T22:45:10+09:00', 9, '2024-05-08T15:45:10+02:00']],
    ],
    ['numbers of days', `SELECT toYYYYMM(${t}), toYYYYMMDD(${t}), toYearWeek(${t})`, [[202405, 20240508, 202418]]],
    [
      'days without hours',
      `SELECT toDate(${t}) = '2024-05-08', ${t} > '2024-05-08', ${t} BETWEEN '2024-05-08' AND '2024-05-09'`,
      [[1, 1, 1]],
    ],
    [
      'a list of days',
      "SELECT arrayMap(n -> toDate('2024-05-01') + n, range(3))",
      [[['2024-05-01', '2024-05-02', '2024-05-03']]],
    ],
    [
      'slots of half an hour',
      "SELECT timeSlot(toDateTime('2024-05-08 13:45:10')), timeSlots(fromUnixTimestamp(1715173200), 1800)",
      [['2024-05-08T13:30:00Z', ['2024-05-08T13:00:00Z', '2024-05-08T13:30:00Z']]],
    ],
    ['the time in a uuid', "SELECT toYear(UUIDv7ToDateTime(toUUID('018f0000-0000-7000-8000-000000000000')))", [[2024]]],
    [
      'now, today and yesterday',
      "SELECT now() > today(), yesterday() + 1 = today(), current_date() = today(), dateDiff('second', now(), current_timestamp())",
      [[1, 1, 1, 0]],
    ],
  ])
})

describe('numbers and conversion', () => {
  cases([
    ['arithmetic', 'SELECT 7 / 2, intDiv(7, 2), 7 % 4, -7 + 2, 2 * 3.5', [[3.5, 3, 3, -5, 7]]],
    [
      'rounding',
      'SELECT round(2.345, 2), floor(2.7), ceil(2.1), trunc(-2.7), round(1234, -2)',
      [[2.35, 2, 3, -2, 1200]],
    ],
    ['powers and roots', 'SELECT pow(2, 10), sqrt(16), exp(0), log10(1000), cbrt(27)', [[1024, 4, 1, 3, 3]]],
    ['least and greatest', 'SELECT least(3, 1, 2), greatest(3, 1, 2), abs(-4), sign(-3)', [[1, 3, 4, -1]]],
    [
      'what is infinite or none',
      'SELECT 1 / 0, 0 / 0, isFinite(1 / 0), isNaN(0 / 0), ifNotFinite(1 / 0, 9)',
      [[null, null, 0, 1, 9]],
    ],
    ['bits', 'SELECT bitAnd(6, 3), bitOr(6, 3), bitXor(6, 3), bitCount(7), bitShiftLeft(1, 4)', [[2, 7, 5, 3, 16]]],
    [
      'text to numbers',
      "SELECT toInt('12'), toFloat('1.5'), toInt('x'), toFloatOrZero('x'), toFloatOrDefault('x', 7), toIntOrZero('5')",
      [[12, 1.5, null, 0, 7, 5]],
    ],
    ['numbers to text', "SELECT toString(12), toString(1.5), '1' || toString(2)", [['12', '1.5', '12']]],
    [
      'casts',
      "SELECT CAST('3' AS Int64), '4'::int, CAST(5 AS String), '2024-05-08'::date, 'true'::bool",
      [[3, 4, '5', '2024-05-08', true]],
    ],
    ['exact decimals', "SELECT toString(toDecimal('0.1', 2) + toDecimal('0.2', 2))", [['0.3']]],
    [
      'whole numbers too large for JavaScript',
      "SELECT 9007199254740993, toInt('9007199254740993') + 1",
      [['9007199254740993', '9007199254740994']],
    ],
    [
      'uuids',
      "SELECT toUUID('a0000000-0000-4000-8000-000000000001'), toUUID('nope'), toUUIDOrDefault('nope', 'a0000000-0000-4000-8000-000000000001')",
      [['a0000000-0000-4000-8000-000000000001', null, 'a0000000-0000-4000-8000-000000000001']],
    ],
    ['in steps', 'SELECT width_bucket(5, 0, 10, 5), roundDown(7, [0, 5, 10])', [[3, 5]]],
    [
      'choices',
      "SELECT if(1 > 2, 'a', 'b'), 2 > 1 ? 'yes' : 'no', CASE WHEN 1 = 2 THEN 'x' WHEN 2 = 2 THEN 'y' END, CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END",
      [['b', 'yes', 'y', 'two']],
    ],
    [
      'the first that is there',
      "SELECT coalesce(null, null, 3), properties.nope ?? 'x', ifNull(null, 1), nullIf(5, 5) FROM events LIMIT 1",
      [[3, 'x', 1, null]],
    ],
    [
      'values looked up',
      "SELECT transform(properties.type, ['png', 'pdf'], ['image', 'paper'], 'other') AS kind, count() FROM events WHERE event = 'uploaded_file' GROUP BY kind ORDER BY kind",
      [
        ['image', 2],
        ['other', 1],
        ['paper', 1],
      ],
    ],
    [
      'hashes',
      "SELECT cityHash64('a') = cityHash64('a'), length(toString(sipHash64('a'))) > 10, SHA256('') = SHA256('a')",
      [[1, 1, 0]],
    ],
    [
      'null never is equal to a value',
      'SELECT null = 1, null != 1, null = null, null IS NULL, 1 IS NOT NULL',
      [[0, 1, 1, 1, 1]],
    ],
    [
      'logic',
      'SELECT true AND false, true OR false, NOT true, xor(true, true), 1 = 1 AND 2 > 1',
      [[false, true, false, false, 1]],
    ],
    ['distance on earth in kilometres', 'SELECT round(greatCircleDistance(16.37, 48.21, 13.4, 52.52) / 1000)', [[524]]],
  ])
})

describe('arrays, tuples and maps', () => {
  cases([
    ['made and read', 'SELECT [1, 2, 3][1], [1, 2, 3][-1], length([1, 2]), empty([])', [[1, 3, 2, 1]]],
    [
      'sliced',
      'SELECT arraySlice([1, 2, 3, 4], 2, 2), [1, 2, 3, 4][2:3], arrayPopBack([1, 2]), arrayPushFront([2], 1)',
      [[[2, 3], [2, 3], [1], [1, 2]]],
    ],
    [
      'mapped and filtered',
      'SELECT arrayMap(x -> x * x, [1, 2, 3]), arrayFilter(x -> x % 2 = 1, [1, 2, 3])',
      [
        [
          [1, 4, 9],
          [1, 3],
        ],
      ],
    ],
    [
      'over two at once',
      'SELECT arrayMap((a, b) -> a + b, [1, 2], [10, 20]), arrayZip([1, 2], [3, 4])',
      [
        [
          [11, 22],
          [
            [1, 3],
            [2, 4],
          ],
        ],
      ],
    ],
    [
      'added up',
      'SELECT arraySum([1, 2, 3]), arrayAvg([1, 2, 3]), arrayMax([1, 3, 2]), arrayMin([2, 1]), arrayProduct([2, 3])',
      [[6, 2, 3, 1, 6]],
    ],
    [
      'folded',
      "SELECT arrayFold((acc, x) -> acc + x * 2, [1, 2, 3], toInt64OrZero('0')), arrayCumSum([1, 2, 3]), arrayDifference([1, 4, 9])",
      [[12, [1, 3, 6], [0, 3, 5]]],
    ],
    [
      'searched',
      "SELECT has(['a', 'b'], 'b'), indexOf(['a', 'b'], 'b'), hasAny([1, 2], [2, 3]), hasAll([1, 2], [2, 3]), countEqual([1, 1, 2], 1)",
      [[1, 2, 1, 0, 2]],
    ],
    [
      'one that fits',
      'SELECT arrayExists(x -> x > 2, [1, 3]), arrayAll(x -> x > 0, [1, 3]), arrayFirst(x -> x > 1, [1, 2, 3]), arrayLastIndex(x -> x > 1, [1, 2, 3])',
      [[1, 1, 2, 3]],
    ],
    [
      'sorted',
      "SELECT arraySort([3, 1, 2]), arrayReverseSort([3, 1, 2]), arraySort(x -> -x, [3, 1, 2]), arrayReverse(['a', 'b'])",
      [
        [
          [1, 2, 3],
          [3, 2, 1],
          [3, 2, 1],
          ['b', 'a'],
        ],
      ],
    ],
    [
      'without doubles',
      'SELECT arrayDistinct([1, 1, 2]), arrayUniq([1, 1, 2]), arraySort(arrayIntersect([1, 2, 3], [2, 3, 4])), arrayConcat([1], [2, 3])',
      [[[1, 2], 2, [2, 3], [1, 2, 3]]],
    ],
    [
      'numbered',
      'SELECT arrayEnumerate([5, 6]), range(3), range(2, 6, 2), arrayWithConstant(2, 7)',
      [
        [
          [1, 2],
          [0, 1, 2],
          [2, 4],
          [7, 7],
        ],
      ],
    ],
    [
      'turned and split',
      'SELECT arrayRotateLeft([1, 2, 3], 1), arraySplit(x -> x = 2, [1, 2, 3]), arrayFlatten([[1], [2, 3]]), arrayResize([1], 3)',
      [
        [
          [2, 3, 1],
          [[1], [2, 3]],
          [1, 2, 3],
          [1, 0, 0],
        ],
      ],
    ],
    [
      'as text',
      "SELECT arrayStringConcat(['a', 'b'], '-'), arrayStringConcat(arrayMap(x -> upper(x), splitByChar(',', 'a,b')), ';')",
      [['a-b', 'A;B']],
    ],
    ['as rows', 'SELECT arrayJoin([10, 20]) AS x ORDER BY x DESC', [[20], [10]]],
    [
      'tags of files',
      "SELECT tag, count() FROM events ARRAY JOIN JSONExtract(properties, 'tags', 'Array(String)') AS tag GROUP BY tag ORDER BY tag",
      [
        ['data', 1],
        ['urgent', 1],
        ['work', 3],
      ],
    ],
    [
      'files with a tag',
      "SELECT count() FROM events WHERE has(JSONExtract(properties, 'tags', 'Array(String)'), 'work')",
      [[3]],
    ],
    [
      'files without tags too',
      "SELECT count() FROM events LEFT ARRAY JOIN JSONExtract(properties, 'tags', 'Array(String)') AS tag WHERE event = 'uploaded_file'",
      [[6]],
    ],
    ['lambdas inside lambdas', 'SELECT arrayMap(x -> arraySum(y -> x * y, [1, 2]), [1, 10])', [[[3, 30]]]],
    [
      'collected',
      "SELECT arraySort(groupUniqArray(properties.type)), groupArray(2)(event) FROM events WHERE event = 'uploaded_file'",
      [
        [
          ['csv', 'pdf', 'png'],
          ['uploaded_file', 'uploaded_file'],
        ],
      ],
    ],
    [
      'collected in an order',
      "SELECT groupArray(properties.size ORDER BY properties.size DESC) FROM events WHERE event = 'uploaded_file'",
      [[[10, 2.5, 1.5, 0.5]]],
    ],
    [
      'tuples',
      "SELECT (1, 'a'), (1, 'a').2, tuple(1, 2) = (1, 2), tupleElement((5, 6), 1), (1, 2) < (1, 3)",
      [[[1, 'a'], 'a', 1, 5, 1]],
    ],
    [
      'pairs in a list',
      "SELECT count() FROM events WHERE (event, distinct_id) IN (('paid', 'ann'), ('paid', 'bob'))",
      [[2]],
    ],
    [
      'maps',
      "SELECT map('a', 1, 'b', 2)['b'], mapKeys(map('a', 1)), mapValues(map('a', 1)), mapContains(map('a', 1), 'z')",
      [[2, ['a'], [1], 0]],
    ],
    [
      'maps added up',
      "SELECT sumMap(map(assumeNotNull(properties.currency), assumeNotNull(properties.amount))) FROM events WHERE event = 'paid' AND properties.currency IS NOT NULL",
      [[{ EUR: 60, USD: 99 }]],
    ],
    [
      'objects',
      "SELECT {'currency': properties.currency, 'n': 1} FROM events WHERE event = 'refunded'",
      [[['__hx_obj', 'currency', 'EUR', 'n', 1]]],
    ],
    [
      'elements to draw',
      "SELECT <Sparkline data={[1, 2]} />, sparkline([1, 2]), recordingButton('sA1')",
      [
        [
          ['__hx_tag', 'Sparkline', 'data', [1, 2]],
          ['__hx_tag', 'Sparkline', 'data', [1, 2]],
          ['__hx_tag', 'RecordingButton', 'sessionId', 'sA1'],
        ],
      ],
    ],
    [
      'links',
      "SELECT <a href={properties.$current_url}>{properties.$pathname}</a> FROM events WHERE properties.$pathname = '/docs'",
      [[['__hx_tag', 'a', 'href', 'https://hedgebox.example/docs', 'children', '/docs']]],
    ],
  ])
})

describe('JSON', () => {
  cases([
    [
      'by path',
      "SELECT properties.items.1.sku, properties.items.2.qty FROM events WHERE event = 'paid' ORDER BY timestamp LIMIT 1",
      [['pro', '2']],
    ],
    [
      'by brackets',
      "SELECT properties['items'][1]['sku'] FROM events WHERE properties['coupon'] = 'SPRING'",
      [['pro']],
    ],
    [
      'as text',
      "SELECT properties.tags, properties.items FROM events WHERE event IN ('uploaded_file', 'paid') ORDER BY timestamp LIMIT 1",
      [['["work","urgent"]', null]],
    ],
    [
      'text, numbers and lists',
      "SELECT JSONExtractString(properties, 'currency'), JSONExtractFloat(properties, 'amount'), JSONExtractInt(properties, 'amount'), JSONExtractRaw(properties, 'items') FROM events WHERE event = 'paid' AND distinct_id = 'cyd'",
      [['USD', 99, 99, '[{"sku":"pro","qty":1}]']],
    ],
    [
      'what is not there',
      "SELECT JSONExtractString(properties, 'nope'), JSONExtractInt(properties, 'nope'), properties.nope, properties.nope.deeper FROM events LIMIT 1",
      [['', 0, null, null]],
    ],
    [
      'whether it is there',
      "SELECT countIf(JSONHas(properties, 'amount')), countIf(properties.amount IS NOT NULL) FROM events",
      [[4, 4]],
    ],
    [
      'its length and keys',
      "SELECT JSONLength(properties, 'items'), arraySort(JSONExtractKeys(JSONExtractRaw(properties, 'items', 1))) FROM events WHERE properties.coupon IS NOT NULL",
      [[2, ['qty', 'sku']]],
    ],
    [
      'kind of a value',
      "SELECT JSONType(properties, 'items'), JSONType(properties, 'amount'), JSONType(properties, 'currency') FROM events WHERE event = 'paid' LIMIT 1",
      [['Array', 'Int64', 'String']],
    ],
    [
      'every item of a list',
      "SELECT arrayMap(x -> JSONExtractString(x, 'sku'), JSONExtractArrayRaw(properties, 'items')) FROM events WHERE properties.coupon = 'SPRING'",
      [[['pro', 'seat']]],
    ],
    [
      'pairs',
      'SELECT arraySort(JSONExtractKeysAndValues(\'{"a":1,"b":2}\', \'Int64\'))',
      [
        [
          [
            ['a', 1],
            ['b', 2],
          ],
        ],
      ],
    ],
    [
      'typed at once',
      "SELECT JSONExtract('{\"a\":[1,2]}', 'a', 'Array(Int64)'), JSONExtract('{\"n\":\"x\"}', 'n', 'Nullable(String)')",
      [[[1, 2], 'x']],
    ],
    [
      'made',
      "SELECT toJSONString(map('a', 1)), toJSONString([1, 2]), isValidJSON('{'), json_agg(event) FROM events WHERE event = 'refunded'",
      [['{"a":1}', '[1,2]', 0, '["refunded"]']],
    ],
    [
      'the properties as a whole',
      "SELECT JSONExtractKeys(properties) FROM events WHERE event = '$exception'",
      [[['$exception_type', '$exception_message', '$session_id']]],
    ],
    [
      'a computed name',
      "SELECT JSONExtractString(properties, concat('cur', 'rency')) FROM events WHERE event = 'refunded'",
      [['EUR']],
    ],
    ['numbers compare as numbers, by their definition', 'SELECT count() FROM events WHERE properties.size > 2', [[2]]],
    ['text compares as text, without a definition', "SELECT count() FROM events WHERE properties.type > 'pd'", [[3]]],
    [
      'a number in text',
      "SELECT toFloat(properties.items.1.qty) + 1 FROM events WHERE properties.coupon = 'SPRING'",
      [[2]],
    ],
  ])
})
