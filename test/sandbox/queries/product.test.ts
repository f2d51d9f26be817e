import { describe } from 'vitest'
import { ANN, BOB, CYD, useShop } from './shop.js'

const { cases } = useShop()

describe('trends', () => {
  cases([
    ['all events', 'SELECT count() FROM events', [[24]]],
    [
      'top events',
      'SELECT event, count() AS c FROM events GROUP BY event ORDER BY c DESC, event LIMIT 3',
      [
        ['$pageview', 9],
        ['uploaded_file', 4],
        ['$feature_flag_called', 3],
      ],
    ],
    [
      'events by day',
      'SELECT toDate(timestamp) AS day, count() FROM events GROUP BY day ORDER BY day',
      [
        ['2024-05-06', 5],
        ['2024-05-07', 4],
        ['2024-05-08', 4],
        ['2024-05-09', 4],
        ['2024-05-13', 2],
        ['2024-05-14', 1],
        ['2024-05-15', 2],
        ['2024-05-16', 2],
      ],
    ],
    [
      'days without events as zero',
      "SELECT toDate(timestamp) AS day, count() FROM events WHERE event = 'paid' GROUP BY day ORDER BY day WITH FILL FROM '2024-05-14' TO '2024-05-17'",
      [
        ['2024-05-08', 2],
        ['2024-05-14', 0],
        ['2024-05-15', 1],
        ['2024-05-16', 0],
      ],
    ],
    [
      'daily users',
      'SELECT toDate(timestamp) AS day, uniq(person_id) FROM events GROUP BY day ORDER BY day LIMIT 4',
      [
        ['2024-05-06', 2],
        ['2024-05-07', 2],
        ['2024-05-08', 2],
        ['2024-05-09', 3],
      ],
    ],
    [
      'weekly users',
      'SELECT toStartOfWeek(timestamp) AS week, count(DISTINCT person_id) FROM events GROUP BY week ORDER BY week',
      [
        ['2024-05-05', 3],
        ['2024-05-12', 4],
      ],
    ],
    [
      'weeks that begin on Monday',
      'SELECT toMonday(timestamp) AS week, count() FROM events GROUP BY week ORDER BY week',
      [
        ['2024-05-06', 17],
        ['2024-05-13', 7],
      ],
    ],
    [
      'events by month',
      "SELECT dateTrunc('month', timestamp) AS month, count() FROM events GROUP BY month",
      [['2024-05-01', 24]],
    ],
    [
      'events by hour of the day',
      'SELECT toHour(timestamp) AS hour, count() AS c FROM events GROUP BY hour ORDER BY c DESC, hour LIMIT 2',
      [
        [9, 7],
        [10, 4],
      ],
    ],
    [
      'events by weekday',
      'SELECT toDayOfWeek(timestamp) AS weekday, count() FROM events GROUP BY weekday ORDER BY weekday',
      [
        [1, 7],
        [2, 5],
        [3, 6],
        [4, 6],
      ],
    ],
    [
      'breakdown by property',
      "SELECT properties.$browser AS browser, count() FROM events WHERE event = '$pageview' GROUP BY browser ORDER BY 2 DESC, 1",
      [
        ['Firefox', 5],
        ['Chrome', 3],
        ['Safari', 1],
      ],
    ],
    [
      'breakdown by two properties',
      "SELECT properties.$device_type, properties.$os, uniq(person_id) FROM events WHERE event = '$pageview' GROUP BY 1, 2 ORDER BY 1, 2",
      [
        ['Desktop', 'Mac OS X', 1],
        ['Desktop', 'Windows', 2],
        ['Mobile', 'iOS', 1],
      ],
    ],
    [
      'breakdown with those that have none',
      "SELECT coalesce(properties.coupon, '(none)') AS coupon, count() FROM events WHERE event = 'paid' GROUP BY coupon ORDER BY coupon",
      [
        ['(none)', 2],
        ['SPRING', 1],
      ],
    ],
    [
      'two series side by side',
      "SELECT toDate(timestamp) AS day, countIf(event = 'signed_up') AS signups, countIf(event = 'paid') AS payments FROM events GROUP BY day HAVING signups + payments > 0 ORDER BY day",
      [
        ['2024-05-06', 1, 0],
        ['2024-05-07', 1, 0],
        ['2024-05-08', 1, 2],
        ['2024-05-15', 0, 1],
      ],
    ],
    [
      'a formula of two series',
      "SELECT round(100 * countIf(event = 'paid') / countIf(event = 'signed_up'), 1) FROM events",
      [[100]],
    ],
    [
      'running total',
      "SELECT day, sum(c) OVER (ORDER BY day) FROM (SELECT toDate(timestamp) AS day, count() AS c FROM events WHERE event = 'uploaded_file' GROUP BY day) ORDER BY day",
      [
        ['2024-05-07', 2],
        ['2024-05-14', 3],
        ['2024-05-16', 4],
      ],
    ],
    [
      'average of three days',
      'SELECT day, round(avg(c) OVER (ORDER BY day ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), 2) FROM (SELECT toDate(timestamp) AS day, count() AS c FROM events GROUP BY day) ORDER BY day LIMIT 4',
      [
        ['2024-05-06', 5],
        ['2024-05-07', 4.5],
        ['2024-05-08', 4.33],
        ['2024-05-09', 4],
      ],
    ],
    [
      'change against the week before',
      'SELECT week, c, c - lag(c) OVER (ORDER BY week) FROM (SELECT toStartOfWeek(timestamp) AS week, toInt(count()) AS c FROM events GROUP BY week) ORDER BY week',
      [
        ['2024-05-05', 17, null],
        ['2024-05-12', 7, -10],
      ],
    ],
    [
      'events per user',
      'SELECT round(count() / uniq(person_id), 2), median(c) FROM (SELECT person_id, count() AS c FROM events GROUP BY person_id) CROSS JOIN (SELECT 1 AS one)',
      [[1, 6]],
    ],
    [
      'how many users did it how often',
      "SELECT times, count() FROM (SELECT person_id, count() AS times FROM events WHERE event = '$pageview' GROUP BY person_id) GROUP BY times ORDER BY times",
      [
        [1, 1],
        [2, 1],
        [3, 2],
      ],
    ],
    [
      'on how many days users came (stickiness)',
      'SELECT days, count() FROM (SELECT person_id, uniq(toDate(timestamp)) AS days FROM events GROUP BY person_id) GROUP BY days ORDER BY days',
      [
        [1, 1],
        [3, 1],
        [5, 2],
      ],
    ],
    [
      'first event of each user (lifecycle: new)',
      'SELECT toDate(first) AS day, count() FROM (SELECT person_id, min(timestamp) AS first FROM events GROUP BY person_id) GROUP BY day ORDER BY day',
      [
        ['2024-05-06', 2],
        ['2024-05-08', 1],
        ['2024-05-13', 1],
      ],
    ],
    [
      'returning and lost users by week',
      "SELECT countIf(a AND b) AS stayed, countIf(a AND NOT b) AS lost, countIf(b AND NOT a) AS came FROM (SELECT person_id, max(timestamp < '2024-05-12') AS a, max(timestamp >= '2024-05-12') AS b FROM events GROUP BY person_id)",
      [[3, 0, 1]],
    ],
    [
      'the filter of a date range',
      'SELECT count() FROM events WHERE {filters}',
      [[8]],
      {
        filters: { dateRange: { date_from: '2024-05-07', date_to: '2024-05-09' } },
      },
    ],
    ['a sample of all', 'SELECT count() FROM events SAMPLE 1/1', [[24]]],
  ])
})

describe('funnels', () => {
  const level = (steps: string, window = 1209600) =>
    `SELECT level, count() FROM (SELECT person_id, windowFunnel(${window})(timestamp, ${steps}) AS level FROM events GROUP BY person_id) GROUP BY level ORDER BY level`
  cases([
    [
      'from page to payment',
      level("event = '$pageview', event = 'signed_up', event = 'paid'"),
      [
        [1, 1],
        [2, 1],
        [3, 2],
      ],
    ],
    [
      'within an hour',
      level("event = '$pageview', event = 'signed_up', event = 'paid'", 3600),
      [
        [1, 1],
        [2, 2],
        [3, 1],
      ],
    ],
    [
      'by page',
      level("properties.$pathname = '/', properties.$pathname = '/pricing', event = 'signed_up'"),
      [
        [1, 1],
        [2, 1],
        [3, 2],
      ],
    ],
    [
      'how many reached each step',
      "SELECT countIf(level >= 1), countIf(level >= 2), countIf(level >= 3) FROM (SELECT windowFunnel(1209600)(timestamp, event = 'signed_up', event = 'uploaded_file', event = 'paid') AS level FROM events GROUP BY person_id)",
      [[3, 3, 1]],
    ],
    [
      'by browser of the first step',
      "SELECT browser, countIf(level >= 1), countIf(level = 2) FROM (SELECT person_id, argMin(properties.$browser, timestamp) AS browser, windowFunnel(1209600)(timestamp, event = '$pageview', event = 'paid') AS level FROM events GROUP BY person_id) GROUP BY browser ORDER BY browser",
      [
        ['Chrome', 1, 1],
        ['Firefox', 2, 0],
        ['Safari', 1, 1],
      ],
    ],
    [
      'with nothing in between',
      "SELECT level, count() FROM (SELECT person_id, windowFunnel(1209600, 'strict_order')(timestamp, event = 'signed_up', event = 'paid') AS level FROM events WHERE event != '$pageview' GROUP BY person_id) GROUP BY level ORDER BY level",
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'as a sequence with other events in between',
      "SELECT countIf(matched) FROM (SELECT person_id, sequenceMatch('(?1).*(?2)')(timestamp, event = 'signed_up', event = 'paid') AS matched FROM events GROUP BY person_id)",
      [[2]],
    ],
    [
      'as a sequence within half an hour',
      "SELECT countIf(matched) FROM (SELECT person_id, sequenceMatch('(?1)(?t<=1800)(?2)')(timestamp, event = 'signed_up', event = 'paid') AS matched FROM events GROUP BY person_id)",
      [[1]],
    ],
    [
      'seconds from signing up to paying',
      "SELECT person_id, dateDiff('second', minIf(timestamp, event = 'signed_up'), minIf(timestamp, event = 'paid')) AS s FROM events GROUP BY person_id HAVING countIf(event = 'paid') > 0 ORDER BY s",
      [
        [CYD, 1020],
        [ANN, 183300],
      ],
    ],
    [
      'who dropped off after signing up',
      "SELECT person_id FROM events GROUP BY person_id HAVING countIf(event = 'signed_up') > 0 AND countIf(event = 'paid') = 0",
      [[BOB]],
    ],
  ])
})

describe('retention', () => {
  cases([
    [
      'who came back a week later',
      "SELECT count(DISTINCT a.person_id) FROM (SELECT person_id FROM events WHERE timestamp < '2024-05-12') a JOIN (SELECT person_id FROM events WHERE timestamp >= '2024-05-12') b ON a.person_id = b.person_id",
      [[3]],
    ],
    [
      'by the week of the first visit',
      "SELECT first_week, weeks, count(DISTINCT person_id) FROM (SELECT person_id, toStartOfWeek(timestamp) AS week, min(toStartOfWeek(timestamp)) OVER (PARTITION BY person_id) AS first_week, dateDiff('week', first_week, week) AS weeks FROM events) GROUP BY first_week, weeks ORDER BY first_week, weeks",
      [
        ['2024-05-05', 0, 3],
        ['2024-05-05', 1, 3],
        ['2024-05-12', 0, 1],
      ],
    ],
    [
      "with ClickHouse's retention()",
      "SELECT sum(r[1]), sum(r[2]) FROM (SELECT person_id, retention(event = 'signed_up', event = 'uploaded_file') AS r FROM events GROUP BY person_id)",
      [[3, 3]],
    ],
    [
      'the day of the last event',
      'SELECT person_id, toDate(max(timestamp)) FROM events GROUP BY person_id ORDER BY 2, 1',
      [
        ['d0000000-0000-4000-8000-000000000004', '2024-05-13'],
        [ANN, '2024-05-15'],
        [BOB, '2024-05-16'],
        [CYD, '2024-05-16'],
      ],
    ],
    [
      'days between two visits',
      "SELECT dateDiff('day', lag(day) OVER (ORDER BY day), day) FROM (SELECT DISTINCT toDate(timestamp) AS day FROM events WHERE distinct_id = 'bob') ORDER BY day",
      [[null], [1], [2], [5], [2]],
    ],
  ])
})

describe('revenue', () => {
  cases([
    ['all of it', "SELECT sum(properties.amount) FROM events WHERE event = 'paid'", [[159]]],
    [
      'by currency',
      "SELECT properties.currency, sum(properties.amount), count() FROM events WHERE event = 'paid' GROUP BY 1 ORDER BY 1",
      [
        ['EUR', 60, 2],
        ['USD', 99, 1],
      ],
    ],
    [
      'less refunds',
      "SELECT sum(if(event = 'refunded', -properties.amount, properties.amount)) FROM events WHERE event IN ('paid', 'refunded')",
      [[129]],
    ],
    [
      'by payer',
      "SELECT person_id, sum(properties.amount) AS total FROM events WHERE event = 'paid' GROUP BY person_id ORDER BY total DESC",
      [
        [CYD, 99],
        [ANN, 60],
      ],
    ],
    [
      'per user and per payer',
      "SELECT round(sumIf(properties.amount, event = 'paid') / uniq(person_id), 2), round(sumIf(properties.amount, event = 'paid') / uniqIf(person_id, event = 'paid'), 2) FROM events",
      [[39.75, 79.5]],
    ],
    [
      'smallest, largest and typical payment',
      "SELECT min(properties.amount), max(properties.amount), avg(properties.amount), median(properties.amount) FROM events WHERE event = 'paid'",
      [[30, 99, 53, 30]],
    ],
    [
      'quantiles',
      "SELECT quantiles(0.5, 1)(properties.amount), quantileExact(0.5)(properties.amount) FROM events WHERE event = 'paid'",
      [[[30, 99], 30]],
    ],
    [
      'payments by size',
      "SELECT multiIf(properties.amount < 50, 'small', properties.amount < 100, 'medium', 'large') AS size, count() FROM events WHERE event = 'paid' GROUP BY size ORDER BY size",
      [
        ['medium', 1],
        ['small', 2],
      ],
    ],
    [
      'the second payment of a payer',
      "SELECT person_id, amount FROM (SELECT person_id, properties.amount AS amount, row_number() OVER (PARTITION BY person_id ORDER BY timestamp) AS n FROM events WHERE event = 'paid') WHERE n = 2",
      [[ANN, 30]],
    ],
    [
      'sold items',
      "SELECT JSONExtractString(item, 'sku') AS sku, sum(JSONExtractInt(item, 'qty')) AS sold FROM events ARRAY JOIN JSONExtractArrayRaw(properties, 'items') AS item WHERE event = 'paid' GROUP BY sku ORDER BY sku",
      [
        ['pro', 3],
        ['seat', 2],
      ],
    ],
    [
      'share of each currency',
      "SELECT properties.currency AS c, round(sum(properties.amount) / (SELECT sum(properties.amount) FROM events WHERE event = 'paid'), 3) FROM events WHERE event = 'paid' GROUP BY c ORDER BY c",
      [
        ['EUR', 0.377],
        ['USD', 0.623],
      ],
    ],
    [
      'days of the month with revenue above a value',
      "SELECT toDayOfMonth(timestamp) AS d, sum(properties.amount) AS s FROM events WHERE event = 'paid' GROUP BY d HAVING s > {least} ORDER BY d",
      [[8, 129]],
      { values: { least: 100 } },
    ],
    ['with a discount', "SELECT properties.amount * 0.9 FROM events WHERE properties.coupon = 'SPRING'", [[27]]],
    [
      'of a company',
      "SELECT company.properties.name, sum(properties.amount) FROM events WHERE event = 'paid' AND $group_0 != '' GROUP BY 1",
      [['Acme', 60]],
    ],
    [
      'per seat of a company',
      "SELECT sum(properties.amount) / any(company.properties.seats) FROM events WHERE event = 'paid' AND $group_0 = 'acme'",
      [[2.4]],
    ],
  ])
})

describe('attribution', () => {
  cases([
    [
      'first source of each payer',
      "SELECT argMin(properties.utm_source, timestamp) AS source, sum(properties.amount) FROM events GROUP BY person_id HAVING countIf(event = 'paid') > 0 ORDER BY source",
      [
        ['google', 90],
        ['newsletter', 99],
      ],
    ],
    [
      'revenue by first source',
      "SELECT source, sum(revenue) FROM (SELECT person_id, argMinIf(properties.utm_source, timestamp, properties.utm_source IS NOT NULL) AS source, sumIf(properties.amount, event = 'paid') AS revenue FROM events GROUP BY person_id) WHERE revenue > 0 GROUP BY source ORDER BY source",
      [
        ['google', 60],
        ['newsletter', 99],
      ],
    ],
    [
      'signups by medium of their session',
      "SELECT session.$entry_utm_medium AS medium, count() FROM events WHERE event = 'signed_up' GROUP BY medium ORDER BY medium NULLS LAST",
      [
        ['cpc', 1],
        ['email', 1],
        [null, 1],
      ],
    ],
    [
      'visits by referrer',
      'SELECT properties.$referring_domain AS r, count() FROM events WHERE r IS NOT NULL GROUP BY r ORDER BY r',
      [
        ['$direct', 1],
        ['mail.example', 1],
        ['news.ycombinator.com', 1],
        ['www.google.com', 1],
      ],
    ],
    [
      'channels of sessions',
      'SELECT $channel_type, count() FROM sessions WHERE $pageview_count > 0 GROUP BY 1 ORDER BY 1',
      [
        ['Direct', 1],
        ['Email', 1],
        ['Organic Social', 1],
        ['Paid Search', 1],
        ['Unknown', 2],
      ],
    ],
    [
      'all sources that led to a payment',
      "SELECT arrayStringConcat(arraySort(groupUniqArray(assumeNotNull(properties.utm_source))), ',') FROM events WHERE properties.utm_source IS NOT NULL AND person_id IN (SELECT person_id FROM events WHERE event = 'paid')",
      [['google,newsletter']],
    ],
  ])
})
