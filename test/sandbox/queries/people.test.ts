import { describe } from 'vitest'
import { ANN, BOB, CYD, DAN, useShop } from './shop.js'

const { cases } = useShop()

describe('persons', () => {
  cases([
    ['all', 'SELECT count() FROM persons', [[4]]],
    [
      'by age',
      'SELECT properties.name, properties.age FROM persons WHERE properties.age > 30 ORDER BY properties.age',
      [
        ['Ann Ash', 31],
        ['Bob Birch', 45],
      ],
    ],
    [
      'by country, those without one too',
      "SELECT coalesce(properties.country, '?') AS c, count() FROM persons GROUP BY c ORDER BY c",
      [
        ['?', 1],
        ['AT', 2],
        ['DE', 1],
      ],
    ],
    ['without an email', 'SELECT id FROM persons WHERE properties.email IS NULL', [[DAN]]],
    [
      'whose country is not AT, unknown ones too',
      "SELECT count() FROM persons WHERE properties.country != 'AT'",
      [[2]],
    ],
    [
      'by the domain of their email',
      "SELECT properties.name FROM persons WHERE properties.email LIKE '%@other.example'",
      [['Cyd Cedar']],
    ],
    [
      'with their distinct ids',
      'SELECT properties.name, arraySort(groupArray(pdi.distinct_id)) FROM persons GROUP BY 1 ORDER BY 1 LIMIT 2',
      [
        ['Ann Ash', ['ann', 'anon-a']],
        ['Bob Birch', ['bob']],
      ],
    ],
    [
      'with their events',
      'SELECT properties.name, count(events.uuid) FROM persons GROUP BY 1 ORDER BY 2 DESC',
      [
        ['Ann Ash', 10],
        ['Bob Birch', 7],
        ['Cyd Cedar', 5],
        ['Dan Dogwood', 2],
      ],
    ],
    [
      'created in a week',
      "SELECT count() FROM persons WHERE created_at >= '2024-05-06' AND created_at < '2024-05-13'",
      [[3]],
    ],
    ['average age', 'SELECT round(avg(properties.age), 2) FROM persons', [[34.33]]],
    ['oldest', 'SELECT argMax(properties.name, properties.age) FROM persons', [['Bob Birch']]],
    [
      'by a list of ids',
      'SELECT properties.name FROM persons WHERE id IN {ids} ORDER BY 1',
      [['Ann Ash'], ['Dan Dogwood']],
      { values: { ids: [ANN, DAN] } },
    ],
  ])
})

describe('events and their persons', () => {
  cases([
    ['events of a person', `SELECT count() FROM events WHERE person_id = '${ANN}'`, [[10]]],
    [
      'of the anonymous visit too',
      'SELECT distinct_id, count() FROM events WHERE person_id = {ann} GROUP BY distinct_id ORDER BY distinct_id',
      [
        ['ann', 8],
        ['anon-a', 2],
      ],
      { values: { ann: ANN } },
    ],
    [
      'payments with names, joined',
      "SELECT p.properties.name, sum(e.properties.amount) FROM events e JOIN persons p ON p.id = e.person_id WHERE e.event = 'paid' GROUP BY 1 ORDER BY 1",
      [
        ['Ann Ash', 60],
        ['Cyd Cedar', 99],
      ],
    ],
    [
      'payments with names, through the lazy join',
      "SELECT pdi.person.properties.name AS name, count() FROM events WHERE event = 'paid' GROUP BY name ORDER BY name",
      [
        ['Ann Ash', 2],
        ['Cyd Cedar', 1],
      ],
    ],
    [
      'filtered by a current property',
      "SELECT count() FROM events WHERE pdi.person.properties.country = 'AT' AND event = 'paid'",
      [[3]],
    ],
    [
      'persons without an event of a kind',
      "SELECT p.properties.name FROM persons p LEFT JOIN (SELECT DISTINCT person_id FROM events WHERE event = 'paid') AS payers ON payers.person_id = p.id WHERE empty(payers.person_id) ORDER BY 1",
      [['Bob Birch'], ['Dan Dogwood']],
    ],
    [
      'persons who did one thing and not another',
      "SELECT person_id FROM events WHERE event = 'signed_up' AND person_id NOT IN (SELECT person_id FROM events WHERE event = 'paid')",
      [[BOB]],
    ],
    [
      'created at, and identified',
      "SELECT person.created_at, person.is_identified FROM events WHERE event = '$exception'",
      [['2024-05-07T00:00:00Z', true]],
    ],
    [
      'power users',
      'SELECT person_id, count() AS c FROM events GROUP BY person_id HAVING c >= 7 ORDER BY c DESC',
      [
        [ANN, 10],
        [BOB, 7],
      ],
    ],
    [
      'what each person did first and last',
      'SELECT person_id, argMin(event, timestamp), argMax(event, timestamp) FROM events GROUP BY person_id ORDER BY person_id',
      [
        [ANN, '$pageview', 'refunded'],
        [BOB, '$pageview', '$exception'],
        [CYD, '$pageview', 'uploaded_file'],
        [DAN, '$pageview', '$pageview'],
      ],
    ],
    [
      'the path of a person',
      "SELECT groupArray(event ORDER BY timestamp) FROM events WHERE distinct_id = 'cyd'",
      [[['$pageview', 'signed_up', 'paid', '$feature_flag_called', 'uploaded_file']]],
    ],
    [
      'persons in order of a running number',
      'SELECT dense_rank() OVER (ORDER BY age DESC), name FROM (SELECT properties.name AS name, assumeNotNull(properties.age) AS age FROM persons WHERE properties.age IS NOT NULL) ORDER BY 1',
      [
        [1, 'Bob Birch'],
        [2, 'Ann Ash'],
        [3, 'Cyd Cedar'],
      ],
    ],
    [
      'all links from distinct ids to persons',
      'SELECT distinct_id, person_id FROM person_distinct_ids ORDER BY distinct_id',
      [
        ['ann', ANN],
        ['anon-a', ANN],
        ['bob', BOB],
        ['cyd', CYD],
        ['dan', DAN],
      ],
    ],
    [
      'only those that were merged',
      'SELECT distinct_id, person_id FROM person_distinct_id_overrides',
      [['anon-a', ANN]],
    ],
    [
      'the stored version of a link',
      "SELECT max(version), any(is_deleted) FROM raw_person_distinct_ids WHERE distinct_id = 'anon-a'",
      [[1, false]],
    ],
    ['raw persons', 'SELECT count(), max(version) FROM raw_persons', [[4, 1]]],
    [
      'the person of a distinct id',
      "SELECT person.properties.name FROM person_distinct_ids WHERE distinct_id = 'anon-a'",
      [['Ann Ash']],
    ],
    [
      'poe at the time of the event',
      "SELECT poe.properties.name, poe.id FROM events WHERE event = '$exception'",
      [[null, BOB]],
    ],
  ])
})

describe('groups', () => {
  cases([
    [
      'all',
      'SELECT index, key, properties.name FROM groups ORDER BY key',
      [
        [0, 'acme', 'Acme'],
        [0, 'globex', 'Globex'],
      ],
    ],
    [
      'events by company',
      "SELECT company.properties.name AS name, count() FROM events WHERE $group_0 != '' GROUP BY name ORDER BY name",
      [
        ['Acme', 4],
        ['Globex', 1],
      ],
    ],
    [
      'by its index',
      "SELECT group_0.key, group_0.properties.industry FROM events WHERE event = 'paid' AND $group_0 != '' LIMIT 1",
      [['acme', 'film']],
    ],
    ['with many seats', 'SELECT count() FROM events WHERE company.properties.seats > 10', [[4]]],
    ['active companies', 'SELECT uniq($group_0) FROM events WHERE notEmpty($group_0)', [[2]]],
    ['no group of another type', 'SELECT count() FROM events WHERE notEmpty($group_1)', [[0]]],
    [
      'joined by hand',
      "SELECT g.properties.name, sum(e.properties.size) FROM events e JOIN groups g ON g.key = e.$group_0 WHERE e.event = 'uploaded_file' GROUP BY 1 ORDER BY 1",
      [
        ['Acme', 4],
        ['Globex', 10],
      ],
    ],
  ])
})
