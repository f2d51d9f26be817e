import { isSelect, type Expr, type Field } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { call } from './call.js'
import { compareOperation, compareValues } from './compare.js'
import { field } from './field.js'
import { dictionary, hogqlxTag } from './markup.js'
import { enterJson } from './property.js'
import type { Scope } from './scope.js'
import { constantSql, unite, type Translation } from './translation.js'
import { is, isNumeric, isTemporal, maybe, userName, type Typed, type ValueType } from './valueType.js'
import { windowFunction } from './window.js'

/** Translates one expression. */
export function expression(translation: Translation, node: Expr, scope: Scope): Typed {
  const one = (child: Expr): Typed => translation.expr(child, scope)
  if (isSelect(node)) return scalarSubquery(translation, node, scope)
  switch (node.node) {
    case 'Constant':
      return constantSql(translation, node.value, node.value_type === 'number', node)
    case 'Field':
      return field(translation, node, scope)
    case 'Alias':
      return alias(translation, node, scope)
    case 'And':
    case 'Or':
      return logical(node.node === 'And' ? 'and' : 'or', node.exprs.map(one))
    case 'Not': {
      const value = one(node.expr)
      return { sql: `not(${value.sql})`, type: { kind: 'bool', nullable: value.type.nullable } }
    }
    case 'ArithmeticOperation':
      return arithmetic(node, one(node.left), one(node.right))
    case 'CompareOperation':
      return compareOperation(translation, node, scope)
    case 'BetweenExpr':
      return between(translation, node, scope)
    case 'IsDistinctFrom':
      return {
        sql: `${node.negated ? 'isNotDistinctFrom' : 'isDistinctFrom'}(${one(node.left).sql}, ${one(node.right).sql})`,
        type: is('bool'),
      }
    case 'Call':
      return call(translation, node, scope)
    case 'Lambda':
      return lambda(translation, node, scope)
    case 'Array':
      return arrayOf(node.exprs.map(one))
    case 'Tuple':
      return { sql: `tuple(${node.exprs.map(item => one(item).sql).join(', ')})`, type: is('tuple') }
    case 'ArrayAccess':
      return arrayAccess(translation, node, scope)
    case 'ArraySlice':
      return arraySlice(translation, node, scope)
    case 'TupleAccess':
      return tupleAccess(translation, node, scope)
    case 'TypeCast':
    case 'TryCast':
      return cast(translation, node, scope)
    case 'WindowFunction':
      return windowFunction(translation, node, scope)
    case 'Dict':
      return dictionary(translation, node, scope)
    case 'HogQLXTag':
      return hogqlxTag(translation, node, scope)
    case 'Placeholder':
      throw errorAt(node, 'missing_placeholder', 'The placeholder has no value.')
    default:
      throw errorAt(node, 'unsupported', `${UNSUPPORTED[node.node] ?? node.node} is not supported here.`)
  }
}

const UNSUPPORTED: Partial<Record<Expr['node'], string>> = {
  ExprCall: 'Calling an expression',
  ColumnsExpr: 'COLUMNS(…) or * EXCLUDE outside of the SELECT list',
  ValuesQuery: 'VALUES outside of FROM',
  GroupingSet: 'A grouping set outside of GROUP BY',
}

function scalarSubquery(
  translation: Translation,
  node: Extract<Expr, { node: 'SelectQuery' | 'SelectSetQuery' }>,
  scope: Scope,
): Typed {
  const { sql, columns } = translation.select(node, scope)
  const [only] = columns
  if (columns.length !== 1 || !only)
    throw errorAt(
      node,
      'unsupported',
      `A subquery used as a value must have one column, this one has ${columns.length}.`,
    )
  // A subquery without rows is null.
  return { sql: `(${sql})`, type: { ...only.typed.type, nullable: true } }
}

function alias(translation: Translation, node: Extract<Expr, { node: 'Alias' }>, scope: Scope): Typed {
  if (scope.aliases.has(node.alias)) throw errorAt(node, 'unknown_alias', `The alias "${node.alias}" is given twice.`)
  const value = translation.expr(node.expr, scope)
  const name = userName(node.alias)
  scope.aliases.set(node.alias, aliased(value, name))
  return { ...value, sql: `(${value.sql} AS ${name})` }
}

/** A value under a name: what is known of it stays, only its SQL is the name. */
export function aliased(value: Typed, sql: string): Typed {
  const { constant: _, text: __, moment: ___, json, ...rest } = value
  return json && json.path.length === 0
    ? { ...rest, sql, json: { ...json, column: () => sql, materialized: undefined } }
    : { ...rest, sql }
}

function logical(name: 'and' | 'or', values: Typed[]): Typed {
  return {
    sql: `${name}(${values.map(value => value.sql).join(', ')})`,
    type: { kind: 'bool', nullable: values.some(value => value.type.nullable) },
  }
}

const ARITHMETIC = { '+': 'plus', '-': 'minus', '*': 'multiply', '/': 'divide', '%': 'modulo' } as const

function arithmetic(node: Extract<Expr, { node: 'ArithmeticOperation' }>, left: Typed, right: Typed): Typed {
  for (const [side, expr] of [
    [left, node.left],
    [right, node.right],
  ] as const) {
    if (side.type.kind === 'string')
      throw errorAt(
        expr,
        'type_mismatch',
        `Arithmetic needs numbers, this is text. Write toFloat(…) around it, or give the property a Numeric definition.`,
      )
  }
  return {
    sql: `${ARITHMETIC[node.op]}(${left.sql}, ${right.sql})`,
    type: arithmeticType(node.op, left.type, right.type),
  }
}

function arithmeticType(op: string, left: ValueType, right: ValueType): ValueType {
  const nullable = left.nullable || right.nullable
  if (isTemporal(left) && right.kind === 'interval') return { kind: 'datetime', nullable }
  if (left.kind === 'interval' && isTemporal(right)) return { kind: 'datetime', nullable }
  if (left.kind === 'date' || right.kind === 'date' || !isNumeric(left) || !isNumeric(right))
    return { kind: left.kind === right.kind && left.kind === 'interval' ? 'interval' : 'unknown', nullable }
  return { kind: op === '/' || left.kind === 'float' || right.kind === 'float' ? 'float' : 'int', nullable }
}

function between(translation: Translation, node: Extract<Expr, { node: 'BetweenExpr' }>, scope: Scope): Typed {
  const value = translation.expr(node.expr, scope)
  const low = compareValues(translation, '>=', value, translation.expr(node.low, scope), node)
  const high = compareValues(translation, '<=', value, translation.expr(node.high, scope), node)
  const sql = `and(${low.sql}, ${high.sql})`
  return { sql: node.negated ? `not(${sql})` : sql, type: is('bool') }
}

function lambda(translation: Translation, node: Extract<Expr, { node: 'Lambda' }>, scope: Scope): Typed {
  const names = node.args.map(() => translation.fresh('__x'))
  scope.lambdas.push(
    new Map(node.args.map((name, index) => [name, { sql: names[index] ?? '', type: maybe('unknown') }])),
  )
  try {
    const body = translation.expr(node.expr, scope)
    return { sql: `(${names.join(', ')}) -> ${body.sql}`, type: body.type }
  } finally {
    scope.lambdas.pop()
  }
}

function arrayOf(items: Typed[]): Typed {
  return {
    sql: `[${items.map(item => item.sql).join(', ')}]`,
    type: is('array'),
    element: unite(items.map(item => item.type)),
  }
}

function arrayAccess(translation: Translation, node: Extract<Expr, { node: 'ArrayAccess' }>, scope: Scope): Typed {
  const value = translation.expr(node.array, scope)
  const { property } = node
  if (value.json) {
    if (property.node === 'Constant' && (typeof property.value === 'string' || typeof property.value === 'number'))
      return enterJson(translation, value.json, property.value, node)
    throw errorAt(
      property,
      'unsupported',
      'The name of a property must be known before the query runs. Use JSONExtractString(properties, name) for a computed name.',
    )
  }
  if (property.node === 'Constant' && property.value === 0)
    throw errorAt(property, 'invalid_value', 'Indexes start from one, not from zero: the first item is [1].')
  if (property.node === 'Constant' && typeof property.value === 'string' && value.type.kind === 'string') {
    throw errorAt(
      node,
      'type_mismatch',
      'This is text, not an object with fields. Use JSONExtractString(text, key) if it holds JSON.',
    )
  }
  return {
    sql: `arrayElement(${value.sql}, ${translation.expr(property, scope).sql})`,
    type: value.element ?? maybe('unknown'),
  }
}

function arraySlice(translation: Translation, node: Extract<Expr, { node: 'ArraySlice' }>, scope: Scope): Typed {
  const array = translation.expr(node.array, scope)
  const start = node.start_expr ? translation.expr(node.start_expr, scope).sql : '1'
  const end = node.end_expr ? translation.expr(node.end_expr, scope).sql : undefined
  const sql =
    end === undefined
      ? `arraySlice(${array.sql}, ${start})`
      : `arraySlice(${array.sql}, ${start}, plus(minus(${end}, ${start}), 1))`
  const negative = [node.start_expr, node.end_expr].find(
    bound => bound && !(bound.node === 'Constant' && typeof bound.value === 'number' && bound.value > 0),
  )
  if (negative)
    throw errorAt(
      negative,
      'unsupported',
      'The bounds of a slice must be positive whole numbers. Use arraySlice(array, offset, length).',
    )
  return { sql, type: array.type, ...(array.element ? { element: array.element } : {}) }
}

function tupleAccess(translation: Translation, node: Extract<Expr, { node: 'TupleAccess' }>, scope: Scope): Typed {
  const value = translation.expr(node.tuple, scope)
  if (value.json) return enterJson(translation, value.json, node.index, node)
  if (!Number.isInteger(node.index) || node.index < 1)
    throw errorAt(node, 'invalid_value', 'Indexes start from one, not from zero: the first item is .1')
  const access = value.type.kind === 'array' ? 'arrayElement' : 'tupleElement'
  return { sql: `${access}(${value.sql}, ${node.index})`, type: value.element ?? maybe('unknown') }
}

const CASTS: Record<string, string> = {
  int: 'toInt',
  integer: 'toInt',
  bigint: 'toInt',
  int64: 'toInt',
  float: 'toFloat',
  float64: 'toFloat',
  double: 'toFloat',
  real: 'toFloat',
  string: 'toString',
  text: 'toString',
  varchar: 'toString',
  bool: 'toBool',
  boolean: 'toBool',
  date: 'toDate',
  datetime: 'toDateTime',
  timestamp: 'toDateTime',
  uuid: 'toUUID',
}

function cast(translation: Translation, node: Extract<Expr, { node: 'TypeCast' | 'TryCast' }>, scope: Scope): Typed {
  const name = node.type_name.toLowerCase()
  const target = Object.hasOwn(CASTS, name) ? CASTS[name] : undefined
  if (!target)
    throw errorAt(
      node,
      'unsupported',
      `A cast to "${node.type_name}" is not supported. Known are: ${Object.keys(CASTS).join(', ')}.`,
    )
  return translation.expr(
    { node: 'Call', name: target, args: [node.expr], start: node.start ?? null, end: node.end ?? null },
    scope,
  )
}

/** Says whether a field stands for all columns: `*` or `events.*`. */
export function isAsterisk(node: Expr): node is Field {
  return node.node === 'Field' && node.chain.at(-1) === '*'
}
