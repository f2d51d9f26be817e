import type { Expr, Position, Select, SelectQuery, SelectSetNode, SelectSetQuery } from '../ast.js'
import { parseClauses, parseLimit } from './clauses.js'
import { parseWith } from './ctes.js'
import { isName, parseList, type Cursor } from './cursor.js'
import { COLUMN_ALIASES } from './keywords.js'
import { checkAlias } from './expressions.js'
import { parseOrderList } from './windows.js'

/** A query: one SELECT, or several joined by UNION, INTERSECT and EXCEPT. */
export function parseSelect(p: Cursor): Select {
  const start = p.from
  return p.nested(() => {
    const bracketed = p.op('(') || p.word('WITH')
    const first = parseBranch(p)
    return parseRestOfSelect(p, first, start, bracketed && p.tokens[p.index - 1]?.op === ')')
  })
}

/** What follows the first SELECT of a query: more of them, then ORDER BY and LIMIT of the whole. */
export function parseRestOfSelect(p: Cursor, first: Select, start: Position, bracketed = true): Select {
  let closed = bracketed
  const rest: SelectSetNode[] = []
  for (let operator = parseSetOperator(p); operator; operator = parseSetOperator(p)) {
    const from = p.from
    closed = p.op('(')
    const query = parseBranch(p)
    rest.push({ node: 'SelectSetNode', select_query: query, set_operator: operator, start: from, end: p.to })
  }
  p.height += 2
  if (rest.length === 0) return closed ? parseOuterClauses(p, first) : first
  const set: SelectSetQuery = {
    node: 'SelectSetQuery',
    initial_select_query: first,
    subsequent_select_queries: rest,
    start,
    end: p.to,
  }
  if (!closed) moveOffset(p, set, rest.at(-1)?.select_query)
  return parseOuterClauses(p, set)
}

/** In `… UNION ALL SELECT … LIMIT 5 OFFSET 1` PostHog gives the limit to the last SELECT and the offset to the whole. */
function moveOffset(p: Cursor, set: SelectSetQuery, last: Select | undefined): void {
  if (!last?.limit || !last.offset || last.offset !== p.offset) return
  set.offset = last.offset
  delete last.offset
}

/** ORDER BY, LIMIT and OFFSET behind the brackets of a query or behind a UNION. */
function parseOuterClauses<TSelect extends Select>(p: Cursor, select: TSelect): TSelect {
  const { from } = p
  if (p.takeWords('ORDER', 'BY')) {
    // PostHog's parser drops this ORDER BY; the rows would come in any order.
    if (select.order_by || select.limit)
      p.refuse('ORDER BY cannot follow a query in brackets that has ORDER BY or LIMIT. Put the query into FROM (…).')
    select.order_by = parseOrderList(p)
  }
  parseLimit(p, select)
  if (p.from !== from) select.end = p.to
  return select
}

const OPERATORS: Record<string, { all?: true; distinct?: true; alone: string }> = {
  UNION: { all: true, distinct: true, alone: 'UNION DISTINCT' },
  INTERSECT: { all: true, distinct: true, alone: 'INTERSECT' },
  EXCEPT: { all: true, alone: 'EXCEPT' },
}

function parseSetOperator(p: Cursor): SelectSetNode['set_operator'] | undefined {
  const { keyword } = p.token
  const kind = OPERATORS[keyword]
  if (!kind) return undefined
  p.next()
  let operator = kind.alone
  if (kind.all && p.takeWord('ALL')) operator = `${keyword} ALL`
  else if (kind.distinct && p.takeWord('DISTINCT')) operator = `${keyword} DISTINCT`
  if (p.takeWords('BY', 'NAME')) operator += ' BY NAME'
  return operator as SelectSetNode['set_operator']
}

function parseBranch(p: Cursor): Select {
  if (p.word('SELECT')) return parseSelectStatement(p)
  if (p.word('WITH')) return parseWithStatement(p)
  if (p.takeOp('(')) {
    const select = parseSelect(p)
    p.expectOp(')')
    return select
  }
  if (p.op('{')) refuseQueryPlaceholder(p)
  return p.fail('SELECT', p.token.kind === 'end' ? undefined : beginning(p))
}

function refuseQueryPlaceholder(p: Cursor): never {
  const from = p.token
  p.rules.expr(p)
  return p.refuse(
    'A placeholder cannot stand for a whole query. Write SELECT … and use placeholders for its values.',
    from,
  )
}

function beginning(p: Cursor): string | undefined {
  return p.index === 0 ? undefined : 'A query begins with SELECT or WITH.'
}

function parseWithStatement(p: Cursor): Select {
  const start = p.from
  const ctes = parseWith(p)
  if (p.word('SELECT')) {
    const select = parseSelectStatement(p, start)
    select.ctes = ctes
    return select
  }
  if (!p.takeOp('(')) p.fail('SELECT', 'After the WITH clause comes the query that uses it.')
  const inner = parseSelect(p)
  p.expectOp(')')
  let target = inner
  while (target.node === 'SelectSetQuery') target = target.initial_select_query
  target.ctes = Array.isArray(target.ctes) ? [...target.ctes, ...ctes] : ctes
  return inner
}

function parseSelectStatement(p: Cursor, start: Position = p.from): SelectQuery {
  p.expectWord('SELECT')
  const distinct = p.word('DISTINCT') && p.peek().op !== ',' && (p.peek().op !== '.' || p.beginsValue())
  if (distinct) p.next()
  if (p.word('TOP') && p.peek().kind === 'number')
    p.refuse('TOP is not supported. Write LIMIT at the end of the query.')
  const query: SelectQuery = {
    node: 'SelectQuery',
    ctes: null,
    select: parseColumnList(p),
    distinct: distinct ? true : null,
    select_from: null,
    where: null,
    prewhere: null,
    having: null,
    qualify: null,
    group_by: null,
    start,
  }
  parseClauses(p, query)
  query.end = p.to
  return query
}

function parseColumnList(p: Cursor): Expr[] {
  if (p.atListEnd() && !p.errors) p.fail('a column after SELECT')
  return parseList(p, parseColumn)
}

/** `expr`, `expr AS alias`, `expr alias` or `alias: expr`. */
function parseColumn(p: Cursor): Expr {
  const start = p.from
  if (isName(p.token) && p.peek().op === ':') {
    const { token } = p
    const alias = checkAlias(p, p.next())
    p.next()
    return { node: 'Alias', alias, expr: p.rules.expr(p), start: token.from, end: p.to }
  }
  const expr = p.rules.expr(p)
  const { token } = p
  const implicit =
    token.kind === 'quoted' || (token.kind === 'word' && (token.keyword === '' || COLUMN_ALIASES.has(token.keyword)))
  if (!implicit) return expr
  const alias = checkAlias(p, p.next())
  return { node: 'Alias', alias, expr, start, end: p.to }
}
