import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine, EventRow } from '../../../src/sandbox/engine/types.js'
import type { HogQLOptions, HogQLRequest } from '../../../src/sandbox/hogql/types.js'
import { startHogQL } from '../hogqlSetup.js'

export const ANN = 'a0000000-0000-4000-8000-000000000001'
export const BOB = 'b0000000-0000-4000-8000-000000000002'
export const CYD = 'c0000000-0000-4000-8000-000000000003'
export const DAN = 'd0000000-0000-4000-8000-000000000004'
/** Who Ann was before she signed up. */
const GHOST = 'e0000000-0000-4000-8000-000000000005'

const person: Record<string, string> = { ann: ANN, 'anon-a': GHOST, bob: BOB, cyd: CYD, dan: DAN }

const chrome = { $browser: 'Chrome', $os: 'Mac OS X', $device_type: 'Desktop' }
const firefox = { $browser: 'Firefox', $os: 'Windows', $device_type: 'Desktop' }
const safari = { $browser: 'Safari', $os: 'iOS', $device_type: 'Mobile' }
const acme = { $group_0: 'acme' }
const page = (path: string, more: object = {}) => ({
  $pathname: path,
  $host: 'hedgebox.example',
  $current_url: `https://hedgebox.example${path}`,
  ...more,
})

/**
 * Two weeks of a small shop in May 2024: 24 events of four people, times in UTC. The 6th is a Monday. Small enough to count every answer by
 * hand: event, who, when, session, properties.
 */
const HAPPENED: [event: string, who: string, when: string, session: string, properties: object][] = [
  [
    '$pageview',
    'anon-a',
    '06 09:00:00',
    'sA1',
    page('/', { ...chrome, utm_source: 'google', utm_medium: 'cpc', $referring_domain: 'www.google.com' }),
  ],
  ['$pageview', 'anon-a', '06 09:02:00', 'sA1', page('/pricing', chrome)],
  ['signed_up', 'ann', '06 09:05:00', 'sA1', { plan: 'free', ...chrome }],
  ['$pageview', 'bob', '06 10:00:00', 'sB1', page('/', { ...firefox, $referring_domain: '$direct' })],
  ['$pageview', 'bob', '06 10:00:05', 'sB1', page('/docs', firefox)],
  ['$pageview', 'bob', '07 08:00:00', 'sB2', page('/pricing', firefox)],
  ['signed_up', 'bob', '07 08:01:00', 'sB2', { plan: 'free', ...firefox }],
  ['uploaded_file', 'ann', '07 12:00:00', 'sA2', { ...acme, size: 1.5, type: 'png', tags: ['work', 'urgent'] }],
  ['uploaded_file', 'ann', '07 12:10:00', 'sA2', { ...acme, size: 2.5, type: 'pdf', tags: ['work'] }],
  [
    'paid',
    'ann',
    '08 12:00:00',
    'sA3',
    {
      ...acme,
      amount: 30,
      currency: 'EUR',
      coupon: 'SPRING',
      items: [
        { sku: 'pro', qty: 1 },
        { sku: 'seat', qty: 2 },
      ],
    },
  ],
  [
    '$pageview',
    'cyd',
    '08 15:00:00',
    'sC1',
    page('/', { ...safari, utm_source: 'newsletter', utm_medium: 'email', $referring_domain: 'mail.example' }),
  ],
  ['signed_up', 'cyd', '08 15:03:00', 'sC1', { plan: 'pro', ...safari }],
  ['paid', 'cyd', '08 15:20:00', 'sC1', { amount: 99, currency: 'USD', items: [{ sku: 'pro', qty: 1 }] }],
  ['$feature_flag_called', 'ann', '09 09:00:00', 'sA4', { $feature_flag: 'new-nav', $feature_flag_response: 'test' }],
  [
    '$feature_flag_called',
    'bob',
    '09 09:00:01',
    'sB3',
    { $feature_flag: 'new-nav', $feature_flag_response: 'control' },
  ],
  ['$feature_flag_called', 'cyd', '09 09:00:02', 'sC2', { $feature_flag: 'new-nav', $feature_flag_response: 'test' }],
  ['$pageview', 'ann', '09 09:01:00', 'sA4', page('/app', { ...chrome, '$feature/new-nav': 'test' })],
  ['$pageview', 'dan', '13 10:00:00', 'sD1', page('/', { ...firefox, $referring_domain: 'news.ycombinator.com' })],
  ['$pageview', 'dan', '13 10:00:30', 'sD1', page('/pricing', firefox)],
  ['uploaded_file', 'bob', '14 11:00:00', 'sB4', { $group_0: 'globex', size: 10, type: 'png', tags: [] }],
  ['paid', 'ann', '15 12:00:00', 'sA5', { ...acme, amount: 30, currency: 'EUR', items: [{ sku: 'pro', qty: 1 }] }],
  ['refunded', 'ann', '15 13:00:00', 'sA5', { amount: 30, currency: 'EUR' }],
  ['uploaded_file', 'cyd', '16 18:00:00', 'sC3', { size: 0.5, type: 'csv', tags: ['work', 'data'] }],
  ['$exception', 'bob', '16 18:30:00', 'sB5', { $exception_type: 'TypeError', $exception_message: 'x is undefined' }],
]

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

async function fill(engine: Engine): Promise<void> {
  const born = (id: string, day: string, properties: object) => ({
    team_id: 7,
    id,
    properties: JSON.stringify(properties),
    created_at: `2024-05-${day} 00:00:00.000000`,
    is_identified: 1 as const,
    version: 1,
    is_deleted: 0 as const,
  })
  const link = (distinct_id: string, person_id: string, version = 0) => ({
    team_id: 7,
    distinct_id,
    person_id,
    version,
    is_deleted: 0 as const,
  })
  const group = (key: string, properties: object) => ({
    team_id: 7,
    index: 0,
    key,
    properties: JSON.stringify(properties),
    created_at: '2024-05-01 00:00:00.000000',
    version: 1,
  })
  await engine.insert('person', [
    born(ANN, '06', { email: 'ann@hedgebox.example', name: 'Ann Ash', plan: 'pro', country: 'AT', age: 31 }),
    born(BOB, '07', { email: 'bob@hedgebox.example', name: 'Bob Birch', plan: 'free', country: 'DE', age: 45 }),
    born(CYD, '08', { email: 'cyd@other.example', name: 'Cyd Cedar', plan: 'pro', country: 'AT', age: 27 }),
    born(DAN, '13', { name: 'Dan Dogwood', plan: 'free' }),
  ])
  await engine.insert('person_distinct_id2', [
    link('anon-a', GHOST),
    link('anon-a', ANN, 1),
    link('ann', ANN),
    link('bob', BOB),
    link('cyd', CYD),
    link('dan', DAN),
  ])
  await engine.insert('groups', [
    group('acme', { name: 'Acme', seats: 25, industry: 'film' }),
    group('globex', { name: 'Globex', seats: 5 }),
  ])
  await engine.insert(
    'events',
    HAPPENED.map(([event, who, when, session, properties], index): EventRow => ({
      ...blank,
      team_id: 7,
      uuid: `018f0000-0000-7000-8000-0000000007${String(index + 1).padStart(2, '0')}`,
      event,
      distinct_id: who,
      person_id: person[who] ?? '',
      timestamp: `2024-05-${when}.000000`,
      created_at: `2024-05-${when}.500000`,
      properties: JSON.stringify({ ...properties, $session_id: session }),
    })),
  )
}

/** What was asked in words, the query, the rows written by hand, and what fills the query's placeholders. */
export type Case = [what: string, query: string, rows: unknown[][], request?: Omit<HogQLRequest, 'query'>]

/** The shop for a test file: one engine, questions as tables. */
export function useShop(options: Partial<HogQLOptions> = {}): { cases: (list: Case[]) => void } {
  let started: Awaited<ReturnType<typeof startHogQL>> | undefined
  beforeAll(async () => {
    started = await startHogQL({
      teamId: 7,
      propertyTypes: () => ({
        event: { amount: 'Numeric', size: 'Numeric' },
        person: { age: 'Numeric' },
        group: { 0: { seats: 'Numeric' } },
      }),
      groupTypes: () => ({ 0: 'company' }),
      ...options,
    })
    await fill(started.engine)
  })
  afterAll(() => started?.close())
  return {
    cases(list) {
      it.each(list)('%s', async (_, query, rows, request) => {
        const answer = await started?.hogql.run({ query, ...request })
        expect(answer?.results).toEqual(rows)
      })
    },
  }
}
