import { propertyFilter } from '../../../../hogql/filters.js'
import { call, constant, field, type Expr, type OrderExpr, type SelectQuery } from '../../../../hogql/ast.js'
import { isJsonObject, type JsonObject, parseJson } from '../../../json.js'
import type { ApiServices } from '../../context.js'
import { notImplemented, validationError } from '../../errors.js'
import { parseExpressions, parseOrders, withoutPlaces } from '../fragments.js'
import { readHogQLNode } from '../input.js'
import type { QueryRunner } from '../runner.js'
import { readCount, readFilters, readText, readTexts } from './inputs.js'

const defaultSelect = ['person', 'id', 'created_at', 'person.$delete']
const searched = ['email', 'name', 'username']

/** `ActorsQuery`: persons by expressions, filters, a search, or the ids that a HogQL query gives. */
export const actorsQuery: QueryRunner = async (node, services, signal) => {
  const asked = readTexts(node, 'select')
  const select = asked.length > 0 ? asked : defaultSelect
  const query = await build(node, select, services)
  const answer = await services.hogql.run({ query, limit: readCount(node, 'limit') ?? 100 }, { signal })
  const persons = select.findIndex(isPerson)
  const distinctIds = await distinctIdsOf(persons === -1 ? [] : answer.results.map(row => row[persons]), services)
  return {
    columns: select,
    types: answer.types.map(([, type]) => type),
    results: answer.results.map(row =>
      row.map((value, index) => (isPerson(select[index] ?? '') ? toPerson(value, distinctIds) : value)),
    ),
    hasMore: answer.hasMore,
    limit: answer.limit,
    offset: answer.offset,
    missing_actors_count: 0,
    hogql: answer.hogql,
    error: null,
    timings: answer.timings,
  }
}

function isPerson(text: string): boolean {
  return text === 'person' || text === 'actor'
}

async function build(node: JsonObject, select: readonly string[], { hogql }: ApiServices): Promise<SelectQuery> {
  const columns = await Promise.all(select.map(text => column(text, hogql)))
  const orders = (await parseOrders(hogql, readTexts(node, 'orderBy'), 'query__orderBy')).map(withoutPlaces)
  const search = readText(node, 'search')?.trim()
  const source = await sourceIds(node['source'], hogql)
  const conditions: Expr[] = [
    ...[...readFilters(node, 'properties'), ...readFilters(node, 'fixedProperties')].map(filter =>
      propertyFilter(filter, { table: 'persons', as: '' }, {}),
    ),
    ...(search ? [searchExpression(search)] : []),
    ...(source ? [source] : []),
  ]
  const [only] = conditions
  const offset = readCount(node, 'offset')
  return {
    node: 'SelectQuery',
    select: columns,
    select_from: { node: 'JoinExpr', table: field(['persons']) },
    where: conditions.length > 1 ? { node: 'And', exprs: conditions } : (only ?? null),
    order_by: orders.length > 0 ? orders : newestFirst,
    limit: constant(readCount(node, 'limit') ?? 100),
    offset: offset ? constant(offset) : null,
  }
}

const newestFirst: OrderExpr[] = [
  { node: 'OrderExpr', expr: field(['created_at']), order: 'DESC' },
  { node: 'OrderExpr', expr: field(['id']), order: 'ASC' },
]

async function column(text: string, hogql: ApiServices['hogql']): Promise<Expr> {
  if (isPerson(text)) {
    return call('tuple', [
      call('toString', [field(['id'])]),
      field(['created_at']),
      field(['properties']),
      field(['is_identified']),
    ])
  }
  // A column of buttons in PostHog's app.
  if (text === 'person.$delete') return constant(1)
  const [expr] = await parseExpressions(hogql, [text], 'query__select')
  if (!expr) throw validationError('invalid_input', 'An item of select is empty.', 'query__select')
  return withoutPlaces(expr)
}

function searchExpression(search: string): Expr {
  const pattern = constant(`%${search.replace(/[\\%_]/g, '\\$&')}%`)
  const like = (left: Expr): Expr => ({ node: 'CompareOperation', op: 'ilike', left, right: pattern })
  const byDistinctId: Expr = {
    node: 'CompareOperation',
    op: 'in',
    left: field(['id']),
    right: {
      node: 'SelectQuery',
      select: [field(['person_id'])],
      select_from: { node: 'JoinExpr', table: field(['person_distinct_ids']) },
      where: like(field(['distinct_id'])),
    },
  }
  return {
    node: 'Or',
    exprs: [
      ...searched.map(name => like(field(['properties', name]))),
      like(call('toString', [field(['id'])])),
      byDistinctId,
    ],
  }
}

/** `id IN (…)` over the first column of a HogQL query. */
async function sourceIds(source: unknown, hogql: ApiServices['hogql']): Promise<Expr | undefined> {
  if (source === undefined || source === null) return undefined
  if (!isJsonObject(source) || source['kind'] !== 'HogQLQuery') {
    const kind = isJsonObject(source) ? String(source['kind']).slice(0, 100) : typeof source
    throw notImplemented(`The sandbox runs ActorsQuery over a HogQLQuery only, not over ${kind}.`)
  }
  const parsed = await hogql.parse(readHogQLNode(source).query)
  const first: Expr = {
    node: 'SelectQuery',
    select: [{ node: 'Field', chain: ['__id'] }],
    select_from: { node: 'JoinExpr', table: parsed, alias: '__source', column_aliases: columnNames(parsed) },
  }
  return { node: 'CompareOperation', op: 'in', left: field(['id']), right: first }
}

/** Names that make the first column findable, whatever the query calls it. */
function columnNames(query: Awaited<ReturnType<ApiServices['hogql']['parse']>>): string[] {
  const first = query.node === 'SelectQuery' ? query : query.initial_select_query
  const count = first.node === 'SelectQuery' ? first.select.length : 1
  return Array.from({ length: count }, (_, index) => (index === 0 ? '__id' : `__c${index}`))
}

async function distinctIdsOf(
  persons: readonly unknown[],
  { persons: store }: ApiServices,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const uuids = persons.flatMap(person => (Array.isArray(person) ? [String(person[0])] : []))
  if (uuids.length === 0) return found
  for (const { distinctId, personUuid } of await store.distinctIdsOf(uuids)) {
    const list = found.get(personUuid) ?? []
    list.push(distinctId)
    found.set(personUuid, list)
  }
  return found
}

function toPerson(value: unknown, distinctIds: ReadonlyMap<string, string[]>): unknown {
  if (!Array.isArray(value)) return value
  const [id, createdAt, properties, isIdentified] = value as [string, string, string, boolean]
  return {
    id,
    created_at: createdAt,
    properties: properties === '' ? {} : parseJson(properties),
    is_identified: isIdentified,
    distinct_ids: distinctIds.get(id) ?? [],
  }
}
