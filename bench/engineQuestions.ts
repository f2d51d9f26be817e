/** A question in HogQL and in ClickHouse SQL over the stored tables, with the same answer. */
export interface Question {
  readonly name: string
  readonly query: string
  readonly sql: string
}

/** Whose event it is now: what merges of persons ask for in SQL too. */
const OWNED = `(SELECT e.*, if(p.distinct_id = '', e.person_id, p.person_id) AS owner FROM hogkit.events AS e
  LEFT JOIN (SELECT distinct_id, argMax(person_id, version) AS person_id FROM hogkit.person_distinct_id2 WHERE team_id = 1
    GROUP BY distinct_id HAVING argMax(is_deleted, version) = 0) AS p ON p.distinct_id = e.distinct_id WHERE e.team_id = 1)`

export const questions: readonly Question[] = [
  {
    name: 'top events',
    query: "SELECT event, count() AS c FROM events WHERE timestamp >= '2024-02-01' GROUP BY event ORDER BY c DESC",
    sql: "SELECT event, count() AS c FROM hogkit.events WHERE team_id = 1 AND timestamp >= '2024-02-01' GROUP BY event ORDER BY c DESC LIMIT 101",
  },
  {
    name: 'weekly users',
    query: 'SELECT toStartOfWeek(timestamp) AS week, uniq(person_id) FROM events GROUP BY week ORDER BY week',
    sql: `SELECT toStartOfWeek(timestamp) AS week, uniq(owner) FROM ${OWNED} GROUP BY week ORDER BY week LIMIT 101`,
  },
  {
    name: 'funnel',
    query:
      "SELECT level, count() FROM (SELECT person_id, windowFunnel(604800)(timestamp, event = '$pageview', event = 'signed_up', event = 'paid') AS level FROM events GROUP BY person_id) GROUP BY level ORDER BY level",
    sql: `SELECT level, count() FROM (SELECT owner, windowFunnel(604800000000)(toUInt64(toUnixTimestamp64Micro(timestamp)), event = '$pageview', event = 'signed_up', event = 'paid') AS level FROM ${OWNED} GROUP BY owner) GROUP BY level ORDER BY level LIMIT 101`,
  },
  {
    name: 'retention',
    query:
      "SELECT dateDiff('week', a.week, b.week) AS weeks, count(DISTINCT a.person_id) FROM (SELECT person_id, min(toStartOfWeek(timestamp)) AS week FROM events WHERE event = 'signed_up' GROUP BY person_id) a JOIN (SELECT DISTINCT person_id, toStartOfWeek(timestamp) AS week FROM events WHERE event = 'paid') b ON a.person_id = b.person_id WHERE b.week >= a.week GROUP BY weeks ORDER BY weeks",
    sql: `SELECT dateDiff('week', a.week, b.week) AS weeks, count(DISTINCT a.owner) FROM (SELECT owner, min(toStartOfWeek(timestamp)) AS week FROM ${OWNED} WHERE event = 'signed_up' GROUP BY owner) a JOIN (SELECT DISTINCT owner, toStartOfWeek(timestamp) AS week FROM ${OWNED} WHERE event = 'paid') b ON a.owner = b.owner WHERE b.week >= a.week GROUP BY weeks ORDER BY weeks LIMIT 101`,
  },
  {
    name: 'breakdown',
    query:
      "SELECT properties.$browser AS browser, count() AS c FROM events WHERE event = '$pageview' GROUP BY browser ORDER BY c DESC",
    sql: "SELECT mat_d_browser AS browser, count() AS c FROM hogkit.events WHERE team_id = 1 AND event = '$pageview' GROUP BY browser ORDER BY c DESC LIMIT 101",
  },
  {
    name: 'percentile',
    query:
      "SELECT toStartOfDay(timestamp) AS day, quantile(0.9)(properties.amount) FROM events WHERE event = 'paid' AND timestamp >= '2024-02-01' GROUP BY day ORDER BY day",
    sql: "SELECT toStartOfDay(timestamp) AS day, quantile(0.9)(toFloat64OrNull(JSONExtract(properties, 'amount', 'Nullable(String)'))) FROM hogkit.events WHERE team_id = 1 AND event = 'paid' AND timestamp >= '2024-02-01' GROUP BY day ORDER BY day LIMIT 101",
  },
  {
    name: 'sessions',
    query: 'SELECT toDate($start_timestamp) AS day, avg($session_duration) FROM sessions GROUP BY day ORDER BY day',
    sql: "SELECT toDate(start) AS day, avg(seconds) FROM (SELECT `$session_id`, min(timestamp) AS start, dateDiff('second', min(timestamp), max(timestamp)) AS seconds FROM hogkit.events WHERE team_id = 1 AND `$session_id` != '' GROUP BY `$session_id`) GROUP BY day ORDER BY day LIMIT 101",
  },
  {
    name: 'person join',
    query:
      "SELECT pdi.person.properties.plan AS plan, count() FROM events WHERE event = 'paid' GROUP BY plan ORDER BY plan",
    sql: `SELECT JSONExtract(p.properties, 'plan', 'Nullable(String)') AS plan, count() FROM (SELECT owner FROM ${OWNED} WHERE event = 'paid') AS e LEFT JOIN (SELECT id, argMax(properties, version) AS properties FROM hogkit.person WHERE team_id = 1 GROUP BY id HAVING argMax(is_deleted, version) = 0) AS p ON p.id = e.owner GROUP BY plan ORDER BY plan LIMIT 101`,
  },
  {
    name: 'cohort',
    query: 'SELECT event, count() AS c FROM events WHERE person_id IN COHORT 1 GROUP BY event ORDER BY event',
    sql: `SELECT event, count() AS c FROM ${OWNED} WHERE owner IN (SELECT person_id FROM hogkit.cohortpeople WHERE team_id = 1 AND cohort_id = 1 AND version = (SELECT max(version) FROM hogkit.cohortpeople WHERE team_id = 1 AND cohort_id = 1)) GROUP BY event ORDER BY event LIMIT 101`,
  },
  {
    name: 'long-tail property',
    query:
      'SELECT properties.tail_7 AS tail, count() AS c FROM events WHERE properties.tail_7 IS NOT NULL GROUP BY tail ORDER BY tail',
    sql: "SELECT JSONExtract(properties, 'tail_7', 'Nullable(String)') AS tail, count() AS c FROM hogkit.events WHERE team_id = 1 AND isNotNull(tail) GROUP BY tail ORDER BY tail LIMIT 101",
  },
]
