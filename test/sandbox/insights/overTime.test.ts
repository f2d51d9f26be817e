import { beforeAll, describe, expect, it } from 'vitest'
import { event, series, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * Visits in March 2024 (UTC), "now" is Tuesday the 12th; days on which each person visited:
 *
 * ann  6 7 8 9 10 11 12     every day
 * bob  6   8      11        with breaks
 * cyd      8                once
 * dan  1 February, then 7 and 12: came long ago
 * Sign-ups: ann on the 6th, bob on the 6th, cyd on the 8th, dan in February.
 */
beforeAll(async () => {
  const visits: Record<string, string[]> = {
    ann: ['03-06', '03-07', '03-08', '03-09', '03-10', '03-11', '03-12'],
    bob: ['03-06', '03-08', '03-11'],
    cyd: ['03-08'],
    dan: ['02-01', '03-07', '03-12'],
  }
  const firsts: Record<string, string> = { ann: '03-06', bob: '03-06', cyd: '03-08', dan: '02-01' }
  const at = (day: string, hour: string) => `2024-${day}T${hour}:00:00`
  await insights.capture(
    ...Object.entries(firsts).map(([who, day]) =>
      event('signed up', who, at(day, '08'), { plan: who === 'ann' ? 'pro' : 'free' }),
    ),
    ...Object.entries(visits).flatMap(([who, days]) =>
      days.map(day => event('visit', who, at(day, '09'), { $set: { name: who } })),
    ),
    // A second visit on one day changes no count of days.
    event('visit', 'ann', at('03-08', '10')),
  )
})

const week = { dateRange: { date_from: '2024-03-06', date_to: '2024-03-12' } }

describe('lifecycle', () => {
  const lifecycle = (extra: object = {}) => ask('LifecycleQuery', { series: [series('visit')], ...week, ...extra })

  it('tells new, returning, resurrecting and dormant', async () => {
    const body = await lifecycle()
    expect(body.results.map(result => [result['status'], result['data']])).toEqual([
      // 6: ann and bob; 8: cyd.
      ['new', [2, 0, 1, 0, 0, 0, 0]],
      // There the day before: ann from the 7th on.
      ['returning', [0, 1, 1, 1, 1, 1, 1]],
      // Back after a break: 7 dan, 8 bob, 11 bob, 12 dan.
      ['resurrecting', [0, 1, 1, 0, 0, 1, 1]],
      // Gone: 7 bob, 8 dan, 9 bob and cyd, 12 bob.
      ['dormant', [0, -1, -1, -2, 0, 0, -1]],
    ])
    expect(body.results[0]).toMatchObject({
      label: 'visit - new',
      count: 3,
      days: expect.arrayContaining(['2024-03-06']) as string[],
    })
  })

  it('parts add up to who was there, and to who left', async () => {
    const { results } = await lifecycle()
    const [fresh = [], returning = [], back = [], gone = []] = results.map(result => result['data'] as number[])
    const { results: active } = await ask('TrendsQuery', { series: [series('visit', { math: 'dau' })], ...week })
    const there = active[0]?.['data'] as number[]
    expect(there.map((_, day) => (fresh[day] ?? 0) + (returning[day] ?? 0) + (back[day] ?? 0))).toEqual(there)
    // Whoever was there yesterday returns today or is gone.
    expect(there.slice(0, -1)).toEqual(there.slice(1).map((_, day) => (returning[day + 1] ?? 0) - (gone[day + 1] ?? 0)))
  })

  it('by the week, and only what is shown', async () => {
    const body = await lifecycle({ interval: 'week', lifecycleFilter: { toggledLifecycles: ['new', 'dormant'] } })
    // Weeks from Sunday the 3rd and the 10th. New: ann, bob, cyd. In the second cyd is gone, dan is there in both.
    expect(body.results.map(result => [result['status'], result['data']])).toEqual([
      ['new', [3, 0]],
      ['dormant', [0, -1]],
    ])
  })

  it('is that of one series', async () => {
    expect(await refuse('LifecycleQuery', { series: [] })).toMatchObject({ attr: 'query__series' })
    expect(await refuse('LifecycleQuery', { series: [series('a'), series('b')] })).toMatchObject({
      attr: 'query__series',
    })
  })
})

describe('stickiness', () => {
  const stickiness = async (extra: object = {}, of: object = series('visit')) =>
    (await ask('StickinessQuery', { series: [of], ...week, ...extra })).results

  it('counts who was there on how many days', async () => {
    // One day: cyd; two: dan (7, 12); three: bob; seven: ann.
    expect(await stickiness()).toMatchObject([
      {
        label: 'visit',
        data: [1, 1, 1, 0, 0, 0, 1],
        count: 4,
        days: [1, 2, 3, 4, 5, 6, 7],
        labels: expect.arrayContaining(['1 day', '2 days']) as string[],
      },
    ])
  })

  it('cumulates: at least so many days', async () => {
    expect((await stickiness({ stickinessFilter: { computedAs: 'cumulative' } }))[0]?.['data']).toEqual([
      4, 3, 2, 1, 1, 1, 1,
    ])
  })

  it('by weeks, and by pairs of days', async () => {
    // Weeks 3 to 9 and 10 to 16: ann, bob and dan in both, cyd in one.
    expect((await stickiness({ interval: 'week' }))[0]).toMatchObject({ data: [1, 3], labels: ['1 week', '2 weeks'] })
    // Pairs 6-7, 8-9, 10-11, 12: ann 4, bob 3, cyd 1, dan 2.
    expect((await stickiness({ intervalCount: 2 }))[0]).toMatchObject({
      data: [1, 1, 1, 1],
      labels: ['2 days', '4 days', '6 days', '8 days'],
    })
  })

  it('asks for a number of times a day', async () => {
    // Only ann on the 8th visited twice.
    const often = { stickinessFilter: { stickinessCriteria: { operator: 'gte', value: 2 } } }
    expect((await stickiness(often))[0]?.['data']).toEqual([1, 0, 0, 0, 0, 0, 0])
  })

  it('compares with the period before', async () => {
    const results = await stickiness({ compareFilter: { compare: true } })
    expect(results.map(result => [result['compare_label'], result['count']])).toEqual([
      ['current', 4],
      ['previous', 0],
    ])
  })
})

describe('retention', () => {
  const retention = async (retentionFilter: object, extra: object = {}) => {
    const entity = { id: 'visit', type: 'events' }
    const { results } = await ask('RetentionQuery', {
      retentionFilter: { totalIntervals: 7, targetEntity: entity, returningEntity: entity, ...retentionFilter },
      ...extra,
    })
    return results
  }
  const table = (results: Record<string, unknown>[]) =>
    results.map(row => (row['values'] as { count: number }[]).map(value => value.count))

  it('counts who came back each day after', async () => {
    const results = await retention({})
    expect(table(results)).toEqual([
      // 6: ann, bob. 7: ann; 8: both; 9, 10: ann; 11: both; 12: ann.
      [2, 1, 2, 1, 1, 2, 1],
      // 7: ann, dan.
      [2, 1, 1, 1, 1, 2],
      // 8: ann, bob, cyd.
      [3, 1, 1, 2, 1],
      [1, 1, 1, 1],
      [1, 1, 1],
      // 11: ann, bob.
      [2, 1],
      // 12: ann, dan.
      [2],
    ])
    expect(results[0]).toMatchObject({
      label: 'Day 0',
      date: expect.stringMatching(/^2024-03-06T00:00:00/) as string,
      values: expect.arrayContaining([{ count: 2, label: 'Day 0' }]) as unknown[],
    })
  })

  it('of newcomers only begins with a first time ever', async () => {
    // Dan came in February: he is no newcomer.
    expect(table(await retention({ retentionType: 'retention_first_time' }))).toEqual([
      [2, 1, 2, 1, 1, 2, 1],
      [0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0],
      [0, 0],
      [0],
    ])
  })

  it('may begin with one event and come back by another', async () => {
    // Sign-ups: ann and bob on the 6th, cyd on the 8th; the zeroth column is who began.
    expect(table(await retention({ targetEntity: { id: 'signed up', type: 'events' } }))).toEqual([
      [2, 1, 2, 1, 1, 2, 1],
      [0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0],
      [0, 0],
      [0],
    ])
  })

  it('by weeks that begin on Sunday', async () => {
    const results = await retention({ period: 'Week', totalIntervals: 3 })
    // 25 Feb to 2 Mar: nobody; 3 to 9: all four; 10 to 16: ann, bob, dan.
    expect(table(results)).toEqual([[0, 0, 0], [4, 3], [3]])
    expect(results.map(row => String(row['date']).slice(0, 10))).toEqual(['2024-02-25', '2024-03-03', '2024-03-10'])
  })

  it('by months', async () => {
    // February: dan; March: all four, dan among them.
    expect(table(await retention({ period: 'Month', totalIntervals: 2 }))).toEqual([[1, 1], [4]])
  })

  it('cumulates: whoever comes later was not lost before', async () => {
    // Ann (all days), bob (6, 8, 11): from the 6th bob's last day is offset 5.
    expect(table(await retention({ cumulative: true }))[0]).toEqual([2, 2, 2, 2, 2, 2, 1])
  })

  it('asks for a number of times to count as a return', async () => {
    // Only ann's 8th has two visits: offset 2 from the 6th.
    expect(table(await retention({ minimumOccurrences: 2 }))[0]).toEqual([2, 0, 1, 0, 0, 0, 0])
  })

  it('is split by a property of the event it begins with', async () => {
    const results = await retention(
      { targetEntity: { id: 'signed up', type: 'events' } },
      { breakdownFilter: { breakdown: 'plan' } },
    )
    const of = (plan: string) => table(results.filter(row => row['breakdown_value'] === plan))
    expect(of('pro')[0]).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(of('free').map(row => row[0])).toEqual([1, 0, 1, 0, 0, 0, 0])
  })

  it('period zero is everybody, and no period is more', async () => {
    for (const row of table(await retention({}))) {
      for (const count of row) expect(count).toBeLessThanOrEqual(row[0] ?? 0)
    }
  })

  it('refuses what it does not know', async () => {
    expect(await refuse('RetentionQuery', { retentionFilter: { period: 'Year' } })).toMatchObject({
      attr: 'query__retentionFilter__period',
    })
    expect(await refuse('RetentionQuery', { retentionFilter: { totalIntervals: 0 } })).toMatchObject({
      attr: 'query__retentionFilter__totalIntervals',
    })
  })
})
