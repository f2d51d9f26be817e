import type { DemoResource, IdOf } from './types.js'

const chart = (source: object) => ({ kind: 'InsightVizNode', source })
const events = (event: string, extra: object = {}) => ({ kind: 'EventsNode', event, name: event, ...extra })
const trends = (series: object[], extra: object = {}) =>
  chart({ kind: 'TrendsQuery', series, interval: 'week', dateRange: { date_from: '-90d' }, ...extra })
const sql = (query: string) => ({ kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery', query } })
const on =
  (...dashboards: string[]) =>
  (idOf: IdOf) => ({ dashboards: dashboards.map(key => idOf('dashboard', key)) })
const onProduct = on('product')
const onRevenue = on('revenue')

export const DEMO_DASHBOARDS: readonly DemoResource[] = [
  {
    key: 'product',
    createdDaysAgo: 82,
    body: () => ({
      name: 'Product overview',
      description: 'How many come, whether they get to the point, and whether they come back.',
      pinned: true,
      tags: ['weekly'],
    }),
  },
  {
    key: 'revenue',
    createdDaysAgo: 60,
    body: () => ({ name: 'Revenue', description: 'Bills and plans.', pinned: false, tags: ['finance'] }),
  },
]

export const DEMO_INSIGHTS: readonly DemoResource[] = [
  {
    key: 'sign-ups',
    createdDaysAgo: 82,
    body: idOf => ({
      name: 'Sign-ups by week',
      tags: ['growth'],
      favorited: true,
      query: trends([events('signed_up', { math: 'total' })]),
      ...onProduct(idOf),
    }),
  },
  {
    key: 'activation',
    createdDaysAgo: 81,
    body: idOf => ({
      name: 'From sign-up to a shared file',
      description: 'Within a week.',
      tags: ['activation'],
      query: chart({
        kind: 'FunnelsQuery',
        series: [events('signed_up'), events('uploaded_file'), events('shared_file_link')],
        funnelsFilter: { funnelWindowInterval: 7, funnelWindowIntervalUnit: 'day' },
        dateRange: { date_from: '-90d' },
      }),
      ...onProduct(idOf),
    }),
  },
  {
    key: 'retention',
    createdDaysAgo: 81,
    body: idOf => ({
      name: 'Do they come back?',
      tags: ['retention'],
      query: chart({
        kind: 'RetentionQuery',
        retentionFilter: {
          period: 'Week',
          totalIntervals: 8,
          targetEntity: { id: 'signed_up', type: 'events' },
          returningEntity: { id: '$pageview', type: 'events' },
        },
      }),
      ...onProduct(idOf),
    }),
  },
  {
    key: 'file-types',
    createdDaysAgo: 74,
    body: idOf => ({
      name: 'Uploads by kind of file',
      query: sql(
        "SELECT properties.file_type AS kind, count() AS uploads, round(sum(properties.file_size_b) / 1e9, 1) AS gigabytes FROM events WHERE event = 'uploaded_file' GROUP BY kind ORDER BY uploads DESC",
      ),
      ...onProduct(idOf),
    }),
  },
  {
    key: 'lifecycle',
    createdDaysAgo: 50,
    body: () => ({
      name: 'New, returning, resurrecting, dormant',
      query: chart({ kind: 'LifecycleQuery', series: [events('$pageview')], interval: 'week' }),
    }),
  },
  {
    key: 'bills',
    createdDaysAgo: 60,
    body: idOf => ({
      name: 'Paid by month',
      favorited: true,
      tags: ['revenue'],
      query: sql(
        "SELECT toStartOfMonth(timestamp) AS month, count() AS bills, sum(properties.amount_usd) AS usd FROM events WHERE event = 'paid_bill' GROUP BY month ORDER BY month",
      ),
      ...onRevenue(idOf),
    }),
  },
  {
    key: 'upgrades',
    createdDaysAgo: 59,
    body: idOf => ({
      name: 'Up and down the plans',
      tags: ['revenue'],
      query: trends([events('upgraded_plan'), events('downgraded_plan')], { trendsFilter: { display: 'ActionsBar' } }),
      ...onRevenue(idOf),
    }),
  },
  {
    key: 'top-companies',
    createdDaysAgo: 33,
    body: idOf => ({
      name: 'Companies by what they paid',
      query: sql(
        "SELECT group_0.properties.name AS company, sum(properties.amount_usd) AS usd FROM events WHERE event = 'paid_bill' AND company IS NOT NULL GROUP BY company ORDER BY usd DESC LIMIT 10",
      ),
      ...onRevenue(idOf),
    }),
  },
  {
    key: 'stickiness',
    createdDaysAgo: 12,
    body: () => ({
      name: 'Days of use in a week',
      description: 'Tried out, not on a dashboard yet.',
      query: chart({ kind: 'StickinessQuery', series: [events('uploaded_file')], interval: 'day' }),
    }),
  },
]
