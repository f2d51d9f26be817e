import type { Expr, GroupingSet, InterpolateExpr, Select, SelectQuery, WindowExpr } from '../ast.js'
import { parseList, type Cursor } from './cursor.js'
import { parseFrom } from './joins.js'
import { LEVEL } from './levels.js'
import { parseOrderList, parseWindow } from './windows.js'

/** Everything behind the columns of a SELECT, in the one order there is. */
export function parseClauses(p: Cursor, query: SelectQuery): void {
  const seen: string[] = []
  for (;;) {
    const before = p.index
    if (!p.errors) parseInOrder(p, query, seen)
    else tolerant(p, query, seen)
    if (!p.errors || p.index === before || endsQuery(p)) return
  }
}

/** Goes on with the next clause after a fault. */
function tolerant(p: Cursor, query: SelectQuery, seen: string[]): void {
  const from = p.index
  try {
    parseInOrder(p, query, seen)
    if (!endsQuery(p)) p.fail(expectedClause(seen), misplaced(p, seen))
  } catch (error) {
    p.recover(error, from)
    while (p.op(',')) {
      p.next()
      p.recover(p.error(''), p.index)
      p.errors?.pop()
    }
  }
}

function endsQuery(p: Cursor): boolean {
  const { token } = p
  return (
    token.kind === 'end' || token.op === ')' || token.op === ';' || /^(UNION|INTERSECT|EXCEPT)$/.test(token.keyword)
  )
}

function parseInOrder(p: Cursor, query: SelectQuery, seen: string[]): void {
  const take = (first: string, second?: string): boolean => {
    if (!(second === undefined ? p.takeWord(first) : p.takeWords(first, second))) return false
    seen.push(first)
    return true
  }
  if (take('FROM')) query.select_from = parseFrom(p)
  parseArrayJoin(p, query)
  if (take('PREWHERE')) query.prewhere = p.rules.expr(p)
  if (take('WHERE')) query.where = p.rules.expr(p)
  if (p.word('SAMPLE')) p.refuse('SAMPLE belongs to a table. Write it behind the table: FROM events SAMPLE 0.1.')
  if (take('GROUP', 'BY')) parseGroupBy(p, query)
  if (take('HAVING')) query.having = p.rules.expr(p)
  if (take('QUALIFY')) query.qualify = p.rules.expr(p)
  if (take('WINDOW')) query.window_exprs = parseWindows(p)
  if (take('ORDER', 'BY')) parseOrderBy(p, query)
  if (p.word('LIMIT') || p.word('OFFSET')) {
    seen.push('LIMIT')
    parseLimits(p, query)
  }
  if (p.word('SETTINGS') && p.peek().kind === 'word')
    p.refuse('SETTINGS is not supported: the server sets its limits itself.')
}

const ORDER = ['FROM', 'PREWHERE', 'WHERE', 'GROUP', 'HAVING', 'QUALIFY', 'WINDOW', 'ORDER', 'LIMIT']

function expectedClause(seen: string[]): string {
  const last = seen.at(-1)
  const rest = ORDER.slice(last === undefined ? 0 : ORDER.indexOf(last) + 1)
  const names = rest.map(name => (name === 'GROUP' || name === 'ORDER' ? `${name} BY` : name))
  return names.length > 0 ? `${names.join(', ')} or the end of the query` : 'the end of the query'
}

/** What is wrong with a clause that stands too late. */
export function misplaced(p: Cursor, seen: string[]): string | undefined {
  const place = ORDER.indexOf(p.token.keyword)
  if (place === -1) return undefined
  const later = seen.find(name => ORDER.indexOf(name) >= place)
  const name = (word: string): string => (word === 'GROUP' || word === 'ORDER' ? `${word} BY` : word)
  if (later === undefined) return undefined
  if (later === p.token.keyword)
    return `A query can have only one ${name(later)}. Join conditions by AND, and columns by commas.`
  return `${name(p.token.keyword)} must stand before ${name(later)}.`
}

/** Complains about what is left behind a query; knows which clauses could still have followed. */
export function complainAfter(p: Cursor, query: Select | undefined): never {
  const seen: string[] = []
  if (query?.node === 'SelectQuery') {
    const has: [string, unknown][] = [
      ['FROM', query.select_from],
      ['PREWHERE', query.prewhere],
      ['WHERE', query.where],
      ['GROUP', query.group_by ?? query.group_by_mode],
      ['HAVING', query.having],
      ['QUALIFY', query.qualify],
      ['WINDOW', query.window_exprs],
      ['ORDER', query.order_by],
      ['LIMIT', query.limit ?? query.limit_by ?? query.offset],
    ]
    seen.push(...has.flatMap(([name, value]) => (value ? [name] : [])))
  }
  return p.fail(expectedClause(seen), misplaced(p, seen))
}

function parseArrayJoin(p: Cursor, query: SelectQuery): void {
  const start = p.token
  const side = (p.word('LEFT') || p.word('INNER')) && p.peek().keyword === 'ARRAY' ? p.next().keyword : ''
  if (!p.takeWords('ARRAY', 'JOIN')) return
  if (!query.select_from && !p.errors)
    throw p.error('ARRAY JOIN needs a table to join with: add FROM before it.', start)
  query.array_join_op = `${side} ARRAY JOIN`.trimStart()
  query.array_join_list = parseList(p, item => {
    const from = item.token
    const expr = item.rules.expr(item)
    const end = item.tokens[item.index - 1]?.end ?? from.end
    if (expr.node !== 'Alias')
      throw item.error('An array of ARRAY JOIN needs an alias, as in ARRAY JOIN tags AS tag.', {
        start: from.start,
        end,
      })
    return expr
  })
}

function parseGroupBy(p: Cursor, query: SelectQuery): void {
  const mode = p.token.keyword
  if (mode === 'ALL' && ![',', '.', '('].includes(p.peek().op)) {
    p.next()
    query.group_by_mode = 'all'
  } else if ((mode === 'CUBE' || mode === 'ROLLUP') && p.peek().op === '(') {
    p.next()
    p.next()
    query.group_by = parseList(p, p.rules.expr)
    query.group_by_mode = mode.toLowerCase()
    p.expectOp(')', '"," or ")"')
  } else if (p.takeWords('GROUPING', 'SETS')) {
    query.group_by = parseGroupingSets(p)
    query.group_by_mode = 'grouping_sets'
  } else query.group_by = parseList(p, p.rules.expr)
  // PostHog's parser reads these and drops them.
  const after = p.token
  if (p.takeWords('WITH', 'TOTALS'))
    p.refuse('WITH TOTALS is not supported. Compute the total in a query of its own.', after)
  if (p.takeWords('WITH', 'ROLLUP') || p.takeWords('WITH', 'CUBE'))
    p.refuse('WITH ROLLUP and WITH CUBE are not supported. Write GROUP BY ROLLUP(…) or CUBE(…).', after)
}

function parseGroupingSets(p: Cursor): Expr[] {
  p.expectOp('(')
  const sets: GroupingSet[] = []
  do {
    const start = p.from
    p.expectOp('(')
    const exprs = p.op(')') ? [] : parseList(p, p.rules.expr)
    p.expectOp(')')
    sets.push({ node: 'GroupingSet', exprs, start, end: p.to })
  } while (p.takeOp(','))
  p.expectOp(')')
  return sets
}

function parseWindows(p: Cursor): Record<string, WindowExpr> {
  const windows: Record<string, WindowExpr> = {}
  do {
    const name = p.name('the name of a window')
    p.expectWord('AS')
    p.expectOp('(')
    const window = parseWindow(p)
    Object.defineProperty(windows, name, { value: window, enumerable: true, configurable: true, writable: true })
    p.expectOp(')', 'PARTITION BY, ORDER BY, ROWS, RANGE or ")"')
  } while (p.takeOp(','))
  return windows
}

function parseOrderBy(p: Cursor, query: SelectQuery): void {
  query.order_by = parseOrderList(p)
  if (!p.takeWord('INTERPOLATE')) return
  query.interpolate = []
  if (!p.takeOp('(')) return
  const items: InterpolateExpr[] = []
  do {
    const start = p.from
    const expr = p.rules.operators(p, 0)
    p.expectWord('AS')
    const value = p.rules.expr(p)
    items.push({ node: 'InterpolateExpr', expr, value, start, end: p.to })
  } while (p.takeOp(','))
  p.expectOp(')')
  query.interpolate = items
}

/** LIMIT n BY columns, then LIMIT and OFFSET of the query. */
function parseLimits(p: Cursor, query: SelectQuery): void {
  const start = p.from
  if (p.takeWord('LIMIT')) {
    const first = parseAmount(p)
    const comma = !first.percent && p.takeOp(',')
    const second =
      comma || (p.word('OFFSET') && !first.percent && p.takeWord('OFFSET')) ? parseAmount(p).expr : undefined
    if (p.word('BY') && !first.percent) {
      p.next()
      const exprs = parseList(p, p.rules.expr)
      // `LIMIT 1, 2 BY x` skips one and takes two.
      const [n, offset] = comma && second ? [second, first.expr] : [first.expr, second ?? null]
      query.limit_by = { node: 'LimitByExpr', n, offset_value: offset, exprs, start, end: p.to }
    } else {
      query.limit = first.expr
      if (first.percent) query.limit_percent = true
      if (second) query.offset = second
      p.offset = comma ? undefined : second
      if ((comma || !second) && p.takeWords('WITH', 'TIES')) query.limit_with_ties = true
      if (!second && p.takeWord('OFFSET')) query.offset = p.offset = p.rules.expr(p)
      return
    }
  }
  parseLimit(p, query)
}

/** LIMIT and OFFSET in either order. */
export function parseLimit(p: Cursor, query: Select): void {
  if (p.takeWord('OFFSET')) query.offset = p.rules.expr(p)
  if (!p.takeWord('LIMIT')) return
  const { expr, percent } = parseAmount(p)
  query.limit = expr
  if (percent) query.limit_percent = true
  const comma = p.takeOp(',')
  if (comma) query.offset = p.rules.expr(p)
  if (p.takeWords('WITH', 'TIES')) query.limit_with_ties = true
  if (!comma && p.takeWord('OFFSET')) query.offset = p.offset = p.rules.expr(p)
}

function parseAmount(p: Cursor): { expr: Expr; percent: boolean } {
  const expr = p.rules.operators(p, LEVEL.ternary)
  return { expr, percent: p.takeOp('%') }
}
