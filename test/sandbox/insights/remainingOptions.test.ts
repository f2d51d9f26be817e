import { startSandbox } from 'hogkit/sandbox'
import { beforeAll, describe, expect, it } from 'vitest'
import { calculated } from '../../support/cohorts.js'
import { event, type InsightBody, series, useInsights } from './ask.js'

const insights = useInsights({
  testAccountFilters: [{ type: 'person', key: 'email', operator: 'not_icontains', value: '@shop.example' }],
})
const { ask } = insights

/*
 * 11 March 2024, UTC:
 *
 * ann  (ann@shop.example, joined 10 January, score 10)   reads at 9:00, 9:20 and 11:10
 * bob  (bob@home.example, joined 20 February, score 30)  reads at 9:30
 * cyd  (nothing known)                                   reads at 10:00 and 10:05
 * Orders: o1 is begun by ann and paid by bob, o2 is begun by cyd, o3 is begun and paid by cyd.
 */
beforeAll(async () => {
  const known: Record<string, object> = {
    ann: { email: 'ann@shop.example', joined: '2024-01-10', score: 10 },
    bob: { email: 'bob@home.example', joined: '2024-02-20', score: 30 },
    cyd: {},
  }
  const read = (who: string, time: string, path: string) =>
    event('read', who, `2024-03-11T${time}:00`, { $current_url: `https://docs.example${path}`, $set: known[who] })
  const order = (name: string, who: string, time: string, of: string) =>
    event(name, who, `2024-03-11T${time}:00`, { order: of })
  await insights.capture(
    read('ann', '09:00', '/a'),
    read('ann', '09:20', '/a/'),
    read('ann', '11:10', '/b?x=1'),
    read('bob', '09:30', '/b'),
    read('cyd', '10:00', '/a'),
    read('cyd', '10:05', '/c'),
    order('begun', 'ann', '12:00', 'o1'),
    order('paid', 'bob', '12:10', 'o1'),
    order('begun', 'cyd', '12:20', 'o2'),
    order('begun', 'cyd', '12:30', 'o3'),
    order('paid', 'cyd', '12:40', 'o3'),
  )
})

const monday = { dateRange: { date_from: '2024-03-11', date_to: '2024-03-11' } }
const count = async (extra: object = {}, of: object = series('read')) => {
  const { results } = await ask('TrendsQuery', { series: [of], ...monday, ...extra })
  return results[0]?.['count']
}

describe('trends', () => {
  it.each([
    // Reads of a person: 1, 2, 3. The 95th of 100 lies 1.9 steps above the least, the 99th 1.98.
    ['p95_count_per_actor', 2.9],
    ['p99_count_per_actor', 2.98],
    ['p75_count_per_actor', 2.5],
  ])('%s', async (math, expected) => {
    expect(await count({}, series('read', { math }))).toBeCloseTo(expected, 6)
  })

  it('sum a property of persons', async () => {
    // Ann's 10 three times, bob's 30 once.
    const math = { math: 'sum', math_property: 'score', math_property_type: 'person_properties' }
    expect(await count({}, series('read', math))).toBe(60)
  })

  it.each([
    ['is_date_before', '2024-02-01', 3],
    ['is_date_after', '2024-02-01', 1],
    ['is_date_exact', '2024-02-20', 1],
  ])('filter by a date: %s %s', async (operator, value, expected) => {
    expect(await count({ properties: [{ type: 'person', key: 'joined', operator, value }] })).toBe(expected)
  })

  it('filter by who is not in a cohort', async () => {
    const { body } = await insights.send<{ id: number }>('POST', 'cohorts/', {
      name: 'Scored',
      filters: { properties: { type: 'AND', values: [{ type: 'person', key: 'score', operator: 'is_set' }] } },
    })
    await calculated(insights, body.id)
    const cohort = (operator: string) => ({ properties: [{ type: 'cohort', key: 'id', value: body.id, operator }] })
    expect([await count(cohort('in')), await count(cohort('not_in'))]).toEqual([4, 2])
  })

  it('put addresses together that differ by a slash', async () => {
    const breakdownFilter = { breakdown: '$current_url', breakdown_normalize_url: true }
    const { results } = await ask('TrendsQuery', { series: [series('read')], ...monday, breakdownFilter })
    const counts = Object.fromEntries(results.map(result => [result['breakdown_value'], result['count']]))
    // /a twice by ann and once by cyd.
    expect(counts['https://docs.example/a']).toBe(3)
    expect(results.map(result => result['count']).reduce((sum: number, value) => sum + Number(value), 0)).toBe(6)
  })
})

describe('filterTestAccounts', () => {
  it('leaves out the project’s own people, of every kind of query', async () => {
    const own = { filterTestAccounts: true }
    // Bob's 1 and cyd's 2: who has no email is nobody's own.
    expect([await count(), await count(own)]).toEqual([6, 3])
    const funnel = async (extra: object) =>
      (await ask('FunnelsQuery', { series: [series('read'), series('paid')], ...monday, ...extra })).results.map(
        step => step['count'],
      )
    expect([await funnel({}), await funnel(own)]).toEqual([
      [3, 2],
      [2, 2],
    ])
    const query = { kind: 'HogQLQuery', query: "select count() from events where event = 'read' and {filters}" }
    const { body } = await insights.send<{ results: unknown[][] }>('POST', 'query/', {
      query: { ...query, filters: own },
    })
    expect(body.results).toEqual([[3]])
    const project = await insights.get(`/api/projects/${insights.sandbox.projectId}/`)
    expect(project.body['test_account_filters']).toMatchObject([{ key: 'email' }])
  })

  it('takes property filters only', async () => {
    const options = { testAccountFilters: ['ann'] } as unknown as Parameters<typeof startSandbox>[0]
    await expect(startSandbox(options)).rejects.toThrow('testAccountFilters must be property filters')
  })
})

describe('funnels', () => {
  it('may count anything in place of persons', async () => {
    const counts = async (funnelsFilter: object) =>
      (await ask('FunnelsQuery', { series: [series('begun'), series('paid')], ...monday, funnelsFilter })).results.map(
        step => step['count'],
      )
    // Persons: ann and cyd began; cyd paid after. Orders: three were begun, o1 and o3 paid.
    expect(await counts({})).toEqual([2, 1])
    expect(await counts({ funnelAggregateByHogQL: 'properties.order' })).toEqual([3, 2])
  })
})

describe('retention', () => {
  it('by hours', async () => {
    const entity = { id: 'read', type: 'events' }
    const { results }: InsightBody = await ask('RetentionQuery', {
      dateRange: { date_to: '2024-03-11T11:30:00', explicitDate: true },
      retentionFilter: { period: 'Hour', totalIntervals: 3, targetEntity: entity, returningEntity: entity },
    })
    // 9: ann and bob, of whom ann comes back at 11. 10: cyd. 11: ann.
    expect(results.map(row => (row['values'] as { count: number }[]).map(value => value.count))).toEqual([
      [2, 0, 1],
      [1, 0],
      [1],
    ])
    expect(results.map(row => row['label'])).toEqual(['Hour 0', 'Hour 1', 'Hour 2'])
  })
})

describe('paths', () => {
  it('may name their steps in HogQL', async () => {
    const { results } = await ask('PathsQuery', {
      ...monday,
      pathsFilter: { includeEventTypes: ['hogql'], pathsHogQLExpression: "concat(event, ' ', properties.order)" },
      properties: [{ type: 'event', key: 'order', operator: 'is_set', value: 'is_set' }],
    })
    expect(results.map(({ source, target, value }) => [source, target, value])).toEqual([
      ['1_begun o2', '2_begun o3', 1],
      ['2_begun o3', '3_paid o3', 1],
    ])
  })
})
