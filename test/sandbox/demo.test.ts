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
  // The clock stands where the data ends, so that "the last 30 days" are the demo's.
  const sandbox = await startSandbox({ dataDir, seed, clock: () => seed.now })
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
  const { body } = await s.get<{ results: { creation_context: string }[] }>('feature_flags/')
  expect(body.results.filter(flag => flag.creation_context === 'feature_flags')).toHaveLength(6)
})

interface Listed {
  count: number
  results: { id: number | string; name: string; [name: string]: unknown }[]
}
const list = async (path: string) => (await s.get<Listed>(path)).body

it('has life in every resource', async () => {
  const counts: Record<string, number> = {}
  for (const path of ['actions', 'annotations', 'cohorts', 'dashboards', 'experiments', 'insights', 'surveys']) {
    counts[path] = (await list(`${path}/`)).count
  }
  expect(counts).toEqual({
    actions: 4,
    annotations: 5,
    cohorts: 5,
    dashboards: 2,
    experiments: 3,
    insights: 9,
    surveys: 3,
  })
  expect((await list('session_recordings/?limit=1')).count).toBeGreaterThan(500)
  expect((await s.get('groups_types/')).body).toMatchObject([{ group_type: 'company' }])
  expect((await s.get('event_definitions/by_name/?name=signed_up')).body).toMatchObject({ verified: true })
  expect(
    (await list('property_definitions/?event_names=["paid_bill"]&filter_by_event_names=true')).count,
  ).toBeGreaterThan(2)
})

it('has cohorts with people in them, by properties, by hand and by what they did', async () => {
  const { results } = await list('cohorts/')
  const count = (name: string) => results.find(cohort => cohort.name === name)?.['count']
  expect(count('Paying people')).toBeGreaterThan(300)
  expect(count('In the EU')).toBeGreaterThan(300)
  expect(count('Paying, in the EU')).toBeGreaterThan(50)
  expect(count('Interview list')).toBe(4)
  expect(count('Uploaded in the last 30 days')).toBeGreaterThan(100)
})

it('has experiments in every state, surveys that run and rest, and annotations at their moments', async () => {
  const experiments = (await list('experiments/?order=start_date')).results
  expect(experiments.map(({ status }) => status)).toEqual(['draft', 'stopped', 'running'])
  expect(experiments[1]).toMatchObject({ conclusion: 'inconclusive', created_at: '2026-06-08T12:00:00.000Z' })
  expect((await list('surveys/?archived=false')).count).toBe(2)
  expect((await list('annotations/')).results.every(note => String(note['date_marker']) < '2026-09-01')).toBe(true)
})

it('has insights in SQL that have results, on dashboards', async () => {
  const dashboards = (await list('dashboards/')).results
  expect(dashboards.map(({ name }) => name)).toEqual(['Product overview', 'Revenue'])
  const { results } = await list('insights/?insight=SQL')
  expect(results).toHaveLength(3)
  for (const { id } of results) {
    const answer = await s.get<{ result: unknown[] }>(`insights/${id}/?refresh=blocking`)
    expect(answer.status).toBe(200)
    expect(answer.body.result.length).toBeGreaterThan(1)
  }
})

it('has the same ids each time, where links carry them', async () => {
  const insights = (await list('insights/?order=created_at')).results
  const surveys = (await list('surveys/')).results
  expect([insights[0]?.['short_id'], surveys[0]?.id]).toMatchInlineSnapshot(`
    [
      "53f8bd83",
      "019eda9a-3600-7ecf-b02f-5abc149cbf57",
    ]
  `)
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
  expect((await list('feature_flags/')).count).toBe(7)
  expect((await list('insights/')).count).toBe(9)
})
