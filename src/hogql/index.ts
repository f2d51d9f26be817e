export { constant, isNode, isSelect } from './ast.js'
export type {
  Alias,
  And,
  ArithmeticOperation,
  ArrayAccess,
  ArrayNode,
  ArraySlice,
  BetweenExpr,
  CTE,
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
  HogQLXAttribute,
  HogQLXTag,
  IsDistinctFrom,
  JoinConstraint,
  JoinExpr,
  Lambda,
  LimitByExpr,
  Located,
  Node,
  Not,
  Or,
  OrderExpr,
  Placeholder,
  Position,
  RatioExpr,
  SampleExpr,
  Select,
  SelectQuery,
  SelectSetNode,
  SelectSetQuery,
  Tuple,
  TupleAccess,
  TypeCast,
  WindowExpr,
  WindowFrameExpr,
  WindowFunction,
} from './ast.js'
export { HogQLError, lineAndColumn } from './errors.js'
export type { HogQLErrorCode, HogQLErrorOptions } from './errors.js'
export type { HogQLFilters, HogQLPropertyFilter } from './filters.js'
export { formatHogQL } from './format.js'
export { findFunction, functionNames } from './functions.js'
export type { FunctionMeta, ReturnKind } from './functions.js'
export { MAX_NESTING, MAX_QUERY_LENGTH } from './guard.js'
export { DEFAULT_LIMIT, MAX_LIMIT, limitQuery } from './limit.js'
export type { LimitedQuery } from './limit.js'
export { MAX_LIST_VALUES, bindPlaceholders } from './placeholders.js'
export type { HogQLVariable, PlaceholderValues } from './placeholders.js'
export { MAX_DEPTH } from './parser/cursor.js'
export { parseExpr, parseOrder, parseSelect, parseTemplate, parseWithErrors } from './parser/parse.js'
export type { ParseResult } from './parser/parse.js'
export { enforce, isPolicyRefusal } from './policy/enforce.js'
export { PolicyRefusal } from './policy/types.js'
export type { Policy, PolicyCondition, PolicyReason, PolicyResult } from './policy/types.js'
export { printHogQL } from './print.js'
export { nearest } from './suggest.js'
export { hogql } from './tag.js'
export type { HogQLTag, HogQLText, HogQLValue } from './tag.js'
export { children, transform, walk } from './walk.js'
