import type { CTE, Position } from '../ast.js'
import { isName, parseList, type Cursor } from './cursor.js'

/** `WITH [RECURSIVE] name AS (SELECT …), expr AS name`. */
export function parseWith(p: Cursor): CTE[] {
  p.expectWord('WITH')
  const recursive = p.word('RECURSIVE') && isName(p.peek())
  if (recursive) p.next()
  const ctes = parseList(p, parseCte)
  if (recursive) for (const cte of ctes) cte.recursive = true
  return ctes
}

function parseCte(p: Cursor): CTE {
  const start = p.from
  if (isName(p.token) && namesQuery(p)) return parseQueryCte(p, start)
  const expr = p.rules.operators(p, 0)
  p.expectWord('AS')
  const name = p.name('the name of the column')
  return { node: 'CTE', name, expr, cte_type: 'column', start, end: p.to }
}

/** Tells `name AS (SELECT …)` and `name (a, b) AS (…)` from `expr AS name`. */
function namesQuery(p: Cursor): boolean {
  const next = p.peek()
  if (next.keyword === 'USING') return p.peek(2).keyword === 'KEY'
  if (next.keyword === 'AS') return beginsQuery(p, p.index + 2)
  if (next.op !== '(' || next.partner === -1) return false
  const after = p.tokens[next.partner + 1]
  if (after?.keyword === 'USING') return true
  return after?.keyword === 'AS' && beginsQuery(p, next.partner + 2)
}

function beginsQuery(p: Cursor, at: number): boolean {
  const token = p.tokens[at]
  return (
    token?.op === '(' ||
    token?.keyword === 'MATERIALIZED' ||
    (token?.keyword === 'NOT' && p.tokens[at + 1]?.keyword === 'MATERIALIZED')
  )
}

function parseQueryCte(p: Cursor, start: Position): CTE {
  const name = p.name('a name')
  const columns = p.op('(') ? parseNames(p) : null
  const key = p.takeWords('USING', 'KEY') ? parseNames(p) : null
  p.expectWord('AS')
  const negated = p.word('NOT') && p.peek().keyword === 'MATERIALIZED'
  if (negated) p.next()
  const materialized = p.takeWord('MATERIALIZED') ? !negated : null
  p.expectOp('(')
  const expr = p.rules.select(p)
  p.expectOp(')')
  return { node: 'CTE', name, expr, cte_type: 'subquery', materialized, columns, using_key: key, start, end: p.to }
}

/** `(a, b)`: names alone. */
export function parseNames(p: Cursor): string[] {
  p.expectOp('(')
  const names: string[] = []
  do names.push(p.name('a name'))
  while (p.takeOp(','))
  p.expectOp(')', '"," or ")"')
  return names
}
