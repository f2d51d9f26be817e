import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from 'hogkit/sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type TestSandbox } from '../support/sandbox.js'

const seed = { name: 'demo', seed: 7, now: Date.UTC(2026, 8, 1, 12) } as const
let dataDir: string
let s: TestSandbox

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hogkit-demo-'))
  const sandbox = await startSandbox({ dataDir, seed })
  s = connect(() => sandbox)
})
afterAll(async () => {
  await s.sandbox.close()
  await rm(dataDir, { recursive: true, force: true })
})

const scalar = async (query: string) => (await s.query(query)).results[0]?.[0]

it('has the same persons in the API and in HogQL, and every event leads to one or says that it has none', async () => {
  const total = (await s.get<{ count: number }>('persons/?limit=1&include_total=1')).body.count
  expect(total).toBeGreaterThan(1500)
  expect(Number(await scalar('SELECT count() FROM persons'))).toBe(total)
  expect(
    Number(
      await scalar(
        "SELECT count() FROM events WHERE person_mode = 'full' AND person_id NOT IN (SELECT id FROM persons)",
      ),
    ),
  ).toBe(0)
})

it('ends at its now and has properties with types', async () => {
  const last = await scalar('SELECT toUnixTimestamp(max(timestamp)) FROM events')
  expect(seed.now / 1000 - Number(last)).toBeGreaterThanOrEqual(0)
  expect(seed.now / 1000 - Number(last)).toBeLessThan(24 * 3600)
  expect(Number(await scalar('SELECT sum(properties.amount_usd) FROM events'))).toBeGreaterThan(1000)
})

it('has groups with properties, on the events too', async () => {
  expect(Number(await scalar('SELECT count() FROM groups'))).toBeGreaterThan(50)
  expect(Number(await scalar('SELECT count() FROM events WHERE group_0.properties.name IS NOT NULL'))).toBeGreaterThan(
    1000,
  )
})

it('has six flags that evaluate', async () => {
  const answer = await s.send<{ errorsWhileComputingFlags: boolean; flags: object }>(
    'POST',
    '/flags/?v=2',
    { token: s.projectToken, distinct_id: 'anybody' },
    { key: null },
  )
  expect(answer.body.errorsWhileComputingFlags).toBe(false)
  const { body } = await s.get<{ count: number }>('feature_flags/')
  expect(body.count).toBe(6)
})

it('goes on living: a known person is updated, a new event counts', async () => {
  const [person] = (await s.get<{ results: { uuid: string; distinct_ids: string[] }[] }>('persons/?limit=1')).body
    .results
  await s.capture({ event: 'later', distinct_id: person?.distinct_ids[0], properties: { $set: { seen_later: true } } })
  expect((await s.get(`persons/${person?.uuid}/`)).body).toMatchObject({ properties: { seen_later: true } })
  expect(await scalar("SELECT person_id FROM events WHERE event = 'later'")).toBe(person?.uuid)
})

it('is loaded once: a restart with the same seed adds nothing', async () => {
  const count = await scalar('SELECT count() FROM events')
  await s.sandbox.close()
  const again = await startSandbox({ dataDir, seed: 'demo' })
  s = connect(() => again)
  expect(await scalar('SELECT count() FROM events')).toBe(count)
  expect((await s.get<{ count: number }>('feature_flags/')).body.count).toBe(6)
})
