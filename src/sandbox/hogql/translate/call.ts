import type { Call, Position } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { ELSEWHERE } from '../../../hogql/functionData.js'
import { findFunction, functionNames, type FunctionMeta } from '../../../hogql/functions.js'
import { didYouMean } from '../../../hogql/suggest.js'
import type { Scope } from './scope.js'
import { SPECIAL } from './special/index.js'
import type { Translation } from './translation.js'
import { isNumeric, type Typed, type ValueType } from './valueType.js'

/** Aggregates that add up or order numbers: text in them is a mistake that ClickHouse words badly. */
const NUMERIC_AGGREGATES = /^(sum|avg|median|quantile|stddev|var(Pop|Samp)|covar|corr|skew|kurt|deltaSum)/

/** Translates a function call. */
export function call(translation: Translation, node: Call, scope: Scope): Typed {
  const meta = checked(node, node.args.length, node.params?.length ?? 0)
  if (meta.kind === 'window')
    throw errorAt(node, 'wrong_arguments', `${meta.name}() is a window function: add OVER (…) after it.`)
  if (meta.kind === 'table') throw errorAt(node, 'wrong_arguments', `${meta.name}() gives a table: write it in FROM.`)
  const special = Object.hasOwn(SPECIAL, meta.name) ? SPECIAL[meta.name] : undefined
  if (special) return special(translation, node, scope, meta)
  return meta.kind === 'aggregate' ? aggregate(translation, node, scope, meta) : scalar(translation, node, scope, meta)
}

/** The function's entry, when the call fits it. @throws HogQLError `unsupported_function`, `wrong_arguments` */
export function checked(
  node: { name: string; start?: Position | null; end?: Position | null },
  args: number,
  params: number,
): FunctionMeta {
  const meta = findFunction(node.name)
  if (!meta && Object.hasOwn(ELSEWHERE, node.name))
    throw errorAt(node, 'unsupported', `${node.name}() ${ELSEWHERE[node.name]}. Send this query to PostHog.`)
  if (!meta)
    throw errorAt(
      node,
      'unsupported_function',
      `Unsupported function call '${node.name.slice(0, 60)}(...)'.${didYouMean(node.name, functionNames())}`,
    )
  if (args < meta.minArgs || args > meta.maxArgs)
    throw errorAt(
      node,
      'wrong_arguments',
      `${meta.name}() takes ${range(meta.minArgs, meta.maxArgs, 'argument')}, not ${args}.`,
    )
  if (params < meta.minParams || params > meta.maxParams) {
    throw errorAt(
      node,
      'wrong_arguments',
      `${meta.name}() takes ${range(meta.minParams, meta.maxParams, 'parameter')} in a first pair of brackets, not ${params}.`,
    )
  }
  return meta
}

function range(min: number, max: number, what: string): string {
  if (min === max) return `${min} ${what}${min === 1 ? '' : 's'}`
  return max === Infinity ? `at least ${min} ${what}${min === 1 ? '' : 's'}` : `${min} to ${max} ${what}s`
}

function scalar(translation: Translation, node: Call, scope: Scope, meta: FunctionMeta): Typed {
  if (node.distinct || node.filter_expr)
    throw errorAt(node, 'wrong_arguments', `${meta.name}() is not an aggregate: DISTINCT and FILTER do not apply.`)
  const args = node.args.map(arg => translation.expr(arg, scope))
  return { sql: `${meta.clickhouse}(${args.map(arg => arg.sql).join(', ')})`, type: resultType(meta, args) }
}

function aggregate(translation: Translation, node: Call, scope: Scope, meta: FunctionMeta): Typed {
  if (scope.aggregates > 0)
    throw errorAt(
      node,
      'wrong_arguments',
      `The aggregate ${meta.name}() stands inside another aggregate. Compute the inner one in a subquery.`,
    )
  if (node.within_group?.length)
    throw errorAt(node, 'wrong_arguments', `${meta.name}() takes no WITHIN GROUP. percentile_cont() does.`)
  if (node.order_by?.length) return orderedArray(translation, node, scope, meta)
  scope.aggregates += 1
  try {
    const args = arguments_(translation, node, scope, meta)
    const filter = node.filter_expr ? ` FILTER (WHERE ${translation.expr(node.filter_expr, scope).sql})` : ''
    const sql = `${meta.clickhouse}${parameters(node)}(${node.distinct ? 'DISTINCT ' : ''}${args.map(arg => arg.sql).join(', ')})${filter}`
    return { sql, type: resultType(meta, args) }
  } finally {
    scope.aggregates -= 1
  }
}

/** `groupArray(x ORDER BY t)`: pairs are collected and sorted, because ClickHouse has no order inside an aggregate. */
function orderedArray(translation: Translation, node: Call, scope: Scope, meta: FunctionMeta): Typed {
  const [order, second] = node.order_by ?? []
  const [value] = node.args
  if (meta.clickhouse !== 'groupArray' || node.params?.length || node.distinct || !order || second || !value)
    throw errorAt(
      node,
      'unsupported',
      'ORDER BY inside an aggregate works with groupArray(x ORDER BY y) only. Sort the array with arraySort instead.',
    )
  scope.aggregates += 1
  try {
    const item = translation.expr(value, scope)
    const key = translation.expr(order.expr, scope)
    const filter = node.filter_expr ? ` FILTER (WHERE ${translation.expr(node.filter_expr, scope).sql})` : ''
    const sort = order.order === 'DESC' ? 'arrayReverseSort' : 'arraySort'
    // As groupArray does, null is left out.
    const pairs = `groupArray(tuple(${item.sql}, ${key.sql}))${filter}`
    const sql = `arrayMap(x -> x.1, ${sort}(x -> x.2, ${item.type.nullable || item.type.kind === 'unknown' ? `arrayFilter(x -> isNotNull(x.1), ${pairs})` : pairs}))`
    return { sql, type: { kind: 'array', nullable: false }, element: item.type }
  } finally {
    scope.aggregates -= 1
  }
}

function arguments_(translation: Translation, node: Call, scope: Scope, meta: FunctionMeta): Typed[] {
  if (
    meta.name === 'count' &&
    node.args.length === 1 &&
    node.args[0]?.node === 'Field' &&
    node.args[0].chain.join('.') === '*'
  )
    return []
  const args = node.args.map(arg => translation.expr(arg, scope))
  checkNumeric(meta, args, node)
  const [time] = args
  // ClickHouse counts the steps of a sequence in whole seconds.
  if (/^sequence(Match|Count)/.test(meta.name) && time?.type.kind === 'datetime')
    return [{ ...time, sql: `toDateTime(${time.sql})` }, ...args.slice(1)]
  return args
}

/** @throws HogQLError `type_mismatch` when text would be added up */
export function checkNumeric(
  meta: FunctionMeta,
  args: Typed[],
  node: { args?: Call['args'] | null; start?: Position | null; end?: Position | null },
): void {
  if (args[0]?.type.kind !== 'string' || !NUMERIC_AGGREGATES.test(meta.name)) return
  throw errorAt(
    node,
    'type_mismatch',
    `${meta.name}() needs numbers, this is text. Write toFloat(…) around it, or give the property a Numeric definition.`,
  )
}

/** The parameters of a parametric aggregate: numbers and texts written out by value. */
export function parameters(node: {
  name?: string
  params?: Call['params']
  start?: Position | null
  end?: Position | null
}): string {
  if (!node.params?.length) return ''
  const list = node.params.map(param => {
    if (param.node === 'Constant' && typeof param.value === 'number' && Number.isFinite(param.value))
      return String(param.value)
    const known = param.node === 'Constant' && PARAMETER_WORDS.find(word => word === param.value)
    if (known) return `'${known}'`
    // A pattern of sequenceMatch is made of signs that mean nothing to SQL.
    if (param.node === 'Constant' && typeof param.value === 'string' && SEQUENCE.test(param.value))
      return `'${param.value}'`
    if (node.name === 'groupConcat' && param.node === 'Constant' && typeof param.value === 'string')
      return hexadecimal(param.value)
    throw errorAt(param, 'wrong_arguments', 'The parameters of an aggregate must be numbers that are written out.')
  })
  return `(${list.join(', ')})`
}

/** `(?1).*(?t<=3600)(?2)` */
const SEQUENCE = /^(?:\(\?(?:\d{1,2}|t(?:<=|>=|==|<|>)\d{1,12})\)|\.\*?){1,100}$/

/** A text whose bytes are all written by number: parameters of aggregates cannot be bound. */
function hexadecimal(text: string): string {
  return `'${Array.from(new TextEncoder().encode(text), byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`
}

/** The words that `windowFunnel` and the tests take as parameters. */
const PARAMETER_WORDS = [
  'strict',
  'strict_order',
  'strict_increase',
  'strict_deduplication',
  'strict_once',
  'two-sided',
  'less',
  'greater',
] as const

/** What a function gives for its arguments. */
export function resultType(meta: FunctionMeta, args: Typed[]): ValueType {
  const anyNullable = args.some(arg => arg.type.nullable)
  const nullable = meta.nullable === 'always' || (meta.nullable === 'arguments' && anyNullable)
  const source = meta.returns === 'first' ? args[0] : meta.returns === 'second' ? args[1] : undefined
  if (source)
    return { kind: source.type.kind === 'json' || source.type.kind === 'null' ? 'unknown' : source.type.kind, nullable }
  const kind = meta.returns === 'first' || meta.returns === 'second' ? 'unknown' : meta.returns
  const numeric = kind === 'unknown' && args.length > 0 && args.every(arg => isNumeric(arg.type))
  return { kind: numeric ? 'float' : kind, nullable }
}
