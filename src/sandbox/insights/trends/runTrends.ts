import type { SelectQuery } from '../../../hogql/ast.js'
import { isOther, noValue } from '../shared/breakdown.js'
import { col, compare, lit, unionAll } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { keyOf, type DateRange } from '../shared/dateRange.js'
import { toText } from '../../json.js'
import type { InsightAnswer } from '../shared/answer.js'
import type { Reader } from '../shared/read.js'
import { splitExpression } from '../shared/topValues.js'
import { runBoxPlot } from './boxPlot.js'
import { readFormula } from './formula.js'
import { runHeatmap } from './heatmap.js'
import { readTrends, type TrendsInput, type TrendsSeries } from './readTrends.js'
import { byBreakdown, toResult, type Line, type TrendsResult } from './results.js'
import { rankOf, seriesCondition, seriesQuery, type SeriesPlan } from './seriesQuery.js'

/** Lines of one series in one period, and the query that gave them. */
interface SeriesLines {
  readonly series: TrendsSeries
  readonly range: DateRange
  readonly isPrevious: boolean
  readonly lines: readonly Line[]
  readonly queries: readonly SelectQuery[]
}

/** Answers a `TrendsQuery`. https://posthog.com/docs/product-analytics/trends */
export async function runTrends(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const input = await readTrends(query, context)
  if (input.display === 'BoxPlot') return runBoxPlot(query, input, context)
  if (input.display === 'CalendarHeatmap') return runHeatmap(query, input, context)
  const formulas = input.formulas.map(({ formula, name }) => ({
    name: name ?? `Formula (${formula})`,
    apply: readFormula(formula, input.series.length, query, context),
  }))
  const all = await Promise.all(
    input.series.flatMap(series => {
      const current = { series, range: input.range, isPrevious: false }
      const previous = input.previous && { series, range: input.previous, isPrevious: true }
      return [linesOf(input, current, context), ...(previous ? [linesOf(input, previous, context)] : [])]
    }),
  )
  const ordered = [...all.filter(item => !item.isPrevious), ...all.filter(item => item.isPrevious)]
  const results =
    formulas.length > 0
      ? formulas.flatMap(formula =>
          [false, true].flatMap(isPrevious => applyFormula(formula, ordered, isPrevious, input)),
        )
      : ordered.flatMap(item => item.lines.map(line => toResult(line, item.series, { input, ...item })))
  const hasOther = results.some(result => isOther(result.breakdown_value))
  const hidesOther = input.breakdown?.kind === 'properties' && input.breakdown.hidesOther
  return {
    results: hidesOther ? results.filter(result => !isOther(result.breakdown_value)) : results,
    hasMore: hasOther,
    hogql: unionAll(all.flatMap(item => item.queries)),
    range: input.range,
  }
}

async function linesOf(
  input: TrendsInput,
  about: Pick<SeriesLines, 'series' | 'range' | 'isPrevious'>,
  context: InsightContext,
): Promise<SeriesLines> {
  const plan: SeriesPlan = { input, series: about.series, range: about.range, breakdown: undefined, only: undefined }
  const { breakdown } = input
  if (breakdown?.kind === 'cohorts') return { ...about, ...(await cohortLines(plan, breakdown.ids, context)) }
  if (!breakdown) {
    const { lines, query } = await readLines(plan, context)
    return { ...about, lines: lines.length > 0 ? lines : [emptyLine(plan)], queries: [query] }
  }
  // The previous period is split as the current one, so that its lines find their partners.
  const condition = seriesCondition({ ...plan, range: input.range })
  const split = await splitExpression({ condition, rank: rankOf(plan) }, breakdown, context)
  const { lines, query } = await readLines({ ...plan, breakdown: split }, context)
  const named = lines.map(line => nameLine(line, input, context))
  return { ...about, lines: named.sort(byBreakdown), queries: [query] }
}

async function cohortLines(
  plan: SeriesPlan,
  ids: readonly (number | 'all')[],
  context: InsightContext,
): Promise<Pick<SeriesLines, 'lines' | 'queries'>> {
  const parts = await Promise.all(
    ids.map(async id => {
      const only = id === 'all' ? undefined : compare('in cohort', col('person_id'), lit(id))
      const { lines, query } = await readLines({ ...plan, only }, context)
      const breakdownName = id === 'all' ? 'all users' : ((await context.cohortName(id)) ?? `cohort ${id}`)
      return { line: { ...(lines[0] ?? emptyLine(plan)), breakdown: id, breakdownName }, query }
    }),
  )
  return { lines: parts.map(part => part.line), queries: parts.map(part => part.query) }
}

const emptyLine = ({ input, range }: SeriesPlan): Line => ({
  values: input.isTotal ? [0] : range.buckets.map(() => 0),
  breakdown: undefined,
})

/** Runs one query and puts its rows into buckets: where there is no row, there is a 0. */
async function readLines(plan: SeriesPlan, context: InsightContext): Promise<{ lines: Line[]; query: SelectQuery }> {
  const { input, range } = plan
  const query = seriesQuery(plan)
  const { columns, results } = await context.run(query)
  const [bucketAt, splitAt, totalAt] = ['bucket', 'breakdown_value', 'total'].map(name => columns.indexOf(name))
  const indexOf = new Map(range.buckets.map((bucket, index) => [keyOf(bucket), index]))
  const lines = new Map<string, { values: number[]; breakdown: Line['breakdown'] }>()
  for (const row of results) {
    const breakdown = splitAt === undefined || splitAt < 0 ? undefined : (row[splitAt] as string | string[])
    const key = JSON.stringify(breakdown) ?? ''
    const line = lines.get(key) ?? { values: [...emptyLine(plan).values], breakdown }
    lines.set(key, line)
    const index = input.isTotal ? 0 : indexOf.get(Number(row[bucketAt ?? 0]))
    if (index !== undefined) line.values[index] = scaled(Number(row[totalAt ?? 0]), plan)
  }
  return { lines: [...lines.values()], query }
}

/** Counts of a sample are counts of a part. Means and the like are what they are. */
function scaled(value: number, { input, series }: SeriesPlan): number {
  if (input.sample === undefined || !Number.isFinite(value)) return Number.isFinite(value) ? value : 0
  const math = toText(series.given.math ?? 'total')
  const isCount = /^(total|dau|weekly_active|monthly_active|unique_|first_|sum$)/.test(math)
  return isCount ? Math.round((value / input.sample) * 100) / 100 : value
}

/** Booleans come as 1 and 0. */
function nameLine(line: Line, { breakdown }: TrendsInput, context: InsightContext): Line {
  const [property] = breakdown?.kind === 'properties' && !breakdown.isMultiple ? breakdown.properties : []
  if (!property || typeof line.breakdown !== 'string' || line.breakdown === noValue) return line
  if (property.type !== 'event' && property.type !== 'person' && property.type !== 'group') return line
  if (!context.isBoolean(property.type, property.property, property.groupTypeIndex)) return line
  const words: Record<string, string> = { '1': 'true', '0': 'false' }
  return { ...line, breakdown: words[line.breakdown] ?? line.breakdown }
}

/** One result for each breakdown value: the formula over the series' lines of that value. */
function applyFormula(
  formula: { readonly name: string; readonly apply: (values: readonly number[]) => number },
  all: readonly SeriesLines[],
  isPrevious: boolean,
  input: TrendsInput,
): TrendsResult[] {
  const parts = all.filter(item => item.isPrevious === isPrevious)
  const [first] = parts
  if (!first) return []
  const keys = [...new Set(parts.flatMap(part => part.lines.map(line => JSON.stringify(line.breakdown))))]
  const lines = keys.map((key): Line => {
    const found = parts.map(part => part.lines.find(line => JSON.stringify(line.breakdown) === key))
    const known = found.find(line => line !== undefined)
    const values = (known?.values ?? []).map((_, index) => formula.apply(found.map(line => line?.values[index] ?? 0)))
    return { values, breakdown: known?.breakdown, breakdownName: known?.breakdownName }
  })
  return lines.sort(byBreakdown).map(line => ({
    ...toResult(line, first.series, { input: { ...input, series: [first.series] }, range: first.range, isPrevious }),
    ...(line.breakdown === undefined && { label: formula.name }),
    action: null,
  }))
}
