import { expect, test } from 'vitest'
import { useClient, useStorage } from './support/client.js'

const MINUTE = 60_000
const start = Date.parse('2026-03-01T10:00:00Z')

function at(persistence = useStorage()) {
  const clock = { now: start }
  const { client } = useClient({ url: 'http://127.0.0.1:9' }, { persistence, now: () => clock.now })
  return { client, clock, persistence }
}

test('a session is a UUIDv7 of the time it began', () => {
  const { client } = at()
  expect(client.sessionId[14]).toBe('7')
  expect(Number.parseInt(client.sessionId.replace('-', '').slice(0, 12), 16)).toBe(start)
})

test('ends after 30 minutes without events', () => {
  const { client, clock } = at()
  const first = client.sessionId
  client.capture('a')
  clock.now += 29 * MINUTE
  client.capture('b')
  clock.now += 29 * MINUTE
  expect(client.sessionId).toBe(first)
  clock.now += MINUTE
  expect(client.sessionId).not.toBe(first)
})

test('reading the id is no activity', () => {
  const { client, clock } = at()
  const first = client.sessionId
  for (let i = 0; i < 3; i++) {
    clock.now += 10 * MINUTE
    void client.sessionId
  }
  expect(client.sessionId).not.toBe(first)
})

test('ends after 24 hours of activity', () => {
  const { client, clock } = at()
  const first = client.sessionId
  for (; clock.now < start + 24 * 60 * MINUTE - 20 * MINUTE; clock.now += 20 * MINUTE) client.capture('a')
  expect(client.sessionId).toBe(first)
  clock.now = start + 24 * 60 * MINUTE
  expect(client.sessionId).not.toBe(first)
})

test('goes on over a reload and in another tab', () => {
  const { client, clock, persistence } = at()
  client.capture('a')
  const other = at(persistence)
  expect(other.client.sessionId).toBe(client.sessionId)
  for (let i = 0; i < 3; i++) {
    other.clock.now += 20 * MINUTE
    other.client.capture('b')
  }
  clock.now += 60 * MINUTE
  expect(client.sessionId).toBe(other.client.sessionId)
})

test('activity costs storage one write in five seconds', () => {
  const { client, clock, persistence } = at()
  client.capture('a')
  persistence.writes.length = 0
  for (let i = 0; i < 50; i++) {
    clock.now += 100
    client.capture('b')
  }
  expect(persistence.writes.filter(key => key.endsWith('_session'))).toHaveLength(1)
})
