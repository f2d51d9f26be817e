import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANN, BOB, row, startHogQL } from './hogqlSetup.js'

let started: Awaited<ReturnType<typeof startHogQL>>
beforeAll(async () => {
  started = await startHogQL()
  const visit = (event: string, when: string, session: string, who = ['ann', ANN] as [string, string]) =>
    row(event, ...who, when, { $session_id: session, $pathname: `/${event}` })
  await started.engine.insert('events', [
    // As long as SDKs let one be, over the end of a month.
    visit('opened', '2024-02-29 08:00:00', 'long'),
    visit('read', '2024-03-01 00:00:30', 'long'),
    visit('closed', '2024-03-01 07:59:00', 'long'),
    visit('opened', '2024-03-01 23:59:50', 'night', ['bob', BOB]),
    visit('closed', '2024-03-02 00:10:00', 'night', ['bob', BOB]),
    visit('opened', '2024-03-20 12:00:00', 'late'),
    visit('closed', '2024-03-20 12:01:00', 'late'),
  ])
})
afterAll(() => started.close())

/** The day that the events are of, said in a way that nothing can be concluded from. */
const hidden = (condition: string): string =>
  condition.replaceAll(/(?<![\w$])(?:e\.)?(?:\$start_|\$end_)?timestamp\b/g, 'ifNull($&, $&)')

describe('a time in WHERE bounds the events that sessions are computed from, and changes no answer', () => {
  it.each<[what: string, query: (where: string) => string, where: string]>([
    ['from a day on', sessionOfEvent, "timestamp >= '2024-03-01'"],
    ['before a day', sessionOfEvent, "timestamp < '2024-03-01'"],
    ['between two times', sessionOfEvent, "timestamp BETWEEN '2024-03-01 00:00:00' AND '2024-03-01 00:01:00'"],
    ['of one day', sessionOfEvent, "toDate(timestamp) = '2024-03-01'"],
    ['of one time', sessionOfEvent, "timestamp = toDateTime('2024-03-01 00:00:30')"],
    ['with the value first', sessionOfEvent, "toDateTime('2024-03-01 00:00:00') <= timestamp"],
    ['by functions', sessionOfEvent, "and(greater(timestamp, toStartOfDay(toDate('2024-03-01'))), event != 'x')"],
    ['with arithmetic', sessionOfEvent, "timestamp > toDateTime('2024-03-02 00:00:00') - INTERVAL 1 DAY"],
    [
      'beside a condition on the session',
      sessionOfEvent,
      "timestamp > '2024-03-01' AND session.$session_duration > 60",
    ],
    ['of sessions by their start', sessions, "$start_timestamp >= '2024-03-01'"],
    ['of sessions by their end', sessions, "$end_timestamp >= '2024-03-01' AND $end_timestamp < '2024-03-02'"],
    ['of sessions that began before', sessions, "$start_timestamp < '2024-03-01'"],
    [
      'of a table under another name, joined to one',
      where =>
        `SELECT e.event, e.session.$entry_pathname, p.is_identified FROM events e JOIN persons p ON p.id = e.person_id WHERE ${where} ORDER BY e.timestamp`,
      "e.timestamp > '2024-03-01'",
    ],
  ])('%s', async (_, query, where) => {
    const bounded = await started.hogql.run({ query: query(where) })
    const whole = await started.hogql.run({ query: query(hidden(where)) })
    expect(bounded.results).toEqual(whole.results)
    expect(bounded.results).not.toEqual([])
    expect(bounded.clickhouse).toContain('toIntervalDay(3)')
    expect(whole.clickhouse).not.toContain('toIntervalDay(3)')
  })

  it.each<[what: string, query: string]>([
    ['one of several conditions is enough', sessionOfEvent("timestamp > '2024-03-01' OR event = 'opened'")],
    ['it is denied', sessionOfEvent("NOT (timestamp > '2024-03-01')")],
    ['the other side is not one value', sessionOfEvent("timestamp > arrayJoin([toDateTime('2024-03-01 00:00:00')])")],
    ['the other side is a column', sessionOfEvent('timestamp >= created_at')],
    [
      'an alias hides the time',
      "SELECT session.$session_duration, toDateTime('2024-03-01 00:00:00') AS timestamp FROM events WHERE timestamp >= '2024-03-01' ORDER BY 1",
    ],
    [
      'an outer join gives rows without an event',
      "SELECT p.id, e.session.$session_duration FROM persons p LEFT JOIN events e ON e.person_id = p.id AND e.session.$session_duration > 60 WHERE e.timestamp < '2024-03-01' ORDER BY 1, 2",
    ],
  ])('not when %s', async (_, query) => {
    expect((await started.hogql.run({ query })).clickhouse).not.toContain('toIntervalDay(3)')
  })

  it('reads no more than the days around', async () => {
    const read = async (where: string): Promise<string> => {
      const { clickhouse } = await started.hogql.run({
        query: `SELECT count() FROM events WHERE ${where} AND session.$session_duration > 0`,
      })
      return clickhouse
    }
    expect(await read("timestamp > '2024-03-01'")).toMatch(
      /WHERE events\.team_id = 1 AND events\.`\$session_id` != '' AND events\.timestamp >= minus\(/,
    )
  })
})

function sessionOfEvent(where: string): string {
  return `SELECT event, session.$session_duration, session.$entry_pathname, session.$start_timestamp, session.$end_pathname FROM events WHERE ${where} ORDER BY timestamp, event`
}

function sessions(where: string): string {
  return `SELECT session_id, $start_timestamp, $end_timestamp, $session_duration, $entry_pathname FROM sessions WHERE ${where} ORDER BY session_id`
}
