import type { Expr, Select } from '../ast.js'
import { isSelect } from '../ast.js'
import { parseList, type Cursor } from './cursor.js'
import { parseColumns } from './columns.js'

/** Says whether `SELECT` or `WITH` stands here as the beginning of a query, not as a name. */
export function atQuery(p: Cursor, distance = 0): boolean {
  const { keyword } = p.peek(distance)
  if (keyword !== 'SELECT' && keyword !== 'WITH') return false
  const next = p.peek(distance + 1)
  if (keyword === 'WITH') return next.op === '' ? next.kind !== 'end' : '([{'.includes(next.op)
  if (next.op === '.') return p.beginsValue(distance + 1)
  return next.op === '' ? next.kind !== 'end' : '([{-+*<tag#'.includes(next.op)
}

/** `(…)`: a subquery, a value in brackets, a tuple, or the arguments of a lambda. */
export function parseParentheses(p: Cursor): Expr {
  const start = p.from
  const opening = p.index
  if (p.afterPartner()?.op === '->') return parseLambda(p)
  p.next()
  if (atQuery(p)) {
    const select = p.rules.select(p)
    p.expectOp(')')
    return select
  }
  if (p.op('*') && (p.peek().keyword === 'EXCLUDE' || p.peek().keyword === 'REPLACE')) {
    const columns = parseColumns(p)
    if (columns.node === 'ColumnsExpr' && p.takeOp(')')) return { ...columns, start, end: p.to }
    p.fail('")"')
  }
  if (p.op(')')) p.fail('a value', 'An empty tuple is written tuple().')
  const first = parseList(p, p.rules.expr)
  const set = first.length === 1 ? setOf(p, first[0]) : undefined
  if (set) {
    const select = p.rules.restOfSelect(p, set, start)
    p.expectOp(')')
    return select
  }
  const comma = p.tokens[p.index - 1]?.op === ','
  p.expectOp(')', '"," or ")"')
  const [only] = first
  if (first.length === 1 && !comma && only) return only
  // Nothing could be read here while going on after a fault.
  if (!only) return { node: 'Constant', value: null, start: p.tokens[opening]?.from ?? start, end: p.to }
  return { node: 'Tuple', exprs: first, start, end: p.to }
}

/** The first part of `((SELECT …) UNION …)`, when there is more than brackets around it. */
function setOf(p: Cursor, expr: Expr | undefined): Select | undefined {
  if (!expr || !isSelect(expr)) return undefined
  const { keyword } = p.token
  const set = keyword === 'UNION' || keyword === 'INTERSECT' || keyword === 'EXCEPT'
  const limit = keyword === 'LIMIT' || keyword === 'OFFSET' || (keyword === 'ORDER' && p.peek().keyword === 'BY')
  return set || limit ? expr : undefined
}

function parseLambda(p: Cursor): Expr {
  const start = p.from
  p.next()
  const args: string[] = []
  while (!p.op(')')) {
    args.push(p.name('the name of an argument'))
    if (!p.takeOp(',')) break
  }
  p.expectOp(')')
  p.expectOp('->')
  const expr = p.rules.expr(p)
  return { node: 'Lambda', args, expr, start, end: p.to }
}

/** `[a, b]`, and what follows the word in `ARRAY[a, b]`. */
export function parseArrayLiteral(p: Cursor): Expr {
  const start = p.from
  p.next()
  const exprs = p.op(']') ? [] : parseList(p, p.rules.expr)
  p.expectOp(']', '"," or "]"')
  return { node: 'Array', exprs, start, end: p.to }
}

/** `{name}` is a placeholder, `{'key': value}` a dictionary. */
export function parseBraces(p: Cursor): Expr {
  const start = p.from
  p.next()
  if (p.takeOp('}')) return { node: 'Dict', items: [], start, end: p.to }
  const first = p.rules.expr(p)
  if (p.takeOp('}')) return { node: 'Placeholder', expr: first, start, end: p.to }
  if (p.op(';')) p.refuse('Code in braces is Hog, which queries cannot run. Write one expression.')
  p.expectOp(':', '"}" at the end of the placeholder, or ":" and the value of a dictionary')
  const items: [Expr, Expr][] = [[first, p.rules.expr(p)]]
  while (p.takeOp(',') && !p.op('}')) {
    const key = p.rules.expr(p)
    p.expectOp(':')
    items.push([key, p.rules.expr(p)])
  }
  p.expectOp('}', '"," or "}"')
  return { node: 'Dict', items, start, end: p.to }
}
