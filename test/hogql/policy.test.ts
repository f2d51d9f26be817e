import { describe, expect, it } from 'vitest'
import {
  enforce,
  hogql,
  HogQLError,
  isPolicyRefusal,
  parseSelect,
  type PolicyRefusal,
  printHogQL,
  type Policy,
} from 'hogkit/hogql'

const policy: Policy = {
  tables: ['events', 'persons', 'person_distinct_ids', 'numbers'],
  functions: ['count', 'sum', 'toDate', 'row_number'],
  maxLimit: 1000,
  where: { events: hogql`properties.tenant = ${'a'}`, persons: "properties.tenant = 'a'" },
}
const EVENTS = "equals(events.properties.tenant, 'a')"

const run = (text: string, given: Policy = policy): string => {
  const result = enforce(parseSelect(text), given)
  if (!result.allowed) throw result.refusal
  return printHogQL(result.query)
}
function refusal(text: string, given: Policy = policy): PolicyRefusal {
  const result = enforce(parseSelect(text), given)
  if (result.allowed) throw new Error(`allowed: ${printHogQL(result.query)}`)
  return result.refusal
}

describe('conditions on rows', () => {
  it.each<[text: string, rewritten: string]>([
    ['SELECT event FROM events', `SELECT event FROM events WHERE ${EVENTS} LIMIT 100`],
    [
      'SELECT event FROM events WHERE a OR b LIMIT 5',
      `SELECT event FROM events WHERE and(${EVENTS}, or(a, b)) LIMIT 5`,
    ],
    ['SELECT event FROM events e', "SELECT event FROM events AS e WHERE equals(e.properties.tenant, 'a') LIMIT 100"],
    [
      'SELECT person.properties.email FROM events',
      `SELECT person.properties.email FROM events WHERE and(${EVENTS}, equals(events.person.properties.tenant, 'a')) LIMIT 100`,
    ],
    [
      "SELECT e.pdi.person['properties'].email FROM events e",
      "SELECT e.pdi.person['properties']['email'] FROM events AS e WHERE and(equals(e.properties.tenant, 'a'), equals(e.pdi.person.properties.tenant, 'a')) LIMIT 100",
    ],
    ['SELECT * FROM (SELECT event FROM events)', `SELECT * FROM (SELECT event FROM events WHERE ${EVENTS}) LIMIT 100`],
    [
      'SELECT 1 WHERE 1 IN (SELECT 1 FROM events)',
      `SELECT 1 WHERE in(1, (SELECT 1 FROM events WHERE ${EVENTS})) LIMIT 100`,
    ],
    [
      'WITH x AS (SELECT event FROM events) SELECT * FROM x',
      `WITH cte_1_x AS (SELECT event FROM events WHERE ${EVENTS}) SELECT * FROM cte_1_x AS x LIMIT 100`,
    ],
    [
      'WITH (SELECT count() FROM events) AS n SELECT n',
      `WITH (SELECT count() FROM events WHERE ${EVENTS}) AS n SELECT n LIMIT 100`,
    ],
    [
      'SELECT 1 FROM events UNION ALL SELECT 2 FROM persons',
      `SELECT 1 FROM events WHERE ${EVENTS} UNION ALL SELECT 2 FROM persons WHERE equals(persons.properties.tenant, 'a') LIMIT 100`,
    ],
    [
      'SELECT 1 FROM events e JOIN persons p ON e.person_id = p.id',
      "SELECT 1 FROM events AS e JOIN persons AS p ON equals(e.person_id, p.id) WHERE and(equals(e.properties.tenant, 'a'), equals(p.properties.tenant, 'a')) LIMIT 100",
    ],
    [
      'SELECT 1 FROM events e LEFT JOIN persons p ON e.person_id = p.id',
      "SELECT 1 FROM events AS e LEFT JOIN persons AS p ON and(equals(p.properties.tenant, 'a'), equals(e.person_id, p.id)) WHERE equals(e.properties.tenant, 'a') LIMIT 100",
    ],
    [
      'SELECT 1 FROM events e RIGHT JOIN persons p ON e.person_id = p.id',
      "SELECT 1 FROM (SELECT * FROM events WHERE equals(events.properties.tenant, 'a')) AS e RIGHT JOIN (SELECT * FROM persons WHERE equals(persons.properties.tenant, 'a')) AS p ON equals(e.person_id, p.id) LIMIT 100",
    ],
    ['SELECT number FROM numbers(3)', 'SELECT number FROM numbers(3) LIMIT 100'],
  ])('%s', (text, rewritten) => {
    expect(run(text)).toBe(rewritten)
    expect(() => parseSelect(rewritten)).not.toThrow()
  })

  it('takes values as constants, whatever they hold', () => {
    const tenant = "a' OR 1 = 1 --"
    const given = { ...policy, where: { events: hogql`properties.tenant = ${tenant}` } }
    expect(run('SELECT 1 FROM events', given)).toContain("equals(events.properties.tenant, 'a\\' OR 1 = 1 --')")
  })
  it('says when the policy itself is wrong', () => {
    expect(() => run('SELECT 1 FROM events', { ...policy, where: { events: 'a =' } })).toThrow(HogQLError)
  })
})

describe('what is refused, and where', () => {
  it.each<[text: string, reason: string, part: string, given?: Partial<Policy>]>([
    ['SELECT 1 FROM sessions', 'table', 'sessions'],
    ['SELECT 1 FROM system.cohorts', 'table', 'system.cohorts'],
    ['SELECT 1 FROM EVENTS', 'table', 'EVENTS'],
    ['SELECT session.$start_timestamp FROM events', 'table', 'session.$start_timestamp'],
    ['SELECT group_0.properties.x FROM events', 'table', 'group_0.properties.x'],
    ['SELECT company.properties.x FROM events', 'table', 'company.properties.x'],
    ['SELECT (SELECT 1 FROM (SELECT 2 FROM sessions))', 'table', 'sessions'],
    ['WITH x AS (SELECT 1 FROM y), y AS (SELECT 1) SELECT 1 FROM x', 'table', 'y'],
    ['SELECT 1 FROM {t}', 'table', '{t}'],
    ['SELECT 1 FROM file(1)', 'table', 'file'],
    ['SELECT avg(x) FROM events', 'function', 'avg(x)'],
    ['SELECT 1 FROM events WHERE person_id IN COHORT 2', 'function', 'person_id IN COHORT 2'],
    ['SELECT rank() OVER () FROM events', 'function', 'rank() OVER ()'],
    ['SELECT (x -> x)(1)', 'function', '(x -> x)(1)'],
    ["SELECT tuple('a') AS events FROM events", 'alias', "tuple('a') AS events", { functions: 'any' }],
    ['SELECT 1 AS E FROM events e', 'alias', '1 AS E'],
    ['WITH 1 AS events SELECT 1 FROM events', 'alias', '1 AS events'],
    ['WITH events AS (SELECT 1) SELECT 1 FROM events', 'alias', 'events AS (SELECT 1)'],
    ['SELECT (events -> events)(1) FROM events', 'alias', 'events -> events'],
    ['SELECT 1 FROM events e, (SELECT 1) AS x(e)', 'alias', '(SELECT 1) AS x(e)'],
    ['SELECT 1 FROM events JOIN events ON 1', 'alias', 'events'],
    ['SELECT (SELECT e.person.properties.x) FROM events e', 'syntax', 'e.person.properties.x'],
    ['SELECT (SELECT person.properties.x) FROM events', 'syntax', 'person.properties.x'],
    ['SELECT e.person.properties.x FROM events e RIGHT JOIN persons p ON 1', 'syntax', 'e.person.properties.x'],
    ['SELECT 1 FROM events PIVOT (count() FOR a IN (1))', 'table', 'events PIVOT (count() FOR a IN (1))'],
    ['SELECT 1 FROM events WHERE {filters}', 'placeholder', '{filters}'],
    ['SELECT 1 FROM events WHERE {1 + 1}', 'placeholder', '{1 + 1}'],
    ['SELECT 1 FROM events LIMIT 1 + 1', 'limit', '1 + 1'],
    ['SELECT 1 FROM events LIMIT 5 WITH TIES', 'limit', '5'],
  ])('%s', (text, reason, part, given) => {
    const found = refusal(text, { ...policy, ...given })
    expect([found.reason, text.slice(found.start, found.end)]).toEqual([reason, part])
    expect([isPolicyRefusal(found), found.code]).toEqual([true, 'not_allowed'])
  })
  it('suggests what may be used', () => {
    expect(refusal('SELECT 1 FROM event').detail).toBe('The table event may not be read here. Did you mean "events"?')
  })
})

describe('limits', () => {
  it.each([
    ['SELECT 1', 100],
    ['SELECT 1 LIMIT 7', 7],
    ['SELECT 1 LIMIT 100000', 1000],
    ['(SELECT 1 LIMIT 5000) UNION ALL (SELECT 2)', 100],
  ])('%s', (text, limit) => expect(run(text)).toMatch(new RegExp(` LIMIT ${limit}$`)))
})

describe('columns', () => {
  const limited: Policy = {
    tables: ['events', 'persons'],
    functions: 'any',
    columns: { events: ['event', 'timestamp', 'properties.plan', 'person.properties.name'] },
  }
  it.each([
    'SELECT event, properties.plan, e.properties.plan.x FROM events e',
    "SELECT properties['plan'], person.properties.name FROM events",
    'SELECT count(*), toDate(timestamp) AS day FROM events GROUP BY day ORDER BY day',
    'SELECT arrayMap(x -> x.a + 1, [1]) FROM events',
    'SELECT anything FROM persons',
    'SELECT * FROM (SELECT event FROM events)',
  ])('lets through %s', text => expect(() => run(text, limited)).not.toThrow())
  it.each([
    ['SELECT distinct_id FROM events', 'distinct_id'],
    ['SELECT properties FROM events', 'properties'],
    ['SELECT properties.email FROM events', 'properties.email'],
    ["SELECT properties['email'] FROM events", "properties['email']"],
    ["SELECT properties[concat('em', 'ail')] FROM events", 'properties'],
    ['SELECT e.person.properties.email FROM events e', 'e.person.properties.email'],
    ['SELECT * FROM events', '*'],
    ['SELECT e.* FROM events e', 'e.*'],
    ["SELECT COLUMNS('.*') FROM events", "COLUMNS('.*')"],
    ['SELECT 1 FROM events WHERE distinct_id = 1', 'distinct_id'],
    ['SELECT 1 FROM events ORDER BY distinct_id', 'distinct_id'],
    ['SELECT 1 FROM events a JOIN persons b ON a.distinct_id = b.id', 'a.distinct_id'],
    ['SELECT arrayMap(x -> distinct_id, [1]) FROM events', 'distinct_id'],
    ['SELECT (SELECT a FROM (SELECT distinct_id AS a FROM events))', 'distinct_id'],
  ])('refuses %s', (text, part) => {
    const found = refusal(text, limited)
    expect([found.reason, text.slice(found.start, found.end)]).toEqual(['column', part])
  })
})
