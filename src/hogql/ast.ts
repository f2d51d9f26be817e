/**
 * The HogQL syntax tree, with the node names and fields of PostHog's own parser, so that trees from
 * `@posthog/hogql-parser` and from hogkit's parser are the same thing.
 * https://github.com/PostHog/posthog/blob/master/posthog/hogql/ast.py
 */

/** A place in the query text. `line` is 1-based, `column` and `offset` are 0-based, as PostHog's parser counts. */
export interface Position {
  line: number
  column: number
  offset: number
}

/** What every node may carry: absent on nodes that were made rather than parsed. */
export interface Located {
  start?: Position | null
  end?: Position | null
}

/** What a constant holds. Numbers that JSON cannot carry come as text with `value_type: 'number'`. */
export type ConstantValue = string | number | boolean | null

export interface Constant extends Located {
  node: 'Constant'
  value: ConstantValue
  value_type?: 'number' | null
}
export interface Field extends Located {
  node: 'Field'
  chain: (string | number)[]
}
export interface Placeholder extends Located {
  node: 'Placeholder'
  expr: Expr
}
export interface Alias extends Located {
  node: 'Alias'
  alias: string
  expr: Expr
}
export interface And extends Located {
  node: 'And'
  exprs: Expr[]
}
export interface Or extends Located {
  node: 'Or'
  exprs: Expr[]
}
export interface Not extends Located {
  node: 'Not'
  expr: Expr
}
export interface ArithmeticOperation extends Located {
  node: 'ArithmeticOperation'
  op: '+' | '-' | '*' | '/' | '%'
  left: Expr
  right: Expr
}
export type CompareOp =
  | '=='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'like'
  | 'ilike'
  | 'not like'
  | 'not ilike'
  | 'in'
  | 'global in'
  | 'not in'
  | 'global not in'
  | 'in cohort'
  | 'not in cohort'
  | '=~'
  | '!~'
  | '=~*'
  | '!~*'
export interface CompareOperation extends Located {
  node: 'CompareOperation'
  op: CompareOp
  /** Set when written `IS [NOT] NULL`. */
  is_null_comparison_style?: boolean | null
  left: Expr
  right: Expr
}
export interface BetweenExpr extends Located {
  node: 'BetweenExpr'
  expr: Expr
  low: Expr
  high: Expr
  negated: boolean
}
export interface IsDistinctFrom extends Located {
  node: 'IsDistinctFrom'
  left: Expr
  right: Expr
  negated: boolean
}
export interface Call extends Located {
  node: 'Call'
  name: string
  args: Expr[]
  params?: Expr[] | null
  distinct?: boolean | null
  filter_expr?: Expr | null
  order_by?: OrderExpr[] | null
  within_group?: OrderExpr[] | null
}
export interface ExprCall extends Located {
  node: 'ExprCall'
  expr: Expr
  args: Expr[]
}
export interface Lambda extends Located {
  node: 'Lambda'
  args: string[]
  expr: Expr
}
export interface ArrayNode extends Located {
  node: 'Array'
  exprs: Expr[]
}
export interface Tuple extends Located {
  node: 'Tuple'
  exprs: Expr[]
}
export interface Dict extends Located {
  node: 'Dict'
  items: [Expr, Expr][]
}
export interface ArrayAccess extends Located {
  node: 'ArrayAccess'
  array: Expr
  property: Expr
  nullish?: boolean | null
}
export interface ArraySlice extends Located {
  node: 'ArraySlice'
  array: Expr
  start_expr?: Expr | null
  end_expr?: Expr | null
}
export interface TupleAccess extends Located {
  node: 'TupleAccess'
  tuple: Expr
  index: number
  nullish?: boolean | null
}
export interface TypeCast extends Located {
  node: 'TypeCast' | 'TryCast'
  expr: Expr
  type_name: string
}
export interface ColumnsExpr extends Located {
  node: 'ColumnsExpr'
  all_columns?: boolean | null
  exclude?: string[] | null
  columns?: Expr[] | null
  regex?: string | null
  replace?: Record<string, Expr> | null
}
export interface WindowFrameExpr extends Located {
  node: 'WindowFrameExpr'
  frame_type?: 'CURRENT ROW' | 'PRECEDING' | 'FOLLOWING' | null
  frame_value?: number | null
}
export interface WindowExpr extends Located {
  node: 'WindowExpr'
  partition_by?: Expr[] | null
  order_by?: OrderExpr[] | null
  frame_method?: 'ROWS' | 'RANGE' | null
  frame_start?: WindowFrameExpr | null
  frame_end?: WindowFrameExpr | null
}
export interface WindowFunction extends Located {
  node: 'WindowFunction'
  name: string
  /** The parameters of a parametric aggregate, PostHog's name for them. */
  args?: Expr[] | null
  /** The arguments. */
  exprs?: Expr[] | null
  over_expr?: WindowExpr | null
  over_identifier?: string | null
}
export interface HogQLXAttribute extends Located {
  node: 'HogQLXAttribute'
  name: string
  value: unknown
}
export interface HogQLXTag extends Located {
  node: 'HogQLXTag'
  kind: string
  attributes: HogQLXAttribute[]
}

/** `f(name := value)`. */
export interface NamedArgument extends Located {
  node: 'NamedArgument'
  name: string
  value: Expr
}
/** A column by its number: `#1`. */
export interface PositionalRef extends Located {
  node: 'PositionalRef'
  index: number
}
/** `* COLUMNS(…)`. */
export interface SpreadExpr extends Located {
  node: 'SpreadExpr'
  expr: Expr
}
/** `(VALUES (1, 'a'), (2, 'b'))` as a table. */
export interface ValuesQuery extends Located {
  node: 'ValuesQuery'
  rows: Expr[][]
}
export interface PivotColumn extends Located {
  node: 'PivotColumn'
  column: Expr
  values: Expr[]
}
export interface PivotExpr extends Located {
  node: 'PivotExpr'
  table: Expr | JoinExpr
  aggregates: Expr[]
  columns: PivotColumn[]
  group_by?: Expr[] | null
}
export interface UnpivotColumn extends Located {
  node: 'UnpivotColumn'
  value_columns: Expr
  name_columns: Expr
  unpivot_values: Expr[]
}
export interface UnpivotExpr extends Located {
  node: 'UnpivotExpr'
  table: Expr | JoinExpr
  columns: UnpivotColumn[]
  include_nulls: boolean
}
/** One of the sets in `GROUP BY GROUPING SETS ((a, b), ())`. */
export interface GroupingSet extends Located {
  node: 'GroupingSet'
  exprs: Expr[]
}

/** An expression. Subqueries are expressions too. */
export type Expr =
  | Constant
  | Field
  | Placeholder
  | Alias
  | And
  | Or
  | Not
  | ArithmeticOperation
  | CompareOperation
  | BetweenExpr
  | IsDistinctFrom
  | Call
  | ExprCall
  | Lambda
  | ArrayNode
  | Tuple
  | Dict
  | ArrayAccess
  | ArraySlice
  | TupleAccess
  | TypeCast
  | ColumnsExpr
  | WindowFunction
  | HogQLXTag
  | NamedArgument
  | PositionalRef
  | SpreadExpr
  | ValuesQuery
  | PivotExpr
  | UnpivotExpr
  | GroupingSet
  | SelectQuery
  | SelectSetQuery

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
