/** Expressions of the HogQL syntax tree; `ast.ts` has the rest of it and says where the names come from. */
import type { JoinExpr, OrderExpr, SelectQuery, SelectSetQuery } from './ast.js'

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
