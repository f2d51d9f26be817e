import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine } from '../../src/sandbox/engine/openEngine.js'
import type { Engine, EventRow, PersonRow } from '../../src/sandbox/engine/types.js'
import { createHogQL, type HogQL } from '../../src/sandbox/hogql/createHogQL.js'
import type { HogQLOptions } from '../../src/sandbox/hogql/types.js'

export const ANN = 'aaaaaaaa-0000-4000-8000-000000000001'
export const BOB = 'bbbbbbbb-0000-4000-8000-000000000002'
export const CYD = 'cccccccc-0000-4000-8000-000000000003'
/** The person of the anonymous visits that became Ann's. */
export const GHOST = 'dddddddd-0000-4000-8000-000000000004'
export const OTHER = 'eeeeeeee-0000-4000-8000-000000000005'

let counter = 0
const blank = {
  person_properties: '{}',
  person_mode: 'full',
  elements_chain: '',
  group0_properties: '',
  group1_properties: '',
  group2_properties: '',
  group3_properties: '',
  group4_properties: '',
} as const

/** An event row from what matters of it. Times are UTC. */
export function row(
  event: string,
  distinctId: string,
  personId: string,
  timestamp: string,
  properties: unknown = {},
  extra: Partial<EventRow> = {},
): EventRow {
  counter += 1
  return {
    ...blank,
    team_id: 1,
    uuid: `018f0000-0000-7000-8000-${String(counter).padStart(12, '0')}`,
    event,
    distinct_id: distinctId,
    person_id: personId,
    timestamp: `${timestamp}.000000`,
    created_at: '2024-02-01 00:00:00.000000',
    properties: typeof properties === 'string' ? properties : JSON.stringify(properties),
    ...extra,
  }
}

const person = (id: string, properties: object, extra: Partial<PersonRow> = {}): PersonRow => ({
  team_id: 1,
  id,
  properties: JSON.stringify(properties),
  created_at: '2024-01-01 00:00:00.000000',
  is_identified: 1,
  version: 1,
  is_deleted: 0,
  ...extra,
})

/**
 * Three people of team 1 in January 2024, and one of team 2 who must never be seen.
 * Ann came as `anon-1` first and was merged; Cyd has been deleted.
 */
export async function fill(engine: Engine): Promise<void> {
  const pdi = (distinct_id: string, person_id: string, version = 0, is_deleted: 0 | 1 = 0, team_id = 1) => ({
    team_id,
    distinct_id,
    person_id,
    version,
    is_deleted,
  })
  await engine.insert('person', [
    person(ANN, { email: 'ann@old.example', plan: 'free' }, { version: 1 }),
    person(ANN, { email: 'ann@hedgebox.example', plan: 'pro', age: 31 }, { version: 2 }),
    person(BOB, { email: 'bob@hedgebox.example', plan: 'free', age: 45 }),
    person(CYD, { email: 'cyd@hedgebox.example' }),
    person(CYD, {}, { version: 100, is_deleted: 1 }),
    person(GHOST, {}, { is_identified: 0 }),
    person(GHOST, {}, { version: 100, is_deleted: 1 }),
    person(OTHER, { email: 'other@team2.example' }, { team_id: 2 }),
  ])
  await engine.insert('person_distinct_id2', [
    pdi('anon-1', GHOST),
    pdi('anon-1', ANN, 1),
    pdi('ann', ANN),
    pdi('bob', BOB),
    pdi('cyd', CYD),
    pdi('cyd', CYD, 1, 1),
    pdi('other', OTHER, 0, 0, 2),
  ])
  await engine.insert('groups', [
    {
      team_id: 1,
      index: 0,
      key: 'acme',
      properties: '{"name":"Acme","seats":10}',
      created_at: '2024-01-01 00:00:00.000000',
      version: 1,
    },
    {
      team_id: 1,
      index: 0,
      key: 'acme',
      properties: '{"name":"Acme Inc","seats":25}',
      created_at: '2024-01-02 00:00:00.000000',
      version: 2,
    },
    {
      team_id: 2,
      index: 0,
      key: 'acme',
      properties: '{"name":"Foreign"}',
      created_at: '2024-01-01 00:00:00.000000',
      version: 9,
    },
  ])
  const s1 = { $session_id: 's1' }
  const s2 = { $session_id: 's2' }
  const ann = { person_properties: '{"email":"ann@old.example","plan":"free"}' }
  await engine.insert('events', [
    row('$pageview', 'anon-1', GHOST, '2024-01-08 23:30:00', {
      ...s1,
      $browser: 'Chrome',
      $current_url: 'https://hedgebox.example/',
      $pathname: '/',
      utm_source: 'google',
    }),
    row('$pageview', 'anon-1', GHOST, '2024-01-08 23:31:00', {
      ...s1,
      $browser: 'Chrome',
      $current_url: 'https://hedgebox.example/pricing',
      $pathname: '/pricing',
    }),
    row('signed_up', 'ann', ANN, '2024-01-08 23:35:00', { ...s1, plan: 'free', $browser: 'Chrome' }, ann),
    row(
      'uploaded_file',
      'ann',
      ANN,
      '2024-01-09 10:00:00',
      {
        amount: 5,
        size: 1.5,
        tags: ['a', 'b'],
        $group_0: 'acme',
        'odd.key': 'dot',
        nested: { deep: { value: 'x' }, list: [{ k: 1 }, { k: 2 }] },
        flag: true,
      },
      ann,
    ),
    row(
      'uploaded_file',
      'ann',
      ANN,
      '2024-01-10 10:00:00',
      { amount: 20, size: 2.5, tags: ['b'], $group_0: 'acme', flag: false, when: '2024-01-05T12:00:00Z' },
      ann,
    ),
    row('paid', 'ann', ANN, '2024-01-10 12:00:00', { amount: 30, currency: 'EUR' }, ann),
    row('$pageview', 'bob', BOB, '2024-01-09 08:00:00', {
      ...s2,
      $browser: 'Firefox',
      $current_url: 'https://hedgebox.example/',
      $pathname: '/',
      empty: '',
      nothing: null,
    }),
    row('signed_up', 'bob', BOB, '2024-01-09 08:00:05', {
      ...s2,
      plan: 'pro',
      $browser: 'Firefox',
      quote: 'it\'s "quoted" \\ back',
    }),
    row('uploaded_file', 'bob', BOB, '2024-01-16 08:00:00', { amount: 7, $group_0: 'acme' }),
    row('$pageview', 'cyd', CYD, '2024-01-17 08:00:00', { $browser: 'Safari', $pathname: '/docs' }),
    row('secret', 'other', OTHER, '2024-01-09 08:00:00', { $browser: 'Opera' }, { team_id: 2 }),
  ])
}

/** An engine with the people above in a directory of its own. */
export async function startHogQL(options: Partial<HogQLOptions> = {}): Promise<{
  engine: Engine
  hogql: HogQL
  make: (options: Partial<HogQLOptions>) => HogQL
  close: () => Promise<void>
}> {
  const dir = await mkdtemp(join(tmpdir(), 'hogkit-hogql-'))
  const engine = await openEngine({ dataDir: dir })
  await fill(engine)
  const make = (overrides: Partial<HogQLOptions>): HogQL =>
    createHogQL({
      engine,
      teamId: 1,
      timezone: () => 'UTC',
      propertyTypes: () => ({
        event: { amount: 'Numeric', size: 'Numeric', flag: 'Boolean', when: 'DateTime' },
        person: { age: 'Numeric' },
        group: { 0: { seats: 'Numeric' } },
      }),
      ...options,
      ...overrides,
    })
  return {
    engine,
    hogql: make({}),
    make,
    async close() {
      await engine.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
