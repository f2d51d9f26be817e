import { isSelect, type CompareOp, type Expr, type Located } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { cohortExpression } from './cohort.js'
import { asText } from './property.js'
import type { Scope } from './scope.js'
import type { Translation } from './translation.js'
import { is, isNumeric, isTemporal, type Typed } from './valueType.js'

type Ordering = '==' | '!=' | '>' | '>=' | '<' | '<='
const FUNCTIONS: Record<Ordering, string> = {
  '==': 'equals',
  '!=': 'notEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '<': 'less',
  '<=': 'lessOrEquals',
}

/** A comparison with PostHog's null rules: it is never null itself, `!=` holds for null against a value, and null equals null. */
export function compareOperation(
  translation: Translation,
  node: { op: CompareOp; left: Expr; right: Expr } & Located,
  scope: Scope,
): Typed {
  const { op } = node
  if (op === 'in cohort' || op === 'not in cohort')
    return translation.expr(cohortExpression(translation, node, op === 'in cohort'), scope)
  if (op === 'in' || op === 'not in' || op === 'global in' || op === 'global not in')
    return inOperation(translation, node, scope, op.includes('not'))
  const left = translation.expr(node.left, scope)
  const right = translation.expr(node.right, scope)
  switch (op) {
    case 'like':
    case 'ilike':
      return textMatch(op, left, right, false)
    case 'not like':
      return textMatch('notLike', left, right, true)
    case 'not ilike':
      return textMatch('notILike', left, right, true)
    case '=~':
    case '!~':
      return regex(left, right.sql, right.type.nullable, op === '!~')
    case '=~*':
    case '!~*':
      return regex(left, `concat('(?i)', ${right.sql})`, right.type.nullable, op === '!~*')
    default:
      return compareValues(translation, op, left, right, node)
  }
}

/** `left op right` of two translated values. */
export function compareValues(translation: Translation, op: Ordering, left: Typed, right: Typed, at: Located): Typed {
  const bool = is('bool')
  const nulls = (left.constant?.value === null ? 1 : 0) + (right.constant?.value === null ? 1 : 0)
  if (nulls > 0 && (op === '==' || op === '!=')) {
    if (nulls === 2) return { sql: op === '==' ? '1' : '0', type: bool }
    const value = left.constant?.value === null ? right : left
    return { sql: `${op === '==' ? 'isNull' : 'isNotNull'}(${value.sql})`, type: bool }
  }
  const [a, b] = alike(translation, op, left, right, at)
  const sql = `${FUNCTIONS[op]}(${a.sql}, ${b.sql})`
  const nullable = [a, b].filter(side => side.type.nullable || side.type.kind === 'unknown').length
  if (nullable === 0) return { sql, type: bool }
  if (op === '==' || op === '!=') {
    if (nullable === 2)
      return { sql: `${op === '==' ? 'isNotDistinctFrom' : 'isDistinctFrom'}(${a.sql}, ${b.sql})`, type: bool }
    return { sql: `ifNull(${sql}, ${op === '==' ? 0 : 1})`, type: bool }
  }
  return { sql: `ifNull(${sql}, 0)`, type: bool }
}

/** Two values of types that ClickHouse compares, or an error that says how to make them so. */
function alike(translation: Translation, op: Ordering, left: Typed, right: Typed, at: Located): [Typed, Typed] {
  const [a, b] = moments(fitted(translation, left, right), fitted(translation, right, left))
  const text = [a, b].find(side => side.type.kind === 'string')
  const number = [a, b].find(side => isNumeric(side.type))
  if (!text || !number || isNumberText(text)) return [a, b]
  if (op === '==' || op === '!=') return [asText(a), asText(b)]
  throw errorAt(
    at,
    'type_mismatch',
    'A text is compared with a number. Write toFloat(…) around the text, or give the property a Numeric definition.',
  )
}

/** Which of two moments is earlier does not depend on a zone, and without one the index on time can be used. */
function moments(left: Typed, right: Typed): [Typed, Typed] {
  if (left.type.kind !== 'datetime' || right.type.kind !== 'datetime') return [left, right]
  const stored = (side: Typed): Typed => (side.moment ? { ...side, sql: side.moment() } : side)
  return [stored(left), stored(right)]
}

function isNumberText(typed: Typed): boolean {
  return (
    typeof typed.constant?.value === 'string' &&
    typed.constant.value.trim() !== '' &&
    Number.isFinite(Number(typed.constant.value))
  )
}

/** A value as it would be compared with a moment. */
export function asMoment(translation: Translation, value: Typed): Typed {
  return fitted(translation, value, { sql: '', type: is('datetime') })
}

/** A text constant in the type of what it is compared with. */
function fitted(translation: Translation, value: Typed, other: Typed): Typed {
  const text = value.constant?.value
  if (typeof text !== 'string' || value.type.kind !== 'string') return value
  if (isTemporal(other.type))
    return {
      sql: `parseDateTime64BestEffort(${value.sql}, 6, '${translation.settings.timezone}')`,
      type: is('datetime'),
    }
  if (other.type.kind === 'bool' && /^(true|false)$/i.test(text)) return { sql: text.toLowerCase(), type: is('bool') }
  return value
}

function textMatch(name: string, left: Typed, right: Typed, whenNull: boolean): Typed {
  const value = isNumeric(left.type) || left.type.kind === 'bool' || left.type.kind === 'uuid' ? asText(left) : left
  return orWhenNull(`${name}(${value.sql}, ${right.sql})`, [value, right], whenNull)
}

function regex(left: Typed, pattern: string, patternNullable: boolean, negated: boolean): Typed {
  const value = asText(left)
  const match = `match(${value.sql}, ${pattern})`
  const nullable = value.type.nullable || patternNullable
  return {
    sql: nullable
      ? `ifNull(${negated ? `not(${match})` : match}, ${negated ? 1 : 0})`
      : negated
        ? `not(${match})`
        : match,
    type: is('bool'),
  }
}

function orWhenNull(sql: string, sides: Typed[], whenNull: boolean): Typed {
  const nullable = sides.some(side => side.type.nullable || side.type.kind === 'unknown')
  return { sql: nullable ? `ifNull(${sql}, ${whenNull ? 1 : 0})` : sql, type: is('bool') }
}

function inOperation(
  translation: Translation,
  node: { left: Expr; right: Expr } & Located,
  scope: Scope,
  negated: boolean,
): Typed {
  const left = translation.expr(node.left, scope)
  const name = negated ? 'notIn' : 'in'
  const type = is('bool')
  if (isSelect(node.right)) return { sql: `${name}(${left.sql}, (${translation.select(node.right, scope).sql}))`, type }
  const items = listItems(node.right)
  if (!items) {
    const list = translation.expr(node.right, scope)
    if (list.type.kind === 'tuple')
      throw errorAt(node.right, 'unsupported', 'IN needs a list that is written out, a placeholder, or a subquery.')
    return { sql: `${negated ? 'not(' : ''}has(${list.sql}, ${left.sql})${negated ? ')' : ''}`, type }
  }
  if (items.length === 0) return { sql: negated ? '1' : '0', type }
  const texts = items.map(item =>
    item.node === 'Constant' && typeof item.value === 'string' && item.value_type !== 'number' ? item.value : undefined,
  )
  const plain = left.type.kind === 'string' || left.type.kind === 'uuid'
  // One parameter for the whole list: thousands of texts would otherwise be thousands of parameters.
  if (plain && texts.every(text => text !== undefined))
    return { sql: `${name}(${left.sql}, ${translation.bind(texts, 'Array(String)')})`, type }
  const values = items.map(item => fitted(translation, translation.expr(item, scope), left))
  const mixed = left.type.kind === 'string' && values.some(value => isNumeric(value.type) || value.type.kind === 'bool')
  const list = values.map(value => (mixed && value.constant?.value !== null ? asText(value) : value).sql)
  return { sql: `${name}(${left.sql}, tuple(${list.join(', ')}))`, type }
}

/** The items of a list that is written out; undefined for anything computed. */
function listItems(node: Expr): Expr[] | undefined {
  if (node.node === 'Tuple' || node.node === 'Array') return node.exprs
  if (node.node === 'Call' && (node.name === 'tuple' || node.name === 'array')) return node.args
  return node.node === 'Constant' ? [node] : undefined
}
