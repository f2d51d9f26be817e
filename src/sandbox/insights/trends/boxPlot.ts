import type { InsightAnswer } from '../shared/answer.js'
import { as, col, fn, parametric, select, unionAll } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { bucketKey, dayLabel, dayText, keyOf } from '../shared/dateRange.js'
import { numeric } from '../shared/filters.js'
import type { Reader } from '../shared/read.js'
import { propertyOf } from './math.js'
import type { TrendsInput } from './readTrends.js'
import { seriesCondition } from './seriesQuery.js'

const statistics = ['min', 'p25', 'median', 'p75', 'max', 'mean'] as const

/** Answers a trend with the display BoxPlot: how the values of a property spread in each interval, in `boxplot_data`. */
export async function runBoxPlot(query: Reader, input: TrendsInput, context: InsightContext): Promise<InsightAnswer> {
  if (input.breakdown) throw query.error('breakdownFilter', 'A box plot is not broken down. Leave it out.')
  const nodes = query.objects('series', input.series.length)
  const queries = input.series.map((series, index) => {
    const node = nodes[index]
    const property = node?.text('math_property')
    if (!node || !property) throw query.error('series', 'A numeric property must be selected for box plot.')
    const value = numeric(propertyOf(node, property))
    const quantile = (level: number) => parametric('quantile', [level], value)
    return {
      label: `${series.entity.customName ?? series.entity.label} - ${property}`,
      sql: select({
        select: [
          as('bucket', bucketKey(input.range.interval)),
          as('min', fn('min', value)),
          as('p25', quantile(0.25)),
          as('median', quantile(0.5)),
          as('p75', quantile(0.75)),
          as('max', fn('max', value)),
          as('mean', fn('avg', value)),
        ],
        from: 'events',
        sample: input.sample,
        where: seriesCondition({ input, series, range: input.range, breakdown: undefined, only: undefined }),
        groupBy: [col('bucket')],
      }),
    }
  })
  const boxes = await Promise.all(
    queries.map(async ({ label, sql }, index) => {
      const { results } = await context.run(sql)
      const rows = new Map(results.map(([bucket, ...values]) => [Number(bucket), values]))
      return input.range.buckets.map(bucket => ({
        day: dayText(bucket, input.range.interval),
        label: dayLabel(bucket, input.range.interval),
        ...Object.fromEntries(statistics.map((name, at) => [name, Number(rows.get(keyOf(bucket))?.[at] ?? 0)])),
        series_index: index,
        series_label: label,
      }))
    }),
  )
  return {
    results: [],
    hogql: unionAll(queries.map(({ sql }) => sql)),
    range: input.range,
    extra: { boxplot_data: boxes.flat() },
  }
}
