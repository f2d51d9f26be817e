import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HogQLError } from 'hogkit/hogql'
import type { HogQLRequest } from '../../src/sandbox/hogql/types.js'
import { startHogQL } from './hogqlSetup.js'

let started: Awaited<ReturnType<typeof startHogQL>>
beforeAll(async () => {
  started = await startHogQL()
})
afterAll(() => started.close())

async function failure(query: string, request: Omit<HogQLRequest, 'query'> = {}): Promise<HogQLError> {
  const error: unknown = await started.hogql.run({ query, ...request }).then(
    result => new Error(`answered ${JSON.stringify(result.results)}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof HogQLError)) throw error
  return error
}

describe('errors say what, where and how to mend it', () => {
  it.each<[name: string, query: string, code: string, part: string, text: RegExp]>([
    [
      'an unknown field',
      'SELECT evnt FROM events',
      'unresolved_field',
      'evnt',
      /Unable to resolve field: evnt\. Did you mean "event"\? \(line 1, column 8\)/,
    ],
    [
      'an unknown field of a table',
      'SELECT\n  e.tmestamp\nFROM events e',
      'unresolved_field',
      'e.tmestamp',
      /Did you mean "timestamp"\? \(line 2, column 3\)/,
    ],
    [
      'an unknown field of a person',
      'SELECT person.created FROM events',
      'unresolved_field',
      'person.created',
      /Did you mean "created_at"\?/,
    ],
    ['a field without a table', 'SELECT event', 'unresolved_field', 'event', /add FROM events/],
    [
      'a field of text',
      'SELECT event.name FROM events',
      'unresolved_field',
      'event.name',
      /Only properties can be read by name/,
    ],
    [
      'an unknown table',
      'SELECT 1 FROM event',
      'unknown_table',
      'event',
      /Unknown table `event`\. Did you mean "events"\?/,
    ],
    ['a system table', 'SELECT 1 FROM system.tables', 'unknown_table', 'system.tables', /Unknown table/],
    [
      'an unknown function',
      'SELECT cuont() FROM events',
      'unsupported_function',
      'cuont()',
      /Unsupported function call 'cuont\(\.\.\.\)'\. Did you mean "count"\?/,
    ],
    [
      'a function in the wrong case',
      'SELECT tostring(1)',
      'unsupported_function',
      'tostring(1)',
      /Did you mean "toString"\?/,
    ],
    [
      'too few arguments',
      'SELECT replaceAll(event) FROM events',
      'wrong_arguments',
      'replaceAll(event)',
      /takes 3 arguments, not 1/,
    ],
    ['a nested aggregate', 'SELECT sum(count()) FROM events', 'wrong_arguments', 'count()', /inside another aggregate/],
    [
      'a window function without OVER',
      'SELECT row_number() FROM events',
      'wrong_arguments',
      'row_number()',
      /add OVER/,
    ],
    [
      'text that is added up',
      'SELECT sum(properties.plan) FROM events',
      'type_mismatch',
      'sum(properties.plan)',
      /toFloat/,
    ],
    [
      'text compared with a number',
      'SELECT 1 FROM events WHERE properties.plan > 5',
      'type_mismatch',
      'properties.plan > 5',
      /toFloat/,
    ],
    ['arithmetic with text', 'SELECT properties.plan + 1 FROM events', 'type_mismatch', 'properties.plan', /toFloat/],
    [
      'an ambiguous field',
      'SELECT distinct_id FROM events a JOIN events b ON a.event = b.event',
      'ambiguous_field',
      'distinct_id',
      /more than one table: a, b/,
    ],
    ['a table joined twice', 'SELECT 1 FROM events JOIN events ON 1 = 1', 'unknown_alias', 'events', /joined twice/],
    ['an alias given twice', 'SELECT 1 AS a, 2 AS a', 'unknown_alias', '2 AS a', /given twice/],
    ['a name of our own as an alias', 'SELECT 1 AS __t1', 'unknown_alias', '1 AS __t1', /cannot be used as an alias/],
    ['an index of zero', 'SELECT [1][0]', 'invalid_value', '0', /start from one/],
    ['an unknown window', 'SELECT rank() OVER w FROM events', 'unknown_alias', 'rank() OVER w', /no window named "w"/],
    [
      'an unknown cohort',
      'SELECT 1 FROM events WHERE person_id IN COHORT 2',
      'invalid_value',
      '2',
      /Could not find cohort with ID 2/,
    ],
    [
      'an unknown action',
      "SELECT 1 FROM events WHERE matchesAction('Paid')",
      'invalid_value',
      "'Paid'",
      /Could not find an action with the name 'Paid'/,
    ],
    [
      'a function with data of PostHog\u2019s own',
      "SELECT convertCurrency('EUR', 'USD', 1)",
      'unsupported',
      "convertCurrency('EUR', 'USD', 1)",
      /needs PostHog\u2019s exchange rates/,
    ],
    [
      'NULLS FIRST',
      'SELECT event FROM events ORDER BY event NULLS /* well */ FIRST',
      'unsupported',
      'NULLS /* well */ FIRST',
      /NULLS FIRST/,
    ],
    ['WITH TOTALS', 'SELECT event FROM events GROUP BY event WITH TOTALS', 'unsupported', 'WITH TOTALS', /WITH TOTALS/],
    [
      'EXCLUDE of a column that is not there',
      'SELECT * EXCLUDE (evnt) FROM events',
      'unresolved_field',
      '* EXCLUDE (evnt)',
      /"evnt" for EXCLUDE.*"event"/,
    ],
    [
      'REPLACE of a column that is not there',
      'SELECT COLUMNS(* REPLACE (1 AS evnt)) FROM events',
      'unresolved_field',
      'COLUMNS(* REPLACE (1 AS evnt))',
      /"evnt" for REPLACE/,
    ],
    [
      'a column in both lists',
      'SELECT (* EXCLUDE (event) REPLACE (1 AS event)) FROM events',
      'wrong_arguments',
      '(* EXCLUDE (event) REPLACE (1 AS event))',
      /in both lists/,
    ],
    [
      'REPLACE that reads what is left out',
      'SELECT (* EXCLUDE (event) REPLACE (event AS uuid)) FROM events',
      'wrong_arguments',
      'event',
      /left out by EXCLUDE/,
    ],
    [
      'PIVOT',
      'SELECT * FROM events PIVOT (count() FOR event IN (1, 2))',
      'unsupported',
      'events PIVOT (count() FOR event IN (1, 2))',
      /PIVOT is not supported, as in PostHog.*sumIf/,
    ],
    [
      'UNPIVOT',
      'SELECT * FROM events UNPIVOT (v FOR k IN (event, uuid))',
      'unsupported',
      'events UNPIVOT (v FOR k IN (event, uuid))',
      /UNPIVOT is not supported.*ARRAY JOIN/,
    ],
    [
      'NULLS FIRST',
      'SELECT event FROM events ORDER BY event NULLS FIRST',
      'unsupported',
      'NULLS FIRST',
      /isNull\(x\) DESC/,
    ],
    ['COLLATE', "SELECT event FROM events ORDER BY event COLLATE 'en'", 'unsupported', 'COLLATE', /lower\(x\)/],
    [
      'WITH TOTALS',
      'SELECT count() FROM events GROUP BY event WITH TOTALS',
      'unsupported',
      'WITH TOTALS',
      /query of its own/,
    ],
    ['LIMIT over 100 percent', 'SELECT event FROM events LIMIT 110%', 'invalid_value', '110', /from 0 to 100/],
    ['EXCLUDE on one table', 'SELECT e.* EXCLUDE (event) FROM events e', 'unsupported', '.* EXCLUDE', /bare \*/],
    ['a limit that is no number', "SELECT 1 LIMIT 'x'", 'invalid_value', "'x'", /LIMIT must be a whole number/],
    [
      'a missing value',
      'SELECT {nme}',
      'missing_placeholder',
      '{nme}',
      /The placeholder \{nme\} has no value.*Did you mean "name"\?/,
    ],
    ['a missing variable', 'SELECT {variables.plan}', 'missing_placeholder', '{variables.plan}', /was not given/],
    [
      'filters without a table',
      'SELECT 1 WHERE {filters}',
      'unsupported',
      '{filters}',
      /only in a SELECT from events, sessions, persons or groups/,
    ],
    ['a placeholder for a table', 'SELECT 1 FROM {name}', 'unsupported', '{name}', /cannot stand for a table/],
    [
      'an alias that leads to itself',
      'SELECT b AS a, a AS b FROM events',
      'unresolved_field',
      'b',
      /Unable to resolve/,
    ],
  ])('%s', async (_, query, code, part, text) => {
    const error = await failure(query, { values: { name: 'x' } })
    expect(error.message).toMatch(text)
    expect(error.code).toBe(code)
    expect(query.slice(error.start, error.end)).toBe(part)
  })

  it.each<[name: string, query: string, place: [number, number], text: RegExp]>([
    ['no SELECT', 'SELEC 1', [1, 1], /Found "SELEC", expected SELECT\. Did you mean SELECT/],
    [
      'an open bracket',
      'SELECT count( FROM events',
      [1, 15],
      /Found "FROM", expected .* The "\(" at line 1, column 13 is never closed/,
    ],
    ['an early end', 'SELECT event\nFROM events\nWHERE', [3, 6], /ends too early/],
    ['an open text', "SELECT 'abc", [1, 8], /never closed/],
    ['two statements', 'SELECT 1; SELECT 2', [1, 11], /one statement/],
    ['nothing', '   ', [1, 1], /empty/],
    ['a place after emoji', "SELECT '😀', evnt FROM events", [1, 14], /evnt/],
  ])('%s', async (_, query, [line, column], text) => {
    const error = await failure(query)
    expect(error.message).toMatch(text)
    expect([error.line, error.column]).toEqual([line, column])
  })

  it('passes on what the engine refuses, without names of its own', async () => {
    const error = await failure('SELECT toStartOfDay(event) FROM events')
    expect(error.code).toBe('execution_error')
    expect(error.message).not.toMatch(/__t|hogkit/)
  })
})

describe('limits of time and size', () => {
  it('refuses a text over 100,000 characters', async () => {
    expect((await failure(`SELECT '${'x'.repeat(100_000)}'`)).code).toBe('query_too_large')
  })
  it('refuses brackets deeper than 64', async () => {
    const error = await failure(`SELECT ${'('.repeat(65)}1${')'.repeat(65)}`)
    expect([error.code, error.column]).toEqual(['query_too_large', 72])
  })
  it('answers what is within the limit', async () => {
    const { results } = await started.hogql.run({ query: `SELECT ${'abs('.repeat(12)}1${')'.repeat(12)}` })
    expect(results).toEqual([[1]])
  })
  it('is not held up by nested calls, and goes on', async () => {
    const bomb = `SELECT ${Array.from({ length: 200 }, (_, index) => `${'f('.repeat(60)}${index}${')'.repeat(60)}`).join(', ')}`
    expect((await failure(bomb)).code).toBe('unsupported_function')
    await expect(started.hogql.run({ query: 'SELECT 2' })).resolves.toMatchObject({ results: [[2]] })
  })
  it('refuses WITH clauses that double at every step', async () => {
    const steps = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1} AS (SELECT x.n FROM a${index} x CROSS JOIN a${index} y)`,
    )
    const error = await failure(`WITH a0 AS (SELECT 1 AS n), ${steps.join(', ')} SELECT count() FROM a30`)
    expect(error.code).toBe('query_too_large')
  })
  it('refuses comparisons that double at every step', async () => {
    const query = `SELECT ${'('.repeat(40)}1${' BETWEEN 0 AND 2)'.repeat(40)}`
    expect((await failure(query)).code).toBe('query_too_large')
  })
  it('stops a query that runs too long for its client', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 200)
    const before = performance.now()
    const running = started.hogql.run(
      { query: 'SELECT count() FROM numbers(10000000) a CROSS JOIN numbers(10000000) b' },
      { signal: abort.signal },
    )
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - before).toBeLessThan(3000)
    await expect(started.hogql.run({ query: 'SELECT 1' })).resolves.toMatchObject({ results: [[1]] })
  })
})
