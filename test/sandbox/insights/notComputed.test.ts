import { expect, it } from 'vitest'
import { series, useInsights } from './ask.js'

const insights = useInsights()
const steps = [series('a'), series('b')]

it.each([
  ['TrendsQuery', { series: steps, trendsFilter: { display: 'TwoDimensionalHeatmap' } }, 'trendsFilter__display'],
  [
    'TrendsQuery',
    { series: [series('a', { math: 'sum', math_property: 'x', math_property_revenue_currency: { static: 'EUR' } })] },
    'math_property_revenue_currency',
  ],
  ['RetentionQuery', { retentionFilter: { targetEntity: { type: 'data_warehouse', id: 'orders' } } }, 'type'],
])('%s with %j answers 501 and says why', async (kind, query, field) => {
  const { status, body } = await insights.send('POST', 'query/', { query: { kind, ...query } })
  expect(status).toBe(501)
  expect(body).toMatchObject({ code: 'not_implemented' })
  expect(body['detail']).toMatch(new RegExp(`${field}: the sandbox`))
})
