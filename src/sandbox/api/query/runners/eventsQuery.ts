import { dateBound, propertyFilter } from '../../../../hogql/filters.js'
import {
  call,
  constant,
  field,
  type CompareOp,
  type Expr,
  type OrderExpr,
  type SelectQuery,
} from '../../../../hogql/ast.js'
import { findFunction, walk } from '../../../../hogql/index.js'
import { isJsonObject, type JsonObject, parseJson } from '../../../json.js'
import type { ApiServices } from '../../context.js'
import { validationError } from '../../errors.js'
import { parseExpressions, parseOrders, withoutPlaces } from '../fragments.js'
import type { QueryRunner } from '../runner.js'
import { readCount, readFilters, readText, readTexts } from './inputs.js'

/** What `*` stands for: the event as one object. */
const eventFields = [
  'uuid',
  'event',
  'properties',
  'timestamp',
  'team_id',
  'distinct_id',
  'elements_chain',
  'created_at',
]
const personFields = ['distinct_id', 'person_id', 'created_at', 'properties'] as const

/** `EventsQuery`: rows of events by a list of expressions. https://posthog.com/docs/api/query */
export const eventsQuery: QueryRunner = async (node, services, signal) => {
  if (node['source']) {
    throw validationError('invalid_input', 'The sandbox runs EventsQuery without source only.', 'query__source')
  }
  const select = readTexts(node, 'select')
  if (select.length === 0) throw validationError('required', 'This field is required.', 'query__select')
  const query = await build(node, select, services)
  const answer = await services.hogql.run({ query, limit: readCount(node, 'limit') ?? 100 }, { signal })
  const results = answer.results.map(row => row.map((value, index) => present(select[index] ?? '', value)))
  return {
    columns: select,
    types: answer.types.map(([, type]) => type),
    results,
    hasMore: answer.hasMore,
    limit: answer.limit,
    offset: answer.offset,
    nextCursor: null,
    hogql: answer.hogql,
    error: null,
    timings: answer.timings,
  }
}

async function build(node: JsonObject, select: readonly string[], { hogql, now }: ApiServices): Promise<SelectQuery> {
  const columns = await Promise.all(select.map(text => column(text, hogql)))
  const where = (await parseExpressions(hogql, readTexts(node, 'where'), 'query__where')).map(withoutPlaces)
  const orders = (await parseOrders(hogql, readTexts(node, 'orderBy'), 'query__orderBy')).map(withoutPlaces)
  const aggregates = columns.filter(isAggregate)
  const isGrouped = aggregates.length > 0
  const offset = readCount(node, 'offset')
  const conditions = [...given(node, now), ...where.filter(expr => !isAggregate(expr))]
  const having = where.filter(isAggregate)
  return {
    node: 'SelectQuery',
    select: columns,
    select_from: { node: 'JoinExpr', table: field(['events']) },
    where: every(conditions),
    having: having.length > 0 ? every(having) : null,
    group_by: isGrouped ? columns.filter(expr => !isAggregate(expr)).map(withoutAlias) : null,
    order_by: orders.length > 0 ? orders : defaultOrder(select, columns, aggregates),
    limit: constant(readCount(node, 'limit') ?? 100),
    offset: offset ? constant(offset) : null,
  }
}

async function column(text: string, hogql: ApiServices['hogql']): Promise<Expr> {
  // The comment is a title for the column, in PostHog's app.
  const name = text.replace(/\s*--.*$/s, '').trim()
  if (name === '*')
    return call(
      'tuple',
      eventFields.map(item => field([item])),
    )
  if (name === 'person' || name === 'person_display_name') {
    return call('tuple', [
      field(['distinct_id']),
      call('toString', [field(['person_id'])]),
      field(['pdi', 'person', 'created_at']),
      field(['pdi', 'person', 'properties']),
    ])
  }
  const [expr] = await parseExpressions(hogql, [text], 'query__select')
  if (!expr) throw validationError('invalid_input', 'An item of select is empty.', 'query__select')
  return withoutPlaces(expr)
}

/** Filters that have fields of their own. */
function given(node: JsonObject, now: () => number): Expr[] {
  const compare = (op: CompareOp, left: Expr, right: Expr): Expr => ({ node: 'CompareOperation', op, left, right })
  const timestamp = field(['timestamp'])
  const event = readText(node, 'event')
  const events = readTexts(node, 'events')
  const personId = readText(node, 'personId')
  const after = dateBound(readText(node, 'after') ?? '-24h', {})
  const before = readText(node, 'before')
  // PostHog adds five seconds for clocks that run ahead.
  const until = before === undefined ? toTime(now() + 5000) : dateBound(before, {})
  const { actionId } = node
  return [
    ...(after ? [compare('>=', timestamp, after)] : []),
    ...(until ? [compare('<', timestamp, until)] : []),
    ...(event ? [compare('==', field(['event']), constant(event))] : []),
    ...(events.length > 0
      ? [compare('in', field(['event']), { node: 'Tuple', exprs: events.map(name => constant(name)) })]
      : []),
    ...(personId ? [compare('==', call('toString', [field(['person_id'])]), constant(personId.toLowerCase()))] : []),
    ...(typeof actionId === 'number' ? [call('matchesAction', [constant(actionId)])] : []),
    ...[...readFilters(node, 'properties'), ...readFilters(node, 'fixedProperties')].map(filter =>
      propertyFilter(filter, { table: 'events', as: '' }, {}),
    ),
  ]
}

function toTime(milliseconds: number): Expr {
  return call('toDateTime', [constant(new Date(milliseconds).toISOString())])
}

function every(exprs: Expr[]): Expr | null {
  const [only] = exprs
  return exprs.length > 1 ? { node: 'And', exprs } : (only ?? null)
}

function isAggregate(expr: Expr): boolean {
  let found = false
  walk(expr, part => {
    if (part.node === 'SelectQuery' || part.node === 'SelectSetQuery') return false
    if (part.node === 'Call' && findFunction(part.name)?.kind === 'aggregate') found = true
    return undefined
  })
  return found
}

function withoutAlias(expr: Expr): Expr {
  return expr.node === 'Alias' ? expr.expr : expr
}

/** As in PostHog: the most frequent first, else the newest, else by the first column. */
function defaultOrder(select: readonly string[], columns: readonly Expr[], aggregates: readonly Expr[]): OrderExpr[] {
  const by = (expr: Expr, order: 'ASC' | 'DESC'): OrderExpr => ({ node: 'OrderExpr', expr: withoutAlias(expr), order })
  const [aggregate] = aggregates
  if (aggregate) return [by(aggregate, 'DESC')]
  if (select.includes('*') || select.includes('timestamp')) return [by(field(['timestamp']), 'DESC')]
  const [first] = columns
  return first ? [by(first, 'ASC')] : []
}

/** The objects that `*` and `person` stand for. */
function present(text: string, value: unknown): unknown {
  const name = text.replace(/\s*--.*$/s, '').trim()
  if (!Array.isArray(value)) return value
  if (name === '*')
    return Object.fromEntries(
      eventFields.map((item, index) => [item, item === 'properties' ? toObject(value[index]) : value[index]]),
    )
  if (name !== 'person' && name !== 'person_display_name') return value
  const person = Object.fromEntries(personFields.map((item, index) => [item, value[index]]))
  const properties = toObject(person['properties'])
  const { distinct_id: distinctId, person_id: id, created_at: createdAt } = person
  if (name === 'person_display_name')
    return { display_name: displayName(properties, distinctId), id, distinct_id: distinctId }
  if (!isKnown(createdAt)) return { distinct_id: distinctId }
  return { uuid: id, created_at: createdAt, properties, distinct_id: distinctId }
}

/** An unmatched person has the zero of each type. */
function isKnown(createdAt: unknown): boolean {
  return typeof createdAt === 'string' && !createdAt.startsWith('1970-01-01')
}

function displayName(properties: JsonObject, distinctId: unknown): unknown {
  return ['email', 'name', 'username'].map(key => properties[key]).find(item => typeof item === 'string') ?? distinctId
}

function toObject(text: unknown): JsonObject {
  if (typeof text !== 'string' || text === '') return {}
  const value = parseJson(text)
  return isJsonObject(value) ? value : {}
}
