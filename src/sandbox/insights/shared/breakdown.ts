import type { Expr } from '../../../hogql/ast.js'
import { and, array, col, compare, fn, lit } from './build.js'
import type { InsightContext } from './context.js'
import { numeric } from './filters.js'
import type { Reader } from './read.js'

/** What PostHog writes for events that have no value, and for all values beyond the limit. */
export const noValue = '$$_posthog_breakdown_null_$$'
export const otherValues = '$$_posthog_breakdown_other_$$'

const defaultLimit = 25
const maxLimit = 1000
const maxBins = 500
const maxBreakdowns = 3
const types = ['event', 'person', 'group', 'session', 'hogql', 'event_metadata', 'cohort'] as const

/** One property that results are split by. */
export interface BreakdownProperty {
  readonly type: (typeof types)[number]
  readonly property: string
  readonly groupTypeIndex: number | undefined
  readonly bins: number | undefined
  /** The value as text; {@link noValue} where there is none. */
  readonly value: Expr
  /** The value as a number, for bins. */
  readonly number: Expr
}

export interface Breakdown {
  readonly kind: 'properties'
  readonly properties: readonly BreakdownProperty[]
  /** Written as `breakdowns`: values are lists. */
  readonly isMultiple: boolean
  readonly limit: number
  readonly hidesOther: boolean
}

/** One result for each cohort; `all` is everybody. */
export interface CohortBreakdown {
  readonly kind: 'cohorts'
  readonly ids: readonly (number | 'all')[]
}

/** Reads `breakdownFilter`. https://posthog.com/docs/product-analytics/trends#breakdowns */
export function readBreakdown(query: Reader, context: InsightContext): Breakdown | CohortBreakdown | undefined {
  const filter = query.object('breakdownFilter')
  if (!filter) return undefined
  const many = filter.objects('breakdowns', maxBreakdowns)
  const single = filter.raw('breakdown')
  if (many.length === 0 && (single === undefined || (Array.isArray(single) && single.length === 0))) return undefined
  if (many.length === 0 && filter.choice('breakdown_type', types) === 'cohort') return readCohorts(filter)
  const properties =
    many.length > 0
      ? many.map(item =>
          toProperty(item, context, {
            type: item.choice('type', types) ?? 'event',
            property: item.raw('property'),
            group: 'group_type_index',
            bins: 'histogram_bin_count',
            normalize: 'normalize_url',
          }),
        )
      : (Array.isArray(single) ? single : [single]).map(property =>
          toProperty(filter, context, {
            type: filter.choice('breakdown_type', types) ?? 'event',
            property: property as unknown,
            group: 'breakdown_group_type_index',
            bins: 'breakdown_histogram_bin_count',
            normalize: 'breakdown_normalize_url',
          }),
        )
  if (properties.length > maxBreakdowns) {
    throw filter.error('breakdown', `Results can be split by ${maxBreakdowns} properties at most.`)
  }
  return {
    kind: 'properties',
    properties,
    isMultiple: many.length > 0 || Array.isArray(single),
    limit: filter.integer('breakdown_limit', { min: 1, max: maxLimit }) ?? defaultLimit,
    hidesOther: filter.boolean('breakdown_hide_other_aggregation'),
  }
}

function readCohorts(filter: Reader): CohortBreakdown {
  const given = filter.raw('breakdown')
  const ids = (Array.isArray(given) ? given : [given]).map(id => (id === 'all' || id === 0 ? 'all' : Number(id)))
  if (ids.length > maxLimit || ids.some(id => id !== 'all' && !Number.isSafeInteger(id))) {
    throw filter.error('breakdown', 'A breakdown by cohort needs a list of cohort ids, or "all".')
  }
  return { kind: 'cohorts', ids }
}

interface PropertyFields {
  readonly type: BreakdownProperty['type']
  readonly property: unknown
  readonly group: string
  readonly bins: string
  readonly normalize: string
}

function toProperty(reader: Reader, context: InsightContext, fields: PropertyFields): BreakdownProperty {
  const { type } = fields
  if (type === 'cohort') throw reader.error('type', 'Cohorts cannot be one of several breakdowns.')
  if ((typeof fields.property !== 'string' && typeof fields.property !== 'number') || fields.property === '') {
    throw reader.error('property', 'A breakdown needs the name of a property.')
  }
  const property = String(fields.property)
  const groupTypeIndex = reader.integer(fields.group, { min: 0, max: 4 })
  const subject = breakdownField(reader, context, { type, property, groupTypeIndex })
  const text = fn('toString', subject)
  const cleaned = reader.boolean(fields.normalize) ? fn('replaceRegexpOne', text, lit('(.)[/?#]+$'), lit('\\1')) : text
  return {
    type,
    property,
    groupTypeIndex,
    bins: reader.integer(fields.bins, { min: 1, max: maxBins }),
    value: fn('ifNull', fn('nullIf', cleaned, lit('')), lit(noValue)),
    number: numeric(subject),
  }
}

function breakdownField(
  reader: Reader,
  context: InsightContext,
  { type, property, groupTypeIndex }: Pick<BreakdownProperty, 'type' | 'property' | 'groupTypeIndex'>,
): Expr {
  switch (type) {
    case 'person':
      return col('person', 'properties', property)
    case 'group':
      if (groupTypeIndex === undefined)
        throw reader.error('group_type_index', 'A breakdown by a group property needs the group type.')
      return col(`group_${groupTypeIndex}`, 'properties', property)
    case 'session':
      return col('session', property)
    case 'event_metadata':
      return col(property)
    case 'hogql':
      return context.parseExpr(property)
    default:
      return col('properties', property)
  }
}

/** `[low, high)` of a numeric breakdown, as PostHog labels it. */
export interface Bin {
  readonly low: number
  readonly high: number
  readonly label: string
}

/** The bins between quantiles. The last is a hundredth wider, because bounds are cut to hundredths. */
export function binsOf(bounds: readonly number[]): Bin[] {
  const cut = bounds.map(bound => Math.floor(bound * 100) / 100)
  const distinct = cut.filter((bound, index) => index === 0 || bound !== cut[index - 1])
  const edges = distinct.length === 1 ? [distinct[0] ?? 0, distinct[0] ?? 0] : distinct
  return edges.slice(0, -1).map((low, index) => {
    const isLast = index === edges.length - 2
    const next = edges[index + 1] ?? low
    const high = isLast ? Math.round((next + 0.01) * 100) / 100 : next
    return { low, high, label: `[${low},${high}]` }
  })
}

/** Which bin a value is in; {@link noValue} when it is no number. */
export function binExpression(number: Expr, bins: readonly Bin[]): Expr {
  const cases = bins.flatMap(bin => [
    and(compare('>=', number, lit(bin.low)), compare('<', number, lit(bin.high))),
    lit(bin.label),
  ])
  return cases.length > 0 ? fn('multiIf', ...cases, lit(noValue)) : lit(noValue)
}

/** Where a value stands among others: values first, then none, then all others together. */
export function place(value: unknown): 0 | 1 | 2 {
  return isOther(value) ? 2 : isValue(value, noValue) ? 1 : 0
}

export const isOther = (value: unknown): boolean => isValue(value, otherValues)

const isValue = (value: unknown, wanted: string): boolean =>
  Array.isArray(value) ? value.includes(wanted) : value === wanted

/** How many properties a split expression is a list of; `undefined` for a text. */
export function widthOf(split: Expr): number | undefined {
  if (split.node === 'Array') return split.exprs.length
  return split.node === 'Call' && split.name === 'if' && split.args[1] ? widthOf(split.args[1]) : undefined
}

/** An aggregate of a split expression; where it found nothing and gives its own emptiness, {@link noValue}. */
export function orNoValue(aggregate: Expr, split: Expr): Expr {
  const isEmpty = fn('empty', aggregate)
  const width = widthOf(split)
  if (width === undefined) return fn('if', isEmpty, lit(noValue), aggregate)
  const none = array(...Array.from({ length: width }, () => lit(noValue)))
  return fn('arrayConcat', aggregate, fn('arraySlice', none, lit(1), fn('if', isEmpty, lit(width), lit(0))))
}
