import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

interface Person {
  id: number
  uuid: string
  name: string
  distinct_ids: string[]
  properties: Record<string, unknown>
  created_at: string
  is_identified: boolean
}

const s = useSandbox()

async function personOf(distinctId: string): Promise<Person | undefined> {
  const { body } = await s.get<{ results: Person[] }>(`persons/?distinct_id=${encodeURIComponent(distinctId)}`)
  return body.results[0]
}

async function propertiesAfter(...events: object[]): Promise<Record<string, unknown> | undefined> {
  const id = randomUUID()
  for (const event of events) await s.capture({ event: '$set', distinct_id: id, ...event })
  const properties = (await personOf(id))?.properties
  delete properties?.['$creator_event_uuid']
  return properties
}

const warnings = async (type: string) => (await s.sandbox.ingestionWarnings()).filter(warning => warning.type === type)

describe('a new person', () => {
  it("gets PostHog's own uuid for its distinct id, the event's time and the event that made it", async () => {
    const uuid = randomUUID()
    await s.capture({ event: 'first', distinct_id: 'user_123', uuid, timestamp: '2026-01-02T03:04:05Z' })
    expect(await personOf('user_123')).toMatchObject({
      uuid: 'd8883980-5c3c-55d4-ba54-f7b74a927385',
      created_at: '2026-01-02T03:04:05.000Z',
      is_identified: false,
      distinct_ids: ['user_123'],
      properties: { $creator_event_uuid: uuid },
    })
  })

  it('is there in HogQL too, with its properties on the event', async () => {
    const id = randomUUID()
    await s.capture({ event: 'bought', distinct_id: id, properties: { $set: { plan: 'pro' } } })
    const onEvent = await s.query('SELECT person.properties.plan, person_id FROM events WHERE distinct_id = {id}', {
      id,
    })
    expect(onEvent.results[0]?.[0]).toBe('pro')
    expect(onEvent.results[0]?.[1]).toBe((await personOf(id))?.uuid)
    const current = await s.query('SELECT properties.plan FROM persons WHERE id = {uuid}', {
      uuid: (await personOf(id))?.uuid,
    })
    expect(current.results).toEqual([['pro']])
  })
})

describe('person properties', () => {
  it('$set overwrites, $set_once does not, and $set wins over $set_once in one event', async () => {
    expect(
      await propertiesAfter(
        { properties: { $set: { plan: 'free', seats: 1 }, $set_once: { plan: 'never', source: 'ad' } } },
        { properties: { $set: { plan: 'pro' }, $set_once: { source: 'search', first: true } } },
      ),
    ).toEqual({ plan: 'pro', seats: 1, source: 'ad', first: true })
  })

  it('takes $set and $set_once beside properties as well', async () => {
    expect(
      await propertiesAfter({ $set: { a: 1 }, $set_once: { b: 2 }, properties: { $set: { a: 0, c: 3 } } }),
    ).toEqual({
      a: 1,
      b: 2,
      c: 3,
    })
  })

  it('$unset removes keys', async () => {
    expect(
      await propertiesAfter({ properties: { $set: { a: 1, b: 2 } } }, { properties: { $unset: ['a', 'missing'] } }),
    ).toEqual({ b: 2 })
  })

  it('copies browser, page and campaign properties, and keeps the first ones as $initial_', async () => {
    expect(
      await propertiesAfter(
        { event: '$pageview', properties: { $browser: 'Firefox', utm_source: 'newsletter', other: 1 } },
        { event: '$pageview', properties: { $browser: 'Chrome' } },
      ),
    ).toEqual({
      $browser: 'Chrome',
      $initial_browser: 'Firefox',
      utm_source: 'newsletter',
      $initial_utm_source: 'newsletter',
    })
  })

  it('are not changed by $exception', async () => {
    expect(
      await propertiesAfter(
        { properties: { $set: { a: 1 } } },
        { event: '$exception', properties: { $set: { a: 2 } } },
      ),
    ).toEqual({ a: 1 })
  })

  it('treats names like __proto__ and constructor as plain data', async () => {
    const id = randomUUID()
    const raw = `{"api_key":"${s.projectToken}","event":"$set","distinct_id":"${id}","properties":{"$set":{"__proto__":{"polluted":true},"constructor":"x"}}}`
    expect((await s.send('POST', '/e/', raw, { key: null })).status).toBe(200)
    const answer = await s.get<{ results: Person[] }>(`persons/?distinct_id=${id}`)
    expect(JSON.stringify(answer.body.results[0]?.properties)).toContain('"__proto__":{"polluted":true}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('keeps text that stores cannot hold readable', async () => {
    const id = randomUUID()
    const raw = `{"api_key":"${s.projectToken}","event":"odd","distinct_id":"${id}","properties":{"nul":"a\\u0000b","half":"\\ud800","ok":"a\\\\u0000"}}`
    expect((await s.send('POST', '/e/', raw, { key: null })).status).toBe(200)
    const { results } = await s.query(
      'SELECT properties.nul, properties.half, properties.ok FROM events WHERE distinct_id = {id}',
      { id },
    )
    expect(results).toEqual([['a\uFFFDb', '\uFFFD', 'a\\u0000']])
  })
})

it('keeps the clicked elements of autocapture as one text, beside the properties', async () => {
  const id = randomUUID()
  const elements = [
    {
      tag_name: 'button',
      $el_text: 'Say "hi"',
      attr__class: 'primary big',
      attr__id: 'go',
      nth_child: 2,
      nth_of_type: 1,
    },
    { tag_name: 'div' },
  ]
  await s.capture(
    { event: '$autocapture', distinct_id: id, timestamp: '2026-01-01T00:00:00Z', properties: { $elements: elements } },
    { event: '$autocapture', distinct_id: id, properties: { $elements_chain: 'a:href="/x"' } },
  )
  const { results } = await s.query(
    'SELECT elements_chain, properties.$elements, properties.$elements_chain FROM events WHERE distinct_id = {id} ORDER BY timestamp',
    { id },
  )
  expect(results).toEqual([
    [
      'button.big.primary:attr__class="primary big"attr__id="go"attr_id="go"nth-child="2"nth-of-type="1"text="Say \\"hi\\"";div:',
      null,
      null,
    ],
    ['a:href="/x"', null, null],
  ])
})

describe('identify', () => {
  it('without an anonymous id only marks the person', async () => {
    const id = randomUUID()
    await s.capture({ event: '$identify', distinct_id: id, properties: { $set: { email: `${id}@x.io` } } })
    expect(await personOf(id)).toMatchObject({ is_identified: true, name: `${id}@x.io`, distinct_ids: [id] })
  })

  it('merges the anonymous person: its events, ids and properties, the older creation, the event on top', async () => {
    const [anon, user] = [randomUUID(), randomUUID()]
    await s.capture(
      {
        event: 'seen',
        distinct_id: anon,
        timestamp: '2026-01-01T00:00:00Z',
        properties: { $set: { from: 'ad', plan: 'anon' } },
      },
      { event: 'used', distinct_id: user, timestamp: '2026-02-01T00:00:00Z', properties: { $set: { plan: 'pro' } } },
    )
    const before = await personOf(user)
    await s.capture({
      event: '$identify',
      distinct_id: user,
      properties: { $anon_distinct_id: anon, $set: { name: 'Ada' } },
    })
    const person = await personOf(anon)
    expect(person).toMatchObject({
      uuid: before?.uuid,
      is_identified: true,
      created_at: '2026-01-01T00:00:00.000Z',
      properties: { from: 'ad', plan: 'pro', name: 'Ada' },
    })
    expect(person?.distinct_ids.toSorted()).toEqual([anon, user].toSorted())
    const { results } = await s.query('SELECT DISTINCT person_id FROM events WHERE distinct_id IN {ids}', {
      ids: [anon, user],
    })
    expect(results).toEqual([[person?.uuid]])
    const gone = await s.query(
      'SELECT count() FROM persons WHERE id IN (SELECT person_id FROM events WHERE distinct_id = {anon})',
      { anon },
    )
    expect(Number(gone.results[0]?.[0])).toBe(1)
  })

  it('attaches an unknown anonymous id, and makes one person of two unknown ids', async () => {
    const [user, anon, other] = [randomUUID(), randomUUID(), randomUUID()]
    await s.capture({ event: '$identify', distinct_id: user, properties: { $anon_distinct_id: anon } })
    const person = await personOf(user)
    expect(person).toMatchObject({ is_identified: true })
    expect(person?.distinct_ids.toSorted()).toEqual([user, anon].toSorted())
    await s.capture({ event: '$identify', distinct_id: user, properties: { $anon_distinct_id: other } })
    expect((await personOf(other))?.uuid).toBe(person?.uuid)
  })

  it('moves all ids in a chain of merges within one batch', async () => {
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
    await s.capture(
      { event: 'x', distinct_id: a },
      { event: 'x', distinct_id: b },
      { event: 'x', distinct_id: c },
      { event: '$merge_dangerously', distinct_id: b, properties: { alias: a } },
      { event: '$merge_dangerously', distinct_id: c, properties: { alias: b } },
    )
    const person = await personOf(a)
    expect(person?.distinct_ids.toSorted()).toEqual([a, b, c].toSorted())
    expect(person?.uuid).toBe((await personOf(c))?.uuid)
    const { results } = await s.query('SELECT DISTINCT person_id FROM events WHERE distinct_id IN {ids}', {
      ids: [a, b, c],
    })
    expect(results).toEqual([[person?.uuid]])
  })
})

describe('refused merges', () => {
  it('an anonymous id that is already somebody', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await s.capture({ event: '$identify', distinct_id: first }, { event: '$identify', distinct_id: second })
    await s.capture({
      event: '$identify',
      distinct_id: second,
      properties: { $anon_distinct_id: first, $set: { kept: true } },
    })
    expect((await personOf(first))?.uuid).not.toBe((await personOf(second))?.uuid)
    expect((await personOf(second))?.properties).toMatchObject({ kept: true })
    expect(await warnings('cannot_merge_already_identified')).toContainEqual(
      expect.objectContaining({
        details: expect.objectContaining({ sourcePersonDistinctId: first, targetPersonDistinctId: second }),
      }),
    )
  })

  it.each(['anonymous', 'Guest', 'DISTINCT_ID', 'null', '0', 'undefined', '[object Object]', "'email'", '"None"'])(
    'the illegal id %s',
    async illegal => {
      const user = randomUUID()
      await s.capture({ event: '$identify', distinct_id: user, properties: { $anon_distinct_id: illegal } })
      expect((await personOf(user))?.distinct_ids).toEqual([user])
      const [warning] = await warnings('cannot_merge_with_illegal_distinct_id')
      expect(warning?.details).toMatchObject({ illegalDistinctId: illegal, otherDistinctId: user })
    },
  )

  it('not with $merge_dangerously', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await s.capture({ event: '$identify', distinct_id: first }, { event: '$identify', distinct_id: second })
    await s.capture({ event: '$merge_dangerously', distinct_id: second, properties: { alias: first } })
    expect((await personOf(first))?.uuid).toBe((await personOf(second))?.uuid)
  })
})

it('$create_alias merges the alias into the distinct id', async () => {
  const [user, alias] = [randomUUID(), randomUUID()]
  await s.capture({ event: 'x', distinct_id: alias }, { event: 'x', distinct_id: user })
  const survivor = await personOf(user)
  await s.capture({ event: '$create_alias', distinct_id: user, properties: { alias } })
  expect((await personOf(alias))?.uuid).toBe(survivor?.uuid)
})

describe('events without a person profile', () => {
  it('make no person, set nothing, and are linked by a later identify', async () => {
    const [anon, user] = [randomUUID(), randomUUID()]
    await s.capture({
      event: 'quiet',
      distinct_id: anon,
      properties: { $process_person_profile: false, $set: { a: 1 }, $groups: { quiet: 'q' } },
    })
    expect(await personOf(anon)).toBeUndefined()
    const stored = await s.query('SELECT person_mode, properties.$set FROM events WHERE distinct_id = {anon}', { anon })
    expect(stored.results).toEqual([['propertyless', null]])
    await s.capture({ event: '$identify', distinct_id: user, properties: { $anon_distinct_id: anon } })
    const { results } = await s.query('SELECT person_id FROM events WHERE distinct_id = {anon}', { anon })
    expect(results).toEqual([[(await personOf(user))?.uuid]])
  })

  it.each(['$identify', '$create_alias', '$merge_dangerously', '$groupidentify'])(
    '%s is dropped with a warning',
    async event => {
      const id = randomUUID()
      await s.capture({ event, distinct_id: id, properties: { $process_person_profile: false } })
      expect(await personOf(id)).toBeUndefined()
      const [warning] = await warnings('invalid_event_when_process_person_profile_is_false')
      expect(warning?.details).toMatchObject({ event, distinctId: id })
    },
  )

  it('use the person that exists', async () => {
    const id = randomUUID()
    await s.capture({
      event: 'x',
      distinct_id: id,
      timestamp: '2026-01-01T00:00:00Z',
      properties: { $set: { plan: 'pro' } },
    })
    await s.capture({
      event: 'later',
      distinct_id: id,
      properties: { $process_person_profile: false, $set: { plan: 'no' } },
    })
    const { results } = await s.query(
      "SELECT person_mode, person.properties.plan FROM events WHERE distinct_id = {id} AND event = 'later'",
      { id },
    )
    expect(results).toEqual([['force_upgrade', 'pro']])
    expect((await personOf(id))?.properties).toMatchObject({ plan: 'pro' })
  })

  it('need a real boolean: anything else makes a person, with a warning', async () => {
    const id = randomUUID()
    await s.capture({ event: 'x', distinct_id: id, properties: { $process_person_profile: 'false' } })
    expect(await personOf(id)).toBeDefined()
    expect((await warnings('invalid_process_person_profile'))[0]?.details).toMatchObject({ distinctId: id })
  })
})
