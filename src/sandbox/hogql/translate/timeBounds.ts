import type { Expr, Field, JoinExpr, SelectQuery } from '../../../hogql/ast.js'
import { walk } from '../../../hogql/walk.js'
import { asMoment } from './compare.js'
import type { Scope, Source } from './scope.js'
import type { Translation } from './translation.js'
import { isTemporal } from './valueType.js'

/**
 * How much earlier and later than its own time an event's session may have others. SDKs end a session after 24 hours; PostHog takes three days.
 * https://github.com/PostHog/posthog/blob/master/posthog/hogql/database/schema/util/where_clause_extractor.py
 */
const BUFFER_DAYS = 3

/**
 * Sessions are computed from events. When WHERE says which time the rows are of, the sessions need only the events around that time: says so to
 * every table that can use it. Only what holds for every row of the result is taken, so the answer stays the same.
 */
export function boundSessions(translation: Translation, node: SelectQuery, scope: Scope): void {
  const sources = scope.sources.filter((source, index) => source.bounded?.() && keepsRows(node.select_from, index))
  if (sources.length === 0) return
  for (const comparison of [node.prewhere, node.where].flatMap(expr => (expr ? comparisons(expr) : []))) {
    const source = sources.find(item => isTime(comparison.time, item, scope))
    if (!source || !isFixed(comparison.value)) continue
    const value = translation.expr(comparison.value, scope)
    const moment = asMoment(translation, value)
    if (!isTemporal(moment.type)) continue
    if (comparison.op !== '<') source.bounded?.()?.after(`minus(${moment.sql}, toIntervalDay(${BUFFER_DAYS}))`)
    if (comparison.op !== '>') source.bounded?.()?.before(`plus(${moment.sql}, toIntervalDay(${BUFFER_DAYS}))`)
  }
}

/**
 * Says whether WHERE decides on every row that a table gives. Of an outer join it also decides on rows that the table had nothing for, and
 * those would become more.
 */
function keepsRows(from: JoinExpr | null | undefined, index: number): boolean {
  const types: string[] = []
  for (let join = from?.next_join; join; join = join.next_join) types.push((join.join_type ?? 'JOIN').toUpperCase())
  const inner = /^(?:INNER |CROSS )?JOIN$/
  return types.every(type => inner.test(type) || (index === 0 && /^LEFT (?:OUTER )?JOIN$/.test(type)))
}

interface Comparison {
  time: Expr
  op: '<' | '>' | '='
  value: Expr
}

const OPERATORS: Record<string, Comparison['op']> = { '<': '<', '<=': '<', '>': '>', '>=': '>', '==': '=' }
const FUNCTIONS: Record<string, Comparison['op']> = {
  less: '<',
  lessOrEquals: '<',
  greater: '>',
  greaterOrEquals: '>',
  equals: '=',
}
const FLIPPED = { '<': '>', '>': '<', '=': '=' } as const

/** The comparisons that must hold for the whole to hold, each from both sides. */
function comparisons(expr: Expr): Comparison[] {
  if (expr.node === 'And') return expr.exprs.flatMap(comparisons)
  if (expr.node === 'Alias') return comparisons(expr.expr)
  if (expr.node === 'BetweenExpr' && !expr.negated)
    return [
      { time: expr.expr, op: '>', value: expr.low },
      { time: expr.expr, op: '<', value: expr.high },
    ]
  if (expr.node === 'CompareOperation') return bothWays(OPERATORS[expr.op], expr.left, expr.right)
  if (expr.node !== 'Call') return []
  if (expr.name === 'and') return expr.args.flatMap(comparisons)
  const [left, right] = expr.args
  return left && right && Object.hasOwn(FUNCTIONS, expr.name) ? bothWays(FUNCTIONS[expr.name], left, right) : []
}

function bothWays(op: Comparison['op'] | undefined, left: Expr, right: Expr): Comparison[] {
  if (!op) return []
  return [
    { time: left, op, value: right },
    { time: right, op: FLIPPED[op], value: left },
  ]
}

/** What makes a time at most a day earlier. */
const ROUNDING = new Set(['toDate', 'toStartOfDay', 'toStartOfHour', 'toStartOfMinute', 'toTimeZone', 'assumeNotNull'])

/** Says whether an expression is the time of a source's rows, or that rounded down to no less than its day. */
function isTime(expr: Expr, source: Source, scope: Scope): boolean {
  if (expr.node === 'Call' && ROUNDING.has(expr.name) && expr.args[0]) return isTime(expr.args[0], source, scope)
  return expr.node === 'Field' && isColumn(expr, source, scope)
}

function isColumn({ chain }: Field, source: Source, scope: Scope): boolean {
  const [first, second] = chain.map(String)
  const names = source.bounded?.()?.columns ?? []
  if (chain.length === 2) return first === source.name && names.includes(second ?? '')
  // An alias would come before the column.
  if (chain.length !== 1 || first === undefined || !names.includes(first)) return false
  return !scope.aliases.has(first) && scope.sources.every(other => other === source || !other.find([first]))
}

/** Functions that give one value for the same arguments, or for one query: unlike rand() and arrayJoin(). */
const FIXED =
  /^(?:now|now64|today|yesterday|plus|minus|negate|assumeNotNull|ifNull|coalesce|date_?trunc|date_?(?:add|sub)|to(?:Date|DateTime|DateTime64|StartOf\w+|Interval\w+|TimeZone|String)|parseDateTime\w*|fromUnixTimestamp\w*|(?:add|subtract)(?:Second|Minute|Hour|Day|Week|Month|Quarter|Year)s)$/i

/** Says whether a value is the same for all rows and can be computed anywhere. */
function isFixed(value: Expr): boolean {
  let fixed = true
  walk(value, node => {
    if (node.node === 'Constant' || node.node === 'ArithmeticOperation') return
    if (node.node !== 'Call' || !FIXED.test(node.name)) fixed = false
  })
  return fixed
}
