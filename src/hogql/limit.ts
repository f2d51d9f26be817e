import { constant, type Expr, type Select, type SelectQuery } from './ast.js'
import { errorAt } from './errors.js'

/** Rows of a query without LIMIT. https://posthog.com/docs/api/queries */
export const DEFAULT_LIMIT = 100
/** Most rows a query may give. A larger LIMIT is lowered to this, not refused. */
export const MAX_LIMIT = 50_000

/** A query with its outermost LIMIT made explicit. `select` asks for one row more than `limit`: its presence means "has more". */
export interface LimitedQuery {
  select: SelectQuery
  limit: number
  offset: number
  /** WITH TIES: `select` asks for no row more, and rows equal to the last one come beyond `limit`. */
  withTies: boolean
}

/**
 * Applies PostHog's LIMIT rules to the outermost query only. The text's own LIMIT wins over `defaultLimit`; both are lowered to
 * `maxLimit`. A union is limited as a whole.
 *
 * A LIMIT in percent is taken first, and what it leaves is lowered to `maxLimit`.
 *
 * @throws HogQLError when LIMIT or OFFSET is not a whole number
 */
export function limitQuery(
  query: Select,
  options: { defaultLimit?: number | undefined; maxLimit?: number | undefined } = {},
): LimitedQuery {
  const max = options.maxLimit ?? MAX_LIMIT
  const select = query.node === 'SelectQuery' && !query.limit_percent ? query : wrap(query)
  const fallback = query.limit_percent ? max : (options.defaultLimit ?? DEFAULT_LIMIT)
  const asked = select.limit ? wholeNumber(select.limit, 'LIMIT') : fallback
  const limit = Math.min(asked, max)
  const withTies = Boolean(select.limit && select.limit_with_ties)
  const offset = select.offset ? wholeNumber(select.offset, 'OFFSET') : 0
  return {
    select: { ...select, limit: constant(withTies ? limit : limit + 1), offset: offset > 0 ? constant(offset) : null },
    limit,
    offset,
    withTies,
  }
}

/** A query as a subquery, with what stands behind the whole of a union moved to the outside. */
function wrap(query: Select): SelectQuery {
  const outer: SelectQuery = {
    node: 'SelectQuery',
    select: [{ node: 'Field', chain: ['*'] }],
    select_from: { node: 'JoinExpr', table: query },
    start: query.start ?? null,
    end: query.end ?? null,
  }
  if (query.node === 'SelectQuery' || query.limit_percent) return outer
  const table = { ...query, order_by: null, limit: null, limit_with_ties: null, offset: null }
  const { order_by = null, limit = null, limit_with_ties = null, offset = null } = query
  return { ...outer, select_from: { node: 'JoinExpr', table }, order_by, limit, limit_with_ties, offset }
}

function wholeNumber(expr: Expr, what: string): number {
  const value = fold(expr)
  if (value !== undefined && Number.isSafeInteger(value) && value >= 0) return value
  throw errorAt(expr, 'invalid_value', `${what} must be a whole number, zero or more.`)
}

/** The value of numbers and arithmetic on them, as in `LIMIT 10 * 5`. */
function fold(expr: Expr): number | undefined {
  if (expr.node === 'Constant') return typeof expr.value === 'number' ? expr.value : undefined
  if (expr.node !== 'ArithmeticOperation') return undefined
  const [left, right] = [fold(expr.left), fold(expr.right)]
  if (left === undefined || right === undefined) return undefined
  switch (expr.op) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    default:
      return left % right
  }
}
