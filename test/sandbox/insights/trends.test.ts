import { beforeAll, describe, expect, it } from 'vitest'
import { event, lines, series, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * What happened, by person (all times UTC, March 2024; "now" is Tuesday the 12th, noon):
 *
 *          5 (Tue)   6        7        8        9 (Sat)  10 (Sun) 11 (Mon) 12 (Tue)
 * ann      view x2   buy 10            view                       buy 30   view
 * bob      view               view x3                    view
 * cyd                         view     buy 20                     view x2
 * dan (only long ago: view on 10 February and 1 March)
 */
beforeAll(async () => {
  const of = (who: string, browser: string, plan: string) => ({
    view: (at: string, session: string, extra: object = {}) =>
      event('view', who, at, { $browser: browser, $session_id: session, $groups: { company: `${plan}-co` }, ...extra }),
    buy: (at: string, amount: number) =>
      event('buy', who, at, { $browser: browser, amount, $set: { plan }, $groups: { company: `${plan}-co` } }),
  })
  const ann = of('ann', 'Chrome', 'pro')
  const bob = of('bob', 'Firefox', 'free')
  const cyd = of('cyd', 'Chrome', 'free')
  const dan = of('dan', 'Safari', 'free')
  await insights.capture(
    dan.view('2024-02-10T10:00:00', 'd1'),
    dan.view('2024-03-01T10:00:00', 'd2'),
    ann.view('2024-03-05T09:00:00', 'a1'),
    ann.view('2024-03-05T09:05:00', 'a1'),
    bob.view('2024-03-05T23:59:59', 'b1'),
    ann.buy('2024-03-06T10:00:00', 10),
    bob.view('2024-03-07T00:00:00', 'b2'),
    bob.view('2024-03-07T00:10:00', 'b2'),
    bob.view('2024-03-07T12:00:00', 'b3'),
    cyd.view('2024-03-07T13:00:00', 'c1'),
    ann.view('2024-03-08T10:00:00', 'a2'),
    cyd.buy('2024-03-08T11:00:00', 20),
    bob.view('2024-03-10T10:00:00', 'b4'),
    cyd.view('2024-03-11T10:00:00', 'c2'),
    cyd.view('2024-03-11T10:01:00', 'c2'),
    ann.buy('2024-03-11T12:00:00', 30),
    ann.view('2024-03-12T11:00:00', 'a3', { $browser: 'Safari' }),
  )
})

const trend = (extra: object = {}, of: object = series('view')) => ask('TrendsQuery', { series: [of], ...extra })
const data = async (extra: object = {}, of: object = series('view')) => (await trend(extra, of)).results[0]?.['data']

describe('series', () => {
  it('count events by day, the last seven and today where nothing else is said', async () => {
    const body = await trend()
    // 5: ann 2 + bob 1; 7: bob 3 + cyd 1; 8: ann; 10: bob; 11: cyd 2; 12: ann.
    expect(body.results).toHaveLength(1)
    expect(body.results[0]).toMatchObject({
      label: 'view',
      data: [3, 0, 4, 1, 0, 1, 2, 1],
      count: 12,
      days: [
        '2024-03-05',
        '2024-03-06',
        '2024-03-07',
        '2024-03-08',
        '2024-03-09',
        '2024-03-10',
        '2024-03-11',
        '2024-03-12',
      ],
      action: { id: 'view', type: 'events', order: 0, name: 'view', math: null },
    })
    expect(body.results[0]?.['labels']).toContain('5-Mar-2024')
    expect(body.resolved_date_range?.date_from).toMatch(/^2024-03-05T00:00:00/)
    expect(body.hogql).toMatch(/^SELECT/)
  })

  it('of no event count all of them', async () => {
    // Views and buys together.
    expect(await data({}, series(null))).toEqual([3, 1, 4, 2, 0, 1, 3, 1])
  })

  it('stand beside one another', async () => {
    const body = await ask('TrendsQuery', { series: [series('view'), series('buy', { custom_name: 'Purchases' })] })
    expect(lines(body)).toEqual([
      ['view', [3, 0, 4, 1, 0, 1, 2, 1]],
      ['buy', [0, 1, 0, 1, 0, 0, 1, 0]],
    ])
    expect(body.results[1]?.['action']).toMatchObject({ order: 1, custom_name: 'Purchases' })
  })

  it('of what never happened are zeros', async () => {
    expect(await data({}, series('never'))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('of several events count any of them', async () => {
    const group = { kind: 'GroupNode', operator: 'OR', name: 'either', nodes: [series('view'), series('buy')] }
    expect(lines(await trend({}, group))).toEqual([['either', [3, 1, 4, 2, 0, 1, 3, 1]]])
  })
})

describe('math', () => {
  it.each([
    // Persons: ann+bob, –, bob+cyd, ann, –, bob, cyd, ann.
    ['dau', [2, 0, 2, 1, 0, 1, 1, 1]],
    // Of the seven days up to each: 5: ann bob (dan's 1st is within 28 Feb to 5 Mar: 3); 6 and 7: 3, with cyd 4 on the 7th (1 to 7);
    // from the 8th (2 to 8) ann bob cyd.
    ['weekly_active', [3, 3, 4, 3, 3, 3, 3, 3]],
    // Thirty days reach back to 5, 6, … February: dan is in all of them.
    ['monthly_active', [3, 3, 4, 4, 4, 4, 4, 4]],
    // Sessions: a1 b1, –, b2 b3 c1, a2, –, b4, c2, a3.
    ['unique_session', [2, 0, 3, 1, 0, 1, 1, 1]],
    // First view ever: ann and bob on the 5th, cyd on the 7th; dan's was long ago.
    ['first_time_for_user', [2, 0, 1, 0, 0, 0, 0, 0]],
    ['first_matching_event_for_user', [2, 0, 1, 0, 0, 0, 0, 0]],
    // Views for each person: (2+1)/2, –, (3+1)/2, 1, –, 1, 2, 1.
    ['avg_count_per_actor', [1.5, 0, 2, 1, 0, 1, 2, 1]],
    ['min_count_per_actor', [1, 0, 1, 1, 0, 1, 2, 1]],
    ['max_count_per_actor', [2, 0, 3, 1, 0, 1, 2, 1]],
    ['median_count_per_actor', [1.5, 0, 2, 1, 0, 1, 2, 1]],
    // Between 1 and 2 at 0.75: 1.75; between 1 and 3: 2.5.
    ['p75_count_per_actor', [1.75, 0, 2.5, 1, 0, 1, 2, 1]],
    ['p90_count_per_actor', [1.9, 0, 2.8, 1, 0, 1, 2, 1]],
  ])('%s', async (math, expected) => {
    const values = (await data({}, series('view', { math }))) as number[]
    expect(values.map(value => Math.round(value * 100) / 100)).toEqual(expected)
  })

  it.each([
    // Buys of 10 on the 6th, 20 on the 8th and 30 on the 11th: one a day, so all but the sum over the range agree.
    ['sum', [0, 10, 0, 20, 0, 0, 30, 0]],
    ['avg', [0, 10, 0, 20, 0, 0, 30, 0]],
    ['min', [0, 10, 0, 20, 0, 0, 30, 0]],
    ['max', [0, 10, 0, 20, 0, 0, 30, 0]],
    ['median', [0, 10, 0, 20, 0, 0, 30, 0]],
    ['p99', [0, 10, 0, 20, 0, 0, 30, 0]],
  ])('%s of a property by day', async (math, expected) => {
    expect(await data({}, series('buy', { math, math_property: 'amount' }))).toEqual(expected)
  })

  it.each([
    // 10, 20, 30.
    ['sum', 60],
    ['avg', 20],
    ['min', 10],
    ['max', 30],
    ['median', 20],
    // Halfway between 20 and 30.
    ['p75', 25],
    // 20 + 0.8 * 10.
    ['p90', 28],
    ['p95', 29],
    ['p99', 29.8],
  ])('%s of a property as one number', async (math, expected) => {
    const body = await trend(
      { trendsFilter: { display: 'BoldNumber' } },
      series('buy', { math, math_property: 'amount' }),
    )
    expect(body.results[0]).toMatchObject({ count: 0, data: [], days: [] })
    expect(body.results[0]?.['aggregated_value']).toBeCloseTo(expected, 9)
  })

  it('of groups, of a multiplied value, of session lengths', async () => {
    // pro-co (ann) and free-co (bob, cyd): both on the 5th, free on the 7th, pro on the 8th, free, free, pro.
    expect(await data({}, series('view', { math: 'unique_group', math_group_type_index: 0 }))).toEqual([
      2, 0, 1, 1, 0, 1, 1, 1,
    ])
    expect(await data({}, series('buy', { math: 'sum', math_property: 'amount', math_multiplier: 0.5 }))).toEqual([
      0, 5, 0, 10, 0, 0, 15, 0,
    ])
    // 5: a1 300 s and b1 0 s; 7: b2 600, b3 0, c1 0; 11: c2 60.
    expect(await data({}, series('view', { math: 'avg', math_property: '$session_duration' }))).toEqual([
      150, 0, 200, 0, 0, 0, 60, 0,
    ])
  })

  it('counts groups in place of persons', async () => {
    expect(await data({ aggregation_group_type_index: 0 }, series('view', { math: 'dau' }))).toEqual([
      2, 0, 1, 1, 0, 1, 1, 1,
    ])
  })

  it('is any HogQL expression', async () => {
    expect(await data({}, series('buy', { math: 'hogql', math_hogql: 'max(properties.amount) * 2' }))).toEqual([
      0, 20, 0, 40, 0, 0, 60, 0,
    ])
  })

  it('asks filters of the first event ever, or for the first event that passes', async () => {
    const safari = [{ type: 'event', key: '$browser', operator: 'exact', value: ['Safari'] }]
    // Ann's first view was in Chrome, so only the second form finds her on the 12th; dan's are before the range.
    expect(await data({}, series('view', { math: 'first_time_for_user', properties: safari }))).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0,
    ])
    expect(await data({}, series('view', { math: 'first_matching_event_for_user', properties: safari }))).toEqual([
      0, 0, 0, 0, 0, 0, 0, 1,
    ])
  })
})

describe('date ranges', () => {
  it.each([
    [{ date_from: '-2d' }, 'day', ['2024-03-10', '2024-03-11', '2024-03-12'], [1, 2, 1]],
    [{ date_from: '2024-03-05', date_to: '2024-03-07' }, 'day', ['2024-03-05', '2024-03-06', '2024-03-07'], [3, 0, 4]],
    // A range with times is cut at them; the first bucket is whole.
    [{ date_from: '2024-03-07', date_to: '2024-03-07T12:30:00' }, 'day', ['2024-03-07'], [3]],
    // Weeks begin on Sunday: 3 to 9 March, 10 to 16 March.
    [{ date_from: '-7d' }, 'week', ['2024-03-03', '2024-03-10'], [8, 4]],
    [{ date_from: '-1m' }, 'month', ['2024-02-01', '2024-03-01'], [1, 13]],
    [{ date_from: 'mStart' }, 'month', ['2024-03-01'], [13]],
    [{ date_from: '-1mStart', date_to: '-1mEnd' }, 'month', ['2024-02-01'], [1]],
    [{ date_from: 'all' }, 'month', ['2024-02-01', '2024-03-01'], [1, 13]],
    [{ date_from: 'yStart', date_to: '2024-03-31' }, 'month', ['2024-01-01', '2024-02-01', '2024-03-01'], [0, 1, 13]],
    [
      { date_from: '2024-03-07T00:00:00', date_to: '2024-03-07T02:59:59' },
      'hour',
      ['2024-03-07 00:00:00', '2024-03-07 01:00:00', '2024-03-07 02:00:00'],
      [2, 0, 0],
    ],
    [
      { date_from: '2024-03-05T09:03:00', date_to: '2024-03-05T09:05:59' },
      'minute',
      ['2024-03-05 09:03:00', '2024-03-05 09:04:00', '2024-03-05 09:05:00'],
      [0, 0, 1],
    ],
  ])('%j by %s', async (dateRange, interval, days, expected) => {
    const body = await trend({ dateRange, interval })
    expect(body.results[0]).toMatchObject({ days, data: expected })
  })

  it('by the hour ends with the hour that is under way', async () => {
    const [result] = (await trend({ dateRange: { date_from: '-3h' }, interval: 'hour' })).results
    expect(result).toMatchObject({
      days: ['2024-03-12 09:00:00', '2024-03-12 10:00:00', '2024-03-12 11:00:00', '2024-03-12 12:00:00'],
      data: [0, 0, 1, 0],
      labels: ['12-Mar-2024 09:00', '12-Mar-2024 10:00', '12-Mar-2024 11:00', '12-Mar-2024 12:00'],
    })
  })

  it('that end before they begin, or that nobody can read, are refused', async () => {
    const backwards = { date_from: '2024-03-10', date_to: '2024-03-01' }
    expect(await refuse('TrendsQuery', { series: [series('view')], dateRange: backwards })).toMatchObject({
      attr: 'query__dateRange__date_from',
      detail: expect.stringContaining('must be before date_to') as string,
    })
    expect(await refuse('TrendsQuery', { series: [series('view')], dateRange: { date_from: 'soon' } })).toMatchObject({
      detail: expect.stringMatching(/"soon" is not understood.*-7d/) as string,
    })
    const endless = { dateRange: { date_from: '2020-01-01' }, interval: 'minute' }
    expect((await refuse('TrendsQuery', { series: [series('view')], ...endless })).detail).toMatch(/longer interval/)
  })
})

describe('filters', () => {
  const event_ = (operator: string, value?: unknown, key = '$browser') => ({ type: 'event', key, operator, value })
  it.each([
    ['exact', [event_('exact', ['Firefox'])], [1, 0, 3, 0, 0, 1, 0, 0]],
    ['one of several', [event_('exact', ['Firefox', 'Safari'])], [1, 0, 3, 0, 0, 1, 0, 1]],
    ['is_not', [event_('is_not', ['Firefox'])], [2, 0, 1, 1, 0, 0, 2, 1]],
    ['icontains', [event_('icontains', 'FIRE')], [1, 0, 3, 0, 0, 1, 0, 0]],
    ['not_icontains', [event_('not_icontains', 'fire')], [2, 0, 1, 1, 0, 0, 2, 1]],
    ['regex', [event_('regex', '^(F|S)')], [1, 0, 3, 0, 0, 1, 0, 1]],
    ['not_regex', [event_('not_regex', '^(F|S)')], [2, 0, 1, 1, 0, 0, 2, 0]],
    ['is_set', [event_('is_set')], [3, 0, 4, 1, 0, 1, 2, 1]],
    ['is_not_set', [event_('is_not_set', undefined, 'nothing')], [3, 0, 4, 1, 0, 1, 2, 1]],
    ['several, all of them', [event_('is_set'), event_('exact', 'Chrome')], [2, 0, 1, 1, 0, 0, 2, 0]],
    // Sessions longer than a minute: a1 (300 s) and b2 (600 s).
    [
      'a session’s length',
      [{ type: 'session', key: '$session_duration', operator: 'gt', value: 100 }],
      [2, 0, 2, 0, 0, 0, 0, 0],
    ],
    [
      'HogQL',
      [{ type: 'hogql', key: "properties.$browser = 'Firefox' and toHour(timestamp) < 12" }],
      [0, 0, 2, 0, 0, 1, 0, 0],
    ],
    [
      'a group of OR',
      {
        type: 'OR',
        values: [
          { type: 'AND', values: [event_('exact', 'Safari')] },
          { type: 'AND', values: [event_('exact', 'Firefox')] },
        ],
      },
      [1, 0, 3, 0, 0, 1, 0, 1],
    ],
    [
      'a group of AND',
      {
        type: 'AND',
        values: [
          { type: 'OR', values: [event_('exact', 'Safari'), event_('exact', 'Chrome')] },
          event_('is_not', 'Safari'),
        ],
      },
      [2, 0, 1, 1, 0, 0, 2, 0],
    ],
    [
      'the distinct id',
      [{ type: 'event_metadata', key: 'distinct_id', operator: 'exact', value: 'cyd' }],
      [0, 0, 1, 0, 0, 0, 2, 0],
    ],
  ])('by %s', async (_, properties, expected) => {
    expect(await data({ properties })).toEqual(expected)
  })

  it.each([
    ['gt', 10, [0, 0, 0, 1, 0, 0, 1, 0]],
    ['gte', 20, [0, 0, 0, 1, 0, 0, 1, 0]],
    ['lt', 20, [0, 1, 0, 0, 0, 0, 0, 0]],
    ['lte', 20, [0, 1, 0, 1, 0, 0, 0, 0]],
    ['between', [10, 20], [0, 1, 0, 1, 0, 0, 0, 0]],
    ['not_between', [10, 20], [0, 0, 0, 0, 0, 0, 1, 0]],
  ])('on numbers: %s %j', async (operator, value, expected) => {
    expect(await data({ properties: [event_(operator, value, 'amount')] }, series('buy'))).toEqual(expected)
  })

  it('by the person, on series and query alike', async () => {
    // The plan is set with a buy: on these events it is there.
    const pro = [{ type: 'person', key: 'plan', operator: 'exact', value: ['pro'] }]
    expect(await data({ properties: pro }, series('buy'))).toEqual([0, 1, 0, 0, 0, 0, 1, 0])
    expect(await data({}, series('buy', { properties: pro }))).toEqual([0, 1, 0, 0, 0, 0, 1, 0])
  })

  it('that make no sense are refused, with the field named', async () => {
    const bad = (properties: unknown) => refuse('TrendsQuery', { series: [series('view')], properties })
    expect(await bad([{ type: 'event', operator: 'exact' }])).toMatchObject({ attr: 'query__properties__0__key' })
    expect(await bad({ type: 'XOR', values: [] })).toMatchObject({ attr: 'query__properties__type' })
    expect((await bad([event_('resembles', 'x')])).detail).toContain('resembles')
    expect((await bad([{ type: 'hogql', key: 'properties.' }])).detail).not.toBe('')
  })
})

describe('breakdowns', () => {
  const split = (breakdownFilter: object, extra: object = {}, of: object = series('view')) =>
    trend({ breakdownFilter, ...extra }, of)

  it('by a property put the largest first', async () => {
    const body = await split({ breakdown: '$browser', breakdown_type: 'event' })
    // Chrome: ann 2 + cyd 1 + ann 1 + cyd 2 = 6; Firefox: 1 + 3 + 1 = 5; Safari: 1.
    expect(lines(body)).toEqual([
      ['Chrome', [2, 0, 1, 1, 0, 0, 2, 0]],
      ['Firefox', [1, 0, 3, 0, 0, 1, 0, 0]],
      ['Safari', [0, 0, 0, 0, 0, 0, 0, 1]],
    ])
    expect(body.results.map(result => result['breakdown_value'])).toEqual(['Chrome', 'Firefox', 'Safari'])
    expect(body.hasMore).toBe(false)
  })

  it('beyond the limit put all others together, counted as one', async () => {
    const body = await split({ breakdown: '$browser', breakdown_limit: 1 }, {}, series('view', { math: 'dau' }))
    // Persons on Chrome: ann, –, cyd, ann, –, –, cyd, –. The rest: bob, –, bob, –, –, bob, –, ann.
    expect(lines(body)).toEqual([
      ['Chrome', [1, 0, 1, 1, 0, 0, 1, 0]],
      ['$$_posthog_breakdown_other_$$', [1, 0, 1, 0, 0, 1, 0, 1]],
    ])
    expect(body.hasMore).toBe(true)
    const hidden = await split({ breakdown: '$browser', breakdown_limit: 1, breakdown_hide_other_aggregation: true })
    expect(hidden.results.map(result => result['breakdown_value'])).toEqual(['Chrome'])
    expect(hidden.hasMore).toBe(true)
  })

  it('name what has no value, last of all', async () => {
    const body = await split({ breakdown: 'amount' }, {}, series(null))
    expect(body.results.map(result => [result['breakdown_value'], result['count']])).toEqual([
      ['10', 1],
      ['20', 1],
      ['30', 1],
      ['$$_posthog_breakdown_null_$$', 12],
    ])
  })

  it('by several properties give a list of values', async () => {
    const body = await split({
      breakdowns: [{ property: '$browser' }, { property: 'distinct_id', type: 'event_metadata' }],
      breakdown_limit: 2,
    })
    expect(body.results.map(result => [result['breakdown_value'], result['label'], result['count']])).toEqual([
      [['Firefox', 'bob'], 'Firefox::bob', 5],
      [['Chrome', 'ann'], 'Chrome::ann', 3],
      [
        ['$$_posthog_breakdown_other_$$', '$$_posthog_breakdown_other_$$'],
        '$$_posthog_breakdown_other_$$::$$_posthog_breakdown_other_$$',
        4,
      ],
    ])
  })

  it('by HogQL, by session, by person and by group', async () => {
    const values = async (filter: object, of?: object) =>
      (await split(filter, {}, of)).results.map(result => [result['breakdown_value'], result['count']])
    expect(await values({ breakdown: 'toString(toHour(timestamp) < 12)', breakdown_type: 'hogql' })).toEqual([
      ['1', 9],
      ['0', 3],
    ])
    expect(await values({ breakdown: '$pageview_count', breakdown_type: 'session' })).toEqual([['0', 12]])
    expect(await values({ breakdown: 'plan', breakdown_type: 'person' }, series('buy'))).toEqual([
      ['pro', 2],
      ['free', 1],
    ])
    await insights.capture(
      event('$groupidentify', 'x', '2024-03-01T00:00:00', {
        $group_type: 'company',
        $group_key: 'pro-co',
        $group_set: { tier: 'gold' },
      }),
    )
    const byTier = { breakdown: 'tier', breakdown_type: 'group', breakdown_group_type_index: 0 }
    expect(await values(byTier)).toEqual([
      ['gold', 4],
      ['$$_posthog_breakdown_null_$$', 8],
    ])
  })

  it('by a number fall into bins between its quantiles', async () => {
    const body = await split({ breakdown: 'amount', breakdown_histogram_bin_count: 2 }, {}, series('buy'))
    // 10, 20, 30 halved at 20: [10, 20) and [20, 30.01].
    expect(body.results.map(result => [result['breakdown_value'], result['count']])).toEqual([
      ['[20,30.01]', 2],
      ['[10,20]', 1],
    ])
  })

  it('name the series too where there are several', async () => {
    const body = await ask('TrendsQuery', {
      series: [series('view'), series('buy')],
      breakdownFilter: { breakdown: '$browser', breakdown_limit: 5 },
    })
    expect(body.results.map(result => result['label'])).toEqual([
      'view - Chrome',
      'view - Firefox',
      'view - Safari',
      'buy - Chrome',
    ])
  })

  it('that nobody can compute are refused', async () => {
    const bad = (breakdownFilter: object) => refuse('TrendsQuery', { series: [series('view')], breakdownFilter })
    expect(await bad({ breakdown: 'x', breakdown_type: 'warehouse' })).toMatchObject({
      attr: 'query__breakdownFilter__breakdown_type',
    })
    expect(await bad({ breakdown: 'x', breakdown_limit: 100_000 })).toMatchObject({
      attr: 'query__breakdownFilter__breakdown_limit',
    })
    expect(await bad({ breakdown: 'x', breakdown_type: 'group' })).toMatchObject({
      detail: expect.stringContaining('group type') as string,
    })
    expect(await bad({ breakdown: 'nonsense(1)', breakdown_type: 'hogql' })).toMatchObject({
      detail: expect.stringContaining('nonsense') as string,
    })
  })
})

describe('comparing', () => {
  it('with the period before moves a range of weeks by weeks', async () => {
    const body = await trend({ compareFilter: { compare: true } })
    // 27 February to 5 March: dan on the 1st, three views on the 5th.
    expect(body.results.map(result => [result['compare_label'], result['days'], result['data']])).toEqual([
      ['current', expect.arrayContaining(['2024-03-12']), [3, 0, 4, 1, 0, 1, 2, 1]],
      [
        'previous',
        [
          '2024-02-27',
          '2024-02-28',
          '2024-02-29',
          '2024-03-01',
          '2024-03-02',
          '2024-03-03',
          '2024-03-04',
          '2024-03-05',
        ],
        [0, 0, 0, 1, 0, 0, 0, 3],
      ],
    ])
  })

  it('with the period before has as many days', async () => {
    const dateRange = { date_from: '2024-03-07', date_to: '2024-03-08' }
    const body = await trend({ compareFilter: { compare: true }, dateRange })
    expect(lines(body)).toEqual([
      ['view', [4, 1]],
      ['view', [3, 0]],
    ])
  })

  it('with a period of one’s own', async () => {
    const body = await trend({
      compareFilter: { compare: true, compare_to: '-1w' },
      dateRange: { date_from: '2024-03-11', date_to: '2024-03-12' },
    })
    expect(body.results.map(result => result['days'])).toEqual([
      ['2024-03-11', '2024-03-12'],
      ['2024-03-04', '2024-03-05'],
    ])
    expect(lines(body)).toEqual([
      ['view', [2, 1]],
      ['view', [0, 3]],
    ])
  })

  it('of hours is with the same hours of days before', async () => {
    const body = await trend({ compareFilter: { compare: true }, dateRange: { date_from: '-3h' }, interval: 'hour' })
    expect(((body.results[1]?.['days'] ?? []) as string[])[0]).toBe('2024-03-11 09:00:00')
    // cyd's two views at 10:00 and 10:01 of the 11th.
    expect(body.results[1]?.['data']).toEqual([0, 2, 0, 0])
  })
})

describe('what is made of the numbers', () => {
  it('cumulates', async () => {
    const cumulative = { trendsFilter: { display: 'ActionsLineGraphCumulative' } }
    expect((await trend(cumulative)).results[0]).toMatchObject({ data: [3, 3, 7, 8, 8, 9, 11, 12], count: 12 })
    // Each person once, on their first day of the range.
    expect((await trend(cumulative, series('view', { math: 'dau' }))).results[0]).toMatchObject({
      data: [2, 2, 3, 3, 3, 3, 3, 3],
    })
  })

  it('smooths over the last points, cut to whole numbers', async () => {
    // 3, (3+0)/2, (0+4)/2, (4+1)/2, (1+0)/2, (0+1)/2, (1+2)/2, (2+1)/2.
    expect(await data({ trendsFilter: { smoothingIntervals: 2 } })).toEqual([3, 1, 2, 2, 0, 0, 1, 1])
  })

  it('computes formulas, with zero for what is divided by zero', async () => {
    const both = { series: [series('view'), series('buy')] }
    const formula = async (text: string) =>
      lines(await ask('TrendsQuery', { ...both, trendsFilter: { formula: text } }))
    expect(await formula('A + B * 10')).toEqual([['Formula (A + B * 10)', [3, 10, 4, 11, 0, 1, 12, 1]]])
    expect(await formula('(B - A) / B')).toEqual([['Formula ((B - A) / B)', [0, 1, 0, 0, 0, 0, -1, 0]]])
    const named = { trendsFilter: { formulaNodes: [{ formula: 'A', custom_name: 'Views' }, { formula: 'B/A' }] } }
    expect(lines(await ask('TrendsQuery', { ...both, ...named }))).toEqual([
      ['Views', [3, 0, 4, 1, 0, 1, 2, 1]],
      ['Formula (B/A)', [0, 0, 0, 1, 0, 0, 0.5, 0]],
    ])
  })

  it('computes formulas for each value of a breakdown, and of totals', async () => {
    const body = await ask('TrendsQuery', {
      series: [series('view'), series('buy')],
      breakdownFilter: { breakdown: '$browser' },
      trendsFilter: { formula: 'A - B', display: 'ActionsTable' },
    })
    // Chrome: 6 views, 3 buys.
    expect(body.results.map(result => [result['breakdown_value'], result['aggregated_value']])).toEqual([
      ['Firefox', 5],
      ['Chrome', 3],
      ['Safari', 1],
    ])
  })

  it('refuses formulas that name no series, or are none', async () => {
    const bad = async (formula: string) =>
      (await refuse('TrendsQuery', { series: [series('view')], trendsFilter: { formula } })).detail
    expect(await bad('A + C')).toMatch(/names C.*1 series/)
    expect(await bad("concat(A, 'x')")).toMatch(/series, numbers, brackets/)
  })
})

describe('what cannot be asked', () => {
  it.each([
    [{ series: [] }, 'query__series', /at least one/],
    [{ series: [series('view', { math: 'mode' })] }, 'query__series__0__math', /"mode" is not one of: total, dau/],
    [{ series: [series('buy', { math: 'sum' })] }, 'query__series__0__math_property', /needs a property/],
    [{ series: [series('view', { math: 'unique_group' })] }, 'query__series__0__math_group_type_index', /group type/],
    [{ series: [{ kind: 'DataWarehouseNode' }] }, 'query__series__0__kind', /EventsNode/],
    [{ series: [{ kind: 'ActionsNode', id: 99 }] }, 'query__series__0__id', /no action 99/],
    [{ series: [series('view')], interval: 'fortnight' }, 'query__interval', /minute, hour, day/],
    [{ series: [series('view')], trendsFilter: { display: 'Pie' } }, 'query__trendsFilter__display', /BoldNumber/],
    [{ series: 'view' }, 'query__series', /list/],
    [{ series: [series('view')], samplingFactor: 2 }, 'query__samplingFactor', /from 0 to 1/],
  ])('%j', async (query, attr, detail) => {
    const body = await refuse('TrendsQuery', query)
    expect(body.attr).toBe(attr)
    expect(body.detail).toMatch(detail)
  })
})

describe('an action as a series', () => {
  it('counts the events of any of its steps, under its name', async () => {
    const { body: action } = await insights.send('POST', 'actions/', {
      name: 'Anything of worth',
      steps: [{ event: 'buy' }, { event: 'refund' }],
    })
    const body = await trend({}, { kind: 'ActionsNode', id: action['id'] })
    expect(lines(body)).toEqual([['Anything of worth', [0, 1, 0, 1, 0, 0, 1, 0]]])
    expect(body.results[0]?.['action']).toMatchObject({ type: 'actions', id: action['id'] })
  })
})

describe('a sample', () => {
  it('is scaled up to the whole', async () => {
    const count = (await data({ samplingFactor: 0.5 })) as number[]
    expect(count.every(value => value % 2 === 0)).toBe(true)
  })
})
