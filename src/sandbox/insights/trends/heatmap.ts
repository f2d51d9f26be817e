import type { Expr } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { and, as, col, fn, select, type SelectParts } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { inRange } from '../shared/dateRange.js'
import { entityCondition } from '../shared/entities.js'
import type { Reader } from '../shared/read.js'
import type { TrendsInput } from './readTrends.js'
import { seriesCondition } from './seriesQuery.js'

const day = as('day', fn('toDayOfWeek', col('timestamp')))
const hour = as('hour', fn('toHour', col('timestamp')))

/**
 * Answers a trend with the display CalendarHeatmap: on which weekday (row, 1 for Monday to 7) and in which hour (column) the first series
 * happened. With `dau`, sessions of a person in the same cell count once, each in the hour in which it began.
 */
export async function runHeatmap(query: Reader, input: TrendsInput, context: InsightContext): Promise<InsightAnswer> {
  const [series] = input.series
  if (!series) throw query.error('series', 'A heatmap needs an event or an action.')
  if (input.breakdown) throw query.error('breakdownFilter', 'A calendar heatmap is not broken down. Leave it out.')
  const math = query.objects('series', input.series.length)[0]?.choice('math', ['total', 'dau']) ?? 'total'
  const plan = { input, series, range: input.range, breakdown: undefined, only: undefined }
  const sessions = select({
    select: [as('person', fn('any', col('person_id'))), as('timestamp', fn('min', col('timestamp')))],
    from: 'events',
    sample: input.sample,
    where: and(entityCondition(series.entity), input.filters, input.hasActor),
    groupBy: [col('$session_id')],
  })
  const source: Pick<SelectParts, 'from' | 'where' | 'sample'> =
    math === 'dau'
      ? { from: sessions, where: inRange(input.range) }
      : { from: 'events', where: seriesCondition(plan), sample: input.sample }
  const total: Expr =
    math === 'dau' ? { node: 'Call', name: 'count', args: [col('person')], distinct: true } : fn('count')
  const by = (keys: Expr[], names: string[]) =>
    select({
      select: [...keys, as('total', total)],
      ...source,
      groupBy: names.map(name => col(name)),
      orderBy: names.map(name => ({ node: 'OrderExpr', expr: col(name), order: 'ASC' })),
    })
  const cells = by([day, hour], ['day', 'hour'])
  const [data, rows, columns, all] = await Promise.all(
    [cells, by([day], ['day']), by([hour], ['hour']), by([], [])].map(async sql =>
      (await context.run(sql)).results.map(row => row.map(Number)),
    ),
  )
  return {
    results: {
      data: (data ?? []).map(([row, column, value]) => ({ row, column, value })),
      rowAggregations: (rows ?? []).map(([row, value]) => ({ row, value })),
      columnAggregations: (columns ?? []).map(([column, value]) => ({ column, value })),
      allAggregations: all?.[0]?.[0] ?? 0,
    },
    hogql: cells,
    range: input.range,
  }
}
