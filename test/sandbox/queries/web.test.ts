import { describe } from 'vitest'
import { useShop } from './shop.js'

const { cases } = useShop()

describe('sessions', () => {
  cases([
    ['all', 'SELECT count() FROM sessions', [[14]]],
    [
      'one of them',
      "SELECT distinct_id, $start_timestamp, $end_timestamp, $session_duration, $pageview_count, $entry_pathname, $end_pathname FROM sessions WHERE session_id = 'sC1'",
      [['cyd', '2024-05-08T15:00:00Z', '2024-05-08T15:20:00Z', 1200, 1, '/', '/']],
    ],
    ['typical duration of visits', 'SELECT median($session_duration) FROM sessions WHERE $pageview_count > 0', [[60]]],
    ['longest', 'SELECT session_id FROM sessions ORDER BY $session_duration DESC LIMIT 2', [['sA5'], ['sC1']]],
    [
      'entry pages',
      'SELECT $entry_pathname, count() FROM sessions WHERE $entry_pathname IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1',
      [
        ['/', 4],
        ['/app', 1],
        ['/pricing', 1],
      ],
    ],
    [
      'exit pages',
      'SELECT $exit_pathname AS page, count() FROM sessions WHERE page IS NOT NULL GROUP BY page ORDER BY 2 DESC, 1',
      [
        ['/pricing', 3],
        ['/', 1],
        ['/app', 1],
        ['/docs', 1],
      ],
    ],
    [
      'bounces',
      'SELECT countIf($is_bounce), round(countIf($is_bounce) / countIf($pageview_count > 0), 2) FROM sessions',
      [[0, 0]],
    ],
    ['pages per visit', 'SELECT round(avgIf($pageview_count, $pageview_count > 0), 2) FROM sessions', [[1.5]]],
    [
      'different urls of a visit',
      "SELECT $num_uniq_urls, arraySort($urls) FROM sessions WHERE session_id = 'sB1'",
      [[2, ['https://hedgebox.example/', 'https://hedgebox.example/docs']]],
    ],
    [
      'visits by day',
      'SELECT toDate($start_timestamp) AS day, count() FROM sessions WHERE $pageview_count > 0 GROUP BY day ORDER BY day',
      [
        ['2024-05-06', 2],
        ['2024-05-07', 1],
        ['2024-05-08', 1],
        ['2024-05-09', 1],
        ['2024-05-13', 1],
      ],
    ],
    [
      'by source',
      "SELECT $entry_utm_source, $entry_referring_domain FROM sessions WHERE $entry_utm_source != '' AND $entry_utm_source IS NOT NULL ORDER BY 1",
      [
        ['google', 'www.google.com'],
        ['newsletter', 'mail.example'],
      ],
    ],
    [
      'events with their session',
      "SELECT session.$session_duration, session.$pageview_count FROM events WHERE event = 'paid' ORDER BY timestamp",
      [
        [0, 0],
        [1200, 1],
        [3600, 0],
      ],
    ],
    ['events of long sessions', 'SELECT count() FROM events WHERE session.$session_duration >= 600', [[7]]],
    [
      'events without a pageview in their session',
      'SELECT count() FROM events WHERE session.$pageview_count = 0',
      [[10]],
    ],
    ['by the plain column', "SELECT count(), uniq($session_id) FROM events WHERE $session_id LIKE 'sA%'", [[10, 5]]],
    [
      'conversion by entry page',
      "SELECT s.$entry_pathname AS page, uniq(e.$session_id), uniqIf(e.$session_id, e.event = 'signed_up') FROM events e JOIN sessions s ON s.session_id = e.$session_id WHERE s.$pageview_count > 0 GROUP BY page ORDER BY page",
      [
        ['/', 4, 2],
        ['/app', 1, 0],
        ['/pricing', 1, 1],
      ],
    ],
    [
      'time of day of the first event of a visit',
      'SELECT toHour($start_timestamp) AS hour, count() FROM sessions GROUP BY hour HAVING count() > 1 ORDER BY hour',
      [
        [9, 4],
        [10, 2],
        [12, 3],
        [18, 2],
      ],
    ],
    [
      'recorded sessions with their first url',
      "SELECT session_id, first_url, event_count FROM session_replay_events WHERE session_id = 'sD1'",
      [['sD1', 'https://hedgebox.example/', 2]],
    ],
    [
      'merged by hand from raw rows',
      "SELECT session_id, argMinMerge(first_url), dateDiff('second', min(min_first_timestamp), max(max_last_timestamp)) FROM raw_session_replay_events WHERE session_id = 'sB1' GROUP BY session_id",
      [['sB1', 'https://hedgebox.example/', 5]],
    ],
    ['sessions with errors', 'SELECT session_id FROM session_replay_events WHERE console_error_count > 0', [['sB5']]],
  ])
})

describe('pages', () => {
  cases([
    [
      'most viewed',
      "SELECT properties.$pathname AS page, count() AS views, uniq(person_id) AS visitors FROM events WHERE event = '$pageview' GROUP BY page ORDER BY views DESC, page",
      [
        ['/', 4, 4],
        ['/pricing', 3, 3],
        ['/app', 1, 1],
        ['/docs', 1, 1],
      ],
    ],
    ['by url', "SELECT count() FROM events WHERE properties.$current_url ILIKE '%PRICING%'", [[3]]],
    ['by pattern', "SELECT count() FROM events WHERE properties.$current_url =~ '/(pricing|docs)$'", [[4]]],
    ['not by pattern', "SELECT count() FROM events WHERE event = '$pageview' AND properties.$pathname !~ '^/.'", [[4]]],
    [
      'hosts',
      "SELECT DISTINCT domain(properties.$current_url) FROM events WHERE event = '$pageview'",
      [['hedgebox.example']],
    ],
    [
      'paths cut from urls',
      "SELECT DISTINCT path(properties.$current_url) AS p FROM events WHERE event = '$pageview' ORDER BY p LIMIT 2",
      [['/'], ['/app']],
    ],
    [
      'the next page',
      "SELECT page, next, count() FROM (SELECT properties.$pathname AS page, lead(properties.$pathname) OVER (PARTITION BY $session_id ORDER BY timestamp) AS next FROM events WHERE event = '$pageview') WHERE next IS NOT NULL GROUP BY page, next ORDER BY page, next",
      [
        ['/', '/docs', 1],
        ['/', '/pricing', 2],
      ],
    ],
    [
      'seconds on a page',
      "SELECT page, seconds FROM (SELECT properties.$pathname AS page, dateDiff('second', timestamp, leadInFrame(toNullable(timestamp)) OVER (PARTITION BY $session_id ORDER BY timestamp ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS seconds FROM events WHERE event = '$pageview') WHERE seconds IS NOT NULL ORDER BY seconds",
      [
        ['/', 5],
        ['/', 30],
        ['/', 120],
      ],
    ],
    [
      'devices',
      "SELECT properties.$device_type, count() FROM events WHERE event = '$pageview' GROUP BY 1 ORDER BY 1",
      [
        ['Desktop', 8],
        ['Mobile', 1],
      ],
    ],
    [
      'share of mobile',
      "SELECT round(countIf(properties.$device_type = 'Mobile') / count(), 3) FROM events WHERE event = '$pageview'",
      [[0.111]],
    ],
    [
      'browsers with their systems',
      "SELECT concat(properties.$browser, ' on ', properties.$os) AS b, count() FROM events WHERE properties.$browser IS NOT NULL GROUP BY b ORDER BY b",
      [
        ['Chrome on Mac OS X', 4],
        ['Firefox on Windows', 6],
        ['Safari on iOS', 2],
      ],
    ],
    [
      'errors',
      "SELECT properties.$exception_type, properties.$exception_message FROM events WHERE event = '$exception'",
      [['TypeError', 'x is undefined']],
    ],
    [
      'views of those who came by a campaign',
      "SELECT count() FROM events WHERE event = '$pageview' AND $session_id IN (SELECT session_id FROM sessions WHERE $entry_utm_source IS NOT NULL)",
      [[3]],
    ],
    [
      'top pages with each its top browser',
      "SELECT properties.$pathname, topK(1)(properties.$browser) FROM events WHERE event = '$pageview' GROUP BY 1 ORDER BY 1 LIMIT 2",
      [
        ['/', ['Firefox']],
        ['/app', ['Chrome']],
      ],
    ],
    [
      'one view of each page',
      "SELECT properties.$pathname AS p, distinct_id FROM events WHERE event = '$pageview' ORDER BY p, timestamp LIMIT 1 BY p",
      [
        ['/', 'anon-a'],
        ['/app', 'ann'],
        ['/docs', 'bob'],
        ['/pricing', 'anon-a'],
      ],
    ],
  ])
})

describe('flags and experiments', () => {
  cases([
    [
      'exposures',
      "SELECT properties.$feature_flag_response AS variant, uniq(person_id) FROM events WHERE event = '$feature_flag_called' AND properties.$feature_flag = 'new-nav' GROUP BY variant ORDER BY variant",
      [
        ['control', 1],
        ['test', 2],
      ],
    ],
    [
      'conversion after exposure',
      "SELECT variant, count(), countIf(converted) FROM (SELECT e.person_id, any(e.variant) AS variant, max(c.event = 'uploaded_file' AND c.timestamp > e.at) AS converted FROM (SELECT person_id, properties.$feature_flag_response AS variant, min(timestamp) AS at FROM events WHERE event = '$feature_flag_called' GROUP BY person_id, variant) e JOIN events c ON c.person_id = e.person_id GROUP BY e.person_id) GROUP BY variant ORDER BY variant",
      [
        ['control', 1, 1],
        ['test', 2, 1],
      ],
    ],
    [
      'revenue after exposure',
      "SELECT variant, sum(amount) FROM (SELECT argMaxIf(properties.$feature_flag_response, timestamp, event = '$feature_flag_called') AS variant, sumIf(properties.amount, event = 'paid' AND timestamp > '2024-05-09') AS amount FROM events GROUP BY person_id HAVING variant IS NOT NULL AND variant != '') GROUP BY variant ORDER BY variant",
      [
        ['control', null],
        ['test', 30],
      ],
    ],
    ['events with a flag on', "SELECT count() FROM events WHERE properties['$feature/new-nav'] = 'test'", [[1]]],
    ['those without the flag', "SELECT count() FROM events WHERE properties['$feature/new-nav'] IS NULL", [[23]]],
    [
      'persons seen with two variants',
      "SELECT count() FROM (SELECT person_id FROM events WHERE event = '$feature_flag_called' GROUP BY person_id HAVING uniq(properties.$feature_flag_response) > 1)",
      [[0]],
    ],
    [
      'share of a variant',
      "SELECT round(countIf(properties.$feature_flag_response = 'test') / count(), 2) FROM events WHERE event = '$feature_flag_called'",
      [[0.67]],
    ],
  ])
})
