import type { Expr } from '../../../hogql/ast.js'
import { readBreakdown, type Breakdown, type CohortBreakdown } from '../shared/breakdown.js'
import type { InsightContext } from '../shared/context.js'
import { comparedRange, intervals, previousRange, readDateRange, type DateRange } from '../shared/dateRange.js'
import { hasActor, readEntity, type Entity } from '../shared/entities.js'
import { queryFilters } from '../shared/filters.js'
import { earliestEvent, readSample } from '../shared/query.js'
import type { Reader } from '../shared/read.js'
import { readMath, type Aggregation } from './math.js'

export interface TrendsSeries {
  readonly entity: Entity
  readonly aggregation: Aggregation
  readonly order: number
  /** As the caller wrote them, for the answer. */
  readonly given: {
    readonly math: unknown
    readonly math_property: unknown
    readonly math_hogql: unknown
    readonly math_group_type_index: unknown
  }
}

export interface TrendsInput {
  readonly display: string
  readonly series: readonly TrendsSeries[]
  readonly range: DateRange
  /** The period to compare with. */
  readonly previous: DateRange | undefined
  readonly breakdown: Breakdown | CohortBreakdown | undefined
  /** Who counts at all: the query's filters. */
  readonly filters: Expr | undefined
  readonly hasActor: Expr | undefined
  /** One value for the whole range instead of one for each interval. */
  readonly isTotal: boolean
  readonly isCumulative: boolean
  readonly formulas: readonly { readonly formula: string; readonly name: string | undefined }[]
  /** Points are means of this many. */
  readonly smoothing: number
  /** Share of persons, above 0 to 1. */
  readonly sample: number | undefined
}

const totalDisplays = new Set([
  'BoldNumber',
  'ActionsPie',
  'ActionsBarValue',
  'ActionsTable',
  'WorldMap',
  'CalendarHeatmap',
  'TwoDimensionalHeatmap',
])
const displays = [
  ...totalDisplays,
  'Auto',
  'ActionsLineGraph',
  'ActionsBar',
  'ActionsUnstackedBar',
  'ActionsStackedBar',
  'ActionsAreaGraph',
  'ActionsLineGraphCumulative',
  'BoxPlot',
]
export const maxSeries = 26

/** Reads a `TrendsQuery`. https://posthog.com/docs/product-analytics/trends */
export async function readTrends(query: Reader, context: InsightContext): Promise<TrendsInput> {
  const display = query.object('trendsFilter')?.choice('display', displays) ?? 'ActionsLineGraph'
  if (display === 'TwoDimensionalHeatmap') {
    throw query.notComputed(
      'trendsFilter__display',
      'the sandbox does not compute the display TwoDimensionalHeatmap: it shows the rows of a SQL insight.',
    )
  }
  const isTotal = totalDisplays.has(display)
  const interval = isTotal ? 'day' : (query.choice('interval', intervals) ?? 'day')
  const filters = queryFilters(query, context)
  const groupTypeIndex = query.integer('aggregation_group_type_index', { min: 0, max: 4 })
  const series = await readSeries(query, context, { interval, groupTypeIndex })
  const range = await readDateRange(query.object('dateRange'), {
    interval,
    calendar: context.calendar,
    earliest: () => earliestEvent(context),
  })
  return {
    display,
    series,
    range,
    previous: readCompare(query, range, context),
    breakdown: readBreakdown(query, context),
    filters,
    hasActor: hasActor(groupTypeIndex),
    isTotal,
    isCumulative: display === 'ActionsLineGraphCumulative',
    formulas: readFormulas(query),
    smoothing: query.object('trendsFilter')?.integer('smoothingIntervals', { min: 1, max: 1000 }) ?? 1,
    sample: readSample(query),
  }
}

async function readSeries(
  query: Reader,
  context: InsightContext,
  options: { interval: DateRange['interval']; groupTypeIndex: number | undefined },
): Promise<TrendsSeries[]> {
  const given = query.objects('series', maxSeries)
  if (given.length === 0) throw query.error('series', 'A trend needs at least one event or action in its series.')
  return Promise.all(
    given.map(async (reader, order) => ({
      entity: await readEntity(reader, context),
      aggregation: readMath(reader, { ...options, context }),
      order,
      given: {
        math: reader.raw('math') ?? null,
        math_property: reader.raw('math_property') ?? null,
        math_hogql: reader.raw('math_hogql') ?? null,
        math_group_type_index: reader.raw('math_group_type_index') ?? null,
      },
    })),
  )
}

function readCompare(query: Reader, range: DateRange, context: InsightContext): DateRange | undefined {
  const filter = query.object('compareFilter')
  if (!filter?.boolean('compare')) return undefined
  const dateFrom = query.object('dateRange')?.text('date_from') ?? '-7d'
  // There is nothing before everything.
  if (dateFrom === 'all') return undefined
  return filter.text('compare_to')
    ? comparedRange(range, filter, context.calendar)
    : previousRange(range, dateFrom, context.calendar)
}

function readFormulas(query: Reader): TrendsInput['formulas'] {
  const filter = query.object('trendsFilter')
  const nodes = filter?.objects('formulaNodes', 50) ?? []
  if (nodes.length > 0) {
    return nodes.map(node => ({ formula: node.text('formula', 500) ?? '', name: node.text('custom_name') }))
  }
  const texts = [...(filter?.list('formulas', 50) ?? []), filter?.text('formula', 500)]
  return texts.flatMap(text => (typeof text === 'string' && text !== '' ? [{ formula: text, name: undefined }] : []))
}
