import { beforeAll, describe, expect, it } from 'vitest'
import { event, type InsightBody, series, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * A shop: see → add → pay. March 2024, UTC.
 *
 * ann   4 09:00 see · 09:10 add · 09:30 pay                 all three: 600 s and 1200 s
 * bob   4 10:00 see · 5 10:00 add                           two steps: 86,400 s
 * cyd   5 08:00 see                                         one step
 * dan   5 09:00 add · 09:05 see · 09:06 pay                 the wrong way round: see only; add before see
 * eve   6 09:00 see · 09:01 help · 09:02 add · 09:04 pay    all three, with help in between: 120 s and 120 s
 * fay   6 10:00 see · 26 Feb..: sees on the 1st, adds on the 9th: 8 days apart
 */
beforeAll(async () => {
  const on =
    (who: string, plan: string) =>
    (name: string, at: string, extra: object = {}) =>
      event(name, who, `2024-03-${at}`, { plan, $groups: { company: plan }, ...extra })
  const ann = on('ann', 'pro')
  const bob = on('bob', 'free')
  const cyd = on('cyd', 'free')
  const dan = on('dan', 'free')
  const eve = on('eve', 'pro')
  const fay = on('fay', 'team')
  await insights.capture(
    ann('see', '04T09:00:00', { source: 'ad' }),
    ann('add', '04T09:10:00', { source: 'mail' }),
    ann('pay', '04T09:30:00', { source: 'mail' }),
    bob('see', '04T10:00:00', { source: 'ad' }),
    bob('add', '05T10:00:00'),
    cyd('see', '05T08:00:00', { source: 'mail' }),
    dan('add', '05T09:00:00'),
    dan('see', '05T09:05:00'),
    dan('pay', '05T09:06:00'),
    eve('see', '06T09:00:00', { source: 'ad' }),
    eve('help', '06T09:01:00'),
    eve('add', '06T09:02:00', { source: 'ad' }),
    eve('pay', '06T09:04:00', { source: 'ad' }),
    fay('see', '01T10:00:00', { source: 'link' }),
    fay('add', '09T10:00:00', { source: 'link' }),
  )
})

const shop = ['see', 'add', 'pay'].map(name => series(name))
const march = { dateRange: { date_from: '2024-03-01', date_to: '2024-03-12' } }
const funnel = (extra: object = {}) => ask('FunnelsQuery', { series: shop, ...march, ...extra })
const counts = ({ results }: InsightBody) => results.map(step => step['count'])
/** Value and counts of each funnel of a breakdown. */
const split = ({ results }: InsightBody) =>
  (results as unknown as Record<string, unknown>[][]).map(steps => [
    steps[0]?.['breakdown_value'],
    steps.map(step => step['count']),
  ])

describe('steps', () => {
  it('count who got how far, and how long it took', async () => {
    const body = await funnel()
    // See: all six. Add after see: ann, bob, eve, fay. Pay after that: ann, eve.
    expect(body.results).toMatchObject([
      {
        name: 'see',
        order: 0,
        count: 6,
        type: 'events',
        action_id: 'see',
        average_conversion_time: null,
        median_conversion_time: null,
      },
      // 600, 86,400, 120 and 691,200 s: mean 194,580; the middle two are 600 and 86,400.
      { name: 'add', order: 1, count: 4, average_conversion_time: 194_580, median_conversion_time: 43_500 },
      // 1200 and 120 s.
      { name: 'pay', order: 2, count: 2, average_conversion_time: 660, median_conversion_time: 660 },
    ])
    expect(body.hogql).toContain('groupArrayIf')
  })

  it.each([
    // In the order given by the name: see, add, pay in any order: dan has all three.
    ['unordered', [6, 5, 3]],
    // Nothing else in between: eve asked for help after see, so she is at the first step.
    ['strict', [6, 3, 1]],
    ['ordered', [6, 4, 2]],
  ])('%s', async (funnelOrderType, expected) => {
    expect(counts(await funnel({ funnelsFilter: { funnelOrderType } }))).toEqual(expected)
  })

  it.each([
    [7, 'day', [6, 3, 2]],
    [1, 'day', [6, 3, 2]],
    [1, 'hour', [6, 2, 2]],
    // Ann needs 30 minutes in all, 10 for the first step.
    [20, 'minute', [6, 2, 1]],
    [30, 'minute', [6, 2, 2]],
    [130, 'second', [6, 1, 0]],
    [2, 'week', [6, 4, 2]],
    [1, 'month', [6, 4, 2]],
  ])('within %i %s', async (funnelWindowInterval, funnelWindowIntervalUnit, expected) => {
    expect(counts(await funnel({ funnelsFilter: { funnelWindowInterval, funnelWindowIntervalUnit } }))).toEqual(
      expected,
    )
  })

  it('leave out whoever did what is excluded between two steps', async () => {
    const excluding = (funnelFromStep: number, funnelToStep: number) =>
      funnel({ funnelsFilter: { exclusions: [{ ...series('help'), funnelFromStep, funnelToStep }] } })
    // Eve asked between see and add.
    expect(counts(await excluding(0, 1))).toEqual([5, 3, 1])
    expect(counts(await excluding(1, 2))).toEqual([6, 4, 2])
    expect(counts(await excluding(0, 2))).toEqual([5, 3, 1])
  })

  it('only count what is in the date range', async () => {
    const dateRange = { date_from: '2024-03-04', date_to: '2024-03-04' }
    // Ann's three and bob's see.
    expect(counts(await funnel({ dateRange }))).toEqual([2, 1, 1])
  })

  it('take filters of the query and of a step', async () => {
    const pro = [{ type: 'event', key: 'plan', operator: 'exact', value: ['pro'] }]
    expect(counts(await funnel({ properties: pro }))).toEqual([2, 2, 2])
    const onlyPro = [series('see'), series('add', { properties: pro }), series('pay')]
    expect(counts(await funnel({ series: onlyPro }))).toEqual([6, 2, 2])
  })

  it('may be the same event again: one event is never two steps', async () => {
    expect(counts(await funnel({ series: [series('see'), series('see')] }))).toEqual([6, 0])
    expect(counts(await funnel({ series: [series(null), series(null), series(null)] }))).toEqual([6, 5, 3])
  })

  it('count groups in place of persons', async () => {
    // Companies: pro (ann, eve), free (bob, cyd, dan), team (fay). All add after see; free pays too: see 4th, add 5th 09:00, pay 09:06.
    expect(counts(await funnel({ aggregation_group_type_index: 0 }))).toEqual([3, 3, 2])
  })

  it('of what nobody did are zeros', async () => {
    expect(counts(await funnel({ series: [series('never'), series('pay')] }))).toEqual([0, 0])
  })
})

describe('breakdowns', () => {
  const by = (funnelsFilter: object, breakdown = 'source') => funnel({ breakdownFilter: { breakdown }, funnelsFilter })

  it('by the first value, the last, that of a step, or of every event', async () => {
    // First values: ann ad, bob ad, cyd mail, eve ad, fay link, dan none.
    expect(split(await by({ breakdownAttributionType: 'first_touch' }))).toEqual([
      [['ad'], [3, 3, 2]],
      [['link'], [1, 1, 0]],
      [['mail'], [1, 0, 0]],
      [['$$_posthog_breakdown_null_$$'], [1, 0, 0]],
    ])
    // Last: ann mail, the others as before.
    expect(split(await by({ breakdownAttributionType: 'last_touch' }))).toEqual([
      [['ad'], [2, 2, 1]],
      [['mail'], [2, 1, 1]],
      [['link'], [1, 1, 0]],
      [['$$_posthog_breakdown_null_$$'], [1, 0, 0]],
    ])
    // Of the second step: ann mail, eve ad, fay link; bob and dan added without one. Dan's add came first: his see is alone.
    expect(split(await by({ breakdownAttributionType: 'step', breakdownAttributionValue: 1 }))).toEqual([
      [['ad'], [1, 1, 1]],
      [['link'], [1, 1, 0]],
      [['mail'], [1, 1, 1]],
      [['$$_posthog_breakdown_null_$$'], [2, 1, 0]],
    ])
    // Every event for itself: ann's ad is only her see, her mail has none.
    expect(split(await by({ breakdownAttributionType: 'all_events' }))).toEqual([
      [['ad'], [3, 1, 1]],
      [['link'], [1, 1, 0]],
      [['mail'], [1, 0, 0]],
      [['$$_posthog_breakdown_null_$$'], [1, 0, 0]],
    ])
  })

  it('with a limit put the rest together', async () => {
    const body = await funnel({ breakdownFilter: { breakdown: 'plan', breakdown_limit: 1 } })
    // Events: free 7 (bob 2, cyd 1, dan 3 = 6), pro 6, team 2: by number of events free and pro have 6 each, free is first by name.
    expect(split(body)).toEqual([
      [['free'], [3, 1, 0]],
      [['$$_posthog_breakdown_other_$$'], [3, 3, 2]],
    ])
  })

  it('by several properties', async () => {
    const body = await funnel({ breakdownFilter: { breakdowns: [{ property: 'plan' }, { property: 'source' }] } })
    expect(split(body)).toEqual([
      [
        ['pro', 'ad'],
        [2, 2, 2],
      ],
      [
        ['free', 'ad'],
        [1, 1, 0],
      ],
      [
        ['free', 'mail'],
        [1, 0, 0],
      ],
      [
        ['team', 'link'],
        [1, 1, 0],
      ],
      [
        ['free', '$$_posthog_breakdown_null_$$'],
        [1, 0, 0],
      ],
    ])
  })
})

describe('time to convert', () => {
  it('falls into bins', async () => {
    const body = await funnel({ funnelsFilter: { funnelVizType: 'time_to_convert' } })
    // Ann 1800 s, eve 240 s: two conversions, cube root 1.26, so two bins of (1800 - 240) / 2 = 780 s from 240.
    expect(body.results).toEqual({
      bins: [
        [240, 1],
        [1020, 0],
        [1800, 1],
      ],
      average_conversion_time: 1020,
    })
  })

  it('between two steps, in as many bins as asked for', async () => {
    const filter = { funnelVizType: 'time_to_convert', funnelFromStep: 0, funnelToStep: 1, binCount: 3 }
    const body = await funnel({ funnelsFilter: filter })
    // 120, 600, 86,400 and 691,200 s: three bins of 230,360 s from 120.
    expect(body.results).toEqual({
      bins: [
        [120, 3],
        [230_480, 0],
        [460_840, 0],
        [691_200, 1],
      ],
      average_conversion_time: 194_580,
    })
  })

  it('of nobody is empty', async () => {
    const body = await funnel({
      series: [series('pay'), series('never')],
      funnelsFilter: { funnelVizType: 'time_to_convert' },
    })
    expect(body.results).toEqual({ bins: [], average_conversion_time: null })
  })
})

describe('trends', () => {
  it('show the share that converted, by the day of the first step', async () => {
    const dateRange = { date_from: '2024-03-03', date_to: '2024-03-06' }
    const body = await funnel({ dateRange, funnelsFilter: { funnelVizType: 'trends' } })
    // 4: ann of ann and bob; 5: none of cyd and dan; 6: eve.
    expect(body.results).toMatchObject([
      {
        data: [0, 50, 0, 100],
        days: ['2024-03-03', '2024-03-04', '2024-03-05', '2024-03-06'],
        labels: expect.arrayContaining(['4-Mar-2024']) as string[],
      },
    ])
    const half = { funnelVizType: 'trends', funnelToStep: 1 }
    expect((await funnel({ dateRange, funnelsFilter: half })).results[0]?.['data']).toEqual([0, 100, 0, 100])
  })

  it('have a line for each value of a breakdown', async () => {
    const dateRange = { date_from: '2024-03-04', date_to: '2024-03-06' }
    const body = await funnel({
      dateRange,
      funnelsFilter: { funnelVizType: 'trends' },
      breakdownFilter: { breakdown: 'plan' },
    })
    expect(body.results.map(line => [line['breakdown_value'], line['data']])).toEqual([
      [['free'], [0, 0, 0]],
      [['pro'], [100, 0, 100]],
    ])
  })
})

describe('what must hold of any funnel', () => {
  it('steps never grow, and the parts of a breakdown by person add up', async () => {
    for (const funnelOrderType of ['ordered', 'strict', 'unordered']) {
      const [first = 0, second = 0, third = 0] = counts(
        await funnel({ funnelsFilter: { funnelOrderType } }),
      ) as number[]
      expect(first).toBeGreaterThanOrEqual(second)
      expect(second).toBeGreaterThanOrEqual(third)
      const parts = split(await funnel({ breakdownFilter: { breakdown: 'plan' }, funnelsFilter: { funnelOrderType } }))
      const sums = parts.reduce<number[]>(
        (sum, [, part]) => sum.map((value, index) => value + ((part as number[])[index] ?? 0)),
        [0, 0, 0],
      )
      expect(sums).toEqual([first, second, third])
    }
  })
})

describe('what cannot be asked', () => {
  it.each([
    [{ series: [series('see')] }, 'query__series', /at least two steps/],
    [
      { series: shop, funnelsFilter: { funnelWindowInterval: -1 } },
      'query__funnelsFilter__funnelWindowInterval',
      /longer than nothing/,
    ],
    [
      { series: shop, funnelsFilter: { funnelOrderType: 'random' } },
      'query__funnelsFilter__funnelOrderType',
      /ordered, strict/,
    ],
    [{ series: shop, funnelsFilter: { funnelFromStep: 2 } }, 'query__funnelsFilter__funnelFromStep', /from 0 to 1/],
    [{ series: [series('see', { math: 'dau' }), series('add')] }, 'query__series__0__math', /funnel step/],
    [
      { series: shop, funnelsFilter: { exclusions: [{ ...series('help'), funnelFromStep: 1, funnelToStep: 1 }] } },
      'query__funnelsFilter__exclusions__0__funnelToStep',
      /later step/,
    ],
  ])('%j', async (query, attr, detail) => {
    const body = await refuse('FunnelsQuery', query)
    expect(body.attr).toBe(attr)
    expect(body.detail).toMatch(detail)
  })
})
