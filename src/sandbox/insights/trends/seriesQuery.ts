import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import { and, array, as, col, compare, eq, fn, lambda, lit, select, tuple } from '../shared/build.js'
import { bucketKey, inRange, keyOf, moment, type DateRange } from '../shared/dateRange.js'
import { entityCondition } from '../shared/entities.js'
import type { Aggregation } from './math.js'
import type { TrendsInput, TrendsSeries } from './readTrends.js'

/** What one query of a trend is about. */
export interface SeriesPlan {
  readonly input: TrendsInput
  readonly series: TrendsSeries
  readonly range: DateRange
  /** The value that rows are split by. */
  readonly breakdown: Expr | undefined
  /** A condition besides the query's own: a cohort. */
  readonly only: Expr | undefined
}

const bucket = col('bucket')
const split = col('breakdown_value')

/** Rows of `bucket, breakdown_value, total`. Without buckets for one total; without a breakdown, `breakdown_value` is missing. */
export function seriesQuery(plan: SeriesPlan): SelectQuery {
  const { aggregation } = plan.series
  if (aggregation.kind === 'units') return unitsQuery(plan, aggregation)
  if (aggregation.kind === 'active') return activeQuery(plan, aggregation)
  if (aggregation.kind === 'first') return firstQuery(plan, aggregation)
  if (plan.input.isCumulative && aggregation.actor) return firstInRangeQuery(plan, aggregation.actor)
  return eventsQuery(plan, aggregation.total)
}

/** The events that a series counts in a range. */
export function seriesCondition({ input, series, range, only }: SeriesPlan): Expr {
  return and(entityCondition(series.entity), input.filters, input.hasActor, only, inRange(range))
}

/** The keys that rows are grouped by: their expressions in an inner query, their names in an outer one. */
function keys({ input, range, breakdown }: SeriesPlan): { inner: Expr[]; names: Expr[] } {
  const inner: Expr[] = []
  if (!input.isTotal) inner.push(as('bucket', bucketKey(range.interval)))
  if (breakdown) inner.push(as('breakdown_value', breakdown))
  return { inner, names: [...(input.isTotal ? [] : [bucket]), ...(breakdown ? [split] : [])] }
}

function eventsQuery(plan: SeriesPlan, total: Expr): SelectQuery {
  const { inner, names } = keys(plan)
  return select({
    select: [...inner, as('total', total)],
    from: 'events',
    sample: plan.input.sample,
    where: seriesCondition(plan),
    groupBy: names,
  })
}

function unitsQuery(plan: SeriesPlan, { unit, value, total }: Extract<Aggregation, { kind: 'units' }>): SelectQuery {
  const { inner, names } = keys(plan)
  const units = select({
    select: [...inner, as('unit', unit), as('value', value)],
    from: 'events',
    sample: plan.input.sample,
    where: seriesCondition(plan),
    groupBy: [...names, col('unit')],
  })
  return select({ select: [...names, as('total', total(col('value')))], from: units, groupBy: names })
}

/** Each actor counts once, in the bucket of their first event of the range. */
function firstInRangeQuery(plan: SeriesPlan, actor: Expr): SelectQuery {
  const { breakdown, range, input } = plan
  const splits = breakdown ? [split] : []
  const firsts = select({
    select: [
      as('actor', actor),
      as('first_at', fn('min', col('timestamp'))),
      ...(breakdown ? [as('breakdown_value', breakdown)] : []),
    ],
    from: 'events',
    sample: input.sample,
    where: seriesCondition(plan),
    groupBy: [col('actor'), ...splits],
  })
  return select({
    select: [as('bucket', bucketKey(range.interval, col('first_at'))), ...splits, as('total', fn('count'))],
    from: firsts,
    groupBy: [bucket, ...splits],
  })
}

/** Days without doubles first, then each day is put into every bucket whose window holds it. */
function activeQuery(plan: SeriesPlan, { actor, days }: Extract<Aggregation, { kind: 'active' }>): SelectQuery {
  const { input, series, range, breakdown, only } = plan
  const splits = breakdown ? [split] : []
  // One total is that of the last window.
  const buckets = input.isTotal ? range.buckets.slice(-1) : range.buckets
  const windows = buckets.map(start => {
    const last = start.startOf('day')
    return { key: keyOf(start), from: last.minus({ days: days - 1 }), last }
  })
  const [first] = windows
  const from = first?.from ?? range.from
  const until = range.until.startOf('day') < range.until ? range.until.startOf('day').plus({ days: 1 }) : range.until
  const active = select({
    select: [as('day', bucketKey('day')), as('actor', actor), ...(breakdown ? [as('breakdown_value', breakdown)] : [])],
    from: 'events',
    sample: input.sample,
    where: and(entityCondition(series.entity), input.filters, input.hasActor, only, inRange({ from, until })),
    groupBy: [col('day'), col('actor'), ...splits],
  })
  const window = (index: number): Expr => fn('tupleElement', col('w'), lit(index))
  const holdsDay = and(compare('>=', col('day'), window(2)), compare('<=', col('day'), window(3)))
  const all = array(
    ...windows.map(({ key, from: start, last }) => tuple(lit(key), lit(keyOf(start)), lit(keyOf(last)))),
  )
  const spread = select({
    select: [
      as(
        'bucket',
        fn('arrayJoin', fn('arrayMap', lambda(['w'], window(1)), fn('arrayFilter', lambda(['w'], holdsDay), all))),
      ),
      col('actor'),
      ...splits,
    ],
    from: active,
  })
  const names = input.isTotal ? splits : [bucket, ...splits]
  return select({
    select: [...names, as('total', { node: 'Call', name: 'count', args: [col('actor')], distinct: true })],
    from: spread,
    groupBy: names,
  })
}

/**
 * Who did it for the first time ever. Filters are asked of that first event; with `isMatching` of every event, so that the first
 * that passes counts.
 */
function firstQuery(plan: SeriesPlan, { actor, isMatching }: Extract<Aggregation, { kind: 'first' }>): SelectQuery {
  const { input, series, range, breakdown, only } = plan
  const filters = and(series.entity.filters, input.filters)
  const splits = breakdown ? [split] : []
  const firsts = select({
    select: [
      as('actor', actor),
      as('first_at', fn('min', col('timestamp'))),
      as('passes', isMatching ? lit(true) : fn('argMin', fn('ifNull', filters, lit(false)), col('timestamp'))),
      ...(breakdown ? [as('breakdown_value', fn('argMin', breakdown, col('timestamp')))] : []),
    ],
    from: 'events',
    sample: input.sample,
    where: and(
      series.entity.matches,
      isMatching ? filters : undefined,
      input.hasActor,
      only,
      compare('<', col('timestamp'), moment(range.until)),
    ),
    groupBy: [col('actor')],
  })
  const names = input.isTotal ? splits : [bucket, ...splits]
  return select({
    select: [
      ...(input.isTotal ? [] : [as('bucket', bucketKey(range.interval, col('first_at')))]),
      ...splits,
      as('total', fn('count')),
    ],
    from: firsts,
    where: and(eq(col('passes'), lit(true)), inRange(range, col('first_at'))),
    groupBy: names,
  })
}

/** How a breakdown's values are ranked: by the series itself where one aggregate says it, else by how many events there are. */
export function rankOf({ series }: SeriesPlan): Expr {
  return series.aggregation.kind === 'events' ? series.aggregation.total : fn('count')
}
