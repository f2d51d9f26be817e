import type { Call, Expr } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import type { FunctionMeta } from '../../../hogql/functions.js'
import { compareValues } from './compare.js'
import { asText } from './property.js'
import type { Scope } from './scope.js'
import { unite, type Translation } from './translation.js'
import { is, isNumeric, isTemporal, maybe, type Typed } from './valueType.js'

type Special = (translation: Translation, node: Call, scope: Scope, meta: FunctionMeta) => Typed

/**
 * Functions that mean something else in HogQL than in ClickHouse, or that ClickHouse has under no name.
 * Everything else in the function table prints as it is.
 */
export const SPECIAL: Record<string, Special> = {
  equals: comparison('=='),
  notEquals: comparison('!='),
  greater: comparison('>'),
  greaterOrEquals: comparison('>='),
  less: comparison('<'),
  lessOrEquals: comparison('<='),
  like: operator('like'),
  ilike: operator('ilike'),
  notLike: operator('not like'),
  notILike: operator('not ilike'),
  match: operator('=~'),
  in: operator('in'),
  notIn: operator('not in'),
  and: (translation, node, scope) => translation.expr({ ...at(node), node: 'And', exprs: node.args }, scope),
  or: (translation, node, scope) => translation.expr({ ...at(node), node: 'Or', exprs: node.args }, scope),
  plus: arithmetic('+'),
  minus: arithmetic('-'),
  multiply: arithmetic('*'),
  divide: arithmetic('/'),
  modulo: arithmetic('%'),
  _caseWithExpression: caseWithExpression,
  if: conditional,
  multiIf: conditional,
  ifNull: fallback,
  coalesce: fallback,
  array: (translation, node, scope) => translation.expr({ ...at(node), node: 'Array', exprs: node.args }, scope),
  concat: (translation, node, scope) => ({
    sql: `concat(${args(translation, node, scope).map(tolerant).join(', ')})`,
    type: is('string'),
  }),
  exists: (translation, node, scope) => exists(translation, node, scope),
  now: () => ({ sql: 'now64(6)', type: is('datetime') }),
  toStartOfWeek: (translation, node, scope) => {
    const [date, mode] = args(translation, node, scope)
    return {
      sql: `toStartOfWeek(${date?.sql}, ${mode?.sql ?? (translation.weekStartDay === 1 ? 3 : 0)})`,
      type: { kind: 'date', nullable: date?.type.nullable ?? false },
    }
  },
  toInt: cast(value => `accurateCastOrNull(${value.text ?? value.sql}, 'Int64')`, 'int'),
  toFloat: cast(value => `accurateCastOrNull(${value.text ?? value.sql}, 'Float64')`, 'float'),
  toUUID: cast(value => `accurateCastOrNull(${value.text ?? value.sql}, 'UUID')`, 'uuid'),
  toDateTimeUS: cast(value => `parseDateTime64BestEffortUSOrNull(${asText(value).sql}, 6)`, 'datetime'),
  toDate: toDate,
  toDateTime: toDateTime,
  toDecimal: (translation, node, scope) => {
    const [value] = args(translation, node, scope)
    const scale = node.args[1]
    if (
      !value ||
      scale?.node !== 'Constant' ||
      typeof scale.value !== 'number' ||
      !Number.isInteger(scale.value) ||
      scale.value < 0 ||
      scale.value > 30
    ) {
      throw errorAt(
        scale ?? node,
        'wrong_arguments',
        'toDecimal() takes the number of decimals as a whole number from 0 to 30.',
      )
    }
    return { sql: `toDecimal128OrNull(${asText(value).sql}, ${scale.value})`, type: maybe('unknown') }
  },
  toIntOrZero: cast(value => `toInt64OrZero(ifNull(${asText(value).sql}, ''))`, 'int', false),
  toFloatOrZero: cast(value => `toFloat64OrZero(ifNull(${asText(value).sql}, ''))`, 'float', false),
  toFloat64OrNull: cast(value => `toFloat64OrNull(${asText(value).sql})`, 'float'),
  toInt64OrNull: cast(value => `toInt64OrNull(${asText(value).sql})`, 'int'),
  toFloatOrDefault: (translation, node, scope) => {
    const [value, otherwise] = args(translation, node, scope)
    return { sql: `ifNull(toFloat64OrNull(${value ? asText(value).sql : ''}), ${otherwise?.sql})`, type: is('float') }
  },
  split_part: (translation, node, scope) => {
    const [text, separator, part] = args(translation, node, scope)
    return {
      sql: `arrayElement(splitByString(${separator?.sql}, ${tolerant(text)}), ${part?.sql})`,
      type: is('string'),
    }
  },
  splitByChar: split,
  splitByString: split,
  md5: (translation, node, scope) => ({
    sql: `lower(hex(MD5(${args(translation, node, scope)[0]?.sql})))`,
    type: is('string'),
  }),
  sortableSemVer: (translation, node, scope) => ({
    sql: `arrayMap(x -> toInt64OrZero(x), splitByChar('.', extract(${tolerant(args(translation, node, scope)[0])}, '(\\\\d+(?:\\\\.\\\\d+)*)')))`,
    type: is('array'),
    element: is('int'),
  }),
  dateAdd: dateShift('plus'),
  date_add: dateShift('plus'),
  timestampAdd: dateShift('plus'),
  dateSub: dateShift('minus'),
  date_subtract: dateShift('minus'),
  timestampSub: dateShift('minus'),
  windowFunnel,
}

function at(node: Call): Pick<Call, 'start' | 'end'> {
  return { start: node.start ?? null, end: node.end ?? null }
}

function args(translation: Translation, node: Call, scope: Scope): Typed[] {
  return node.args.map(arg => translation.expr(arg, scope))
}

function comparison(op: '==' | '!=' | '>' | '>=' | '<' | '<='): Special {
  return (translation, node, scope) => {
    const [left, right] = args(translation, node, scope)
    if (!left || !right) throw errorAt(node, 'wrong_arguments', `${node.name}() takes 2 arguments.`)
    return compareValues(translation, op, left, right, node)
  }
}

function operator(op: 'like' | 'ilike' | 'not like' | 'not ilike' | '=~' | 'in' | 'not in'): Special {
  return (translation, node, scope) => {
    const [left, right] = node.args
    if (!left || !right) throw errorAt(node, 'wrong_arguments', `${node.name}() takes 2 arguments.`)
    return translation.expr({ ...at(node), node: 'CompareOperation', op, left, right }, scope)
  }
}

function arithmetic(op: '+' | '-' | '*' | '/' | '%'): Special {
  return (translation, node, scope) => {
    const [left, right] = node.args
    if (!left || !right) throw errorAt(node, 'wrong_arguments', `${node.name}() takes 2 arguments.`)
    return translation.expr({ ...at(node), node: 'ArithmeticOperation', op, left, right }, scope)
  }
}

/** `CASE x WHEN v THEN r … ELSE e END` arrives as (x, v, r, …, e). */
function caseWithExpression(translation: Translation, node: Call, scope: Scope): Typed {
  const [subject, ...rest] = args(translation, node, scope)
  const otherwise = rest.pop()
  if (!subject || !otherwise) throw errorAt(node, 'wrong_arguments', 'CASE needs at least one WHEN.')
  const parts: string[] = []
  const results: Typed[] = [otherwise]
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [value, result] = [rest[index], rest[index + 1]]
    if (!value || !result) continue
    parts.push(compareValues(translation, '==', subject, value, node).sql, result.sql)
    results.push(result)
  }
  return { sql: `multiIf(${[...parts, otherwise.sql].join(', ')})`, type: unite(results.map(result => result.type)) }
}

function conditional(translation: Translation, node: Call, scope: Scope): Typed {
  const values = args(translation, node, scope)
  if (values.length % 2 === 0)
    throw errorAt(
      node,
      'wrong_arguments',
      `${node.name}() takes pairs of condition and value, and one value at the end.`,
    )
  const results = values.filter((_, index) => index % 2 === 1 || index === values.length - 1)
  return {
    sql: `${values.length === 3 ? 'if' : 'multiIf'}(${values.map(value => value.sql).join(', ')})`,
    type: unite(results.map(result => result.type)),
  }
}

function fallback(translation: Translation, node: Call, scope: Scope): Typed {
  const values = args(translation, node, scope)
  const type = unite(values.map(value => value.type))
  return {
    sql: `${values.length === 2 ? 'ifNull' : 'coalesce'}(${values.map(value => value.sql).join(', ')})`,
    type: { kind: type.kind, nullable: values.every(value => value.type.nullable) },
  }
}

function exists(translation: Translation, node: Call, scope: Scope): Typed {
  const [query] = node.args
  if (query?.node !== 'SelectQuery' && query?.node !== 'SelectSetQuery')
    throw errorAt(node, 'wrong_arguments', 'exists() takes a subquery.')
  return { sql: `exists(${translation.select(query, scope).sql})`, type: is('bool') }
}

/** Text for a function that cannot take null: null is the empty text, as in PostHog's `concat`. */
function tolerant(value: Typed | undefined): string {
  if (!value) return "''"
  const text = asText(value)
  return text.type.nullable || text.type.kind === 'unknown' ? `ifNull(${text.sql}, '')` : text.sql
}

function split(translation: Translation, node: Call, scope: Scope, meta: FunctionMeta): Typed {
  const [separator, text, max] = args(translation, node, scope)
  // Arrays cannot be null in ClickHouse, so a missing text gives the parts of the empty one.
  return {
    sql: `${meta.clickhouse}(${separator?.sql}, ${tolerant(text)}${max ? `, ${max.sql}` : ''})`,
    type: is('array'),
    element: is('string'),
  }
}

function cast(print: (value: Typed) => string, kind: Typed['type']['kind'], nullable = true): Special {
  return (translation, node, scope) => {
    const [value] = args(translation, node, scope)
    if (!value) throw errorAt(node, 'wrong_arguments', `${node.name}() takes 1 argument.`)
    if (kind === 'int' && isTemporal(value.type))
      return { sql: `toInt64(${value.sql})`, type: { kind, nullable: value.type.nullable } }
    return { sql: print(value), type: { kind, nullable } }
  }
}

function toDate(translation: Translation, node: Call, scope: Scope): Typed {
  const [value] = args(translation, node, scope)
  if (!value) throw errorAt(node, 'wrong_arguments', 'toDate() takes 1 argument.')
  if (isTemporal(value.type) || isNumeric(value.type))
    return { sql: `toDate(${value.sql})`, type: { kind: 'date', nullable: value.type.nullable } }
  return { sql: `toDate(${parsed(translation, value)})`, type: maybe('date') }
}

function toDateTime(translation: Translation, node: Call, scope: Scope): Typed {
  const [value, zone] = args(translation, node, scope)
  if (!value) throw errorAt(node, 'wrong_arguments', 'toDateTime() takes 1 or 2 arguments.')
  const inZone = zone ? `, ${zone.sql}` : ''
  if (isTemporal(value.type) || isNumeric(value.type))
    return { sql: `toDateTime(${value.sql}${inZone})`, type: { kind: 'datetime', nullable: value.type.nullable } }
  // A constant is checked at once: a typing error in a date must not become an empty result.
  if (typeof value.constant?.value === 'string')
    return {
      sql: `parseDateTime64BestEffort(${value.sql}, 6, ${zone?.sql ?? `'${translation.settings.timezone}'`})`,
      type: is('datetime'),
    }
  return {
    sql: zone ? `parseDateTime64BestEffortOrNull(${asText(value).sql}, 6${inZone})` : parsed(translation, value),
    type: maybe('datetime'),
  }
}

function parsed(translation: Translation, value: Typed): string {
  return `parseDateTime64BestEffortOrNull(${asText(value).sql}, 6, '${translation.settings.timezone}')`
}

const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const

/** `dateAdd('day', 1, date)` and `dateAdd(date, toIntervalDay(1))`. */
function dateShift(name: 'plus' | 'minus'): Special {
  return (translation, node, scope) => {
    const [first, amount, date] = node.args as [Expr, Expr, Expr | undefined]
    const op = name === 'plus' ? '+' : '-'
    if (!date)
      return translation.expr({ ...at(node), node: 'ArithmeticOperation', op, left: first, right: amount }, scope)
    const word = first.node === 'Constant' ? String(first.value) : first.node === 'Field' ? first.chain.join('.') : ''
    const unit = UNITS.find(known => known === word.toLowerCase().replace(/s$/, ''))
    if (!unit)
      throw errorAt(
        first,
        'wrong_arguments',
        `${node.name}() takes one of these units first: ${UNITS.map(known => `'${known}'`).join(', ')}.`,
      )
    const interval: Expr = {
      ...at(node),
      node: 'Call',
      name: `toInterval${unit.charAt(0).toUpperCase()}${unit.slice(1)}`,
      args: [amount],
    }
    return translation.expr({ ...at(node), node: 'ArithmeticOperation', op, left: date, right: interval }, scope)
  }
}

/** ClickHouse counts the window in whole seconds; on microseconds the order within a second is kept. */
function windowFunnel(translation: Translation, node: Call, scope: Scope): Typed {
  if (scope.aggregates > 0)
    throw errorAt(
      node,
      'wrong_arguments',
      'windowFunnel() stands inside another aggregate. Compute the inner one in a subquery.',
    )
  scope.aggregates += 1
  try {
    const [time, ...steps] = args(translation, node, scope)
    const [window, ...modes] = node.params ?? []
    if (!time || window?.node !== 'Constant' || typeof window.value !== 'number' || !(window.value >= 0))
      throw errorAt(
        window ?? node,
        'wrong_arguments',
        'windowFunnel() takes its window in seconds first: windowFunnel(86400)(timestamp, …).',
      )
    const words = modes.map(mode => {
      const known = mode.node === 'Constant' && FUNNEL_MODES.find(word => word === mode.value)
      if (!known) throw errorAt(mode, 'wrong_arguments', `windowFunnel() knows the modes ${FUNNEL_MODES.join(', ')}.`)
      return `, '${known}'`
    })
    const exact = time.type.kind === 'datetime'
    const clock = exact ? `toUInt64(toUnixTimestamp64Micro(toDateTime64(${time.sql}, 6)))` : time.sql
    const span = exact ? BigInt(Math.round(window.value * 1e6)).toString() : String(window.value)
    return {
      sql: `windowFunnel(${span}${words.join('')})(${[clock, ...steps.map(step => step.sql)].join(', ')})`,
      type: is('int'),
    }
  } finally {
    scope.aggregates -= 1
  }
}

const FUNNEL_MODES = ['strict_deduplication', 'strict_order', 'strict_increase', 'strict_once'] as const
