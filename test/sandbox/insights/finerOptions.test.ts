import { beforeAll, describe, expect, it } from 'vitest'
import { calculated } from '../../support/cohorts.js'
import { event, type InsightBody, series, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * March 2024, UTC; "now" is Tuesday the 12th, noon.
 *
 * ann  1 Feb 09:00 open (plan free) · 8 09:00 open (pro) · 8 09:10 buy 10 · 9 08:00 open · 9 10:00 open
 * bob  8 20:00 open (pro) · 8 20:05 look · 8 20:30 buy 30 · 9 19:00 open · 10 21:00 open
 * cyd  10 09:00 open (free) · 10 09:02 look · 10 09:03 help
 * dan  8 10:00 buy 20 (without opening), 11 06:00 open (pro)
 */
beforeAll(async () => {
  const open = (who: string, at: string, plan: string) =>
    event('open', who, `2024-${at}:00`, {
      plan,
      $session_id: `${who} ${at.slice(0, 5)}`,
      $set: { team: who < 'c' ? 'a' : 'b' },
    })
  const click = (who: string, at: string, chain: string) =>
    event('$autocapture', who, `2024-${at}:00`, { $elements_chain: chain })
  await insights.capture(
    open('ann', '02-01T09:00', 'free'),
    open('ann', '03-08T09:00', 'pro'),
    event('buy', 'ann', '2024-03-08T09:10:00', { amount: 10 }),
    open('ann', '03-09T08:00', 'pro'),
    open('ann', '03-09T10:00', 'pro'),
    open('bob', '03-08T20:00', 'pro'),
    event('look', 'bob', '2024-03-08T20:05:00'),
    event('buy', 'bob', '2024-03-08T20:30:00', { amount: 30 }),
    open('bob', '03-09T19:00', 'pro'),
    open('bob', '03-10T21:00', 'pro'),
    open('cyd', '03-10T09:00', 'free'),
    event('look', 'cyd', '2024-03-10T09:02:00'),
    event('help', 'cyd', '2024-03-10T09:03:00'),
    event('buy', 'dan', '2024-03-08T10:00:00', { amount: 20 }),
    open('dan', '03-11T06:00', 'pro'),
    click(
      'ann',
      '03-11T09:00',
      'span.label:text="Buy"nth-child="1"nth-of-type="1";button.btn.primary:attr__type="submit"nth-child="2"nth-of-type="1"text="Buy"',
    ),
    click('bob', '03-11T09:00', 'a.link:attr__href="/docs"href="/docs"nth-child="1"nth-of-type="1"text="Docs"'),
  )
})

const march = { dateRange: { date_from: '2024-03-08', date_to: '2024-03-12' } }
const pro = [{ type: 'event', key: 'plan', operator: 'exact', value: ['pro'] }]

describe('first times in a funnel', () => {
  const counts = async (first: object, second: object = series('buy')) =>
    (await ask('FunnelsQuery', { series: [first, second], ...march })).results.map(step => step['count'])

  it('without it count every time', async () => {
    // Open in the range: ann, bob, cyd, dan. Bought after it: ann, bob.
    expect(await counts(series('open'))).toEqual([4, 2])
  })

  it('first_time_for_user takes the first event of its name ever, which must pass the filters', async () => {
    // Ann's first was in February, so: bob, cyd, dan; of them bob bought.
    expect(await counts(series('open', { math: 'first_time_for_user' }))).toEqual([3, 1])
    // Cyd's first was not pro.
    expect(await counts(series('open', { math: 'first_time_for_user', properties: pro }))).toEqual([2, 1])
  })

  it('first_time_for_user_with_filters takes the first that passes them', async () => {
    // Ann's first as a pro was on the 8th: ann, bob, dan; ann and bob bought.
    expect(await counts(series('open', { math: 'first_time_for_user_with_filters', properties: pro }))).toEqual([3, 2])
  })

  it('holds for later steps too', async () => {
    // Everybody's first purchase: of those who opened before it ann and bob.
    expect(await counts(series('open'), series('buy', { math: 'first_time_for_user' }))).toEqual([4, 2])
    // The first opening after a purchase: ann and bob had opened before theirs; dan bought first.
    expect(await counts(series('buy'), series('open', { math: 'first_time_for_user' }))).toEqual([3, 1])
  })

  it('other maths are refused', async () => {
    const query = { series: [series('open', { math: 'dau' }), series('buy')] }
    expect(await refuse('FunnelsQuery', query)).toMatchObject({ attr: expect.stringContaining('math') as string })
  })
})

describe('retention', () => {
  const entity = { id: 'open', type: 'events' }
  const retention = (retentionFilter: object, extra: object = {}) =>
    ask('RetentionQuery', {
      dateRange: { date_to: '2024-03-11' },
      retentionFilter: { totalIntervals: 4, targetEntity: entity, returningEntity: entity, ...retentionFilter },
      ...extra,
    })
  const table = ({ results }: InsightBody) =>
    results.map(row => (row['values'] as { count: number }[]).map(value => value.count))

  it('by calendar days counts who came on each later day', async () => {
    // From the 8th: ann, bob; the 9th both; the 10th bob; the 11th nobody of them.
    expect(table(await retention({}))).toEqual([[2, 2, 1, 0], [2, 1, 0], [2, 0], [1]])
  })

  it('in windows of 24 hours counts from the moment somebody began', async () => {
    // From the 8th: ann at 9; 23 hours later is window 0, 25 hours later window 1. Bob at 20; 23 hours are window 0, 49 hours window 2.
    // From the 9th: ann at 8, again at 10: window 0. Bob at 19, 26 hours later window 1.
    expect(table(await retention({ timeWindowMode: '24_hour_windows' }))).toEqual([
      [2, 1, 1, 0],
      [2, 1, 0],
      [2, 0],
      [1],
    ])
  })

  it('in windows of 24 hours asks for as many returns in one window', async () => {
    // Nobody came twice within one later window.
    const filter = { timeWindowMode: '24_hour_windows', minimumOccurrences: 2 }
    expect(table(await retention(filter))).toEqual([[2, 0, 0, 0], [2, 0, 0], [2, 0], [1]])
  })

  it('in windows of 24 hours is never cumulative', async () => {
    const filter = { timeWindowMode: '24_hour_windows', cumulative: true }
    expect(await refuse('RetentionQuery', { retentionFilter: filter })).toMatchObject({
      detail: expect.stringContaining('not supported for 24 hour windows') as string,
    })
  })

  it('by the first time ever lets only those begin whose first time passes the filters', async () => {
    const target = { ...entity, properties: pro }
    // The first as a pro: ann and bob on the 8th, dan on the 11th. Ann came back on the 9th, bob on the 9th and the 10th.
    expect(table(await retention({ targetEntity: target, retentionType: 'retention_first_time' }))).toEqual([
      [2, 2, 1, 0],
      [0, 0, 0],
      [0, 0],
      [1],
    ])
    // Ann's first ever was in February, as free: bob on the 8th, dan on the 11th.
    expect(table(await retention({ targetEntity: target, retentionType: 'retention_first_ever_occurrence' }))).toEqual([
      [1, 1, 1, 0],
      [0, 0, 0],
      [0, 0],
      [1],
    ])
  })

  it('is split by cohorts', async () => {
    const { body } = await insights.send<{ id: number }>('POST', 'cohorts/', {
      name: 'Team a',
      filters: {
        properties: { type: 'AND', values: [{ type: 'person', key: 'team', operator: 'exact', value: 'a' }] },
      },
    })
    await calculated(insights, body.id)
    const answer = await retention({}, { breakdownFilter: { breakdown_type: 'cohort', breakdown: ['all', body.id] } })
    const of = (value: unknown) =>
      table({ ...answer, results: answer.results.filter(row => row['breakdown_value'] === value) })
    expect(of('all')).toEqual([[2, 2, 1, 0], [2, 1, 0], [2, 0], [1]])
    // Ann and bob only: on the 10th bob alone, on the 11th nobody.
    expect(of(body.id)).toEqual([[2, 2, 1, 0], [2, 1, 0], [1, 0], [0]])
  })
})

describe('paths within a funnel', () => {
  const funnelSource = { kind: 'FunnelsQuery', series: [series('open'), series('buy')], ...march }
  const edges = async (funnelPathsFilter: object) =>
    (
      await ask('PathsQuery', {
        ...march,
        pathsFilter: { includeEventTypes: ['custom_event'] },
        funnelPathsFilter: { funnelSource, ...funnelPathsFilter },
      })
    ).results.map(({ source, target, value }) => [source, target, value])

  it('go from one step to the next', async () => {
    // Ann: open, buy. Bob: open, look, buy.
    expect(await edges({ funnelPathType: 'funnel_path_between_steps', funnelStep: 2 })).toEqual([
      ['1_open', '2_buy', 1],
      ['1_open', '2_look', 1],
      ['2_look', '3_buy', 1],
    ])
  })

  it('go on after a step', async () => {
    // Both bought, then opened (again and again, which is one step).
    expect(await edges({ funnelPathType: 'funnel_path_after_step', funnelStep: 2 })).toEqual([['1_buy', '2_open', 2]])
  })

  it('lead to a step', async () => {
    expect(await edges({ funnelPathType: 'funnel_path_before_step', funnelStep: 2 })).toEqual([
      ['1_open', '2_buy', 1],
      ['1_open', '2_look', 1],
      ['2_look', '3_buy', 1],
    ])
  })

  it('are those of who dropped off, where the step is negative', async () => {
    // Opened and did not buy after: cyd, who looked and asked for help, and dan, who did nothing more.
    expect(await edges({ funnelPathType: 'funnel_path_after_step', funnelStep: -2 })).toEqual([
      ['1_open', '2_look', 1],
      ['2_look', '3_help', 1],
    ])
  })

  it.each([
    [{ funnelStep: 9 }, /funnelStep/],
    [{ funnelPathType: 'funnel_path_between_steps', funnelStep: 1 }, /nothing before/],
    [{ funnelPathType: 'sideways' }, /funnelPathType/],
    [{ funnelSource: { kind: 'FunnelsQuery', series: [series('open')] } }, /two steps/],
  ])('refuse %j', async (filter, detail) => {
    const body = await refuse('PathsQuery', { funnelPathsFilter: { funnelSource, ...filter } })
    expect(`${body.attr} ${body.detail}`).toMatch(detail)
  })
})

describe('a filter on clicked elements', () => {
  const clicks = async (filter: object) =>
    (
      await ask('TrendsQuery', {
        ...march,
        series: [series('$autocapture')],
        properties: [{ type: 'element', ...filter }],
      })
    ).results[0]?.['count']

  it.each([
    [{ key: 'selector', value: 'button.primary' }, 1],
    [{ key: 'selector', value: 'button.primary > span.label' }, 1],
    [{ key: 'selector', value: ['button', 'a.link'] }, 2],
    [{ key: 'selector', value: '[type="submit"]' }, 1],
    [{ key: 'selector', value: 'button.primary', operator: 'is_not' }, 1],
    [{ key: 'selector', value: 'form button' }, 0],
    // The clicked element or one around it.
    [{ key: 'tag_name', value: 'button' }, 1],
    [{ key: 'tag_name', value: ['span', 'a'] }, 2],
    [{ key: 'tag_name', value: 'butt' }, 0],
    [{ key: 'tag_name', value: 'a', operator: 'is_not' }, 1],
    [{ key: 'text', value: 'Docs' }, 1],
    [{ key: 'text', value: 'bu', operator: 'icontains' }, 1],
    [{ key: 'href', value: '/docs' }, 1],
    [{ key: 'href', value: '^/d', operator: 'regex' }, 1],
  ])('%j', async (filter, count) => {
    expect(await clicks(filter)).toBe(count)
  })

  it('by selector or tag knows is and is not only', async () => {
    const properties = [{ type: 'element', key: 'selector', value: 'a', operator: 'icontains' }]
    expect(await refuse('TrendsQuery', { series: [series('$autocapture')], properties })).toMatchObject({
      detail: expect.stringContaining('exact and is_not') as string,
    })
  })
})

describe('displays', () => {
  it('BoxPlot tells how values spread in each interval', async () => {
    const body = await ask('TrendsQuery', {
      series: [series('buy', { math_property: 'amount' })],
      dateRange: { date_from: '2024-03-08', date_to: '2024-03-09' },
      trendsFilter: { display: 'BoxPlot' },
    })
    expect(body.results).toEqual([])
    const shared = { series_index: 0, series_label: 'buy - amount' }
    expect(body['boxplot_data']).toEqual([
      // 10, 20, 30: quartiles lie halfway between neighbours.
      { day: '2024-03-08', label: '8-Mar-2024', min: 10, p25: 15, median: 20, p75: 25, max: 30, mean: 20, ...shared },
      { day: '2024-03-09', label: '9-Mar-2024', min: 0, p25: 0, median: 0, p75: 0, max: 0, mean: 0, ...shared },
    ])
    const without = { series: [series('buy')], trendsFilter: { display: 'BoxPlot' } }
    expect(await refuse('TrendsQuery', without)).toMatchObject({
      detail: expect.stringContaining('numeric property') as string,
    })
  })

  it('CalendarHeatmap tells weekdays and hours', async () => {
    const heatmap = (extra: object = {}) =>
      ask('TrendsQuery', { series: [series('open', extra)], ...march, trendsFilter: { display: 'CalendarHeatmap' } })
    // The 8th was a Friday. Fr 9 ann, Fr 20 bob; Sa 8 and 10 ann, Sa 19 bob; Su 9 cyd, Su 21 bob; Mo 6 dan.
    expect((await heatmap()).results).toEqual({
      data: [
        { row: 1, column: 6, value: 1 },
        { row: 5, column: 9, value: 1 },
        { row: 5, column: 20, value: 1 },
        { row: 6, column: 8, value: 1 },
        { row: 6, column: 10, value: 1 },
        { row: 6, column: 19, value: 1 },
        { row: 7, column: 9, value: 1 },
        { row: 7, column: 21, value: 1 },
      ],
      rowAggregations: [
        { row: 1, value: 1 },
        { row: 5, value: 2 },
        { row: 6, value: 3 },
        { row: 7, value: 2 },
      ],
      columnAggregations: [6, 8, 9, 10, 19, 20, 21].map(column => ({ column, value: column === 9 ? 2 : 1 })),
      allAggregations: 8,
    })
    // One session of each person and day: on Saturday ann counts at 8 only. Four persons in all.
    expect((await heatmap({ math: 'dau' })).results).toMatchObject({
      rowAggregations: [
        { row: 1, value: 1 },
        { row: 5, value: 2 },
        { row: 6, value: 2 },
        { row: 7, value: 2 },
      ],
      allAggregations: 4,
    })
  })
})
