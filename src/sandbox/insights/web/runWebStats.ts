import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import { toText } from '../../json.js'
import type { InsightAnswer } from '../shared/answer.js'
import { and, as, asc, col, compare, desc, fn, lit, select } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { inRange, type DateRange } from '../shared/dateRange.js'
import type { Reader } from '../shared/read.js'
import { readWeb, type WebInput } from './readWeb.js'

const defaultLimit = 10
const maxLimit = 1000

const property = (name: string): Expr => col('properties', name)
const session = (name: string): Expr => col('session', name)

/** What each `breakdownBy` splits by. */
const breakdowns: Readonly<Record<string, Expr>> = {
  Page: property('$pathname'),
  ScreenName: property('$screen_name'),
  PreviousPage: property('$prev_pageview_pathname'),
  InitialPage: session('$entry_pathname'),
  ExitPage: session('$end_pathname'),
  InitialChannelType: session('$channel_type'),
  InitialReferringDomain: session('$entry_referring_domain'),
  InitialUTMSource: session('$entry_utm_source'),
  InitialUTMCampaign: session('$entry_utm_campaign'),
  InitialUTMMedium: session('$entry_utm_medium'),
  InitialUTMTerm: session('$entry_utm_term'),
  InitialUTMContent: session('$entry_utm_content'),
  Browser: property('$browser'),
  OS: property('$os'),
  DeviceType: property('$device_type'),
  Viewport: fn(
    'concat',
    fn('toString', property('$viewport_width')),
    lit('x'),
    fn('toString', property('$viewport_height')),
  ),
  Country: property('$geoip_country_code'),
  Region: property('$geoip_subdivision_1_name'),
  City: property('$geoip_city_name'),
  Timezone: property('$timezone'),
  Language: property('$browser_language'),
}

/** Answers a `WebStatsTableQuery`: visitors and views for each page, source, device or place. */
export async function runWebStats(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const by = query.choice('breakdownBy', Object.keys(breakdowns))
  const breakdown = breakdowns[by ?? '']
  if (!breakdown) throw query.error('breakdownBy', 'A table needs what it is split by, such as Page.')
  const input = await readWeb(query, context)
  const limit = query.integer('limit', { min: 1, max: maxLimit }) ?? defaultLimit
  const offset = query.integer('offset', { min: 0 }) ?? 0
  const hasBounces = query.boolean('includeBounceRate')
  const sql = statsQuery(input, input.range, breakdown)
  const current = await readRows(sql, context)
  const previous = new Map(
    input.previous
      ? (await readRows(statsQuery(input, input.previous, breakdown), context)).map(row => [row.value, row])
      : [],
  )
  const page = current.slice(offset, offset + limit)
  const pair = (name: 'visitors' | 'views' | 'bounceRate', row: StatsRow) => [
    row[name],
    input.previous ? (previous.get(row.value)?.[name] ?? 0) : null,
  ]
  return {
    results: page.map(row => [
      row.value,
      pair('visitors', row),
      pair('views', row),
      ...(hasBounces ? [pair('bounceRate', row)] : []),
    ]),
    hasMore: current.length > offset + limit,
    hogql: sql,
    range: input.range,
    extra: {
      columns: [
        'context.columns.breakdown_value',
        'context.columns.visitors',
        'context.columns.views',
        ...(hasBounces ? ['context.columns.bounce_rate'] : []),
      ],
      types: [],
      limit,
      offset,
      samplingRate: { numerator: input.sample ?? 1 },
      usedPreAggregatedTables: false,
    },
  }
}

interface StatsRow {
  readonly value: string | null
  readonly visitors: number
  readonly views: number
  /** 0 to 1. */
  readonly bounceRate: number
}

async function readRows(query: SelectQuery, context: InsightContext): Promise<StatsRow[]> {
  const { results } = await context.run(query)
  return results.map(([value, visitors, views, bounceRate]) => ({
    value: value === null ? null : toText(value),
    visitors: Number(visitors),
    views: Number(views),
    bounceRate: Number(bounceRate) || 0,
  }))
}

function statsQuery({ condition, isView, sample }: WebInput, range: DateRange, breakdown: Expr): SelectQuery {
  const sessions = select({
    select: [
      as('value', breakdown),
      as('visitor', fn('any', col('person_id'))),
      as('views_of', fn('countIf', isView)),
      as('bounced', fn('any', col('session', '$is_bounce'))),
    ],
    from: 'events',
    sample,
    where: and(condition, inRange(range)),
    groupBy: [col('value'), col('$session_id')],
  })
  return select({
    select: [
      col('value'),
      as('visitors', fn('uniqExact', col('visitor'))),
      as('views', fn('sum', col('views_of'))),
      as('bounce_rate', fn('avg', fn('toInt', col('bounced')))),
    ],
    from: sessions,
    where: compare('!=', col('value'), lit(null)),
    groupBy: [col('value')],
    orderBy: [desc(col('visitors')), desc(col('views')), asc(col('value'))],
  })
}
