import {
  isSelect,
  type CTE,
  type Expr,
  type JoinExpr,
  type Located,
  type RatioExpr,
  type ValuesQuery,
} from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { didYouMean } from '../../../hogql/suggest.js'
import { findTable, Relation, TABLE_NAMES } from '../tables/index.js'
import { compareValues } from './compare.js'
import { aliased } from './expression.js'
import { Scope, type Source } from './scope.js'
import { UNKNOWN, unite, type OutputColumn, type Translated, type Translation } from './translation.js'
import { is, maybe, userName, type Typed } from './valueType.js'

const MAX_GENERATED_NUMBERS = 10_000_000

/** Adds the tables of a FROM clause to the scope. What is returned prints the clause, once everything else is translated. */
export function fromClause(translation: Translation, first: JoinExpr, scope: Scope): () => string {
  const parts: (() => string)[] = []
  for (let join: JoinExpr | null | undefined = first; join; join = join.next_join) {
    const source = translation.attempt(
      () => makeSource(translation, join, scope),
      () => unknownSource(join),
    )
    const before = [...scope.sources]
    scope.add(source, join)
    const type = parts.length > 0 ? ` ${joinType(join)} ` : ''
    const condition = translation.attempt(
      () => (join.constraint ? ` ON ${constraint(translation, join, before, source, scope)}` : ''),
      () => ' ON 1',
    )
    if (parts.length > 0 && !condition && !/CROSS JOIN/.test(type))
      throw errorAt(
        join,
        'unsupported',
        'A JOIN needs a condition: ON a.id = b.id. Use CROSS JOIN to combine every row with every row.',
      )
    parts.push(() => `${type}${source.print()}${condition}`)
  }
  return () => parts.map(print => print()).join('')
}

const JOIN_WORDS = new Set('JOIN INNER LEFT RIGHT FULL OUTER CROSS ANY ALL SEMI ANTI ASOF GLOBAL'.split(' '))

function joinType(join: JoinExpr): string {
  const type = (join.join_type ?? 'JOIN').toUpperCase()
  if (!type.split(' ').every(word => JOIN_WORDS.has(word)))
    throw errorAt(join, 'unsupported', `${type} is not supported.`)
  // One server has nothing to send elsewhere.
  return type.replace(/^GLOBAL /, '')
}

/** Stands for a table in which a fault was noted. */
function unknownSource(join: JoinExpr): Source {
  const chain = join.table?.node === 'Field' ? join.table.chain : []
  const name = join.alias ?? (chain.length > 0 ? chain.map(String).join('.') : undefined)
  return tableOf(name, new Map(), () => '', true)
}

function makeSource(translation: Translation, join: JoinExpr, scope: Scope): Source {
  const { table } = join
  if (!table) throw errorAt(join, 'unsupported', 'This form of FROM is not supported.')
  if (table.node === 'Placeholder')
    throw errorAt(table, 'missing_placeholder', 'A placeholder cannot stand for a table.')
  if (isSelect(table)) return subquery(translation, translation.select(table, scope), join)
  if (table.node === 'ValuesQuery') return subquery(translation, valuesQuery(translation, table, scope), join)
  if (table.node === 'PivotExpr' || table.node === 'UnpivotExpr') throw pivoted(table)
  if (table.node !== 'Field')
    throw errorAt(table, 'unsupported', 'A value cannot stand for a table. Name a table or write a subquery.')
  return namedSource(translation, join, table.chain.map(String), scope)
}

/** PostHog reads both and refuses them wherever ClickHouse answers. */
function pivoted(table: Extract<Expr, { node: 'PivotExpr' | 'UnpivotExpr' }>): Error {
  return errorAt(
    table,
    'unsupported',
    table.node === 'PivotExpr'
      ? "PIVOT is not supported, as in PostHog. Name each column: sumIf(amount, plan = 'pro') AS pro."
      : "UNPIVOT is not supported, as in PostHog. Make rows of the columns: ARRAY JOIN [('a', a), ('b', b)] AS pair.",
  )
}

function namedSource(translation: Translation, join: JoinExpr, chain: string[], scope: Scope): Source {
  const name = chain[0] === 'posthog' && chain.length === 2 ? (chain[1] ?? '') : chain.join('.')
  const at = join.table ?? join
  if (join.table_args) return generator(translation, join, name)
  const own = chain.length === 1 ? scope.recursive.get(name) : undefined
  if (own) {
    const read = { sql: `SELECT * FROM ${own.as}`, columns: own.columns }
    return subquery(translation, read, { ...join, alias: join.alias ?? name })
  }
  const known = chain.length === 1 ? scope.cte(name) : undefined
  if (known && isSelect(known.cte.expr))
    return subquery(translation, withQuery(translation, known), { ...join, alias: join.alias ?? name })
  const spec = findTable(name, translation, at)
  if (!spec)
    throw errorAt(
      at,
      'unknown_table',
      `Unknown table \`${name}\`.${didYouMean(name, [...TABLE_NAMES, ...scope.cteNames()]) || ` Known are: ${TABLE_NAMES.join(', ')}.`}`,
    )
  translation.tables.add(name)
  const relation = new Relation(spec, translation.fresh('__t'), translation.settings)
  if (join.sample) {
    if (!spec.sampled) throw errorAt(join.sample, 'unsupported', `SAMPLE works only on events, not on ${name}.`)
    const { sample_value: share, offset_value: offset } = join.sample
    relation.sample = ` SAMPLE ${ratio(share)}${offset ? ` OFFSET ${ratio(offset)}` : ''}`
  }
  if (join.column_aliases?.length)
    throw errorAt(
      join,
      'unsupported',
      'Only a subquery can be given names for its columns: FROM (SELECT …) AS t(a, b).',
    )
  // FINAL needs nothing: every table shows the newest version of its rows already.
  return {
    name: join.alias ?? name,
    columnNames: () => relation.columnNames(),
    knownNames: () => relation.knownNames(),
    find: path => relation.find(path),
    bounded: () => relation.timeBounds(),
    print: () => relation.print(),
  }
}

function ratio(node: RatioExpr): string {
  const number = (expr: Expr | null | undefined): string => {
    if (expr?.node === 'Constant' && typeof expr.value === 'number' && Number.isFinite(expr.value) && expr.value >= 0)
      return String(expr.value)
    throw errorAt(expr ?? node, 'invalid_value', 'SAMPLE takes a number, as in SAMPLE 0.1 or SAMPLE 1/10.')
  }
  return node.right ? `${number(node.left)}/${number(node.right)}` : number(node.left)
}

function subquery(translation: Translation, translated: Translated, join: JoinExpr): Source {
  if (join.sample) throw errorAt(join.sample, 'unsupported', 'SAMPLE works only on events.')
  const alias = translation.fresh('__t')
  const every = renamed(translated.columns, join.column_aliases, join).map(({ name, as, typed }) => ({
    name,
    column: aliased(typed, `${alias}.${as}`),
  }))
  // Of several with one name, the first is meant.
  const columns = new Map<string, Typed>()
  for (const { name, column } of every) if (!columns.has(name)) columns.set(name, column)
  const print = (): string => `(${translated.sql}) AS ${alias}`
  return { ...tableOf(join.alias ?? undefined, columns, print, translated.open), everyColumn: () => every }
}

/** Columns under the names of `t(a, b)`. */
function renamed(columns: OutputColumn[], names: string[] | null | undefined, at: Located): OutputColumn[] {
  if (!names?.length) return columns
  if (names.length !== columns.length)
    throw errorAt(at, 'type_mismatch', `${names.length} names are given for ${columns.length} columns.`)
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }))
}

/** A table of WITH, written out where it is read. */
function withQuery(translation: Translation, { cte, scope }: { cte: CTE; scope: Scope }): Translated {
  if (!isSelect(cte.expr)) throw errorAt(cte, 'unsupported', `"${cte.name}" is a value, not a table.`)
  const translated = cte.recursive ? recursive(translation, cte, scope) : translation.select(cte.expr, scope)
  if (translated.open) return translated
  return { sql: translated.sql, columns: renamed(translated.columns, cte.columns, cte) }
}

/** `WITH RECURSIVE`: the first SELECT gives the columns, the others read the table that they make. */
function recursive(translation: Translation, cte: CTE, scope: Scope): Translated {
  if (cte.expr.node !== 'SelectSetQuery') {
    if (isSelect(cte.expr)) return translation.select(cte.expr, scope)
    throw errorAt(cte, 'unsupported', `"${cte.name}" is a value, not a table.`)
  }
  const first = translation.select(cte.expr.initial_select_query, scope)
  const as = translation.fresh('__r')
  const columns = renamed(first.columns, cte.columns, cte)
  const inner = new Scope(scope, {}, [cte.name, { as, columns }])
  const rest = cte.expr.subsequent_select_queries.map(({ set_operator: operator, select_query: query }) => {
    if (operator !== 'UNION ALL' && operator !== 'UNION DISTINCT')
      throw errorAt(query, 'unsupported', `${operator} is not supported in WITH RECURSIVE. Use UNION ALL.`)
    const next = translation.select(query, inner)
    if (next.columns.length !== columns.length)
      throw errorAt(query, 'type_mismatch', `Both sides of ${operator} must have the same number of columns.`)
    return ` ${operator} ${next.sql}`
  })
  return { sql: `WITH RECURSIVE ${as} AS (${first.sql}${rest.join('')}) SELECT * FROM ${as}`, columns: first.columns }
}

/** `VALUES (1, 'a'), (2, 'b')`, whose columns are named `column1`, `column2` as in Postgres. */
function valuesQuery(translation: Translation, node: ValuesQuery, scope: Scope): Translated {
  const [first] = node.rows
  const selects = node.rows.map(row => {
    if (row.length !== first?.length)
      throw errorAt(node, 'type_mismatch', 'All rows of VALUES must have the same number of values.')
    const values = row.map(value => translation.expr(value, scope))
    return values
  })
  const columns = (first ?? []).map((_, index) => ({
    name: `column${index + 1}`,
    as: userName(`column${index + 1}`),
    typed: { sql: '', type: unite(selects.map(row => row[index]?.type ?? maybe('unknown'))) },
  }))
  const sql = selects.map(
    row => `SELECT ${row.map((value, index) => `${value.sql} AS ${columns[index]?.as ?? ''}`).join(', ')}`,
  )
  return { sql: sql.join(' UNION ALL '), columns }
}

function tableOf(name: string | undefined, columns: Map<string, Typed>, print: () => string, open?: true): Source {
  const names = [...columns.keys()]
  return {
    ...(open ? { open } : {}),
    name,
    columnNames: () => names,
    knownNames: () => names,
    find: chain => {
      const column = columns.get(chain[0] ?? '')
      if (column) return { column, taken: 1 }
      return open && { column: UNKNOWN, taken: chain.length }
    },
    print,
  }
}

/** Names of the functions that give rows of numbers, and how many arguments they take. */
const GENERATORS: Record<string, { min: number; max: number; column: string }> = {
  numbers: { min: 1, max: 2, column: 'number' },
  range: { min: 1, max: 3, column: 'range' },
  generateSeries: { min: 2, max: 3, column: 'generate_series' },
  generate_series: { min: 2, max: 3, column: 'generate_series' },
}

/** `numbers(n)`, `numbers(from, n)`, `range(from, below, step)`, `generate_series(from, to, step)`. */
function generator(translation: Translation, join: JoinExpr, name: string): Source {
  const at: Located = join.table ?? join
  const known = Object.hasOwn(GENERATORS, name) ? GENERATORS[name] : undefined
  if (!known)
    throw errorAt(
      at,
      'unknown_table',
      `Unknown table function "${name}". Offered are: ${Object.keys(GENERATORS).join(', ')}.`,
    )
  const args = (join.table_args ?? []).map(arg => {
    if (arg.node === 'Constant' && typeof arg.value === 'number' && Number.isSafeInteger(arg.value) && arg.value >= 0)
      return arg.value
    throw errorAt(arg, 'wrong_arguments', `${name}() takes whole numbers that are written out.`)
  })
  if (args.length < known.min || args.length > known.max)
    throw errorAt(at, 'wrong_arguments', `${name}() takes ${known.min} to ${known.max} arguments.`)
  const { sql, rows } = series(name, args, at)
  if (rows > MAX_GENERATED_NUMBERS)
    throw errorAt(at, 'invalid_value', `${name}() gives at most ${MAX_GENERATED_NUMBERS} rows.`)
  const alias = translation.fresh('__t')
  const columns = new Map(
    renamed(
      [{ name: known.column, as: known.column, typed: { sql: '', type: is('int') } }],
      join.column_aliases,
      join,
    ).map(column => [
      column.name,
      { sql: `${alias}.${name === 'numbers' ? 'number' : 'generate_series'}`, type: is('int') },
    ]),
  )
  return tableOf(join.alias ?? name, columns, () => `${sql} AS ${alias}`)
}

function series(name: string, args: number[], at: Located): { sql: string; rows: number } {
  const [first = 0, second] = args
  if (name === 'numbers') return { sql: `numbers(${args.join(', ')})`, rows: second ?? first }
  const from = second === undefined ? 0 : first
  const step = args[2] ?? 1
  if (step === 0) throw errorAt(at, 'invalid_value', `The step of ${name}() cannot be zero.`)
  const to = name === 'range' ? (second ?? first) - 1 : (second ?? first)
  const rows = Math.max(0, Math.floor((to - from) / step) + 1)
  // An empty range ends before it begins, and below zero there is nothing.
  if (rows === 0) return { sql: '(SELECT number AS generate_series FROM numbers(0))', rows }
  return { sql: `generate_series(${from}, ${to}, ${step})`, rows }
}

function constraint(translation: Translation, join: JoinExpr, before: Source[], source: Source, scope: Scope): string {
  const node = join.constraint
  if (!node) return ''
  return node.constraint_type === 'USING' ? using(node.expr, before, source) : condition(translation, node.expr, scope)
}

function using(expr: Expr, before: Source[], source: Source): string {
  const fields = expr.node === 'Tuple' || expr.node === 'Array' ? expr.exprs : [expr]
  const pairs = fields.map(field => {
    const name = field.node === 'Field' ? String(field.chain[0]) : ''
    const left = before.map(item => item.find([name])).find(Boolean)
    const right = source.find([name])
    if (!left || !right)
      throw errorAt(field, 'unresolved_field', `USING needs a column that both tables have; "${name}" is not.`)
    return `${left.column.sql} = ${right.column.sql}`
  })
  return pairs.join(' AND ')
}

/** In ON, equality stays bare: ClickHouse joins by it, and null matches nothing there. */
function condition(translation: Translation, expr: Expr, scope: Scope): string {
  if (expr.node === 'And') return expr.exprs.map(item => condition(translation, item, scope)).join(' AND ')
  if (expr.node !== 'CompareOperation' || expr.op !== '==') return translation.expr(expr, scope).sql
  const left = translation.expr(expr.left, scope)
  const right = translation.expr(expr.right, scope)
  if (left.constant || right.constant) return compareValues(translation, '==', left, right, expr).sql
  const texts = [left, right].filter(side => side.type.kind === 'string').length
  const uuids = [left, right].filter(side => side.type.kind === 'uuid').length
  const text = (side: Typed): string =>
    texts === 1 && uuids === 1 && side.type.kind === 'uuid' ? `toString(${side.sql})` : side.sql
  return `${text(left)} = ${text(right)}`
}
