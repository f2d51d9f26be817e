import type { CTE, Expr, Select, SelectQuery, SelectSetQuery } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { printHogQL } from '../../../hogql/print.js'
import { aliased, isAsterisk } from './expression.js'
import { fromClause } from './from.js'
import { Scope } from './scope.js'
import { all, columnsExpression, expand, named, type SelectItem } from './columns.js'
import { boundSessions } from './timeBounds.js'
import { unite, type OutputColumn, type Translated, type Translation } from './translation.js'
import { quote, userName, type Typed } from './valueType.js'
import { orderBy, windowDefinition } from './window.js'

/** Translates a SELECT or a union of them. */
export function select(translation: Translation, node: Select, parent: Scope | undefined): Translated {
  return node.node === 'SelectQuery' ? selectQuery(translation, node, parent) : selectSet(translation, node, parent)
}

/** Longer names, as of unnamed expressions, are numbered in the SQL. */
const MAX_NAME_LENGTH = 200

const SET_OPERATORS = new Set([
  'UNION ALL',
  'UNION DISTINCT',
  'INTERSECT',
  'INTERSECT DISTINCT',
  'EXCEPT',
  'EXCEPT DISTINCT',
])

function selectSet(translation: Translation, node: SelectSetQuery, parent: Scope | undefined): Translated {
  // What the first SELECT names with WITH is there for all of them.
  const scope = new Scope(parent)
  if (node.initial_select_query.node === 'SelectQuery')
    for (const cte of listCtes(node.initial_select_query)) define(cte, scope)
  const first = translation.select(node.initial_select_query, parent)
  let { columns, open } = first
  let sql = `(${first.sql})`
  for (const { set_operator: operator, select_query: query } of node.subsequent_select_queries) {
    if (!SET_OPERATORS.has(operator)) throw errorAt(query, 'unsupported', `${operator} is not supported.`)
    const next = translation.select(query, scope)
    if (next.open || first.open) open = true
    else if (next.columns.length !== columns.length) {
      throw errorAt(
        query,
        'type_mismatch',
        `Both sides of ${operator} must have the same number of columns: here ${columns.length} and ${next.columns.length}.`,
      )
    }
    // Brackets at each step: read from left to right, as HogQL is, whatever binds tighter in ClickHouse.
    sql = `(${sql} ${operator} (${next.sql}))`
    columns = columns.map((column, index) => ({
      ...column,
      typed: {
        sql: '',
        type: unite([column.typed.type, next.columns[index]?.typed.type ?? column.typed.type]),
        ...keepJson(column.typed),
      },
    }))
  }
  return node.limit || node.offset || node.order_by?.length
    ? sorted(translation, node, { sql, columns, ...(open ? { open } : {}) }, scope)
    : { sql, columns, ...(open ? { open } : {}) }
}

/** ORDER BY and LIMIT of a whole union, by the names of its columns. */
function sorted(translation: Translation, node: SelectSetQuery, union: Translated, parent: Scope): Translated {
  const scope = new Scope(parent)
  for (const { name, as, typed } of union.columns) scope.aliases.set(name, aliased(typed, as))
  const tail = [
    node.order_by?.length ? `ORDER BY ${orderBy(translation, node.order_by, scope)}` : '',
    limitClause(translation, node, scope),
    node.offset ? `OFFSET ${translation.expr(node.offset, scope).sql}` : '',
  ]
  return { ...union, sql: ['SELECT * FROM', `(${union.sql})`, ...tail].filter(Boolean).join(' ') }
}

function keepJson(typed: Typed): Pick<Typed, 'json'> {
  return typed.json ? { json: typed.json } : {}
}

function selectQuery(translation: Translation, node: SelectQuery, parent: Scope | undefined): Translated {
  refuse(node)
  const scope = new Scope(parent, node.window_exprs ?? {})
  for (const cte of listCtes(node)) define(cte, scope)
  const from = node.select_from ? fromClause(translation, node.select_from, scope) : undefined
  const arrayJoin = arrayJoinClause(translation, node, scope)
  for (const item of node.select)
    if (item.node === 'Alias' && !scope.aliases.has(item.alias)) scope.pending.set(item.alias, item)
  let complete = true
  const items = node.select.flatMap(item =>
    translation.attempt(
      () => selectItems(translation, item, scope),
      () => {
        complete = false
        return []
      },
    ),
  )
  const columns = nameColumns(translation, items)
  const list = columns.map(column => `${column.typed.sql} AS ${column.as}`)
  const clauses = clauseList(translation, node, scope)
  boundSessions(translation, node, scope)
  // The tables print last: only now they know which columns the query asks of them.
  const head = `SELECT ${node.distinct ? 'DISTINCT ' : ''}${list.join(', ')}`
  const sql = [head, from ? `FROM ${from()}` : '', arrayJoin, ...clauses].filter(Boolean).join(' ')
  return { sql, columns, ...(complete && !readsOpen(node, scope) ? {} : { open: true }) }
}

/** Says whether `*` stands for columns that nobody knows. */
function readsOpen(node: SelectQuery, scope: Scope): boolean {
  return (
    scope.sources.some(source => source.open) &&
    node.select.some(item => isAsterisk(item) || item.node === 'ColumnsExpr')
  )
}

function refuse(node: SelectQuery): void {
  if (node.group_by_mode && node.group_by_mode !== 'all' && !Object.hasOwn(GROUP_MODES, node.group_by_mode))
    throw errorAt(
      node.group_by?.[0] ?? node,
      'unsupported',
      `GROUP BY with ${node.group_by_mode.replace('_', ' ').toUpperCase()} is not supported.`,
    )
  if (node.settings) throw errorAt(node, 'unsupported', 'SETTINGS are not supported.')
}

function limitClause(translation: Translation, node: Select, scope: Scope): string {
  const { limit } = node
  if (!limit) return ''
  if (!node.limit_percent)
    return `LIMIT ${translation.expr(limit, scope).sql}${node.limit_with_ties ? ' WITH TIES' : ''}`
  const share = limit.node === 'Constant' && typeof limit.value === 'number' ? limit.value / 100 : -1
  if (node.limit_with_ties || share < 0 || share > 1)
    throw errorAt(limit, 'invalid_value', 'LIMIT in percent takes a number from 0 to 100 and no WITH TIES.')
  // A fraction is a share of the rows for ClickHouse, and 1 is one row.
  return share === 1 ? '' : `LIMIT ${share}`
}

const GROUP_MODES: Record<string, string> = { rollup: 'ROLLUP', cube: 'CUBE', grouping_sets: 'GROUPING SETS' }

function groupBy(node: SelectQuery, sql: (expr: Expr) => string): string {
  if (node.group_by_mode === 'all') return 'GROUP BY ALL'
  if (!node.group_by?.length) return ''
  const list = node.group_by.map(expr =>
    expr.node === 'GroupingSet' ? `(${expr.exprs.map(sql).join(', ')})` : sql(expr),
  )
  const mode = GROUP_MODES[node.group_by_mode ?? '']
  return mode ? `GROUP BY ${mode}(${list.join(', ')})` : `GROUP BY ${list.join(', ')}`
}

function listCtes(node: SelectQuery): CTE[] {
  return Array.isArray(node.ctes) ? node.ctes : Object.values(node.ctes ?? {})
}

function define(cte: CTE, scope: Scope): void {
  if (cte.using_key) throw errorAt(cte, 'unsupported', 'USING KEY is not supported.')
  scope.define(cte)
}

function arrayJoinClause(translation: Translation, node: SelectQuery, scope: Scope): string {
  if (!node.array_join_op) return ''
  const operator = node.array_join_op.toUpperCase()
  if (operator !== 'ARRAY JOIN' && operator !== 'LEFT ARRAY JOIN' && operator !== 'INNER ARRAY JOIN')
    throw errorAt(node, 'unsupported', `${operator} is not supported.`)
  const items = (node.array_join_list ?? []).map(item => {
    if (item.node !== 'Alias')
      throw errorAt(item, 'unknown_alias', 'ARRAY JOIN needs a name for each array: ARRAY JOIN tags AS tag.')
    const array = translation.expr(item.expr, scope)
    scope.aliases.set(item.alias, {
      sql: quote(item.alias),
      type: array.element ?? { kind: 'unknown', nullable: true },
    })
    return `${array.sql} AS ${userName(item.alias)}`
  })
  return `${operator === 'LEFT ARRAY JOIN' ? operator : 'ARRAY JOIN'} ${items.join(', ')}`
}

function selectItems(translation: Translation, node: Expr, scope: Scope): SelectItem[] {
  if (isAsterisk(node)) return expand(node.chain.length > 1 ? named(node, scope) : all(node, scope))
  if (node.node === 'ColumnsExpr')
    return columnsExpression(translation, node, scope, item => selectItems(translation, item, scope))
  if (node.node === 'Call' && node.name === 'untuple') {
    const [tuple] = node.args
    if (tuple?.node === 'Tuple') return tuple.exprs.flatMap(item => selectItems(translation, item, scope))
  }
  if (node.node !== 'Alias') {
    const typed = translation.expr(node, scope)
    return [{ name: implicitName(node, typed), explicit: false, typed }]
  }
  if (/^team_id$|^__/.test(node.alias) || node.alias === '' || node.alias.length > MAX_NAME_LENGTH)
    throw errorAt(node, 'unknown_alias', `"${node.alias}" cannot be used as an alias. Choose another name.`)
  if (scope.aliases.has(node.alias)) throw errorAt(node, 'unknown_alias', `The alias "${node.alias}" is given twice.`)
  const typed = translation.expr(node.expr, scope)
  scope.aliases.set(node.alias, aliased(typed, userName(node.alias)))
  scope.pending.delete(node.alias)
  return [{ name: node.alias, explicit: true, typed }]
}

/** A column without alias is named by the last part of its field, or by its own text, as in PostHog. */
function implicitName(node: Expr, typed: Typed): string {
  if (typed.json && typed.json.path.length > 0) return String(typed.json.path.at(-1))
  return node.node === 'Field' ? String(node.chain.at(-1)) : printHogQL(node)
}

/** Names in the SQL: the column's own where it is free, else one that no query can write. */
function nameColumns(translation: Translation, items: SelectItem[]): OutputColumn[] {
  const taken = new Set(items.filter(item => item.explicit).map(item => item.name))
  return items.map(({ name, explicit, typed }) => {
    const free = explicit || !taken.has(name)
    taken.add(name)
    return {
      name,
      as: free && name.length <= MAX_NAME_LENGTH ? userName(name) : quote(translation.fresh('__c')),
      typed,
    }
  })
}

function clauseList(translation: Translation, node: SelectQuery, scope: Scope): string[] {
  const sql = (expr: Expr): string => translation.expr(expr, scope).sql
  // PREWHERE only says when to filter; over subqueries ClickHouse decides that by itself.
  const where = [node.prewhere, node.where].flatMap(expr => (expr ? [sql(expr)] : []))
  const windows = Object.entries(node.window_exprs ?? {}).map(
    ([name, window]) => `${userName(name)} AS (${windowDefinition(translation, window, scope)})`,
  )
  const limitBy = node.limit_by
  return [
    where.length > 0 ? `WHERE ${where.length > 1 ? `and(${where.join(', ')})` : where[0]}` : '',
    groupBy(node, sql),
    node.having ? `HAVING ${sql(node.having)}` : '',
    windows.length > 0 ? `WINDOW ${windows.join(', ')}` : '',
    node.qualify ? `QUALIFY ${sql(node.qualify)}` : '',
    node.order_by?.length ? `ORDER BY ${orderBy(translation, node.order_by, scope)}` : '',
    limitBy
      ? `LIMIT ${sql(limitBy.n)}${limitBy.offset_value ? ` OFFSET ${sql(limitBy.offset_value)}` : ''} BY ${limitBy.exprs.map(sql).join(', ')}`
      : '',
    limitClause(translation, node, scope),
    node.offset ? `OFFSET ${sql(node.offset)}` : '',
  ]
}
