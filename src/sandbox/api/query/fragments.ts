import type { Expr, OrderExpr, SelectQuery } from '../../../hogql/ast.js'
import { HogQLError, walk } from '../../../hogql/index.js'
import type { HogQL } from '../../hogql/createHogQL.js'
import { validationError } from '../errors.js'

const maxFragment = 20_000

/**
 * Parses expressions that come one by one (`select`, `where`, `orderBy`), so that none can end its own and begin another clause.
 *
 * @throws ApiError 400 that names the field
 */
export async function parseExpressions(hogql: HogQL, texts: readonly string[], attr: string): Promise<Expr[]> {
  return Promise.all(
    texts.map(async text => {
      const query = await parseFragment(hogql, `SELECT ${text}\n`, text, attr)
      const [only] = query.select
      if (!only || query.select.length > 1 || Object.keys(clausesOf(query)).length > 0) throw notOne(text, attr)
      return only
    }),
  )
}

/** Parses `event DESC`. @throws ApiError 400 that names the field */
export async function parseOrders(hogql: HogQL, texts: readonly string[], attr: string): Promise<OrderExpr[]> {
  return Promise.all(
    texts.map(async text => {
      const query = await parseFragment(hogql, `SELECT 1 ORDER BY ${text}\n`, text, attr)
      const { order_by: order, ...others } = clausesOf(query)
      const [only] = query.order_by ?? []
      if (!order || !only || query.order_by?.length !== 1 || query.select.length > 1 || Object.keys(others).length > 0)
        throw notOne(text, attr)
      return only
    }),
  )
}

async function parseFragment(hogql: HogQL, query: string, text: string, attr: string): Promise<SelectQuery> {
  if (text.length > maxFragment) {
    throw validationError('max_length', `Ensure this field has no more than ${maxFragment} characters.`, attr)
  }
  try {
    const parsed = await hogql.parse(query)
    if (parsed.node !== 'SelectQuery') throw notOne(text, attr)
    return parsed
  } catch (error) {
    if (!(error instanceof HogQLError)) throw error
    throw validationError(error.code, `${error.detail} (in "${text.slice(0, 100)}")`, attr)
  }
}

const notClauses = new Set(['node', 'select', 'start', 'end'])

function clausesOf(query: SelectQuery): Partial<SelectQuery> {
  const isGiven = (value: unknown) => value !== null && value !== undefined && value !== false
  return Object.fromEntries(Object.entries(query).filter(([name, value]) => !notClauses.has(name) && isGiven(value)))
}

function notOne(text: string, attr: string): Error {
  return validationError('invalid_input', `"${text.slice(0, 100)}" must be one expression.`, attr)
}

/** A copy without places, which mean nothing in the query that the fragment becomes part of. */
export function withoutPlaces<TNode extends Expr | OrderExpr>(node: TNode): TNode {
  const copy = structuredClone(node)
  walk(copy, part => {
    delete part.start
    delete part.end
  })
  return copy
}
