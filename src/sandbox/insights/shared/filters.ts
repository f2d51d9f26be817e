import type { Expr } from '../../../hogql/ast.js'
import { propertyFilter, type FilterContext, type HogQLPropertyFilter } from '../../../hogql/filters.js'
import { selectorPattern, tagPattern } from '../../hogql/translate/selector.js'
import { isJsonObject, toText } from '../../json.js'
import { and, arithmetic, col, compare, eq, fn, lit, not, or } from './build.js'
import type { InsightContext } from './context.js'
import { Reader } from './read.js'

const maxFilters = 200
const maxDepth = 10
/** Fields are written without the table's name: an insight reads from one table. */
const events: FilterContext = { table: 'events', as: '' }

/**
 * What `properties` and `filterTestAccounts` of a query leave: a list of property filters, which all must hold, or groups of
 * them joined by AND and OR. https://posthog.com/docs/product-analytics/trends#filtering
 */
export function queryFilters(reader: Reader, context: InsightContext): Expr | undefined {
  const exprs = [readProperties(reader, 'properties', context)]
  if (reader.boolean('filterTestAccounts')) {
    exprs.push(...context.testAccountFilters.map(filter => propertyFilter(filter, events, {})))
  }
  const given = exprs.filter(expr => expr !== undefined)
  return given.length > 0 ? and(...given) : undefined
}

/** The filters in one field: `undefined` when there are none. */
export function readProperties(reader: Reader, name: string, context: InsightContext): Expr | undefined {
  const value = reader.raw(name)
  if (value === undefined) return undefined
  if (isJsonObject(value)) return readGroup(new Reader(value, `query__${name}`), context, 0)
  const filters = reader.objects(name, maxFilters)
  return filters.length > 0 ? and(...filters.map(filter => readFilter(filter, context))) : undefined
}

function readGroup(group: Reader, context: InsightContext, depth: number): Expr | undefined {
  if (depth > maxDepth) throw group.error(undefined, `Filter groups must not be nested deeper than ${maxDepth}.`)
  const type = group.choice('type', ['AND', 'OR'])
  if (type === undefined) throw group.error('type', 'A group of filters needs a type, AND or OR.')
  const exprs = group
    .objects('values', maxFilters)
    .map(item => (item.raw('values') === undefined ? readFilter(item, context) : readGroup(item, context, depth + 1)))
    .filter(expr => expr !== undefined)
  if (exprs.length === 0) return undefined
  return type === 'AND' ? and(...exprs) : or(...exprs)
}

function readFilter(filter: Reader, context: InsightContext): Expr {
  const type = filter.text('type') ?? 'event'
  if (type === 'hogql') return context.parseExpr(requiredKey(filter, 10_000))
  if (type === 'element') return elementFilter(filter)
  const property: HogQLPropertyFilter = {
    key: requiredKey(filter),
    value: filter.raw('value'),
    operator: filter.text('operator'),
    type: type === 'static-cohort' || type === 'precalculated-cohort' ? 'cohort' : type,
    group_type_index: filter.integer('group_type_index', { min: 0, max: 4 }),
    negation: filter.boolean('negation'),
  }
  return rangeFilter(filter, property) ?? propertyFilter(property, events, {})
}

function requiredKey(filter: Reader, maxLength = 400): string {
  const key = filter.text('key', maxLength)
  if (!key) throw filter.error('key', 'A property filter needs a key.')
  return key
}

/** `between` and `not_between`, both ends included. */
function rangeFilter(filter: Reader, property: HogQLPropertyFilter): Expr | undefined {
  if (property.operator !== 'between' && property.operator !== 'not_between') return undefined
  const { value } = property
  if (!Array.isArray(value) || value.length !== 2) throw filter.error('value', 'between needs two values: [low, high].')
  const [low, high] = value.map((bound, index) =>
    propertyFilter({ ...property, value: bound as unknown, operator: index === 0 ? 'gte' : 'lte' }, events, {}),
  )
  const inside = and(low, high)
  return property.operator === 'between' ? inside : not(inside)
}

/** What autocapture kept of the clicked element. */
function elementFilter(filter: Reader): Expr {
  const key = filter.choice('key', ['tag_name', 'text', 'href', 'selector'])
  const operator = filter.text('operator') ?? 'exact'
  const value = filter.raw('value')
  const values = (Array.isArray(value) ? value : [value]).map(toText)
  if (key === undefined) throw filter.error('key', 'An element filter needs a key: tag_name, text, href or selector.')
  if (key === 'selector' || key === 'tag_name') {
    if (operator !== 'exact' && operator !== 'is_not') {
      throw filter.error('operator', `An element filter by ${key} understands exact and is_not, not "${operator}".`)
    }
    const pattern = key === 'selector' ? selectorPattern : tagPattern
    const fits = or(...values.map(text => compare('=~', col('elements_chain'), lit(pattern(text)))))
    return operator === 'exact' ? fits : not(fits)
  }
  if (key === 'text' && (operator === 'exact' || operator === 'is_not')) {
    const has = or(...values.map(text => fn('has', col('elements_chain_texts'), lit(text))))
    return operator === 'exact' ? has : not(has)
  }
  const subject =
    key === 'href' ? col('elements_chain_href') : fn('arrayStringConcat', col('elements_chain_texts'), lit(' '))
  return textFilter(filter, subject, operator, values)
}

function textFilter(filter: Reader, subject: Expr, operator: string, values: readonly string[]): Expr {
  const [first = ''] = values
  const contains = () => compare('>', fn('positionCaseInsensitive', subject, lit(first)), lit(0))
  switch (operator) {
    case 'exact':
      return or(...values.map(value => eq(subject, lit(value))))
    case 'is_not':
      return not(or(...values.map(value => eq(subject, lit(value)))))
    case 'icontains':
      return contains()
    case 'not_icontains':
      return not(contains())
    case 'regex':
      return compare('=~', subject, lit(first))
    case 'not_regex':
      return compare('!~', subject, lit(first))
    case 'is_set':
      return compare('!=', subject, lit(''))
    case 'is_not_set':
      return eq(subject, lit(''))
    default:
      throw filter.error('operator', `The operator "${operator}" does not fit this filter.`)
  }
}

/** A property as a number. */
export const numeric = (expr: Expr): Expr => fn('toFloat', expr)
export const times = (expr: Expr, factor: number): Expr => (factor === 1 ? expr : arithmetic('*', expr, lit(factor)))
