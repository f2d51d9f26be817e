import type { SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { and, as, col, compare, fn, lit, select } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { inRange, type DateRange } from '../shared/dateRange.js'
import type { Reader } from '../shared/read.js'
import { readWeb, type WebInput } from './readWeb.js'

interface Item {
  readonly key: string
  readonly kind: 'unit' | 'duration_s' | 'percentage'
  readonly column: string
  readonly isIncreaseBad?: boolean
}

const items: readonly Item[] = [
  { key: 'visitors', kind: 'unit', column: 'visitors' },
  { key: 'views', kind: 'unit', column: 'views' },
  { key: 'sessions', kind: 'unit', column: 'sessions' },
  { key: 'session duration', kind: 'duration_s', column: 'duration' },
  { key: 'bounce rate', kind: 'percentage', column: 'bounce_rate', isIncreaseBad: true },
]

const goalItems: readonly Item[] = [
  { key: 'visitors', kind: 'unit', column: 'visitors' },
  { key: 'total conversions', kind: 'unit', column: 'conversions' },
  { key: 'unique conversions', kind: 'unit', column: 'converted' },
  { key: 'conversion rate', kind: 'percentage', column: 'conversion_rate' },
]

/** Answers a `WebOverviewQuery`: the numbers at the top of a web analytics page, with those of the period before. */
export async function runWebOverview(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const input = await readWeb(query, context)
  const sql = overviewQuery(input, input.range)
  const current = await readRow(sql, context)
  const previous = input.previous && (await readRow(overviewQuery(input, input.previous), context))
  return {
    results: (input.isConversion ? goalItems : items).map(({ column, isIncreaseBad, ...item }) => {
      const value = current[column] ?? null
      const before = previous?.[column] ?? null
      return {
        ...item,
        value,
        previous: before,
        changeFromPreviousPct: value !== null && before ? Math.round(((value - before) / before) * 100) : null,
        ...(isIncreaseBad && { isIncreaseBad }),
      }
    }),
    hogql: sql,
    range: input.range,
    extra: {
      dateFrom: input.range.from.toISO(),
      dateTo: input.range.until.minus({ milliseconds: 1 }).toISO(),
      samplingRate: { numerator: input.sample ?? 1 },
      usedPreAggregatedTables: false,
    },
  }
}

async function readRow(query: SelectQuery, context: InsightContext): Promise<Record<string, number | null>> {
  const { columns, results } = await context.run(query)
  return Object.fromEntries(
    columns.map((name, index) => {
      const value = results[0]?.[index]
      return [name, typeof value === 'number' && Number.isFinite(value) ? value : null]
    }),
  )
}

/** Sessions first: each counts where it began, and its duration once. */
function overviewQuery({ condition, isView, isConversion, sample }: WebInput, range: DateRange): SelectQuery {
  const sessions = select({
    select: [
      as('visitor', fn('any', col('person_id'))),
      as('views_of', fn('countIf', isView)),
      as('duration_of', fn('any', col('session', '$session_duration'))),
      as('bounced', fn('any', col('session', '$is_bounce'))),
      as('conversions_of', isConversion ? fn('countIf', isConversion) : lit(0)),
    ],
    from: 'events',
    sample,
    where: and(condition, inRange(range)),
    groupBy: [col('$session_id')],
    having: inRange(range, fn('any', col('session', '$start_timestamp'))),
  })
  const visitors = fn('uniqExact', col('visitor'))
  const converted = fn('uniqExactIf', col('visitor'), compare('>', col('conversions_of'), lit(0)))
  const percent = (share: ReturnType<typeof fn>) => fn('multiply', share, lit(100))
  return select({
    select: [
      as('visitors', visitors),
      as('views', fn('sum', col('views_of'))),
      as('sessions', fn('count')),
      as('duration', fn('avg', col('duration_of'))),
      as('bounce_rate', percent(fn('avg', fn('toInt', col('bounced'))))),
      as('conversions', fn('sum', col('conversions_of'))),
      as('converted', converted),
      as('conversion_rate', percent(fn('divide', converted, visitors))),
    ],
    from: sessions,
  })
}
