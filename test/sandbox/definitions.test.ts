import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Definition {
  id: string
  name: string
  [name: string]: unknown
}
const list = async (path: string) => (await s.get<{ count: number; results: Definition[] }>(path)).body
const names = async (path: string) => (await list(path)).results.map(definition => definition.name)
const event = async (name: string) =>
  (await s.get<Definition>(`event_definitions/by_name/?name=${encodeURIComponent(name)}`)).body
const property = async (name: string, query = '') => {
  const found = (await list(`property_definitions/?search=${encodeURIComponent(name)}${query}`)).results
  return found.find(definition => definition.name === name)
}

beforeAll(async () => {
  await s.capture(
    { event: 'bought', distinct_id: 'a', properties: { price: 5, paid_at: '2026-01-01T00:00:00Z', gift: true } },
    { event: '$pageview', distinct_id: 'a', properties: { $browser: 'Firefox', '$feature/nav': 'on' } },
    {
      event: '$groupidentify',
      distinct_id: 'a',
      properties: { $group_type: 'company', $group_key: 'x', $group_set: { mrr: 9 } },
    },
    { event: '$set', distinct_id: 'a', properties: { $set: { seats: 3 } } },
  )
})

describe('events', () => {
  it('are defined by being seen, and listed by kind, text and order', async () => {
    expect(await names('event_definitions/?event_type=event_custom')).toEqual(['bought'])
    expect(await names('event_definitions/?event_type=event_posthog&ordering=name')).toEqual([
      '$groupidentify',
      '$pageview',
      '$set',
    ])
    expect(await names('event_definitions/?search=BOUGHT')).toEqual(['bought'])
    expect(await event('bought')).toMatchObject({ name: 'bought', tags: [], verified: false, hidden: false })
    expect((await s.get('event_definitions/by_name/?name=never')).status).toBe(404)
    expect((await s.get('event_definitions/?ordering=luck')).body).toMatchObject({ attr: 'ordering' })
  })

  it('carry what people write about them', async () => {
    const { id } = await event('bought')
    const path = `event_definitions/${id}/`
    const changed = await s.send('PATCH', path, { description: 'Paid', tags: ['Money'], verified: true, owner: 1 })
    expect(changed.body).toMatchObject({
      description: 'Paid',
      tags: ['money'],
      verified: true,
      verified_by: { email: 'sandbox@localhost' },
      owner: { email: 'sandbox@localhost' },
    })
    expect((await s.get(path)).body).toEqual(changed.body)
    await s.capture({ event: 'bought', distinct_id: 'a' })
    expect((await s.get(path)).body).toMatchObject({ description: 'Paid' })
    expect((await s.send('PATCH', path, { hidden: true })).body).toMatchObject({ hidden: true, verified: false })
    expect((await s.send('PATCH', path, { tags: 'money' })).body).toMatchObject({ code: 'not_a_list', attr: 'tags' })
    expect((await s.send('PATCH', path, { name: 'sold' })).body).toMatchObject({ attr: 'name' })
  })

  it('are defined ahead, deleted, and come back when they do', async () => {
    const made = await s.send<Definition>('POST', 'event_definitions/', { name: 'to come', description: 'Soon' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ last_seen_at: null, description: 'Soon' })
    expect((await s.send('POST', 'event_definitions/', { name: 'to come' })).body).toMatchObject({ code: 'unique' })
    expect((await s.send('POST', 'event_definitions/', {})).body).toMatchObject({ code: 'required', attr: 'name' })
    await s.capture({ event: 'to come', distinct_id: 'a' })
    const seen = await event('to come')
    expect(seen).toMatchObject({ id: made.body.id, description: 'Soon' })
    expect(seen['last_seen_at']).not.toBeNull()
    const gone = await s.send('DELETE', `event_definitions/${seen.id}/`)
    expect([gone.status, gone.body]).toEqual([204, ''])
    expect((await s.get(`event_definitions/${seen.id}/`)).status).toBe(404)
    await s.capture({ event: 'to come', distinct_id: 'a' })
    expect(await event('to come')).toMatchObject({ description: '' })
  })
})

describe('properties', () => {
  it('have the type their values look like', async () => {
    expect(await property('price')).toMatchObject({ property_type: 'Numeric', is_numerical: true })
    expect(await property('paid_at')).toMatchObject({ property_type: 'DateTime' })
    expect(await property('gift')).toMatchObject({ property_type: 'Boolean' })
    expect(await property('$browser')).toMatchObject({ property_type: 'String', is_numerical: false })
  })

  it('are text where the first value says nothing of the next', async () => {
    await s.capture({
      event: '$feature_flag_called',
      distinct_id: 'a',
      properties: { $feature_flag_response: false, $survey_response: true },
    })
    await s.capture({ event: '$feature_flag_called', distinct_id: 'a', properties: { $feature_flag_response: 'blue' } })
    expect(await property('$feature_flag_response')).toMatchObject({ property_type: 'String' })
    const { results } = await s.query(
      "select properties.$feature_flag_response as r from events where event = '$feature_flag_called' order by r",
    )
    expect(results).toEqual([['blue'], ['false']])
  })

  it('are listed by what they belong to, and by what they are', async () => {
    expect(await names('property_definitions/?type=person&exclude_core_properties=true')).toEqual(['seats'])
    expect(await names('property_definitions/?type=group&group_type_index=0')).toEqual(['mrr'])
    expect((await s.get('property_definitions/?type=group')).body).toMatchObject({ attr: 'group_type_index' })
    expect((await s.get('property_definitions/?type=thing')).body).toMatchObject({ attr: 'type' })
    expect(await names('property_definitions/?is_numerical=true')).toEqual(['price'])
    expect(await names('property_definitions/?is_feature_flag=true')).toEqual(['$feature/nav'])
    expect(await names('property_definitions/?properties=price,gift')).toEqual(['gift', 'price'])
    expect(await names('property_definitions/?properties=price,gift&excluded_properties=["gift"]')).toEqual(['price'])
    const ofEvent = 'property_definitions/?event_names=["bought"]'
    expect(await names(`${ofEvent}&filter_by_event_names=true`)).toEqual(['gift', 'paid_at', 'price'])
    const all = (await list(ofEvent)).results
    expect(all.find(item => item.name === 'price')).toMatchObject({ is_seen_on_filtered_events: true })
    expect(all.find(item => item.name === '$browser')).toMatchObject({ is_seen_on_filtered_events: false })
  })

  it('take another type, which queries follow at once', async () => {
    const price = await property('price')
    const path = `property_definitions/${price?.id}/`
    const bigger = async () =>
      (await s.query("SELECT count() FROM events WHERE event = 'bought' AND properties.price > 4")).results[0]?.[0]
    expect(await bigger()).toBe(1)
    const changed = await s.send('PATCH', path, { property_type: 'String', hidden: true })
    expect(changed.body).toMatchObject({ property_type: 'String', is_numerical: false, hidden: true })
    const types = (await s.query("SELECT properties.price FROM events WHERE event = 'bought'")).types
    expect(types[0]?.[1]).toContain('String')
    expect(await names('property_definitions/?properties=price&exclude_hidden=true')).toEqual([])
    expect((await s.send('PATCH', path, { property_type: 'Number' })).body).toMatchObject({ attr: 'property_type' })
    await s.send('PATCH', path, { property_type: 'Numeric' })
    expect(await bigger()).toBe(1)
  })

  it('are deleted, and come back when they do', async () => {
    const gift = await property('gift')
    expect((await s.send('DELETE', `property_definitions/${gift?.id}/`)).status).toBe(204)
    expect(await property('gift')).toBeUndefined()
    await s.capture({ event: 'bought', distinct_id: 'a', properties: { gift: 'ribbon' } })
    expect(await property('gift')).toMatchObject({ property_type: 'String' })
    expect((await s.get('property_definitions/nonsense/')).status).toBe(404)
  })
})
