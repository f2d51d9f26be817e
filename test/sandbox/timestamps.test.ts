import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const now = Date.UTC(2026, 5, 15, 12)
const s = useSandbox({ clock: () => now })
const iso = (ms: number) => new Date(ms).toISOString()
const hour = 3_600_000

/** Sends one event and gives its stored time, ms since 1970. */
async function timeOf(
  event: object,
  { query = '', ...batch }: { query?: string; sent_at?: string } = {},
): Promise<number> {
  const id = randomUUID()
  const body = { api_key: s.projectToken, batch: [{ event: 'timed', distinct_id: id, ...event }], ...batch }
  const answer = await s.send('POST', `/batch/${query}`, body, { key: null })
  expect(answer.status).toBe(200)
  const { results } = await s.query('SELECT toUnixTimestamp64Milli(timestamp) FROM events WHERE distinct_id = {id}', {
    id,
  })
  return Number(results[0]?.[0])
}

it('takes the time of receipt without a timestamp, or with one that cannot be read', async () => {
  expect(await timeOf({})).toBe(now)
  expect(await timeOf({ timestamp: 'yesterday' })).toBe(now)
  expect(await timeOf({ timestamp: '2026-13-45' })).toBe(now)
})

it.each([
  ['2026-06-01T10:00:00.250Z', Date.UTC(2026, 5, 1, 10, 0, 0, 250)],
  ['2026-06-01 10:00:00', Date.UTC(2026, 5, 1, 10)],
  ['2026-06-01T10:00:00+03', Date.UTC(2026, 5, 1, 7)],
  ['2026-06-01T10:00:00-02:30', Date.UTC(2026, 5, 1, 12, 30)],
  ['2026-06-01', Date.UTC(2026, 5, 1)],
  ['1780308000', 1_780_308_000_000],
  ['1780308000123', 1_780_308_000_123],
])('reads %s', async (timestamp, expected) => {
  expect(await timeOf({ timestamp })).toBe(expected)
})

it('keeps events of long ago', async () => {
  expect(await timeOf({ timestamp: '2020-08-16 09:03:11.913767' })).toBe(Date.UTC(2020, 7, 16, 9, 3, 11, 913))
})

it('corrects a client whose clock is wrong by its sent_at', async () => {
  const wrong = now - 48 * hour
  const timestamp = iso(wrong - 5000)
  expect(await timeOf({ timestamp }, { sent_at: iso(wrong) })).toBe(now - 5000)
  expect(await timeOf({ timestamp }, { query: `?_=${wrong}` })).toBe(now - 5000)
})

it('ignores sent_at in seconds in the URL, and when the event says so', async () => {
  const timestamp = iso(now - 5000)
  expect(await timeOf({ timestamp }, { query: `?_=${Math.floor(now / 1000) - 500}` })).toBe(now - 5000)
  const properties = { $ignore_sent_at: true }
  expect(await timeOf({ timestamp, properties }, { sent_at: iso(now - hour) })).toBe(now - 5000)
})

it('takes an offset over a timestamp', async () => {
  expect(await timeOf({ timestamp: iso(now - hour), offset: 2500 })).toBe(now - 2500)
})

it('makes more than 23 hours ahead now, and a year that no calendar has 1970', async () => {
  expect(await timeOf({ timestamp: iso(now + 22 * hour) })).toBe(now + 22 * hour)
  expect(await timeOf({ timestamp: iso(now + 24 * hour) })).toBe(now)
  expect(await timeOf({ timestamp: '-000100-01-01T00:00:00Z' })).toBe(0)
})
