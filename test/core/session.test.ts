import { describe, expect, test } from 'vitest'
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

test('tells when another one begins, and why', () => {
  const { client, clock, persistence } = at()
  const told: unknown[] = []
  client.on('session', ({ id, previousId, reason }) => told.push([reason, id === client.sessionId, previousId]))
  let notified = 0
  client.session.subscribe(() => notified++)
  const first = client.sessionId
  expect(client.session.getSnapshot()).toEqual({ id: first, startedAt: start })
  expect(client.session.getSnapshot()).toBe(client.session.getSnapshot())
  clock.now += 31 * MINUTE
  client.capture('a')
  const second = client.sessionId
  client.reset()
  const third = client.sessionId
  for (const end = clock.now + 25 * 60 * MINUTE; clock.now < end; clock.now += 29 * MINUTE) client.capture('a')
  const fourth = client.sessionId
  const other = at(persistence)
  other.clock.now = clock.now + 40 * MINUTE
  other.client.capture('b')
  clock.now += 41 * MINUTE
  client.capture('c')
  expect(client.sessionId).toBe(other.client.sessionId)
  expect(told).toEqual([
    ['new', true, ''],
    ['idle', true, first],
    ['reset', true, second],
    ['max-length', true, third],
    ['other-tab', true, fourth],
  ])
  expect(notified).toBe(5)
})

describe('bootstrap.sessionId', () => {
  const sessionId = '0195509d-2500-7abc-8def-0123456789ab'

  test('goes on with the session of another page', () => {
    const begun = Number.parseInt('0195509d2500', 16)
    const { client } = useClient({ url: 'http://127.0.0.1:9' }, { bootstrap: { sessionId }, now: () => begun + MINUTE })
    expect(client.sessionId).toBe(sessionId)
    expect(client.session.getSnapshot()).toEqual({ id: sessionId, startedAt: begun })
  })

  test.each(['session-1', '0b5a1b6e-6f5e-4c43-9c57-0d6b5a7f8e21'])('that is no UUIDv7 (%s) is reported', id => {
    const { client, errors } = useClient({ url: 'http://127.0.0.1:9' }, { bootstrap: { sessionId: id } })
    expect(client.sessionId).not.toBe(id)
    expect(errors).toMatchObject([{ name: 'InvalidIdError' }])
  })
})
