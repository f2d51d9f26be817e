import { beforeAll, describe, expect, it } from 'vitest'
import { calculated, type CohortBody, cohortWait } from '../support/cohorts.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Persons {
  results: { id: string; uuid: string; name: string; distinct_ids: string[] }[]
  next: string | null
  previous: string | null
}

const uuids = new Map<string, string>()
const uuidOf = (name: string) => uuids.get(name) ?? ''

beforeAll(async () => {
  const plans = { ada: 'pro', bob: 'free', cleo: 'pro', dan: 'free' }
  await s.capture(
    ...Object.entries(plans).map(([name, plan], index) => ({
      event: 'x',
      distinct_id: name,
      timestamp: `2026-01-0${index + 1}T00:00:00Z`,
      properties: { $set: { email: `${name}@a.io`, plan, age: 20 + index } },
    })),
  )
  const { results } = (await s.get<Persons>('persons/')).body
  for (const person of results) uuids.set(person.name.replace('@a.io', ''), person.uuid)
})

const create = (body: object) => s.send<CohortBody & Record<string, unknown>>('POST', 'cohorts/', body)
const made = async (body: object) => {
  const answer = await create(body)
  expect(answer.status).toBe(201)
  return answer.body
}
const members = async (id: number, query = '') => {
  await calculated(s, id)
  const answer = await s.get<Persons>(`cohorts/${id}/persons/${query}`)
  expect(answer.status).toBe(200)
  return answer.body
}
const names = async (id: number) => (await members(id)).results.map(person => person.name.replace('@a.io', ''))
const rule = (...values: object[]) => ({ filters: { properties: { type: 'AND', values } } })
const is = (key: string, value: unknown, operator = 'exact') => ({ type: 'person', key, value, operator })

describe('a static cohort', () => {
  it('keeps who is put in, pages them, and lets one go', async () => {
    const cohort = await made({
      name: 'Friends',
      is_static: true,
      _create_static_person_ids: [uuidOf('ada'), uuidOf('bob')],
    })
    expect(cohort).toMatchObject({ count: 2, is_static: true, cohort_type: 'static', is_calculating: false })
    const strangers = ['00000000-0000-4000-8000-000000000000']
    const added = await s.send('PATCH', `cohorts/${cohort.id}/add_persons_to_static_cohort/`, {
      person_ids: [uuidOf('bob'), uuidOf('cleo'), ...strangers],
    })
    expect(added.status).toBe(200)
    expect(await names(cohort.id)).toEqual(['cleo', 'bob', 'ada'])
    const first = await members(cohort.id, '?limit=2')
    expect(first.results).toHaveLength(2)
    expect(first.results[0]).toMatchObject({ type: 'person', id: uuidOf('cleo'), distinct_ids: ['cleo'] })
    expect(first.next).toContain('offset=2')
    const remove = `cohorts/${cohort.id}/remove_person_from_static_cohort/`
    expect((await s.send('PATCH', remove, { person_id: uuidOf('bob') })).status).toBe(200)
    expect((await s.send('PATCH', remove, { person_id: uuidOf('bob') })).status).toBe(404)
    expect((await s.get<CohortBody>(`cohorts/${cohort.id}/`)).body.count).toBe(2)
  })

  it('refuses what is no list of persons', async () => {
    const cohort = await made({ name: 'Empty', is_static: true })
    const add = (body: object) => s.send('PATCH', `cohorts/${cohort.id}/add_persons_to_static_cohort/`, body)
    expect((await add({})).body).toMatchObject({ code: 'required', attr: 'person_ids' })
    expect((await add({ person_ids: ['ada'] })).body).toMatchObject({ attr: 'person_ids__0' })
    const dynamic = await made({ name: 'Dynamic', ...rule(is('plan', 'pro')) })
    const refused = await s.send('PATCH', `cohorts/${dynamic.id}/add_persons_to_static_cohort/`, { person_ids: [] })
    expect(refused.body).toMatchObject({ code: 'invalid_input', attr: null })
  })
})

describe('a cohort with rules', () => {
  it('has whom they fit, and follows persons', async () => {
    const cohort = await made({ name: 'Pro', ...rule(is('plan', ['pro'])) })
    expect(cohort).toMatchObject({ count: null, is_calculating: true, cohort_type: 'person_property' })
    expect(await names(cohort.id)).toEqual(['cleo', 'ada'])
    expect(await calculated(s, cohort.id)).toMatchObject({ count: 2, errors_calculating: 0 })
    await s.capture({ event: '$set', distinct_id: 'dan', properties: { $set: { plan: 'pro' } } })
    await expect.poll(() => names(cohort.id), cohortWait).toEqual(['dan', 'cleo', 'ada'])
    await s.capture({ event: '$set', distinct_id: 'dan', properties: { $set: { plan: 'free' } } })
    await s.send('PATCH', `cohorts/${cohort.id}/`, rule(is('age', 21, 'gt')))
    expect(await names(cohort.id)).toEqual(['dan', 'cleo'])
  })

  it('joins rules by AND and OR, negates them, and asks for other cohorts', async () => {
    const pro = await made({ name: 'Pro again', ...rule(is('plan', 'pro')) })
    const mixed = await made({
      name: 'Mixed',
      filters: {
        properties: {
          type: 'OR',
          values: [
            {
              type: 'AND',
              values: [{ type: 'cohort', key: 'id', value: pro.id, negation: true }, is('age', 21, 'gt')],
            },
            { type: 'AND', values: [is('email', 'ada', 'icontains')] },
          ],
        },
      },
    })
    expect(await names(mixed.id)).toEqual(['dan', 'ada'])
    const circle = await s.send('PATCH', `cohorts/${pro.id}/`, rule({ type: 'cohort', key: 'id', value: mixed.id }))
    expect(circle.body).toMatchObject({ code: 'invalid_input', attr: 'filters' })
    expect((await s.send('PATCH', `cohorts/${pro.id}/`, { deleted: true })).body).toMatchObject({ attr: 'deleted' })
  })

  it('understands the old groups', async () => {
    const cohort = await made({ name: 'Old', groups: [{ properties: [{ key: 'plan', value: 'free' }] }] })
    expect(await names(cohort.id)).toEqual(['dan', 'bob'])
  })

  it('is refused to be deleted while a flag asks for it', async () => {
    const cohort = await made({ name: 'Asked', ...rule(is('plan', 'pro')) })
    const filters = { groups: [{ properties: [{ key: 'id', type: 'cohort', value: cohort.id, operator: 'in' }] }] }
    const flag = (await s.send<{ id: number }>('POST', 'feature_flags/', { key: 'asks', filters })).body
    const refused = await s.send('PATCH', `cohorts/${cohort.id}/`, { deleted: true })
    expect(refused.body['detail']).toContain('asks')
    await s.send('PATCH', `feature_flags/${flag.id}/`, { deleted: true })
    expect((await s.send('PATCH', `cohorts/${cohort.id}/`, { deleted: true })).status).toBe(200)
    expect((await s.get(`cohorts/${cohort.id}/persons/`)).status).toBe(404)
  })

  it('decides flags, with the properties a request sends and without asking for its events', async () => {
    const rules = await made({ name: 'Gold', ...rule(is('tier', 'gold')) })
    const outer = await made({ name: 'Outer', ...rule({ type: 'cohort', key: 'id', value: rules.id }) })
    const chosen = await made({ name: 'Chosen', is_static: true, _create_static_person_ids: [uuidOf('bob')] })
    for (const [key, value] of Object.entries({ 'by-rules': outer.id, 'by-list': chosen.id })) {
      const filters = { groups: [{ properties: [{ key: 'id', type: 'cohort', value, operator: 'in' }] }] }
      await s.send('POST', 'feature_flags/', { key, filters })
    }
    const evaluate = async (distinct_id: string, person_properties: object = {}) => {
      const body = { token: s.projectToken, distinct_id, person_properties }
      const answer = await s.send<{ flags: Record<string, { enabled: boolean }> }>('POST', '/flags/?v=2', body, {
        key: null,
      })
      return ['by-rules', 'by-list'].map(key => answer.body.flags[key]?.enabled)
    }
    expect(await evaluate('ada')).toEqual([false, false])
    expect(await evaluate('ada', { tier: 'gold' })).toEqual([true, false])
    expect(await evaluate('bob')).toEqual([false, true])
    expect(await evaluate('a stranger')).toEqual([false, false])
    const ask = (value: number) => ({
      key: 'asking',
      filters: { groups: [{ properties: [{ key: 'id', type: 'cohort', value, operator: 'in' }] }] },
    })
    const named = await s.send<{ id: number; filters: object }>('POST', 'feature_flags/', ask(chosen.id))
    expect(named.body.filters).toMatchObject({ groups: [{ properties: [{ cohort_name: 'Chosen' }] }] })
    await s.send('PATCH', `feature_flags/${named.body.id}/`, { deleted: true })
    expect((await s.send('POST', 'feature_flags/', ask(99_999))).body).toMatchObject({
      code: 'cohort_does_not_exist',
      attr: 'filters',
    })
    const local = await s.get<{ cohorts: Record<string, object> }>('feature_flags/local_evaluation/?send_cohorts')
    expect(Object.keys(local.body.cohorts)).toEqual([String(rules.id), String(outer.id)])
  })

  it.each<[object, string]>([
    [{ name: 'Nobody' }, 'filters'],
    [{ filters: {} }, 'filters'],
    [rule({ type: 'person', key: 'plan' }), 'filters'],
    [rule({ type: 'person', value: 'x', operator: 'exact' }), 'filters'],
    [rule({ type: 'event', key: 'x' }), 'filters'],
    [rule(is('plan', 'pro', 'resembles')), 'filters'],
    [rule({ type: 'behavioral', key: 'x', value: 'dreamt', event_type: 'events' }), 'filters'],
    [rule({ type: 'cohort', key: 'id', value: 99_999 }), 'filters'],
    [{ filters: { properties: { type: 'XOR', values: [] } } }, 'filters'],
    [{ ...rule(is('plan', 'pro')), _create_static_person_ids: [] }, '_create_static_person_ids'],
    [{ is_static: true, _create_static_person_ids: ['x'] }, '_create_static_person_ids__0'],
  ])('refuses %j', async (body, attr) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', attr })
  })
})
