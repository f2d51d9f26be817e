import { beforeAll, describe, expect, it } from 'vitest'
import { calculated, cohortWait } from '../../support/cohorts.js'
import { event, series, useInsights } from './ask.js'

const insights = useInsights()
const { ask } = insights

/*
 * Days on which each person visited, March 2024 unless named (UTC); "now" is the 12th, noon:
 * ann  8 9 10 11 12, buys on the 11th (an hour after her visit)
 * bob  1 2, and never again
 * cyd  2 February, then 11
 * dan  12 (twice), buys on the 3rd, before any visit
 */
beforeAll(async () => {
  const visit = (who: string, day: string, hour = '09') =>
    event('visit', who, `2024-${day}T${hour}:00:00`, { $set: { name: who, plan: who === 'ann' ? 'pro' : 'free' } })
  await insights.capture(
    ...['03-08', '03-09', '03-10', '03-11', '03-12'].map(day => visit('ann', day)),
    event('buy', 'ann', '2024-03-11T10:00:00', { amount: 50 }),
    visit('bob', '03-01'),
    visit('bob', '03-02'),
    visit('cyd', '02-02'),
    visit('cyd', '03-11'),
    event('buy', 'dan', '2024-03-03T10:00:00', { amount: 5 }),
    visit('dan', '03-12'),
    visit('dan', '03-12', '10'),
  )
})

const did = (value: string, extra: object = {}, key = 'visit') => ({
  type: 'behavioral',
  key,
  event_type: 'events',
  value,
  time_value: 7,
  time_interval: 'day',
  ...extra,
})
const all = (...values: object[]) => ({ filters: { properties: { type: 'AND', values: [{ type: 'AND', values }] } } })
const any = (...values: object[]) => ({
  filters: { properties: { type: 'OR', values: values.map(leaf => ({ type: 'AND', values: [leaf] })) } },
})

async function create(body: object): Promise<number> {
  const answer = await insights.send<{ id: number }>('POST', 'cohorts/', { name: 'A cohort', ...body })
  expect(answer.status).toBe(201)
  await calculated(insights, answer.body.id)
  return answer.body.id
}

async function members(body: object): Promise<string[]> {
  const id = await create(body)
  const answer = await insights.get<{ results: { distinct_ids: string[] }[] }>(`cohorts/${id}/persons/`)
  return answer.body.results.map(person => person.distinct_ids[0] ?? '').sort()
}

describe('behavior', () => {
  it.each([
    // Since the 5th: ann, cyd (11) and dan (12).
    ['done in a week', all(did('performed_event')), ['ann', 'cyd', 'dan']],
    ['done since a date', all(did('performed_event', { explicit_datetime: '2024-03-12' })), ['ann', 'dan']],
    [
      'done between dates',
      all(did('performed_event', { explicit_datetime: '-30d', explicit_datetime_to: '2024-03-03' })),
      ['bob'],
    ],
    [
      'done in two weeks',
      all(did('performed_event', { time_value: 2, time_interval: 'week' })),
      ['ann', 'bob', 'cyd', 'dan'],
    ],
    // Not done: everybody else.
    ['not done in a week', all(did('performed_event', { negation: true })), ['bob']],
    ['done five times or more', all(did('performed_event_multiple', { operator: 'gte', operator_value: 5 })), ['ann']],
    ['done exactly twice', all(did('performed_event_multiple', { operator: 'exact', operator_value: 2 })), ['dan']],
    ['done at most once', all(did('performed_event_multiple', { operator: 'lte', operator_value: 1 })), ['cyd']],
    // Cyd came in February already.
    ['done for the first time', all(did('performed_event_first_time')), ['ann', 'dan']],
    [
      'done one after the other within a day',
      all(
        did('performed_event_sequence', {
          time_value: 30,
          seq_event: 'buy',
          seq_event_type: 'events',
          seq_time_value: 1,
          seq_time_interval: 'day',
        }),
      ),
      ['ann'],
    ],
    // Days counted back from noon: ann on each of the last three, dan on one, cyd on one.
    [
      'done regularly',
      all(
        did('performed_event_regularly', {
          time_value: 1,
          total_periods: 3,
          min_periods: 3,
          operator: 'gte',
          operator_value: 1,
        }),
      ),
      ['ann'],
    ],
    [
      'done in one of three periods',
      all(
        did('performed_event_regularly', {
          time_value: 1,
          total_periods: 3,
          min_periods: 1,
          operator: 'gte',
          operator_value: 1,
        }),
      ),
      ['ann', 'cyd', 'dan'],
    ],
    // In the last 30 days, but not in the last 7.
    [
      'stopped',
      all(did('stopped_performing_event', { time_value: 30, seq_time_value: 7, seq_time_interval: 'day' })),
      ['bob'],
    ],
    // Before the last 30 days, not then up to a week ago, and again since.
    [
      'restarted',
      all(did('restarted_performing_event', { time_value: 30, seq_time_value: 7, seq_time_interval: 'day' })),
      ['cyd'],
    ],
    [
      'done with a property',
      all(
        did('performed_event', { event_filters: [{ type: 'event', key: 'amount', operator: 'gt', value: 10 }] }, 'buy'),
      ),
      ['ann'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await members(body)).toEqual(expected)
  })
})

describe('rules', () => {
  const pro = { type: 'person', key: 'plan', operator: 'exact', value: ['pro'] }

  it('join behavior and properties by AND and OR', async () => {
    expect(await members(all(did('performed_event'), pro))).toEqual(['ann'])
    expect(await members(any(did('performed_event_multiple', { operator: 'exact', operator_value: 2 }), pro))).toEqual([
      'ann',
      'dan',
    ])
    expect(await members(all(did('performed_event'), { ...pro, negation: true }))).toEqual(['cyd', 'dan'])
  })

  it('ask for other cohorts', async () => {
    const active = await create(all(did('performed_event')))
    expect(await members(all({ type: 'cohort', key: 'id', value: active }, { ...pro, negation: true }))).toEqual([
      'cyd',
      'dan',
    ])
    expect(await members(all({ type: 'cohort', key: 'id', value: active, negation: true }))).toEqual(['bob'])
  })

  it('may be a HogQL query', async () => {
    const query = { kind: 'HogQLQuery', query: "select person_id from events where event = 'buy' group by person_id" }
    expect(await members({ query })).toEqual(['ann', 'dan'])
  })

  it('follow the events', async () => {
    const id = await create({ ...all(did('performed_event', {}, 'wave')), name: 'Wavers' })
    const count = async () => (await insights.get(`cohorts/${id}/`)).body['count']
    expect(await count()).toBe(0)
    await insights.capture(event('wave', 'bob', '2024-03-12T11:00:00'))
    await expect.poll(count, cohortWait).toBe(1)
  })
})

describe('a cohort of behavior', () => {
  it('filters queries, insights and breakdowns', async () => {
    const buyers = await create({ ...all(did('performed_event', { time_value: 30 }, 'buy')), name: 'Buyers' })
    const { results } = await insights.query(
      `select count() from events where event = 'visit' and person_id in cohort ${buyers}`,
    )
    // Ann five, dan two.
    expect(results).toEqual([[7]])
    const filtered = {
      series: [series('visit')],
      properties: [{ type: 'cohort', key: 'id', value: buyers, operator: 'in' }],
    }
    // 5 to 12 March: ann on 8, 9, 10, 11 and 12, dan twice on the 12th.
    expect((await ask('TrendsQuery', filtered)).results[0]?.['data']).toEqual([0, 0, 0, 1, 1, 1, 1, 3])
    const split = {
      series: [series('visit')],
      breakdownFilter: { breakdown_type: 'cohort', breakdown: ['all', buyers] },
    }
    const body = await ask('TrendsQuery', split)
    expect(body.results.map(result => [result['label'], result['breakdown_value'], result['count']])).toEqual([
      ['all users', 'all', 8],
      ['Buyers', buyers, 7],
    ])
  })
})

describe('what cannot be asked', () => {
  it.each([
    [all(did('performed_event', { time_value: undefined })), /time_value and time_interval/],
    [all(did('performed_event', { time_value: -1 })), /whole number from 1/],
    [all(did('performed_event_multiple', { operator_value: -3 })), /whole number/],
    [all(did('stopped_performing_event')), /seq_time_value/],
    [all(did('performed_event_regularly', { total_periods: 2, min_periods: 3 })), /More periods/],
    [all(did('performed_event', { event_type: 'actions', key: 77 })), /no action 77/],
    [all(did('waved')), /no behavior/],
  ])('%j', async (body, detail) => {
    const answer = await insights.send<{ detail: string }>('POST', 'cohorts/', { name: 'Bad', ...body })
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toMatch(detail)
  })
})
