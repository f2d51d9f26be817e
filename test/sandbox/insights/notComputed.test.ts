import { expect, it } from 'vitest'
import { series, useInsights } from './ask.js'

const insights = useInsights()
const steps = [series('a'), series('b')]

it.each([
  ['TrendsQuery', { series: steps, trendsFilter: { display: 'BoxPlot' } }, 'trendsFilter__display'],
  ['TrendsQuery', { series: steps, trendsFilter: { display: 'CalendarHeatmap' } }, 'trendsFilter__display'],
  [
    'TrendsQuery',
    { series: [series('a', { math: 'sum', math_property: 'x', math_property_revenue_currency: { static: 'EUR' } })] },
    'math_property_revenue_currency',
  ],
  ['TrendsQuery', { series: steps, properties: [{ type: 'element', key: 'selector', value: 'a' }] }, 'key'],
  ['FunnelsQuery', { series: [series('a', { math: 'first_time_for_user' }), series('b')] }, 'math'],
  ['RetentionQuery', { retentionFilter: { timeWindowMode: '24_hour_windows' } }, 'timeWindowMode'],
  [
    'RetentionQuery',
    { retentionFilter: {}, breakdownFilter: { breakdown_type: 'cohort', breakdown: [1] } },
    'breakdownFilter',
  ],
  ['PathsQuery', { funnelPathsFilter: {} }, 'funnelPathsFilter'],
])('%s with %j answers 501 and says why', async (kind, query, field) => {
  const { status, body } = await insights.send('POST', 'query/', { query: { kind, ...query } })
  expect(status).toBe(501)
  expect(body).toMatchObject({ code: 'not_implemented' })
  expect(body['detail']).toMatch(new RegExp(`${field}: the sandbox`))
})
