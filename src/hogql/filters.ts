import { call, constant, field, type CompareOp, type Expr, type Located } from './ast.js'
import { errorAt } from './errors.js'

/** A property filter as PostHog's API carries it. https://posthog.com/docs/api/queries */
export interface HogQLPropertyFilter {
  key: string
  value?: unknown
  operator?: string | null | undefined
  type?: string | null | undefined
  group_type_index?: number | null | undefined
  /** Of a cohort filter: who is not in it. */
  negation?: boolean | null | undefined
}

/** The `filters` of a `HogQLQuery`. */
export interface HogQLFilters {
  /** ISO dates (without zone: the project's), relative (`-7d`, `-24h`, `mStart`, `-1mStart`), or `all`. `date_from <= t < date_to`. */
  dateRange?:
    | {
        date_from?: string | null | undefined
        date_to?: string | null | undefined
        explicitDate?: boolean | null | undefined
      }
    | null
    | undefined
  properties?: HogQLPropertyFilter[] | null | undefined
  filterTestAccounts?: boolean | null | undefined
}

/** Where `{filters}` stands: the table it filters and the name that table has in the query. */
export interface FilterContext {
  table: 'events' | 'sessions' | 'persons' | 'groups'
  /** Empty when the query gives the table no name. */
  as: string
  testAccountFilters?: HogQLPropertyFilter[] | null | undefined
}

/** The expression that `{filters}` stands for; `true` when nothing is filtered. */
export function filterExpression(at: Located, filters: HogQLFilters, context: FilterContext): Expr {
  const time = fieldOf(context, [TIME[context.table]], at)
  const exprs: Expr[] = []
  const { date_from: from, date_to: to } = filters.dateRange ?? {}
  const lower = from ? dateBound(from, at) : undefined
  const upper = to ? dateBound(to, at) : undefined
  if (lower) exprs.push(compare('>=', time, lower, at))
  if (upper) exprs.push(compare('<', time, upper, at))
  const properties = [
    ...(filters.properties ?? []),
    ...(filters.filterTestAccounts ? (context.testAccountFilters ?? []) : []),
  ]
  exprs.push(...properties.map(property => propertyFilter(property, context, at)))
  if (exprs.length <= 1) return exprs[0] ?? constant(true, at)
  return { node: 'And', exprs, start: at.start ?? null, end: at.end ?? null }
}

/** The time that a date range filters by. */
const TIME = { events: 'timestamp', sessions: '$start_timestamp', persons: 'created_at', groups: 'created_at' } as const

const UNITS: Record<string, { interval: string; start: string }> = {
  s: { interval: 'toIntervalSecond', start: 'toStartOfSecond' },
  M: { interval: 'toIntervalMinute', start: 'toStartOfMinute' },
  h: { interval: 'toIntervalHour', start: 'toStartOfHour' },
  d: { interval: 'toIntervalDay', start: 'toStartOfDay' },
  w: { interval: 'toIntervalWeek', start: 'toStartOfWeek' },
  m: { interval: 'toIntervalMonth', start: 'toStartOfMonth' },
  q: { interval: 'toIntervalQuarter', start: 'toStartOfQuarter' },
  y: { interval: 'toIntervalYear', start: 'toStartOfYear' },
}

/**
 * A bound of a date range as an expression in the project's time zone. Days and longer units begin at midnight, as in PostHog.
 * `undefined` for `all`.
 *
 * @throws HogQLError `invalid_value`
 */
export function dateBound(text: string, at: Located): Expr | undefined {
  if (text === 'all') return undefined
  if (/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text))
    return call('toDateTime', [constant(text, at)], at)
  const match = /^(?:([-+]?)(\d{1,4}))?([sMhdwmqy])(Start)?$/.exec(text)
  const unit = UNITS[match?.[3] ?? '']
  if (!match || !unit || (!match[2] && !match[4])) {
    throw errorAt(
      at,
      'invalid_value',
      `The date "${text.slice(0, 40)}" is not understood. Use an ISO date, a relative date such as -7d, -24h or mStart, or all.`,
    )
  }
  const now = call('now', [], at)
  const op = match[1] === '+' ? '+' : '-'
  const moved: Expr = match[2]
    ? {
        node: 'ArithmeticOperation',
        op,
        left: now,
        right: call(unit.interval, [constant(Number(match[2]), at)], at),
        start: at.start ?? null,
        end: at.end ?? null,
      }
    : now
  if (match[4]) return call('toDateTime', [call(unit.start, [moved], at)], at)
  return 'sMh'.includes(match[3] ?? '') ? moved : call('toStartOfDay', [moved], at)
}

/**
 * One property filter as an expression on the table of the context.
 *
 * @throws HogQLError `unsupported` for a type or operator that cannot be written on this table, `invalid_value`
 */
export function propertyFilter(property: HogQLPropertyFilter, context: FilterContext, at: Located): Expr {
  if (property.type === 'cohort') return cohortFilter(property, context, at)
  const left = propertyField(property, context, at)
  const operator = property.operator ?? 'exact'
  const values = (Array.isArray(property.value) ? property.value : [property.value]).map(value =>
    scalar(value, property, at),
  )
  const first = values[0] ?? constant(null, at)
  const or = (op: CompareOp, wrap: (value: Expr) => Expr = value => value): Expr =>
    any(
      values.map(value => compare(op, left, wrap(value), at)),
      at,
    )
  const all = (op: CompareOp, wrap: (value: Expr) => Expr = value => value): Expr =>
    every(
      values.map(value => compare(op, left, wrap(value), at)),
      at,
    )
  switch (operator) {
    case 'exact':
    case 'in':
      return or('==')
    case 'is_not':
    case 'not_in':
      return all('!=')
    case 'icontains':
    case 'icontains_multi':
      return or('ilike', contains)
    case 'not_icontains':
    case 'not_icontains_multi':
      return all('not ilike', contains)
    case 'regex':
      return compare('=~', call('toString', [left], at), first, at)
    case 'not_regex':
      return compare('!~', call('toString', [left], at), first, at)
    case 'gt':
      return compare('>', left, first, at)
    case 'gte':
    case 'min':
      return compare('>=', left, first, at)
    case 'lt':
      return compare('<', left, first, at)
    case 'lte':
    case 'max':
      return compare('<=', left, first, at)
    case 'is_set':
      return compare('!=', left, constant(null, at), at)
    case 'is_not_set':
      return compare('==', left, constant(null, at), at)
    case 'is_date_after':
      return compare('>', call('toDateTime', [call('toString', [left], at)], at), dateValue(property, at), at)
    case 'is_date_before':
      return compare('<', call('toDateTime', [call('toString', [left], at)], at), dateValue(property, at), at)
    case 'is_date_exact':
      return compare(
        '==',
        call('toDate', [call('toString', [left], at)], at),
        call('toDate', [dateValue(property, at)], at),
        at,
      )
    default:
      throw errorAt(
        at,
        'unsupported',
        `The filter operator "${operator}" of property "${property.key}" is not supported in {filters}.`,
      )
  }
}

/** Whether the person of a row is in a cohort. */
function cohortFilter(property: HogQLPropertyFilter, context: FilterContext, at: Located): Expr {
  if (context.table !== 'events' && context.table !== 'persons')
    throw errorAt(at, 'unsupported', `A filter by cohort is not supported in {filters} on ${context.table}.`)
  const negated = property.operator === 'not_in' || property.operator === 'is_not' || property.negation === true
  const ids = Array.isArray(property.value) ? property.value : [property.value]
  const person = fieldOf(context, [context.table === 'events' ? 'person_id' : 'id'], at)
  const each = ids.map(id => compare(negated ? 'not in cohort' : 'in cohort', person, scalar(id, property, at), at))
  return negated ? every(each, at) : any(each, at)
}

/** Where the values of a filter lie, by its type, on each table. */
const PATHS: Record<FilterContext['table'], Partial<Record<string, readonly string[]>>> = {
  events: {
    event: ['properties'],
    feature: ['properties'],
    person: ['person', 'properties'],
    session: ['session'],
    event_metadata: [],
    element: [],
  },
  sessions: { session: [], event: [] },
  persons: { person: ['properties'], event: ['properties'] },
  groups: { group: ['properties'], event: ['properties'] },
}

function propertyField(property: HogQLPropertyFilter, context: FilterContext, at: Located): Expr {
  const type = property.type ?? 'event'
  if (type === 'group' && context.table === 'events' && Number.isInteger(property.group_type_index))
    return fieldOf(context, [`group_${property.group_type_index}`, 'properties', property.key], at)
  const path = PATHS[context.table][type]
  if (!path || (type === 'element' && property.key !== 'elements_chain'))
    throw errorAt(at, 'unsupported', `A filter of type "${type}" is not supported in {filters} on ${context.table}.`)
  return fieldOf(context, [...path, property.key], at)
}

function fieldOf(context: FilterContext, path: string[], at: Located): Expr {
  return field(context.as === '' ? path : [context.as, ...path], at)
}

function scalar(value: unknown, property: HogQLPropertyFilter, at: Located): Expr {
  if (value === undefined || value === null) return constant(null, at)
  if (typeof value === 'string' || typeof value === 'boolean') return constant(value, at)
  if (typeof value === 'number' && Number.isFinite(value)) return constant(value, at)
  throw errorAt(
    at,
    'invalid_value',
    `The filter value of property "${property.key}" must be text, a number, a boolean or a list of them.`,
  )
}

function dateValue(property: HogQLPropertyFilter, at: Located): Expr {
  const bound = typeof property.value === 'string' ? dateBound(property.value, at) : undefined
  if (bound) return bound
  throw errorAt(at, 'invalid_value', `The filter on property "${property.key}" needs a date.`)
}

/** `%value%` with the wildcards of LIKE taken literally. */
function contains(value: Expr): Expr {
  const text = value.node === 'Constant' ? String(value.value) : ''
  return constant(`%${text.replace(/[\\%_]/g, '\\$&')}%`, value)
}

function compare(op: CompareOp, left: Expr, right: Expr, at: Located): Expr {
  return { node: 'CompareOperation', op, left, right, start: at.start ?? null, end: at.end ?? null }
}

function any(exprs: Expr[], at: Located): Expr {
  return exprs.length === 1 && exprs[0] ? exprs[0] : { node: 'Or', exprs, start: at.start ?? null, end: at.end ?? null }
}

function every(exprs: Expr[], at: Located): Expr {
  return exprs.length === 1 && exprs[0]
    ? exprs[0]
    : { node: 'And', exprs, start: at.start ?? null, end: at.end ?? null }
}
