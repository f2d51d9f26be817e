import { isSelect, type Expr, type JoinExpr, type Located, type RatioExpr } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { didYouMean } from '../../../hogql/suggest.js'
import { findTable, Relation, TABLE_NAMES } from '../tables/index.js'
import { compareValues } from './compare.js'
import { aliased } from './expression.js'
import type { Scope, Source } from './scope.js'
import type { Translated, Translation } from './translation.js'
import { is, type Typed } from './valueType.js'

const MAX_GENERATED_NUMBERS = 10_000_000

/** Adds the tables of a FROM clause to the scope. What is returned prints the clause, once everything else is translated. */
export function fromClause(translation: Translation, first: JoinExpr, scope: Scope): () => string {
  const parts: (() => string)[] = []
  for (let join: JoinExpr | null | undefined = first; join; join = join.next_join) {
    const source = makeSource(translation, join, scope)
    const before = [...scope.sources]
    scope.add(source, join)
    const type = parts.length > 0 ? ` ${joinType(join)} ` : ''
    const condition = join.constraint ? ` ON ${constraint(translation, join, before, source, scope)}` : ''
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

const JOIN_WORDS = new Set(['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'ANY', 'ALL', 'SEMI', 'ANTI'])

function joinType(join: JoinExpr): string {
  const type = (join.join_type ?? 'JOIN').toUpperCase()
  if (!type.split(' ').every(word => JOIN_WORDS.has(word)))
    throw errorAt(join, 'unsupported', `${type} is not supported.`)
  return type
}

function makeSource(translation: Translation, join: JoinExpr, scope: Scope): Source {
  const { table } = join
  if (join.column_aliases?.length)
    throw errorAt(
      join,
      'unsupported',
      'Names for the columns of a table are not supported. Use aliases inside the subquery.',
    )
  if (!table) throw errorAt(join, 'unsupported', 'This form of FROM is not supported.')
  if (table.node === 'Placeholder')
    throw errorAt(table, 'missing_placeholder', 'A placeholder cannot stand for a table.')
  if (isSelect(table)) return subquery(translation, translation.select(table, scope), join)
  if (table.node !== 'Field')
    throw errorAt(table, 'unsupported', 'A value cannot stand for a table. Name a table or write a subquery.')
  return namedSource(translation, join, table.chain.map(String), scope)
}

function namedSource(translation: Translation, join: JoinExpr, chain: string[], scope: Scope): Source {
  const name = chain[0] === 'posthog' && chain.length === 2 ? (chain[1] ?? '') : chain.join('.')
  const at = join.table ?? join
  if (join.table_args) return generator(translation, join, name)
  const known = chain.length === 1 ? scope.cte(name) : undefined
  if (known && isSelect(known.cte.expr)) {
    return subquery(translation, translation.select(known.cte.expr, known.scope), {
      ...join,
      alias: join.alias ?? name,
    })
  }
  const spec = findTable(name, translation.settings)
  if (!spec)
    throw errorAt(
      at,
      'unknown_table',
      `Unknown table \`${name}\`.${didYouMean(name, [...TABLE_NAMES, ...scope.cteNames()]) || ` Known are: ${TABLE_NAMES.join(', ')}.`}`,
    )
  const relation = new Relation(spec, translation.fresh('__t'), translation.settings)
  if (join.sample) {
    if (!spec.sampled) throw errorAt(join.sample, 'unsupported', `SAMPLE works only on events, not on ${name}.`)
    const { sample_value: share, offset_value: offset } = join.sample
    relation.sample = ` SAMPLE ${ratio(share)}${offset ? ` OFFSET ${ratio(offset)}` : ''}`
  }
  // FINAL needs nothing: every table shows the newest version of its rows already.
  return {
    name: join.alias ?? name,
    columnNames: () => relation.columnNames(),
    knownNames: () => relation.knownNames(),
    find: path => relation.find(path),
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
  const columns = new Map<string, Typed>()
  for (const { name, as, typed } of translated.columns)
    if (!columns.has(name)) columns.set(name, aliased(typed, `${alias}.${as}`))
  return tableOf(join.alias ?? undefined, columns, () => `(${translated.sql}) AS ${alias}`)
}

function tableOf(name: string | undefined, columns: Map<string, Typed>, print: () => string): Source {
  const names = [...columns.keys()]
  return {
    name,
    columnNames: () => names,
    knownNames: () => names,
    find: ([first]) => {
      const column = columns.get(first ?? '')
      return column && { column, taken: 1 }
    },
    print,
  }
}

/** `numbers(n)` and `numbers(from, n)`. */
function generator(translation: Translation, join: JoinExpr, name: string): Source {
  const at: Located = join.table ?? join
  if (name !== 'numbers')
    throw errorAt(at, 'unknown_table', `Unknown table function "${name}". Only numbers(n) is offered.`)
  const args = (join.table_args ?? []).map(arg => {
    if (arg.node === 'Constant' && typeof arg.value === 'number' && Number.isSafeInteger(arg.value) && arg.value >= 0)
      return arg.value
    throw errorAt(arg, 'wrong_arguments', 'numbers() takes whole numbers that are written out.')
  })
  if (args.length < 1 || args.length > 2) throw errorAt(at, 'wrong_arguments', 'numbers() takes 1 or 2 arguments.')
  if ((args.at(-1) ?? 0) > MAX_GENERATED_NUMBERS)
    throw errorAt(at, 'invalid_value', `numbers() gives at most ${MAX_GENERATED_NUMBERS} rows.`)
  const alias = translation.fresh('__t')
  return tableOf(
    join.alias ?? 'numbers',
    new Map([['number', { sql: `${alias}.number`, type: is('int') }]]),
    () => `numbers(${args.join(', ')}) AS ${alias}`,
  )
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
