import type { Call } from '../../../../hogql/ast.js'
import { errorAt } from '../../../../hogql/errors.js'
import { compareValues } from '../compare.js'
import type { Scope } from '../scope.js'
import { unite, type Translation } from '../translation.js'
import { is, type Typed } from '../valueType.js'
import { args, at, type Special } from './support.js'

/** Comparisons, conditions and arithmetic under their function names, and what deals with null. */
export const LOGIC: Record<string, Special> = {
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
  exists,
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
