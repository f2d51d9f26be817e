/**
 * The HogQL syntax tree, with the node names and fields of PostHog's own parser, so that trees from
 * `@posthog/hogql-parser` and from hogkit's parser are the same thing.
 * https://github.com/PostHog/posthog/blob/master/posthog/hogql/ast.py
 */

import type {
  Call,
  Constant,
  ConstantValue,
  Expr,
  Field,
  HogQLXAttribute,
  Located,
  PivotColumn,
  UnpivotColumn,
  WindowExpr,
  WindowFrameExpr,
} from './astExpressions.js'

export type {
  Alias,
  And,
  ArithmeticOperation,
  ArrayAccess,
  ArrayNode,
  ArraySlice,
  BetweenExpr,
  Call,
  ColumnsExpr,
  CompareOp,
  CompareOperation,
  Constant,
  ConstantValue,
  Dict,
  Expr,
  ExprCall,
  Field,
  GroupingSet,
  HogQLXAttribute,
  HogQLXTag,
  IsDistinctFrom,
  Lambda,
  Located,
  NamedArgument,
  Not,
  Or,
  PivotColumn,
  PivotExpr,
  Placeholder,
  Position,
  PositionalRef,
  SpreadExpr,
  Tuple,
  TupleAccess,
  TypeCast,
  UnpivotColumn,
  UnpivotExpr,
  ValuesQuery,
  WindowExpr,
  WindowFrameExpr,
  WindowFunction,
} from './astExpressions.js'

/** `ORDER BY day WITH FILL FROM a TO b STEP c`. */
export interface WithFillExpr extends Located {
  node: 'WithFillExpr'
  from_value?: Expr | null
  to_value?: Expr | null
  step_value?: Expr | null
}
export interface OrderExpr extends Located {
  node: 'OrderExpr'
  expr: Expr
  order: 'ASC' | 'DESC'
  with_fill?: WithFillExpr | null
}
/** `INTERPOLATE (x AS x + 1)`. */
export interface InterpolateExpr extends Located {
  node: 'InterpolateExpr'
  expr: Expr
  value: Expr
}
export interface LimitByExpr extends Located {
  node: 'LimitByExpr'
  n: Expr
  exprs: Expr[]
  offset_value?: Expr | null
}
export interface JoinConstraint extends Located {
  node: 'JoinConstraint'
  constraint_type?: 'ON' | 'USING' | null
  expr: Expr
}
export interface RatioExpr extends Located {
  node: 'RatioExpr'
  left: Expr
  right?: Expr | null
}
export interface SampleExpr extends Located {
  node: 'SampleExpr'
  sample_value: RatioExpr
  offset_value?: RatioExpr | null
}
export interface JoinExpr extends Located {
  node: 'JoinExpr'
  table: Expr | null
  table_args?: Expr[] | null
  alias?: string | null
  column_aliases?: string[] | null
  table_final?: boolean | null
  sample?: SampleExpr | null
  join_type?: string | null
  constraint?: JoinConstraint | null
  next_join?: JoinExpr | null
}
export interface CTE extends Located {
  node: 'CTE'
  name: string
  expr: Expr
  cte_type: 'column' | 'subquery'
  recursive?: boolean | null
  materialized?: boolean | null
  columns?: string[] | null
  using_key?: string[] | null
}
export interface SelectQuery extends Located {
  node: 'SelectQuery'
  /** A list as the parser gives it (in order of definition). */
  ctes?: CTE[] | Record<string, CTE> | null
  select: Expr[]
  distinct?: boolean | null
  select_from?: JoinExpr | null
  array_join_op?: string | null
  array_join_list?: Expr[] | null
  window_exprs?: Record<string, WindowExpr> | null
  where?: Expr | null
  prewhere?: Expr | null
  group_by?: Expr[] | null
  group_by_mode?: string | null
  having?: Expr | null
  qualify?: Expr | null
  order_by?: OrderExpr[] | null
  limit_by?: LimitByExpr | null
  limit?: Expr | null
  limit_with_ties?: boolean | null
  limit_percent?: boolean | null
  offset?: Expr | null
  interpolate?: InterpolateExpr[] | null
  settings?: unknown
}
export interface SelectSetNode extends Located {
  node: 'SelectSetNode'
  set_operator:
    | 'UNION ALL'
    | 'UNION DISTINCT'
    | 'INTERSECT'
    | 'INTERSECT ALL'
    | 'INTERSECT DISTINCT'
    | 'EXCEPT'
    | 'EXCEPT ALL'
    | `${'UNION' | 'INTERSECT' | 'EXCEPT'}${' ALL' | ' DISTINCT' | ''} BY NAME`
  select_query: SelectQuery | SelectSetQuery
}
export interface SelectSetQuery extends Located {
  node: 'SelectSetQuery'
  initial_select_query: SelectQuery | SelectSetQuery
  subsequent_select_queries: SelectSetNode[]
  limit?: Expr | null
  limit_with_ties?: boolean | null
  limit_percent?: boolean | null
  offset?: Expr | null
  /** Of the whole; PostHog's parser drops it. */
  order_by?: OrderExpr[] | null
}

/** A whole query. */
export type Select = SelectQuery | SelectSetQuery

/** Any node of the tree. */
export type Node =
  | Expr
  | OrderExpr
  | WithFillExpr
  | LimitByExpr
  | JoinConstraint
  | RatioExpr
  | SampleExpr
  | JoinExpr
  | CTE
  | SelectSetNode
  | WindowExpr
  | WindowFrameExpr
  | InterpolateExpr
  | PivotColumn
  | UnpivotColumn
  | HogQLXAttribute

/** Says whether a value is a node of the tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { node?: unknown }).node === 'string'
}

/** Says whether an expression is a subquery. */
export function isSelect(node: Node): node is Select {
  return node.node === 'SelectQuery' || node.node === 'SelectSetQuery'
}

/** A constant that was made rather than parsed; it may borrow the place of what it stands for. */
export function constant(value: ConstantValue, at?: Located): Constant {
  return { node: 'Constant', value, start: at?.start ?? null, end: at?.end ?? null }
}

/** A function call that was made rather than parsed. */
export function call(name: string, args: Expr[], at?: Located): Call {
  return { node: 'Call', name, args, start: at?.start ?? null, end: at?.end ?? null }
}

/** A field that was made rather than parsed. */
export function field(chain: (string | number)[], at?: Located): Field {
  return { node: 'Field', chain, start: at?.start ?? null, end: at?.end ?? null }
}
