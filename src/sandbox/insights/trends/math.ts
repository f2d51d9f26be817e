import type { Expr } from '../../../hogql/ast.js'
import { col, fn, lit, parametric } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import type { Interval } from '../shared/dateRange.js'
import { actorOf } from '../shared/entities.js'
import { numeric, times } from '../shared/filters.js'
import type { Reader } from '../shared/read.js'

const actorMaths = ['avg', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99'] as const
const propertyMaths = [...actorMaths, 'sum'] as const

/** What PostHog can compute of a series. https://posthog.com/docs/product-analytics/trends#aggregation */
export const maths = [
  'total',
  'dau',
  'weekly_active',
  'monthly_active',
  'unique_session',
  'unique_group',
  'first_time_for_user',
  'first_matching_event_for_user',
  'hogql',
  ...propertyMaths,
  ...actorMaths.map(math => `${math}_count_per_actor` as const),
] as const

export type TrendsMath = (typeof maths)[number]

/** How a series is computed. */
export type Aggregation =
  /** One aggregate over the events of a bucket. With an actor: how many of these. */
  | { readonly kind: 'events'; readonly total: Expr; readonly actor?: Expr | undefined }
  /** A value for each unit (a person, a session), then an aggregate over the units. */
  | { readonly kind: 'units'; readonly unit: Expr; readonly value: Expr; readonly total: (value: Expr) => Expr }
  /** Who was there in the days up to and including that of the bucket. */
  | { readonly kind: 'active'; readonly actor: Expr; readonly days: number }
  /** Whose first event ever is in the bucket. */
  | { readonly kind: 'first'; readonly actor: Expr; readonly isMatching: boolean }

/** Reads `math` and what belongs to it. */
export function readMath(
  series: Reader,
  {
    interval,
    groupTypeIndex,
    context,
  }: { interval: Interval; groupTypeIndex: number | undefined; context: InsightContext },
): Aggregation {
  const math = series.choice('math', maths) ?? 'total'
  const actor = actorOf(groupTypeIndex)
  switch (math) {
    case 'total':
      return { kind: 'events', total: factored(series, fn('count')) }
    case 'dau':
      return distinct(actor)
    case 'weekly_active':
      // A week's active users of a week are that week's users.
      return interval === 'week' || interval === 'month' ? distinct(actor) : { kind: 'active', actor, days: 7 }
    case 'monthly_active':
      return interval === 'month' ? distinct(actor) : { kind: 'active', actor, days: 30 }
    case 'unique_session':
      return distinct(col('$session_id'), '')
    case 'unique_group': {
      const index = series.integer('math_group_type_index', { min: 0, max: 4 })
      if (index === undefined)
        throw series.error('math_group_type_index', 'unique_group needs the index of a group type.')
      return distinct(actorOf(index), '')
    }
    case 'first_time_for_user':
    case 'first_matching_event_for_user':
      return { kind: 'first', actor, isMatching: math === 'first_matching_event_for_user' }
    case 'hogql': {
      const text = series.text('math_hogql', 10_000)
      if (!text) throw series.error('math_hogql', 'The math hogql needs an expression, such as sum(properties.amount).')
      return { kind: 'events', total: context.parseExpr(text) }
    }
    default:
      return math.endsWith('_count_per_actor')
        ? countPerActor(math.slice(0, -'_count_per_actor'.length), actor)
        : propertyMath(series, math)
  }
}

function distinct(unit: Expr, without?: string): Aggregation {
  const known = without === undefined ? unit : fn('nullIf', unit, lit(without))
  return { kind: 'events', total: { node: 'Call', name: 'count', args: [known], distinct: true }, actor: unit }
}

function countPerActor(math: string, actor: Expr): Aggregation {
  return { kind: 'units', unit: actor, value: fn('count'), total: value => aggregate(math, value) }
}

function propertyMath(series: Reader, math: string): Aggregation {
  const property = series.text('math_property')
  if (!property) throw series.error('math_property', `The math ${math} needs a property.`)
  const total = (value: Expr): Expr => factored(series, aggregate(math, value))
  if (property === '$session_duration') {
    // Once for each session, however many of its events match.
    return { kind: 'units', unit: col('$session_id'), value: fn('any', col('session', '$session_duration')), total }
  }
  if (series.raw('math_property_revenue_currency') !== undefined) {
    throw series.notComputed('math_property_revenue_currency', 'the sandbox converts no currencies. Leave it out.')
  }
  if (property === '$time') return { kind: 'events', total: total(fn('toUnixTimestamp', col('timestamp'))) }
  return { kind: 'events', total: total(numeric(propertyOf(series, property))) }
}

/** The property of an event, a person or a session that a series computes with. */
export function propertyOf(series: Reader, property: string): Expr {
  const type = series.text('math_property_type') ?? 'event_properties'
  if (type === 'event_properties' || type === 'event') return col('properties', property)
  if (type === 'person_properties' || type === 'person') return col('person', 'properties', property)
  if (type === 'session_properties') return col('session', property)
  throw series.notComputed('math_property_type', `the sandbox does not compute properties of type "${type}".`)
}

const quantiles: Record<string, number> = { median: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 }

/** Nothing to compute from is 0, as in PostHog: formulas cannot do with null. */
function aggregate(math: string, value: Expr): Expr {
  const level = quantiles[math]
  const total = level === undefined ? fn(math, value) : parametric('quantile', [level], value)
  return fn('ifNull', total, lit(0))
}

function factored(series: Reader, expr: Expr): Expr {
  return times(expr, series.number('math_multiplier') ?? 1)
}
