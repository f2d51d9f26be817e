import {
  call,
  constant,
  field,
  type CompareOp,
  type ConstantValue,
  type Expr,
  type JoinExpr,
  type OrderExpr,
  type Select,
  type SelectQuery,
} from '../../../hogql/ast.js'

/*
 * HogQL trees in few words. Insights are built as trees and never as text, so nothing in a filter's value can act as syntax.
 */

export const fn = (name: string, ...args: Expr[]): Expr => call(name, args)
/** A call of a parametric aggregate: `quantile(0.9)(x)`. */
export const parametric = (name: string, params: readonly ConstantValue[], ...args: Expr[]): Expr => ({
  ...call(name, args),
  params: params.map(value => constant(value)),
})
export const col = (...chain: (string | number)[]): Expr => field(chain)
export const lit = (value: ConstantValue): Expr => constant(value)
export const as = (alias: string, expr: Expr): Expr => ({ node: 'Alias', alias, expr })
export const tuple = (...exprs: Expr[]): Expr => ({ node: 'Tuple', exprs })
export const array = (...exprs: Expr[]): Expr => ({ node: 'Array', exprs })
export const list = (values: readonly ConstantValue[]): Expr => tuple(...values.map(lit))
export const lambda = (args: string[], expr: Expr): Expr => ({ node: 'Lambda', args, expr })
export const not = (expr: Expr): Expr => ({ node: 'Not', expr })

/** All of them; `true` when there are none. */
export function and(...exprs: (Expr | undefined)[]): Expr {
  const given = exprs.filter(expr => expr !== undefined)
  return given.length > 1 ? { node: 'And', exprs: given } : (given[0] ?? constant(true))
}

/** Any of them; `false` when there are none. */
export function or(...exprs: Expr[]): Expr {
  return exprs.length > 1 ? { node: 'Or', exprs } : (exprs[0] ?? constant(false))
}

export const compare = (op: CompareOp, left: Expr, right: Expr): Expr => ({ node: 'CompareOperation', op, left, right })
export const eq = (left: Expr, right: Expr): Expr => compare('==', left, right)
export const arithmetic = (op: '+' | '-' | '*' | '/' | '%', left: Expr, right: Expr): Expr => ({
  node: 'ArithmeticOperation',
  op,
  left,
  right,
})

export interface SelectParts {
  readonly select: readonly Expr[]
  readonly from: JoinExpr | Select | string
  readonly where?: Expr | undefined
  readonly groupBy?: readonly Expr[] | undefined
  readonly having?: Expr | undefined
  readonly orderBy?: readonly OrderExpr[] | undefined
  readonly arrayJoin?: readonly Expr[] | undefined
  readonly limit?: number | undefined
  readonly sample?: number | undefined
}

export function select(parts: SelectParts): SelectQuery {
  return {
    node: 'SelectQuery',
    select: [...parts.select],
    select_from: fromClause(parts.from, parts.sample),
    ...(parts.where && { where: parts.where }),
    ...(parts.groupBy?.length && { group_by: [...parts.groupBy] }),
    ...(parts.having && { having: parts.having }),
    ...(parts.orderBy && { order_by: [...parts.orderBy] }),
    ...(parts.arrayJoin && { array_join_op: 'ARRAY JOIN', array_join_list: [...parts.arrayJoin] }),
    ...(parts.limit !== undefined && { limit: constant(parts.limit) }),
  }
}

function fromClause(from: SelectParts['from'], sample: number | undefined): JoinExpr {
  if (typeof from === 'object' && from.node === 'JoinExpr') return from
  return {
    node: 'JoinExpr',
    table: typeof from === 'string' ? field([from]) : from,
    ...(sample !== undefined && {
      sample: { node: 'SampleExpr', sample_value: { node: 'RatioExpr', left: constant(sample) } },
    }),
  }
}

export const desc = (expr: Expr): OrderExpr => ({ node: 'OrderExpr', expr, order: 'DESC' })
export const asc = (expr: Expr): OrderExpr => ({ node: 'OrderExpr', expr, order: 'ASC' })

export function unionAll(queries: readonly SelectQuery[]): Select {
  const [first, ...rest] = queries
  if (!first) throw new TypeError('A union needs a query.')
  if (rest.length === 0) return first
  return {
    node: 'SelectSetQuery',
    initial_select_query: first,
    subsequent_select_queries: rest.map(query => ({
      node: 'SelectSetNode',
      set_operator: 'UNION ALL',
      select_query: query,
    })),
  }
}
