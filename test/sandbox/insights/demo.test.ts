import { describe, expect, it } from 'vitest'
import { now, series, useInsights } from './ask.js'

/* What must hold of any data, asked of the demo product: two thousand persons, sixty thousand events. */
const insights = useInsights({ seed: { name: 'demo', now } })
const { ask } = insights

const month = { dateRange: { date_from: '-30d' } }
/** The numbers of a line. */
const dataOf = (line: Record<string, unknown> | undefined) => (line?.['data'] ?? []) as number[]
const total = (values: unknown) => (values as number[]).reduce((sum, value) => sum + value, 0)
const count = async (extra: object, of: object = series('$pageview')) =>
  (await ask('TrendsQuery', { series: [of], ...month, ...extra })).results

describe('a breakdown', () => {
  it.each(['$browser', '$os', '$device_type', '$pathname'])(
    'by %s adds up to the whole, day by day',
    async breakdown => {
      const [whole] = await count({})
      const parts = await count({ breakdownFilter: { breakdown, breakdown_limit: 3 } })
      const sums = dataOf(whole).map((_, day) => total(parts.map(part => dataOf(part)[day] ?? 0)))
      expect(sums).toEqual(whole?.['data'])
      expect(parts.length).toBeGreaterThan(1)
    },
  )

  it('by cohort holds for all users what there is without it', async () => {
    const [whole] = await count({})
    const [all] = await count({ breakdownFilter: { breakdown_type: 'cohort', breakdown: ['all'] } })
    expect(all?.['data']).toEqual(whole?.['data'])
  })
})

describe('users', () => {
  it('of a day are among those of its week, and those among its month’s', async () => {
    const of = async (math: string) => (await count({}, series('$pageview', { math })))[0]
    const [daily, weekly, monthly] = await Promise.all([of('dau'), of('weekly_active'), of('monthly_active')])
    for (const [day, users] of dataOf(daily).entries()) {
      const week = dataOf(weekly)[day] ?? 0
      expect(users).toBeLessThanOrEqual(week)
      expect(week).toBeLessThanOrEqual(dataOf(monthly)[day] ?? 0)
    }
  })

  it('cumulated are counted once', async () => {
    const cumulative = { trendsFilter: { display: 'ActionsLineGraphCumulative' } }
    const [line] = await count(cumulative, series('$pageview', { math: 'dau' }))
    const { results } = await insights.query(
      "select count(distinct person_id) from events where event = '$pageview' and timestamp >= '2024-02-11' and timestamp < '2024-03-13'",
    )
    expect(line?.['count']).toBe(results[0]?.[0])
  })
})

describe('a funnel', () => {
  const steps = [series('$pageview'), series('signed_up'), series('uploaded_file')]

  it('never grows, and a longer window or a looser order never shrinks it', async () => {
    const counts = async (funnelsFilter: object) =>
      (await ask('FunnelsQuery', { series: steps, ...month, funnelsFilter })).results.map(step => Number(step['count']))
    const ordered = await counts({})
    expect(ordered).toEqual(ordered.toSorted((a, b) => b - a))
    expect(ordered[2]).toBeGreaterThan(0)
    const short = await counts({ funnelWindowInterval: 1, funnelWindowIntervalUnit: 'hour' })
    const strict = await counts({ funnelOrderType: 'strict' })
    const unordered = await counts({ funnelOrderType: 'unordered' })
    for (const [step, people] of ordered.entries()) {
      expect(short[step]).toBeLessThanOrEqual(people)
      expect(strict[step]).toBeLessThanOrEqual(people)
      expect(unordered[step]).toBeGreaterThanOrEqual(people)
    }
  })

  it('begins with as many as did its first step', async () => {
    const [first] = (await ask('FunnelsQuery', { series: steps, ...month })).results
    const display = { trendsFilter: { display: 'BoldNumber' } }
    const [users] = await count(display, series('$pageview', { math: 'dau' }))
    expect(first?.['count']).toBe(users?.['aggregated_value'])
  })
})

describe('retention and lifecycle', () => {
  it('begins with everybody, and nobody comes back who did not begin', async () => {
    const entity = { id: '$pageview', type: 'events' }
    const { results } = await ask('RetentionQuery', {
      retentionFilter: { period: 'Week', totalIntervals: 6, targetEntity: entity, returningEntity: entity },
    })
    const weeks = await count(
      { dateRange: { date_from: '-5w' }, interval: 'week' },
      series('$pageview', { math: 'dau' }),
    )
    const rows = results.map(row => (row['values'] as { count: number }[]).map(value => value.count))
    expect(rows.map(([all]) => all)).toEqual(weeks[0]?.['data'])
    for (const [all = 0, ...later] of rows) for (const back of later) expect(back).toBeLessThanOrEqual(all)
  })

  it('parts of a lifecycle add up to who was there', async () => {
    const { results } = await ask('LifecycleQuery', { series: [series('$pageview')], interval: 'week', ...month })
    const [there] = await count({ interval: 'week' }, series('$pageview', { math: 'dau' }))
    const present = results.filter(result => result['status'] !== 'dormant').map(dataOf)
    expect(dataOf(there).map((_, week) => total(present.map(part => part[week] ?? 0)))).toEqual(there?.['data'])
  })

  it('stickiness counts every user once', async () => {
    const [sticky] = (await ask('StickinessQuery', { series: [series('$pageview')], ...month })).results
    const [users] = await count({ trendsFilter: { display: 'BoldNumber' } }, series('$pageview', { math: 'dau' }))
    expect(total(sticky?.['data'])).toBe(users?.['aggregated_value'])
  })
})

describe('everything that the demo saved', () => {
  it('has an answer', async () => {
    const { body } = await insights.get<{ results: { id: number; name: string }[] }>('insights/?limit=100')
    expect(body.results.length).toBeGreaterThan(3)
    for (const { id, name } of body.results) {
      const answer = await insights.get(`insights/${id}/?refresh=blocking`)
      expect([name, answer.status, (answer.body['result'] as unknown[] | null)?.length]).toEqual([
        name,
        200,
        expect.toSatisfy(length => Number(length) > 0),
      ])
    }
    const boards = await insights.get<{ results: { id: number }[] }>('dashboards/')
    for (const { id } of boards.body.results) {
      expect((await insights.get(`dashboards/${id}/run_insights/?refresh=blocking`)).status).toBe(200)
    }
    const cohorts = await insights.get<{ results: { name: string; count: number }[] }>('cohorts/')
    for (const { name, count: members } of cohorts.body.results) expect([name, members > 0]).toEqual([name, true])
    const surveys = await insights.get<{ results: { id: string }[] }>('surveys/')
    for (const { id } of surveys.body.results) expect((await insights.get(`surveys/${id}/stats/`)).status).toBe(200)
  })

  it('surveys that were asked have answers', async () => {
    interface Stats {
      stats: Record<string, { unique_persons: number }>
    }
    const { body } = await insights.get<{ results: { id: string; name: string; start_date: string | null }[] }>(
      'surveys/',
    )
    const asked = body.results.filter(survey => survey.start_date)
    expect(asked.length).toBeGreaterThan(1)
    for (const { id, name } of asked) {
      const { stats } = (await insights.get<Stats>(`surveys/${id}/stats/`)).body
      const persons = (event: string) => stats[event]?.unique_persons ?? 0
      expect([name, persons('survey sent') > 3]).toEqual([name, true])
      expect(persons('survey sent') + persons('survey dismissed')).toBeLessThanOrEqual(persons('survey shown'))
    }
  })

  it('experiments split people as their flag says', async () => {
    const { body } = await insights.get<{ results: Record<string, unknown>[] }>('experiments/')
    for (const experiment of body.results.filter(({ start_date }) => start_date)) {
      const { id, name, feature_flag, start_date, end_date } = experiment
      const answer = await ask('ExperimentExposureQuery', {
        experiment_id: id,
        experiment_name: name,
        feature_flag,
        start_date,
        end_date,
      })
      const mismatch = answer['sample_ratio_mismatch'] as { p_value: number }
      expect([name, mismatch.p_value > 0.05]).toEqual([name, true])
    }
  })

  it('experiments that run have results', async () => {
    const { body } = await insights.get<{ results: { id: number; start_date: string | null; metrics: object[] }[] }>(
      'experiments/',
    )
    const running = body.results.filter(experiment => experiment.start_date)
    expect(running.length).toBeGreaterThan(0)
    for (const { id, metrics } of running) {
      for (const metric of metrics) {
        const answer = await ask('ExperimentQuery', { experiment_id: id, metric })
        const baseline = answer['baseline'] as { number_of_samples: number }
        expect(baseline.number_of_samples).toBeGreaterThan(0)
      }
    }
  })
})
