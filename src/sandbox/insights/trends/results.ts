import { place } from '../shared/breakdown.js'
import { dayLabel, dayText, type DateRange } from '../shared/dateRange.js'
import type { TrendsInput, TrendsSeries } from './readTrends.js'

/** The values of one line: a number for each bucket, or one total. */
export interface Line {
  readonly values: readonly number[]
  /** What the line is split by; `undefined` without a breakdown. */
  readonly breakdown: string | readonly string[] | number | undefined
  /** The name of what it is split by, where that is not the value itself. */
  readonly breakdownName?: string | undefined
}

/** One object of a trend's `results`, as PostHog shapes it. */
export type TrendsResult = Record<string, unknown> & { readonly breakdown_value?: unknown }

export function toResult(
  line: Line,
  series: TrendsSeries,
  { input, range, isPrevious }: { input: TrendsInput; range: DateRange; isPrevious: boolean },
): TrendsResult {
  const { entity, order, given } = series
  const days = range.buckets.map(bucket => dayText(bucket, range.interval))
  const values = input.isTotal ? line.values : smooth(accumulate(line.values, input.isCumulative), input.smoothing)
  const count = input.isCumulative ? (values.at(-1) ?? 0) : values.reduce((sum, value) => sum + value, 0)
  const isSplit = line.breakdown !== undefined
  return {
    action: {
      days,
      id: entity.type === 'actions' ? entity.id : (entity.id ?? null),
      type: entity.type,
      order,
      name: entity.label,
      custom_name: entity.customName ?? null,
      ...given,
      properties: {},
    },
    label: isSplit ? breakdownLabel(line, entity.label, input.series.length) : entity.label,
    ...(input.isTotal
      ? { count: 0, aggregated_value: values[0] ?? 0, data: [], days: [] }
      : { count, data: values, labels: range.buckets.map(bucket => dayLabel(bucket, range.interval)), days }),
    ...(isSplit && { breakdown_value: line.breakdown }),
    ...(input.previous && { compare: true, compare_label: isPrevious ? 'previous' : 'current' }),
    filter: {
      insight: 'TRENDS',
      interval: range.interval,
      date_from: range.from.toISO(),
      date_to: range.until.toISO(),
    },
  }
}

function breakdownLabel(line: Line, label: string, seriesCount: number): string {
  const { breakdown } = line
  const name = line.breakdownName ?? (Array.isArray(breakdown) ? breakdown.join('::') : String(breakdown))
  return seriesCount > 1 ? `${label} - ${name}` : name
}

function accumulate(values: readonly number[], isCumulative: boolean): readonly number[] {
  let sum = 0
  return isCumulative ? values.map(value => (sum += value)) : values
}

/** The mean of the last points, cut to a whole number as PostHog cuts it. */
function smooth(values: readonly number[], count: number): readonly number[] {
  if (count <= 1) return values
  return values.map((_, index) => {
    const last = values.slice(Math.max(0, index + 1 - count), index + 1)
    return Math.floor(last.reduce((sum, value) => sum + value, 0) / last.length)
  })
}

/** Largest first; those without a value, then all others together, last. */
export function byBreakdown(a: Line, b: Line): number {
  const sum = (line: Line) => line.values.reduce((total, value) => total + value, 0)
  return (
    place(a.breakdown) - place(b.breakdown) ||
    sum(b) - sum(a) ||
    String(a.breakdown).localeCompare(String(b.breakdown), 'en')
  )
}
