import { beforeAll, describe, expect, it } from 'vitest'
import { event, series, useInsights } from './ask.js'

/*
 * New York changed its clocks on Sunday, 10 March 2024: 02:00 became 03:00, and UTC−5 became UTC−4. That day has 23 hours.
 * "Now" is 12 March, noon UTC: 08:00 there.
 */
const insights = useInsights({ timezone: 'America/New_York', weekStartDay: 1 })
const { ask } = insights

beforeAll(async () => {
  await insights.capture(
    // 31 January, 23:30 there: February in UTC.
    event('visit', 'zoe', '2024-02-01T04:30:00Z'),
    // Saturday the 9th, 23:59 there.
    event('visit', 'ann', '2024-03-10T04:59:59Z'),
    // Sunday the 10th, 00:00 there, still UTC−5.
    event('visit', 'ann', '2024-03-10T05:00:00Z'),
    // 01:59 and, a minute later, 03:00.
    event('visit', 'bob', '2024-03-10T06:59:00Z'),
    event('visit', 'bob', '2024-03-10T07:00:00Z'),
    // Sunday 23:59, now UTC−4.
    event('visit', 'ann', '2024-03-11T03:59:00Z'),
    // Monday 00:00.
    event('visit', 'cyd', '2024-03-11T04:00:00Z'),
  )
})

const trend = async (extra: object) => (await ask('TrendsQuery', { series: [series('visit')], ...extra })).results[0]

describe('a project in New York', () => {
  it('has days that begin at its midnight', async () => {
    const dateRange = { date_from: '2024-03-09', date_to: '2024-03-11' }
    expect(await trend({ dateRange })).toMatchObject({
      days: ['2024-03-09', '2024-03-10', '2024-03-11'],
      data: [1, 4, 1],
    })
  })

  it('has a day of 23 hours', async () => {
    const dateRange = { date_from: '2024-03-10', date_to: '2024-03-10' }
    const result = await trend({ dateRange, interval: 'hour' })
    const days = result?.['days'] as string[]
    expect(days).toHaveLength(23)
    expect(days.slice(0, 4)).toEqual([
      '2024-03-10 00:00:00',
      '2024-03-10 01:00:00',
      '2024-03-10 03:00:00',
      '2024-03-10 04:00:00',
    ])
    expect(result?.['data']).toEqual([1, 1, 1, ...Array.from({ length: 19 }, () => 0), 1])
  })

  it('has weeks that begin on Monday', async () => {
    const dateRange = { date_from: '2024-03-06', date_to: '2024-03-12' }
    expect(await trend({ dateRange, interval: 'week' })).toMatchObject({
      days: ['2024-03-04', '2024-03-11'],
      data: [5, 1],
    })
  })

  it('has months that end at its midnight', async () => {
    const dateRange = { date_from: '2024-01-31', date_to: '2024-03-31' }
    expect(await trend({ dateRange, interval: 'month' })).toMatchObject({
      days: ['2024-01-01', '2024-02-01', '2024-03-01'],
      data: [1, 0, 6],
    })
  })

  it('reads a date without a zone as its own, and one with a zone as it is', async () => {
    const own = { date_from: '2024-03-10T00:00:00', date_to: '2024-03-10T01:59:30' }
    expect((await trend({ dateRange: own }))?.['count']).toBe(2)
    const utc = { date_from: '2024-03-10T05:00:00Z', date_to: '2024-03-10T06:59:30Z' }
    expect((await trend({ dateRange: { ...utc, explicitDate: true } }))?.['count']).toBe(2)
  })

  it('counts weekly users over the change of clocks', async () => {
    const dateRange = { date_from: '2024-03-10', date_to: '2024-03-12' }
    // Up to Sunday: ann and bob; then cyd too.
    expect(
      (await ask('TrendsQuery', { series: [series('visit', { math: 'weekly_active' })], dateRange })).results[0]?.[
        'data'
      ],
    ).toEqual([2, 3, 3])
  })

  it('tells retention by its own days', async () => {
    const entity = { id: 'visit', type: 'events' }
    const { results } = await ask('RetentionQuery', {
      retentionFilter: { totalIntervals: 4, targetEntity: entity, returningEntity: entity },
    })
    // 9: ann, who comes on the 10th. 10: ann and bob. 11: cyd.
    expect(results.map(row => (row['values'] as { count: number }[]).map(value => value.count))).toEqual([
      [1, 1, 0, 0],
      [2, 0, 0],
      [1, 0],
      [0],
    ])
  })
})
