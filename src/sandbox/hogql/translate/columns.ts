import type { ColumnsExpr, Expr } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { didYouMean } from '../../../hogql/suggest.js'
import { walk } from '../../../hogql/walk.js'
import type { Scope, Source } from './scope.js'
import type { Translation } from './translation.js'
import type { Typed } from './valueType.js'

/** A column of a SELECT list before it has a name in the SQL. */
export interface SelectItem {
  name: string
  /** The query gives the name itself. */
  explicit: boolean
  typed: Typed
}

/** `* EXCLUDE (a)`, `COLUMNS(* REPLACE (b AS a))`, `COLUMNS(a, b)` and `COLUMNS('pattern')`. */
export function columnsExpression(
  translation: Translation,
  node: ColumnsExpr,
  scope: Scope,
  items: (item: Expr) => SelectItem[],
): SelectItem[] {
  if (node.all_columns) return allBut(translation, node, scope)
  if (node.columns) return node.columns.flatMap(items)
  const matches = columnPattern(node)
  const found = expand(all(node, scope)).filter(({ name }) => matches(name))
  if (found.length === 0) throw errorAt(node, 'unresolved_field', 'No column matches the pattern of COLUMNS(…).')
  return found
}

function allBut(translation: Translation, node: ColumnsExpr, scope: Scope): SelectItem[] {
  const sources = all(node, scope)
  const known = sources.flatMap(source => source.columnNames().map(name => ({ source, name })))
  const open = sources.some(source => source.open)
  const excluded = (node.exclude ?? []).map(text => {
    const parts = text.split('.')
    const name = parts.at(-1) ?? ''
    const table = parts.slice(0, -1).join('.')
    const entry = (item: { source: Source; name: string }): boolean =>
      item.name === name && (table === '' || item.source.name === table)
    if (!open && !known.some(entry)) throw missing(node, text, 'EXCLUDE', known)
    return { name, entry }
  })
  const replace = node.replace ?? {}
  for (const [name, expr] of Object.entries(replace)) {
    if (excluded.some(item => item.name === name))
      throw errorAt(node, 'wrong_arguments', `The column "${name}" is in both lists, EXCLUDE and REPLACE.`)
    if (!open && !known.some(item => item.name === name)) throw missing(node, name, 'REPLACE', known)
    walk(expr, part => {
      const read = part.node === 'Field' && part.chain.length === 1 ? String(part.chain[0]) : undefined
      if (read !== undefined && excluded.some(item => item.name === read))
        throw errorAt(part, 'wrong_arguments', `"${read}" is left out by EXCLUDE, so REPLACE cannot read it.`)
    })
  }
  return known
    .filter(item => !excluded.some(({ entry }) => entry(item)))
    .flatMap(({ source, name }): SelectItem[] => {
      if (Object.hasOwn(replace, name) && replace[name])
        return [{ name, explicit: true, typed: translation.expr(replace[name], scope) }]
      const found = source.find([name])
      return found ? [{ name, explicit: false, typed: found.column }] : []
    })
}

function missing(node: ColumnsExpr, name: string, list: string, known: readonly { name: string }[]): Error {
  const names = known.map(item => item.name)
  return errorAt(
    node,
    'unresolved_field',
    `There is no column "${name}" for ${list} in this SELECT.${didYouMean(name, names)}`,
  )
}

function columnPattern(node: ColumnsExpr): (name: string) => boolean {
  const text = node.regex ?? ''
  // A pattern that can take exponential time needs a repeated group, and no list of column names needs one.
  if (text.length > 200 || /[)\]][*+{]/.test(text))
    throw errorAt(node, 'unsupported', 'The pattern of COLUMNS(…) is too long or has a repeated group.')
  try {
    const pattern = new RegExp(text)
    return name => pattern.test(name)
  } catch {
    throw errorAt(node, 'invalid_value', `The pattern '${text}' of COLUMNS(…) is not a regular expression.`)
  }
}

/** The tables that `*` stands for. */
export function all(node: Expr, scope: Scope): Source[] {
  if (scope.sources.length === 0) throw errorAt(node, 'unresolved_field', 'SELECT * needs a table: add FROM events.')
  return scope.sources
}

/** The table that `t.*` stands for. */
export function named(node: Expr, scope: Scope): Source[] {
  const name = node.node === 'Field' ? String(node.chain[0]) : ''
  const source = scope.sources.find(item => item.name === name)
  if (!source || (node.node === 'Field' && node.chain.length > 2))
    throw errorAt(node, 'unresolved_field', `There is no table "${name}" in this query.`)
  return [source]
}

/** Every column of these tables. */
export function expand(sources: readonly Source[]): SelectItem[] {
  return sources.flatMap(source => {
    if (source.everyColumn)
      return source.everyColumn().map(({ name, column }) => ({ name, explicit: false, typed: column }))
    return source.columnNames().flatMap(name => {
      const found = source.find([name])
      return found ? [{ name, explicit: false, typed: found.column }] : []
    })
  })
}
