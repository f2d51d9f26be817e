import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type SandboxOptions } from 'hogkit/sandbox'
import { beforeAll, describe, expect, it } from 'vitest'
import { calculated, type CohortBody, cohortWait } from '../support/cohorts.js'
import { connect, useSandbox } from '../support/sandbox.js'

const s = useSandbox()

const plan = (who: string, value: string) => ({
  event: 'seen',
  distinct_id: who,
  properties: { $set: { plan: value } },
})
const rule = (...values: object[]) => ({ filters: { properties: { type: 'AND', values } } })
const is = (key: string, value: unknown) => ({ type: 'person', key, value, operator: 'exact' })
const inCohort = (value: number) => ({ type: 'cohort', key: 'id', value })
const did = (key: string) => ({
  type: 'behavioral',
  key,
  event_type: 'events',
  value: 'performed_event',
  time_value: 30,
  time_interval: 'day',
})

async function made(body: object): Promise<CohortBody> {
  const answer = await s.send<CohortBody>('POST', 'cohorts/', body)
  expect(answer.status).toBe(201)
  return answer.body
}
const changed = async (id: number, body: object) => (await s.send<CohortBody>('PATCH', `cohorts/${id}/`, body)).body
const members = async (id: number) => {
  const { body } = await s.get<{ results: { distinct_ids: string[] }[] }>(`cohorts/${id}/persons/`)
  return body.results.map(person => person.distinct_ids[0] ?? '').sort()
}
const inQuery = async (id: number) =>
  (await s.query(`select count(distinct person_id) from events where person_id in cohort ${id}`)).results[0]?.[0]

beforeAll(() => s.capture(plan('ann', 'pro'), plan('bob', 'free'), plan('cyd', 'pro')))

describe('a cohort that was written', () => {
  it('is calculated in the background, and tells when', async () => {
    const cohort = await made({ name: 'Pro', ...rule(is('plan', 'pro')) })
    expect(cohort).toMatchObject({ is_calculating: true, count: null, version: null, last_calculation: null })
    const done = await calculated(s, cohort.id)
    expect(done).toMatchObject({ count: 2, errors_calculating: 0, last_error_message: null })
    expect(done.version).toBe(done.pending_version)
    expect(done.last_calculation).toMatch(/^\d{4}-/)
    expect(await members(cohort.id)).toEqual(['ann', 'cyd'])
    expect(await inQuery(cohort.id)).toBe(2)
  })

  it('keeps the members of the last calculation until the next has finished', async () => {
    const { id } = await made({ name: 'Turning', ...rule(is('plan', 'pro')) })
    const first = await calculated(s, id)
    const turned = await changed(id, rule(is('plan', 'free')))
    expect(turned).toMatchObject({ is_calculating: true, count: 2, version: first.version })
    expect(turned.pending_version).toBe((first.pending_version ?? 0) + 1)
    const second = await calculated(s, id)
    expect(second.count).toBe(1)
    expect(second.version).toBeGreaterThan(first.version ?? 0)
    expect(await members(id)).toEqual(['bob'])
    expect(await inQuery(id)).toBe(1)
  })

  it('ends as it was written last, however often it was written meanwhile', async () => {
    const { id } = await made({ name: 'Restless', ...rule(is('plan', 'pro')) })
    for (const value of ['free', 'pro', 'none', 'free']) await changed(id, rule(is('plan', value)))
    const done = await calculated(s, id)
    expect(done).toMatchObject({ count: 1, version: done.pending_version })
    expect(await members(id)).toEqual(['bob'])
  })

  it('takes those along that ask for it, also by way of another', async () => {
    const inner = await made({ name: 'Inner', ...rule(is('plan', 'pro')) })
    const middle = await made({ name: 'Middle', ...rule(inCohort(inner.id)) })
    const outer = await made({ name: 'Outer', ...rule(inCohort(middle.id)) })
    expect((await calculated(s, outer.id)).count).toBe(2)
    await changed(inner.id, rule(is('plan', 'free')))
    expect((await s.get<CohortBody>(`cohorts/${outer.id}/`)).body.pending_version).toBeGreaterThan(1)
    expect((await calculated(s, outer.id)).count).toBe(1)
    expect(await members(outer.id)).toEqual(['bob'])
  })

  it('takes those along that ask for a static one', async () => {
    const { results } = (await s.get<{ results: { uuid: string; distinct_ids: string[] }[] }>('persons/')).body
    const ann = results.find(person => person.distinct_ids.includes('ann'))?.uuid
    const chosen = await made({ name: 'Chosen', is_static: true })
    expect(chosen).toMatchObject({ is_calculating: false, count: 0, version: null })
    const around = await made({ name: 'Around', ...rule(inCohort(chosen.id)) })
    expect((await calculated(s, around.id)).count).toBe(0)
    await s.send('PATCH', `cohorts/${chosen.id}/add_persons_to_static_cohort/`, { person_ids: [ann] })
    expect((await calculated(s, around.id)).count).toBe(1)
    await s.send('PATCH', `cohorts/${chosen.id}/remove_person_from_static_cohort/`, { person_id: ann })
    expect((await calculated(s, around.id)).count).toBe(0)
  })
})

describe('a cohort that is old', () => {
  it('follows events, persons and deletions, with a version for each calculation', async () => {
    const { id } = await made({ name: 'Wavers', ...rule(did('waved')) })
    const first = await calculated(s, id)
    expect(first.count).toBe(0)
    await s.capture({ event: 'waved', distinct_id: 'ann' }, { event: 'waved', distinct_id: 'eve' })
    await expect.poll(() => members(id), cohortWait).toEqual(['ann', 'eve'])
    const second = await calculated(s, id)
    expect(second.version).toBeGreaterThan(first.version ?? 0)
    const eve = (await s.get<{ results: { uuid: string }[] }>('persons/?distinct_id=eve')).body.results[0]
    await s.send('DELETE', `persons/${eve?.uuid}/`)
    await expect.poll(async () => (await s.get<CohortBody>(`cohorts/${id}/`)).body.count, cohortWait).toBe(1)
    expect(await members(id)).toEqual(['ann'])
  })

  it('takes those along that only ask for it', async () => {
    const inner = await made({ name: 'Nodders', ...rule(did('nodded')) })
    const outer = await made({ name: 'Around nodders', ...rule(inCohort(inner.id)) })
    expect((await calculated(s, outer.id)).count).toBe(0)
    // Ann is known already: no person changes, only events come.
    await s.capture({ event: 'nodded', distinct_id: 'ann' })
    await expect.poll(() => members(outer.id), cohortWait).toEqual(['ann'])
  })

  it('is in what is asked of a person, and in system.cohorts', async () => {
    const { id } = await made({ name: 'Free ones', ...rule(is('plan', 'free')) })
    await calculated(s, id)
    const bob = (await s.get<{ results: { uuid: string }[] }>('persons/?distinct_id=bob')).body.results[0]
    const { results } = (await s.get<{ results: object[] }>(`persons/cohorts/?person_id=${bob?.uuid}`)).body
    expect(results).toContainEqual({ id, name: 'Free ones', count: 1 })
    expect((await s.query(`select count, version > 0 from system.cohorts where id = ${id}`)).results).toEqual([[1, 1]])
  })
})

describe('a calculation that fails', () => {
  it('is told, leaves the others alone and the members as they were, and is forgotten by the next that works', async () => {
    const query = (text: string) => ({ query: { kind: 'HogQLQuery', query: text } })
    const works = "select person_id from events where event = 'seen' and distinct_id = 'ann'"
    const { id } = await made({ name: 'Asked', ...query(works) })
    expect(await calculated(s, id)).toMatchObject({ count: 1 })
    await changed(id, query('select nothing from nowhere'))
    const other = await made({ name: 'Beside', ...rule(is('plan', 'pro')) })
    const failed = await calculated(s, id)
    expect(failed).toMatchObject({ errors_calculating: 1, count: 1, is_calculating: false })
    expect(failed.last_error_message).toContain('nowhere')
    expect(failed.version).toBeLessThan(failed.pending_version ?? 0)
    expect(await members(id)).toEqual(['ann'])
    expect(await calculated(s, other.id)).toMatchObject({ count: 2, errors_calculating: 0 })
    await changed(id, query(works))
    expect(await calculated(s, id)).toMatchObject({ errors_calculating: 0, last_error_message: null, count: 1 })
  })
})

describe('a restart', () => {
  it('takes up what was not finished, and knows members and versions before', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hogkit-cohorts-'))
    try {
      const options: SandboxOptions = { dataDir }
      const before = await startSandbox(options)
      const first = connect(() => before)
      await first.capture(plan('ann', 'pro'), plan('bob', 'free'))
      const create = (name: string, value: string) =>
        first.send<CohortBody>('POST', 'cohorts/', { name, ...rule(is('plan', value)) })
      const finished = (await create('Finished', 'pro')).body.id
      const known = await calculated(first, finished)
      const unfinished = await create('Unfinished', 'free')
      expect(unfinished.body.is_calculating).toBe(true)
      await before.close()
      const after = await startSandbox(options)
      try {
        const second = connect(() => after)
        const answer = await second.get<CohortBody>(`cohorts/${finished}/`)
        expect(answer.body).toMatchObject({ count: 1 })
        expect(answer.body.version).toBeGreaterThanOrEqual(known.version ?? 0)
        expect(await calculated(second, unfinished.body.id)).toMatchObject({ count: 1, errors_calculating: 0 })
      } finally {
        await after.close()
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  })
})
