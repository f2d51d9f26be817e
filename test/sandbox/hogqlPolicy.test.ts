import { array, assert, asyncProperty, constant, constantFrom, oneof, tuple, type Arbitrary } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enforce, hogql, HogQLError, parseSelect, printHogQL, type Policy } from 'hogkit/hogql'
import { BOB, startHogQL } from './hogqlSetup.js'

let started: Awaited<ReturnType<typeof startHogQL>>
beforeAll(async () => {
  started = await startHogQL()
})
afterAll(() => started.close())

/** Bob's rows, and nobody else's. */
const policy: Policy = {
  tables: ['events', 'persons', 'person_distinct_ids'],
  functions: [
    'count',
    'uniq',
    'max',
    'min',
    'any',
    'groupArray',
    'toString',
    'concat',
    'length',
    'tuple',
    'coalesce',
    'row_number',
  ],
  maxLimit: 1000,
  where: {
    events: hogql`distinct_id = ${'bob'}`,
    persons: hogql`id = ${BOB}`,
    person_distinct_ids: hogql`distinct_id = ${'bob'}`,
  },
}
const NOT_BOBS = /ann|anon-1|cyd|Chrome|Safari|google|aaaaaaaa-|cccccccc-|dddddddd-/

const one = (items: readonly string[]): Arbitrary<string> => constantFrom(...items)
function text(parts: TemplateStringsArray, ...pieces: Arbitrary<string>[]): Arbitrary<string> {
  return tuple(...pieces).map(made => parts.reduce((all, part, index) => `${all}${made[index - 1] ?? ''}${part}`))
}

/** What an attacker would read from the name of a table in the query. */
const EVENT_FIELDS = [
  'distinct_id',
  'event',
  'properties.$browser',
  'person.properties.email',
  "person['properties']['email']",
  'pdi.person.properties.email',
  'poe.properties.email',
  'person_id',
  'pdi.distinct_id',
  '*',
]
const PERSON_FIELDS = ['properties.email', 'id', 'pdi.distinct_id', '*']

function condition(fields: readonly string[], name: string): Arbitrary<string> {
  return oneof(
    one([
      'true',
      '1 = 1 OR distinct_id = 1',
      "event != 'x'",
      "NOT (distinct_id = 'bob')",
      "distinct_id = 'ann'",
      "properties.email LIKE '%'",
    ]),
    one(fields.filter(field => field !== '*')).map(field => `${name}.${field} != 'bob'`),
  )
}

/** One SELECT of a table; tries what could get past a condition. */
function attempt(depth: number): Arbitrary<string> {
  const table = one(['events', 'persons', 'person_distinct_ids'])
  const simple = tuple(table, one(['', ' e', ' AS e', ' FINAL', ' e SAMPLE 1'])).chain(([name, rest]) => {
    const alias = rest.includes('e') ? 'e' : name
    const fields =
      name === 'events'
        ? EVENT_FIELDS
        : name === 'persons'
          ? PERSON_FIELDS
          : ['distinct_id', 'person.properties.email', '*']
    const field = one(fields).map(item => (item === '*' ? item : `${alias}.${item}`))
    const shadow = one([
      '',
      '',
      ", tuple('bob') AS properties",
      ", 'bob' AS distinct_id",
      `, 'bob' AS ${alias}`,
      ', count() OVER () AS n',
    ])
    return text`SELECT ${oneof(field, one(fields))} AS x${shadow} FROM ${constant(name + rest)}${one(['', ' WHERE ', ' PREWHERE '])}`.chain(
      made => (made.endsWith('WHERE ') ? condition(fields, alias).map(given => made + given) : constant(made)),
    )
  })
  const joined = tuple(
    one([
      'JOIN',
      'INNER JOIN',
      'LEFT JOIN',
      'RIGHT JOIN',
      'FULL JOIN',
      'CROSS JOIN',
      'LEFT ANTI JOIN',
      'LEFT SEMI JOIN',
      'ANY LEFT JOIN',
    ]),
    one([
      'ON a.person_id = b.id',
      'ON 1 = 1',
      "ON a.distinct_id != 'bob'",
      'USING (id)',
      'ON true OR b.id = a.person_id',
    ]),
    one([
      'b.properties.email',
      'a.distinct_id',
      'concat(toString(a.distinct_id), toString(b.properties.email))',
      '*',
      'a.person.properties.email',
    ]),
  ).map(
    ([kind, on, field]) => `SELECT ${field} AS x FROM events a ${kind} persons b ${kind === 'CROSS JOIN' ? '' : on}`,
  )
  if (depth <= 0) return oneof(simple, joined)
  const inner = attempt(depth - 1)
  return oneof(
    simple,
    joined,
    text`SELECT x FROM (${inner})`,
    text`WITH c AS (${inner}) SELECT x FROM c`,
    text`WITH c AS (${inner}), d AS (SELECT x FROM c) SELECT c.x FROM c JOIN d ON 1 = 1`,
    text`WITH (SELECT toString(groupArray(x)) FROM (${inner})) AS found SELECT found AS x`,
    text`SELECT (SELECT toString(groupArray(x)) FROM (${inner})) AS x`,
    text`SELECT x FROM (${inner}) UNION ALL SELECT x FROM (${inner})`,
    text`(${inner}) UNION ALL (${inner})`,
    text`SELECT distinct_id AS x FROM events WHERE distinct_id IN (${inner})`,
    text`SELECT toString(groupArray(x)) AS x FROM (${inner}) GROUP BY ALL`,
    text`SELECT max(toString(x)) AS x FROM (${inner}) HAVING count() > 0`,
    text`WITH events AS (${inner}) SELECT x FROM events`,
    text`SELECT if(1 = 1, toString(x), '') AS x FROM (${inner}) AS events`,
  )
}

describe('a query under a policy', () => {
  it('reads what is allowed, and all of it', async () => {
    const read = async (query: string): Promise<unknown[][]> => {
      const result = enforce(parseSelect(query), policy)
      if (!result.allowed) throw result.refusal
      return (await started.hogql.run({ query: printHogQL(result.query) })).results
    }
    expect(await read('SELECT count(), uniq(distinct_id) FROM events')).toEqual([[3, 1]])
    expect(await read('SELECT toString(person.id), count() FROM events GROUP BY 1')).toEqual([[BOB, 3]])
    expect(await read('SELECT properties.email FROM persons')).toEqual([['bob@hedgebox.example']])
    expect(await read('SELECT count() FROM events e LEFT JOIN persons p ON e.person_id = p.id')).toEqual([[3]])
    expect(await read('SELECT p.properties.email FROM events e RIGHT JOIN persons p ON false')).toEqual([
      ['bob@hedgebox.example'],
    ])
    expect(
      await read("WITH c AS (SELECT event FROM events) SELECT count() FROM c WHERE c.event = 'signed_up'"),
    ).toEqual([[1]])
  })

  it('would notice a row of somebody else', async () => {
    for (const query of [
      'SELECT distinct_id FROM events',
      'SELECT properties.email FROM persons',
      'SELECT person_id FROM events',
    ])
      expect(JSON.stringify((await started.hogql.run({ query })).results)).toMatch(NOT_BOBS)
  })

  it('never shows a row that the conditions exclude, however it is written', async () => {
    const outcome = { answered: 0, refused: 0, failed: 0 }
    await assert(
      asyncProperty(array(attempt(2), { minLength: 5, maxLength: 5 }), async queries => {
        const leaks: string[] = []
        for (const query of queries) {
          const result = enforce(parseSelect(query), policy)
          if (!result.allowed) {
            outcome.refused += 1
            continue
          }
          try {
            const answer = await started.hogql.run({ query: printHogQL(result.query) })
            outcome.answered += 1
            if (NOT_BOBS.test(JSON.stringify(answer.results))) leaks.push(query)
          } catch (error) {
            if (!(error instanceof HogQLError)) throw error
            outcome.failed += 1
            if (/ann@|aaaaaaaa-/.test(error.message.replace(query, ''))) leaks.push(query)
          }
        }
        expect(leaks).toEqual([])
      }),
      { seed: Number(process.env['HOGKIT_SEED'] ?? 7), numRuns: 40, endOnFailure: true },
    )
    // Most must get as far as the engine, or nothing would be proved.
    expect(outcome.answered).toBeGreaterThan(60)
  }, 240_000)
})
