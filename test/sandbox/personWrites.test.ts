import { describe, expect, it, vi } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

interface Person {
  id: number
  uuid: string
  distinct_ids: string[]
  properties: Record<string, unknown>
}

const s = useSandbox()
const nobody = '00000000-0000-4000-8000-000000000000'

async function person(name: string, extra: object = {}): Promise<Person> {
  await s.capture({ event: 'seen', distinct_id: name, properties: { $set: { email: `${name}@a.io`, ...extra } } })
  return find(name)
}

async function find(distinctId: string): Promise<Person> {
  const { results } = (await s.get<{ results: Person[] }>(`persons/?distinct_id=${distinctId}`)).body
  const [found] = results
  if (!found) throw new Error(`there is no ${distinctId}`)
  return found
}

const exists = async (id: string) => (await s.get(`persons/${id}/`)).status === 200
const eventsOf = async (id: string) =>
  Number((await s.query('SELECT count() FROM events WHERE distinct_id = {id}', { id })).results[0]?.[0])
/** Writes are applied after they are answered. */
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

describe('properties', () => {
  it('are merged by PATCH: 202 at once, seen a moment later, in HogQL too', async () => {
    const ada = await person('ada', { plan: 'free' })
    const answer = await s.send('PATCH', `persons/${ada.id}/`, { properties: { plan: 'pro', seats: 3 } })
    expect([answer.status, answer.body]).toEqual([202, ''])
    await soon(async () =>
      expect((await find('ada')).properties).toMatchObject({ email: 'ada@a.io', plan: 'pro', seats: 3 }),
    )
    await soon(async () => {
      const rows = await s.query("SELECT properties.plan FROM persons WHERE properties.email = 'ada@a.io'")
      expect(rows.results).toEqual([['pro']])
    })
  })

  it('are set and taken away one by one', async () => {
    const bob = await person('bob', { plan: 'free' })
    expect((await s.send('POST', `persons/${bob.uuid}/update_property/`, { key: 'plan', value: null })).status).toBe(
      202,
    )
    await soon(async () => expect((await find('bob')).properties['plan']).toBeNull())
    const gone = await s.send('POST', `persons/${bob.uuid}/delete_property/`, { $unset: 'plan' })
    expect([gone.status, gone.body]).toEqual([201, { success: true }])
    await soon(async () => expect((await find('bob')).properties).not.toHaveProperty('plan'))
  })

  it.each<[string, string, object, object]>([
    ['PATCH', '', {}, { code: 'This field is required.', detail: 'required', attr: 'properties' }],
    ['PATCH', '', { properties: [] }, { code: 'invalid_input', attr: 'properties' }],
    ['POST', 'update_property/', { key: 'a' }, { detail: 'required', attr: 'value' }],
    ['POST', 'update_property/', { value: 1 }, { detail: 'required', attr: 'key' }],
    ['POST', 'update_property/', { key: 5, value: 1 }, { code: 'invalid_input', attr: 'key' }],
    ['POST', 'delete_property/', {}, { detail: 'required', attr: '$unset' }],
  ])('refuse %s %s %j', async (method, action, body, expected) => {
    const cleo = await person('cleo')
    const answer = await s.send(method, `persons/${cleo.id}/${action}`, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', ...expected })
    expect((await s.send(method, `persons/${nobody}/${action}`, body)).status).toBe(404)
  })

  it('need the scope', async () => {
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    const refused = await s.send('PATCH', 'persons/1/', { properties: {} }, { key })
    expect(refused.body).toMatchObject({ detail: "API key missing required scope 'person:write'" })
    expect((await s.send('POST', 'persons/', {})).status).toBe(405)
  })
})

describe('a split', () => {
  const merged = async (name: string) => {
    const ids = ['a', 'b', 'c'].map(letter => `${name}-${letter}`)
    await s.capture(
      ...ids.map(id => ({ event: 'seen', distinct_id: id })),
      ...ids.slice(1).map(id => ({ event: '$create_alias', distinct_id: ids[0], properties: { alias: id } })),
      { event: '$set', distinct_id: ids[0], properties: { $set: { name } } },
    )
    return find(`${name}-a`)
  }

  it('gives every other id a person of its own; events follow, properties stay', async () => {
    const one = await merged('split')
    expect(one.distinct_ids).toHaveLength(3)
    const answer = await s.send('POST', `persons/${one.id}/split/`, { main_distinct_id: 'split-a' })
    expect([answer.status, answer.body]).toEqual([201, { success: true }])
    await soon(async () => expect((await find('split-c')).uuid).not.toBe(one.uuid))
    expect(await find('split-a')).toMatchObject({
      uuid: one.uuid,
      distinct_ids: ['split-a'],
      properties: { name: 'split' },
    })
    const { uuid } = await find('split-b')
    await soon(async () => {
      const rows = await s.query("SELECT person_id FROM events WHERE distinct_id = 'split-b' AND event = 'seen'")
      expect(rows.results).toEqual([[uuid]])
      // Its first person went when the ids were merged, and this one has the same uuid again.
      const again = await s.query('SELECT count() FROM persons WHERE id = {uuid}', { uuid })
      expect(again.results).toEqual([[1]])
    })
  })

  it('takes only the ids that are named', async () => {
    const one = await merged('named')
    await s.send('POST', `persons/${one.id}/split/`, { distinct_ids_to_split: ['named-b'] })
    await soon(async () => expect((await find('named-b')).uuid).not.toBe(one.uuid))
    expect((await find('named-a')).distinct_ids).toEqual(['named-a', 'named-c'])
  })

  it.each<[object, string]>([
    [{ main_distinct_id: 'refused-a', distinct_ids_to_split: ['refused-b'] }, 'distinct_ids_to_split'],
    [{ main_distinct_id: 'stranger' }, 'main_distinct_id'],
    [{ distinct_ids_to_split: ['stranger'] }, 'distinct_ids_to_split__0'],
    [{ distinct_ids_to_split: ['refused-a', 'refused-b', 'refused-c'] }, 'distinct_ids_to_split'],
    [{ distinct_ids_to_split: 'refused-b' }, 'distinct_ids_to_split'],
  ])('is refused for %j', async (body, attr) => {
    const one = await merged('refused')
    const answer = await s.send('POST', `persons/${one.id}/split/`, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ attr })
  })
})

describe('a deletion', () => {
  it('takes the person, keeps the events, and the id can come back', async () => {
    const dan = await person('dan', { plan: 'pro' })
    const answer = await s.send('DELETE', `persons/${dan.uuid}/`)
    expect([answer.status, answer.body]).toEqual([202, ''])
    await soon(async () => expect(await exists(dan.uuid)).toBe(false))
    expect(await eventsOf('dan')).toBe(1)
    await soon(async () =>
      expect((await s.query('SELECT count() FROM persons WHERE id = {id}', { id: dan.uuid })).results).toEqual([[0]]),
    )
    const again = await person('dan', { plan: 'new' })
    expect(again.properties).toMatchObject({ plan: 'new' })
    const rows = await s.query('SELECT properties.plan FROM persons WHERE id = {id}', { id: again.uuid })
    expect(rows.results).toEqual([['new']])
    await s.send('PATCH', `persons/${again.uuid}/`, { properties: { plan: 'newer' } })
    await soon(async () =>
      expect(
        (await s.query('SELECT properties.plan FROM persons WHERE id = {id}', { id: again.uuid })).results,
      ).toEqual([['newer']]),
    )
  })

  it('takes the events too, or only them, when asked', async () => {
    const eve = await person('eve')
    const fay = await person('fay')
    await s.send('DELETE', `persons/${eve.id}/?delete_events=true`)
    await soon(async () => expect(await eventsOf('eve')).toBe(0))
    expect(await exists(eve.uuid)).toBe(false)
    await s.send('DELETE', `persons/${fay.id}/?delete_events=true&keep_person=true`)
    await soon(async () => expect(await eventsOf('fay')).toBe(0))
    expect(await exists(fay.uuid)).toBe(true)
  })

  it('of many says how many there are', async () => {
    const gus = await person('gus')
    const hal = await person('hal')
    const byId = await s.send('POST', 'persons/bulk_delete/', { ids: [gus.uuid, nobody], delete_events: true })
    expect(byId.status).toBe(202)
    expect(byId.body).toEqual({
      persons_found: 1,
      persons_deleted: 1,
      events_queued_for_deletion: true,
      recordings_queued_for_deletion: false,
      deletion_errors: [],
    })
    const kept = await s.send('POST', 'persons/bulk_delete/', { distinct_ids: ['hal', 'stranger'], keep_person: true })
    expect(kept.body).toMatchObject({ persons_found: 1, persons_deleted: 0 })
    await soon(async () => expect(await exists(gus.uuid)).toBe(false))
    expect(await exists(hal.uuid)).toBe(true)
  })

  it.each<[object, string]>([
    [{}, 'ids'],
    [{ ids: [nobody], distinct_ids: ['a'] }, 'distinct_ids'],
    [{ ids: ['ada'] }, 'ids__0'],
    [{ ids: Array.from({ length: 1001 }, () => nobody) }, 'ids'],
    [{ ids: [], delete_events: 'perhaps' }, 'delete_events'],
  ])('of many is refused for %j', async (body, attr) => {
    expect((await s.send('POST', 'persons/bulk_delete/', body)).body).toMatchObject({ attr })
  })
})

describe('looking persons up', () => {
  it('finds many by distinct id, unknown ones missing, ten ids each', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `many-${index}`)
    await s.capture(
      ...ids.slice(1).map(alias => ({ event: '$create_alias', distinct_id: 'many-0', properties: { alias } })),
    )
    await person('__proto__')
    const answer = await s.send<{ results: Record<string, Person> }>('POST', 'persons/batch_by_distinct_ids/', {
      distinct_ids: ['many-3', '__proto__', 'stranger'],
    })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.body.results)).toEqual(expect.arrayContaining(['many-3', '__proto__']))
    expect(Object.keys(answer.body.results)).toHaveLength(2)
    expect(answer.body.results['many-3']?.distinct_ids).toHaveLength(10)
    const empty = await s.send('POST', 'persons/batch_by_distinct_ids/', { distinct_ids: [] })
    expect(empty.body).toEqual({ results: {} })
    expect((await s.send('POST', 'persons/batch_by_distinct_ids/', {})).body).toMatchObject({ attr: 'distinct_ids' })
  })

  it('names the cohorts of one', async () => {
    const ida = await person('ida', { tier: 'gold' })
    const cohort = await s.send<{ id: number }>('POST', 'cohorts/', {
      name: 'Gold',
      filters: {
        properties: { type: 'AND', values: [{ type: 'person', key: 'tier', value: 'gold', operator: 'exact' }] },
      },
    })
    const expected = { results: [{ id: cohort.body.id, name: 'Gold', count: 1 }] }
    expect((await s.get(`persons/cohorts/?person_id=${ida.id}`)).body).toEqual(expected)
    expect((await s.get(`persons/cohorts/?person_id=${ida.uuid}`)).body).toEqual(expected)
    expect((await s.get('persons/cohorts/')).body).toMatchObject({ code: 'required', attr: 'person_id' })
    expect((await s.get(`persons/cohorts/?person_id=${nobody}`)).status).toBe(404)
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    expect((await s.get('persons/cohorts/?person_id=1', { key })).status).toBe(403)
  })

  it('lists the values of a property, most frequent first', async () => {
    for (const [name, city] of Object.entries({ v1: 'Oslo', v2: 'Rome', v3: 'Oslo' })) {
      await person(name, { $city: city, active: name === 'v1' })
    }
    const values = async (query: string) => (await s.get<{ results: object[] }>(`persons/values/?${query}`)).body
    expect(await values('key=$city')).toEqual({
      results: [
        { name: 'Oslo', count: 2 },
        { name: 'Rome', count: 1 },
      ],
      refreshing: false,
    })
    expect((await values('key=$city&value=ROM')).results).toEqual([{ name: 'Rome', count: 1 }])
    expect((await values('key=active&value=')).results).toContainEqual({ name: true, count: 1 })
    expect((await values('key=%22%5D')).results).toEqual([])
    expect((await s.get('persons/values/')).body).toMatchObject({ attr: 'key' })
  })
})
