import { beforeAll, describe, expect, it } from 'vitest'
import { event, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * Sessions, March 2024 (UTC); "now" is the 12th:
 * s1  ann  11th  / (10:00) · /plans (10:01)          60 s, from a search engine
 * s2  ann  12th  / (09:00)                           one view: a bounce
 * s3  bob  12th  /plans (09:00) · buy (09:00:30) · / (09:02)   120 s, from a partner
 * s0  cyd  4th   / (10:00)                           a week before: a bounce
 */
beforeAll(async () => {
  const view = (who: string, session: string, at: string, path: string, extra: object = {}) =>
    event('$pageview', who, `2024-03-${at}`, {
      $session_id: session,
      $current_url: `https://shop.example${path}`,
      $pathname: path,
      $browser: who === 'bob' ? 'Firefox' : 'Chrome',
      $referring_domain: '$direct',
      ...extra,
    })
  await insights.capture(
    view('ann', 's1', '11T10:00:00', '/', { $referring_domain: 'www.google.com' }),
    view('ann', 's1', '11T10:01:00', '/plans', { $referring_domain: 'www.google.com' }),
    view('ann', 's2', '12T09:00:00', '/'),
    view('bob', 's3', '12T09:00:00', '/plans', { $referring_domain: 'partner.example' }),
    event('buy', 'bob', '2024-03-12T09:00:30', { $session_id: 's3' }),
    view('bob', 's3', '12T09:02:00', '/', { $referring_domain: 'partner.example' }),
    view('cyd', 's0', '04T10:00:00', '/'),
  )
})

describe('the overview', () => {
  const overview = async (extra: object = {}) =>
    Object.fromEntries(
      (await ask('WebOverviewQuery', { properties: [], ...extra })).results.map(item => [item['key'], item]),
    )

  it('tells visitors, views, sessions, their length and how many bounced', async () => {
    expect(await overview()).toMatchObject({
      visitors: { value: 2, kind: 'unit', previous: null },
      views: { value: 5, kind: 'unit' },
      sessions: { value: 3, kind: 'unit' },
      // 60, 0 and 120 s.
      'session duration': { value: 60, kind: 'duration_s' },
      'bounce rate': { value: expect.closeTo(100 / 3, 6) as number, kind: 'percentage', isIncreaseBad: true },
    })
  })

  it('compares with the period before', async () => {
    // -7d moves by a week: 27 February to 5 March has cyd's session.
    expect(await overview({ compareFilter: { compare: true } })).toMatchObject({
      visitors: { value: 2, previous: 1, changeFromPreviousPct: 100 },
      views: { value: 5, previous: 1, changeFromPreviousPct: 400 },
      'session duration': { value: 60, previous: 0, changeFromPreviousPct: null },
    })
  })

  it('counts conversions towards a goal', async () => {
    expect(await overview({ conversionGoal: { customEventName: 'buy' } })).toMatchObject({
      visitors: { value: 2 },
      'total conversions': { value: 1 },
      'unique conversions': { value: 1 },
      'conversion rate': { value: 50, kind: 'percentage' },
    })
  })

  it('takes filters', async () => {
    const properties = [{ type: 'event', key: '$browser', operator: 'exact', value: ['Firefox'] }]
    expect(await overview({ properties })).toMatchObject({
      visitors: { value: 1 },
      views: { value: 2 },
      sessions: { value: 1 },
    })
  })
})

describe('the tables', () => {
  const table = async (breakdownBy: string, extra: object = {}) =>
    (await ask('WebStatsTableQuery', { properties: [], breakdownBy, ...extra })).results as unknown as unknown[][]

  it.each([
    [
      'Page',
      [
        ['/', [2, null], [3, null]],
        ['/plans', [2, null], [2, null]],
      ],
    ],
    // Where sessions began: s1 and s2 at /, s3 at /plans.
    [
      'InitialPage',
      [
        ['/', [1, null], [3, null]],
        ['/plans', [1, null], [2, null]],
      ],
    ],
    // Where they ended: s1 at /plans; s2 and s3 at /.
    [
      'ExitPage',
      [
        ['/', [2, null], [3, null]],
        ['/plans', [1, null], [2, null]],
      ],
    ],
    [
      'Browser',
      [
        ['Chrome', [1, null], [3, null]],
        ['Firefox', [1, null], [2, null]],
      ],
    ],
    [
      'InitialReferringDomain',
      [
        ['partner.example', [1, null], [2, null]],
        ['www.google.com', [1, null], [2, null]],
        ['$direct', [1, null], [1, null]],
      ],
    ],
    [
      'InitialChannelType',
      [
        ['Organic Search', [1, null], [2, null]],
        ['Referral', [1, null], [2, null]],
        ['Direct', [1, null], [1, null]],
      ],
    ],
  ])('by %s', async (by, expected) => {
    expect(await table(by)).toEqual(expected)
  })

  it('compare, tell bounces, and turn pages', async () => {
    const body = await ask('WebStatsTableQuery', {
      properties: [],
      breakdownBy: 'Page',
      includeBounceRate: true,
      compareFilter: { compare: true },
      limit: 1,
    })
    // / was seen in s1, s2 (a bounce) and s3; the week before in cyd's bounce.
    expect(body.results).toEqual([['/', [2, 1], [3, 1], [expect.closeTo(1 / 3, 6), 1]]])
    expect(body).toMatchObject({ hasMore: true, limit: 1, offset: 0 })
    expect(await table('Page', { limit: 1, offset: 1 })).toEqual([['/plans', [2, null], [2, null]]])
  })

  it('refuse what they cannot split by', async () => {
    expect(await refuse('WebStatsTableQuery', { properties: [], breakdownBy: 'Mood' })).toMatchObject({
      attr: 'query__breakdownBy',
    })
  })
})
