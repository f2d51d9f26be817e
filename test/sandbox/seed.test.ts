import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { evaluateFlags } from '../../src/core/flags/evaluation/index.js'
import { createDemoData, type DemoEvent } from '../../src/sandbox/seed/index.js'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** A Tuesday noon. */
const NOW = Date.UTC(2026, 2, 31, 12)
const START = NOW - 90 * DAY
const data = createDemoData({ seed: 1, now: NOW })

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const timeOf = (event: DemoEvent) => Date.parse(event.timestamp)
const named = (name: string) => data.events.filter(({ event }) => event === name)
const personsWith = (name: string) => new Set(named(name).map(({ personUuid }) => personUuid))

describe('demo data', () => {
  it('is the same for the same seed and now, to the last byte', () => {
    expect(digest(createDemoData({ seed: 1, now: NOW }))).toBe(digest(data))
  })

  it('is another crowd for another seed, with the same well-known people', () => {
    const other = createDemoData({ seed: 2, now: NOW })
    expect(digest(other.events)).not.toBe(digest(data.events))
    for (const email of [
      'ada@hedgebox.example',
      'ben@mossbarrow.example',
      'chidi@quillhollow.example',
      'dana@fennelgate.example',
      'eve@mail.test',
    ]) {
      for (const { persons } of [data, other])
        expect(persons.filter(({ distinctIds }) => distinctIds[0] === email)).toHaveLength(1)
    }
  })

  it('has about 2,000 persons, 60,000 events and six flags', () => {
    expect(data.persons.length).toBeGreaterThan(1900)
    expect(data.persons.length).toBeLessThan(2100)
    expect(data.events.length).toBeGreaterThan(54_000)
    expect(data.events.length).toBeLessThan(66_000)
    expect(data.groups.length).toBeGreaterThan(200)
    expect(data.flags).toHaveLength(6)
  })

  it('keeps its size for other seeds and times', () => {
    for (const [seed, now] of [
      [1, Date.UTC(2024, 1, 29, 23, 59)],
      [123_456, Date.UTC(2027, 6, 4, 3)],
    ] as const) {
      const other = createDemoData({ seed, now })
      expect(other.events.length).toBeGreaterThan(50_000)
      expect(other.events.length).toBeLessThan(70_000)
      expect(Date.parse(other.events.at(-1)?.timestamp ?? '')).toBeLessThanOrEqual(now)
    }
  })
})

describe('time', () => {
  it('fills 90 days up to now, in order, and nothing is later', () => {
    const times = data.events.map(timeOf)
    expect(Math.min(...times.slice(0, 1))).toBeGreaterThanOrEqual(START)
    expect(times[0]).toBeLessThan(START + DAY)
    expect(times.at(-1)).toBeLessThanOrEqual(NOW)
    expect(times.at(-1)).toBeGreaterThan(NOW - 2 * 3_600_000)
    expect(times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0))).toBe(true)
    for (const { createdAt } of [...data.persons, ...data.groups])
      expect(Date.parse(createdAt)).toBeLessThanOrEqual(NOW)
  })

  it('rests at weekends', () => {
    const byDay = Array.from({ length: 7 }, () => 0)
    for (const event of data.events) {
      const day = new Date(timeOf(event)).getUTCDay()
      byDay[day] = (byDay[day] ?? 0) + 1
    }
    const [sunday = 0, ...rest] = byDay
    const [monday = 0, tuesday = 0, wednesday = 0, thursday = 0, friday = 0, saturday = 0] = rest
    for (const workday of [monday, tuesday, wednesday, thursday, friday]) {
      expect(workday).toBeGreaterThan(1.5 * Math.max(saturday, sunday))
    }
  })

  it('grows', () => {
    const inMonth = (month: number) =>
      data.events.filter(event => Math.floor((timeOf(event) - START) / (30 * DAY)) === month).length
    expect(inMonth(1)).toBeGreaterThan(inMonth(0))
    expect(inMonth(2)).toBeGreaterThan(inMonth(1))
  })
})

describe('persons', () => {
  const byUuid = new Map(data.persons.map(person => [person.uuid, person]))
  const owners = new Map(data.persons.flatMap(person => person.distinctIds.map(id => [id, person.uuid] as const)))

  it('exist for every event with a profile, and own its distinct id', () => {
    const wrong = data.events.filter(
      ({ personMode, personUuid, distinctId, personProperties }) =>
        personMode === 'full' &&
        !(byUuid.has(personUuid) && owners.get(distinctId) === personUuid && personProperties['email'] === distinctId),
    )
    expect(wrong).toEqual([])
  })

  it('share no distinct id, uuid or email', () => {
    expect(byUuid.size).toBe(data.persons.length)
    expect(owners.size).toBe(data.persons.reduce((sum, { distinctIds }) => sum + distinctIds.length, 0))
  })

  it('take over the anonymous events before their sign-up', () => {
    const merged = named('$identify').filter(({ properties }) => properties['$anon_distinct_id'] !== undefined)
    expect(merged.length).toBeGreaterThan(1500)
    for (const { personUuid, properties } of merged)
      expect(owners.get(String(properties['$anon_distinct_id']))).toBe(personUuid)
    const before = data.events.filter(
      ({ personMode, personUuid }) => personMode === 'propertyless' && byUuid.has(personUuid),
    )
    expect(before.length).toBeGreaterThan(2000)
  })

  it('are none for visitors who never signed up', () => {
    const strangers = new Set(
      data.events.filter(({ personUuid }) => !byUuid.has(personUuid)).map(({ distinctId }) => distinctId),
    )
    expect(strangers.size).toBeGreaterThan(1000)
    for (const event of data.events) {
      if (!strangers.has(event.distinctId)) continue
      expect(event).toMatchObject({ personMode: 'propertyless', personProperties: {}, groups: {} })
      expect(event.properties['$process_person_profile']).toBe(false)
    }
  })

  it('have the uuid PostHog gives team 1', () => {
    expect(data.persons[0]).toMatchObject({
      uuid: '6a8fb296-22b3-58e5-a656-6cd4e000b6e4',
      properties: { email: 'ada@hedgebox.example', plan: 'enterprise' },
    })
    for (const { uuid } of data.persons)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('live on domains nobody can own', () => {
    for (const { properties } of data.persons)
      expect(String(properties['email'])).toMatch(/^[a-z0-9.]+@[a-z0-9.-]+\.(example|test)$/)
  })
})

describe('companies', () => {
  it('exist for every event that names one', () => {
    const keys = new Set(data.groups.map(({ key }) => key))
    expect(keys.size).toBe(data.groups.length)
    expect(data.groupTypes).toEqual(['company'])
    const wrong = data.events.filter(
      ({ groups, properties }) =>
        !Object.values(groups).every(key => keys.has(key)) || properties['$group_0'] !== groups['company'],
    )
    expect(wrong).toEqual([])
  })

  it('stand on the plan their last change left', () => {
    const last = new Map<string, unknown>()
    for (const { event, groups, properties } of data.events) {
      if ((event === 'upgraded_plan' || event === 'downgraded_plan') && groups['company'])
        last.set(groups['company'], properties['to_plan'])
    }
    expect(last.size).toBeGreaterThan(40)
    const plans = new Map(data.groups.map(({ key, properties }) => [key, properties['plan']]))
    expect([...last].filter(([key, plan]) => plans.get(key) !== plan)).toEqual([])
  })
})

describe('behaviour', () => {
  it('narrows from visit to upgrade', () => {
    const steps = ['$pageview', 'signed_up', 'uploaded_file', 'invited_team_member', 'upgraded_plan'].map(
      name => personsWith(name).size,
    )
    const kept = steps.slice(1).map((size, i) => size / (steps[i] ?? 0))
    expect(kept.filter(share => !(share < 0.75))).toEqual([])
    expect(steps.at(-1)).toBeGreaterThan(80)
  })

  it('takes the steps in order', () => {
    const first = (name: string) => {
      const times = new Map<string, number>()
      for (const event of named(name)) if (!times.has(event.personUuid)) times.set(event.personUuid, timeOf(event))
      return times
    }
    const [visit, signUp, upload, invitation] = ['$pageview', 'signed_up', 'uploaded_file', 'invited_team_member'].map(
      first,
    )
    for (const [person, time] of signUp ?? []) {
      expect(visit?.get(person)).toBeLessThan(time)
      expect(upload?.get(person) ?? Infinity).toBeGreaterThan(time)
      expect(invitation?.get(person) ?? Infinity).toBeGreaterThanOrEqual(upload?.get(person) ?? Infinity)
    }
  })

  it('brings fewer people back with every week, and never nobody', () => {
    const signedUp = new Map(named('signed_up').map(event => [event.personUuid, timeOf(event)]))
    const returned = Array.from({ length: 9 }, () => new Set<string>())
    for (const event of named('$pageview')) {
      const since = timeOf(event) - (signedUp.get(event.personUuid) ?? Infinity)
      if (since >= 0) returned[Math.floor(since / WEEK)]?.add(event.personUuid)
    }
    const old = new Set([...signedUp].filter(([, time]) => time < NOW - 9 * WEEK).map(([person]) => person))
    const shares = returned.map(people => [...people].filter(person => old.has(person)).length / old.size)
    const [first = 0, second = 0, , fourth = 0] = shares
    expect(first).toBeGreaterThan(0.9)
    expect(second).toBeLessThan(0.4)
    expect(fourth).toBeLessThan(second)
    expect(shares.at(-1)).toBeLessThan(fourth)
    expect(shares.at(-1)).toBeGreaterThan(0.02)
  })

  it('pays amounts as numbers', () => {
    for (const name of ['upgraded_plan', 'downgraded_plan', 'paid_bill']) {
      expect(named(name).length).toBeGreaterThan(5)
      for (const { properties } of named(name)) expect(properties['amount_usd']).toEqual(expect.any(Number))
    }
    for (const { properties } of named('uploaded_file')) {
      expect(properties['file_size_b']).toBeGreaterThan(0)
      expect(properties['file_type']).toMatch(/^[a-z]+\/[a-z.-]+/)
    }
  })

  it('captures the events of a storage product', () => {
    for (const name of [
      '$pageleave',
      'downloaded_file',
      'shared_file_link',
      'deleted_file',
      'logged_in',
      'logged_out',
      '$groupidentify',
    ]) {
      expect(named(name).length).toBeGreaterThan(50)
    }
  })
})

describe('sessions', () => {
  const sessions = new Map<string, DemoEvent[]>()
  for (const event of data.events) {
    const id = event.properties['$session_id']
    if (typeof id !== 'string') continue
    const events = sessions.get(id)
    if (events) events.push(event)
    else sessions.set(id, [event])
  }

  it('carry their time in their id, last no longer than three hours and never idle for 30 minutes', () => {
    expect(sessions.size).toBeGreaterThan(5000)
    for (const [id, events] of sessions) {
      const times = events.map(timeOf)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const start = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
      expect(Math.abs((times[0] ?? 0) - start)).toBeLessThan(60_000)
      expect((times.at(-1) ?? 0) - start).toBeLessThan(3 * 3_600_000)
      const pauses = times.slice(1).map((time, i) => time - (times[i] ?? 0))
      expect(Math.max(0, ...pauses)).toBeLessThan(30 * 60_000)
    }
  })

  it('belong to one person and do not overlap', () => {
    const ends = new Map<string, number>()
    for (const events of sessions.values()) {
      const people = new Set(events.map(({ personUuid }) => personUuid))
      expect(people.size).toBe(1)
      const [first] = events
      if (!first) continue
      expect(timeOf(first)).toBeGreaterThan(ends.get(first.personUuid) ?? 0)
      ends.set(first.personUuid, timeOf(events.at(-1) ?? first))
    }
  })

  it('know where, with what and from where', () => {
    for (const { properties } of named('$pageview')) {
      expect(properties).toMatchObject({
        $window_id: expect.any(String),
        $current_url: expect.stringMatching(/^https:\/\/(app\.)?hedgebox\.example\//),
        $pathname: expect.stringMatching(/^\//),
        $host: expect.any(String),
        $referrer: expect.any(String),
        $referring_domain: expect.any(String),
        $browser: expect.any(String),
        $os: expect.any(String),
        $device_type: expect.stringMatching(/^(Desktop|Mobile|Tablet)$/),
        $geoip_country_code: expect.stringMatching(/^[A-Z]{2}$/),
        $geoip_country_name: expect.any(String),
        $geoip_city_name: expect.any(String),
      })
    }
    expect(
      named('$pageview').filter(({ properties }) => properties['utm_source'] !== undefined).length,
    ).toBeGreaterThan(300)
  })

  it('number their events uniquely, by UUIDv7 of the time', () => {
    expect(new Set(data.events.map(({ uuid }) => uuid)).size).toBe(data.events.length)
    const stampOf = (uuid: string) => Number.parseInt(uuid.replace('-', '').slice(0, 12), 16)
    expect(data.events.filter(event => event.uuid[14] !== '7' || stampOf(event.uuid) !== timeOf(event))).toEqual([])
  })
})

describe('flags', () => {
  const definitions = data.flags.map((flag, i) => ({ ...flag, id: i + 1 }))

  it('are valid bodies: unique keys of allowed letters, percentages, payloads of JSON', () => {
    expect(new Set(data.flags.map(({ key }) => key)).size).toBe(6)
    for (const { key, filters } of data.flags) {
      expect(key).toMatch(/^[a-zA-Z0-9_-]+$/)
      expect(filters.groups?.length).toBeGreaterThan(0)
      const shares = filters.multivariate?.variants.map(({ rollout_percentage }) => rollout_percentage) ?? [100]
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100)
      for (const payload of Object.values(filters.payloads ?? {}))
        expect(JSON.parse(String(payload))).toBeTypeOf('object')
    }
    expect(data.flags.filter(({ active }) => !active)).toHaveLength(1)
  })

  it('came out in the events as they evaluate', () => {
    const groupProperties = new Map(data.groups.map(({ key, properties }) => [key, properties]))
    const changed = new Set(
      [...named('upgraded_plan'), ...named('downgraded_plan')].map(
        ({ groups, personUuid }) => groups['company'] ?? personUuid,
      ),
    )
    let checked = 0
    for (const event of named('$feature_flag_called')) {
      const company = event.groups['company']
      if (changed.has(company ?? event.personUuid)) continue
      const results = evaluateFlags(definitions, {
        distinctId: event.distinctId,
        groups: event.groups,
        groupTypeIndex: { company: 0 },
        groupProperties: { company: groupProperties.get(company ?? '') ?? {} },
        personProperties: event.personProperties,
        now: NOW,
      })
      const expected = results.find(({ key }) => key === event.properties['$feature_flag'])
      expect(event.properties['$feature_flag_response']).toBe(expected?.variant ?? expected?.enabled)
      for (const { key, variant, enabled } of results)
        expect(event.properties[`$feature/${key}`]).toBe(variant ?? enabled)
      checked++
    }
    expect(checked).toBeGreaterThan(1000)
  })

  it('split the crowd: every variant and both answers occur', () => {
    const seen = new Set(
      named('$feature_flag_called').map(
        ({ properties }) => `${String(properties['$feature_flag'])}=${String(properties['$feature_flag_response'])}`,
      ),
    )
    for (const value of ['control', 'guided', 'video']) expect(seen).toContain(`welcome-checklist=${value}`)
    for (const key of ['new-file-preview', 'eu-data-banner', 'company-audit-log']) {
      expect(seen).toContain(`${key}=true`)
      expect(seen).toContain(`${key}=false`)
    }
    expect(seen).toContain('bulk-upload=true')
    expect(seen).not.toContain('bulk-upload=false')
    expect([...seen].some(value => value.startsWith('desktop-sync'))).toBe(false)
  })
})
