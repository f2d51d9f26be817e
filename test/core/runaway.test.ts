import { expect, test } from 'vitest'
import { arrived, useClient, useServer } from './support/client.js'

test('an honest burst of 10,000 is taken whole, whatever else is captured', async () => {
  const { client, errors } = useClient(await useServer(), { flushAt: 20_000, maxBatchBytes: 50_000_000 })
  await client.flush()
  for (let i = 0; i < 10_000; i++) client.capture('burst', { i })
  expect(client.queue.getSnapshot()).toMatchObject({ pending: 10_000, dropped: 0 })
  expect(errors).toEqual([])
})

test('a loop that captures is reported once, here and in PostHog, and dropped beyond the burst', async () => {
  const server = await useServer()
  const { client, errors } = useClient(server, { maxBurst: 50, now: () => 1_770_000_000_000 })
  await client.flush()
  const reasons: string[] = []
  client.on('dropped', ({ reason }) => reasons.push(reason))
  const taken = Array.from({ length: 80 }, () => client.capture('rendered')).filter(Boolean)
  client.capture('other')
  expect(taken).toHaveLength(50)
  expect(errors).toMatchObject([{ name: 'RunawayError', code: 'runaway' }])
  expect(errors[0]?.message).toContain('"rendered"')
  expect(reasons).toEqual(Array(30).fill('runaway'))
  expect(client.queue.getSnapshot()).toMatchObject({ dropped: 30, lastError: errors[0] })
  const names = (await arrived(client, server)).map(({ event }) => event)
  expect(names.filter(name => name === 'rendered')).toHaveLength(50)
  expect(names.slice(50)).toEqual(['$$client_ingestion_warning', 'other'])
})

test('what calms down is taken again, and another loop is told again', async () => {
  const server = await useServer()
  let now = 1_770_000_000_000
  const { client, errors } = useClient(server, { maxBurst: 50, now: () => now })
  await client.flush()
  for (let i = 0; i < 60; i++) client.capture('x')
  now += 1000
  for (let i = 0; i < 60; i++) client.capture('x')
  // Fifty in a second came back.
  expect(errors).toHaveLength(2)
  now -= 60_000
  expect(client.capture('x')).toBeUndefined()
  now += 61_000
  expect(client.capture('x')).toBeDefined()
})

test('events of others are not counted: a server captures for everybody', async () => {
  const { client, errors } = useClient(await useServer(), { maxBurst: 10, flushAt: 1000 })
  await client.flush()
  for (let i = 0; i < 100; i++) client.capture('request', {}, { distinctId: `user-${i}` })
  expect(client.queue.getSnapshot().pending).toBe(100)
  expect(errors).toEqual([])
})
