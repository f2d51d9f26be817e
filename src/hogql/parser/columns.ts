import type { Expr, Position } from '../ast.js'
import { parseList, type Cursor } from './cursor.js'

/** `*`, `t.*` and `* EXCLUDE (a)`. After a table's name the dot has not been read yet. */
export function parseColumns(p: Cursor, table: string[] = [], start: Position = p.from): Expr {
  if (table.length > 0) p.next()
  const star = p.next()
  if (table.length === 0 && p.word('COLUMNS') && p.peek().op === '(') {
    const expr = parseColumnsCall(p)
    return { node: 'SpreadExpr', expr, start, end: p.to }
  }
  if (p.word('EXCLUDE') && p.peek().op === '(') {
    const from = p.token
    const exclude = parseExclude(p)
    // PostHog's parser forgets the table: the answer would have the columns of all of them.
    if (table.length > 0) refuseTable(p, star, from.end)
    const replace = p.word('REPLACE') && p.peek().op === '(' ? { replace: parseReplace(p) } : {}
    return { node: 'ColumnsExpr', all_columns: true, exclude, ...replace, start, end: p.to }
  }
  const previous = p.tokens[p.index - 2]
  if (p.word('REPLACE') && p.peek().op === '(' && previous?.op === '(') {
    if (table.length > 0) refuseTable(p, star, p.token.end)
    const replace = parseReplace(p)
    return { node: 'ColumnsExpr', all_columns: true, replace, start, end: p.to }
  }
  return { node: 'Field', chain: [...table, '*'], start, end: p.to }
}

function refuseTable(p: Cursor, star: { start: number }, end: number): never {
  throw p.error(
    'EXCLUDE and REPLACE work only on a bare *, not on the columns of one table.',
    { start: star.start - 1, end },
    'unsupported',
  )
}

/** `COLUMNS('regex')`, `COLUMNS(a, b)` and `COLUMNS(* EXCLUDE (a))`. */
export function parseColumnsCall(p: Cursor): Expr {
  const start = p.from
  p.next()
  p.expectOp('(')
  if (p.token.kind === 'string' && p.peek().op === ')') {
    const regex = p.next().value
    p.next()
    return { node: 'ColumnsExpr', regex, start, end: p.to }
  }
  const columns = parseList(p, p.rules.expr)
  p.expectOp(')', '"," or ")"')
  const [only] = columns
  if (columns.length === 1 && only?.node === 'ColumnsExpr' && only.replace) return { ...only, start, end: p.to }
  return { node: 'ColumnsExpr', columns, start, end: p.to }
}

function parseExclude(p: Cursor): string[] {
  p.next()
  p.expectOp('(')
  const names = parseList(p, item => {
    let name = item.name('the name of a column')
    while (item.takeOp('.')) name += `.${item.name('the name of a column')}`
    return name
  })
  p.expectOp(')', '"," or ")"')
  return names
}

function parseReplace(p: Cursor): Record<string, Expr> {
  p.next()
  p.expectOp('(')
  const replace: Record<string, Expr> = {}
  do {
    const expr = p.rules.operators(p, 0)
    p.expectWord('AS')
    const name = p.name('the name of a column')
    Object.defineProperty(replace, name, { value: expr, enumerable: true, configurable: true, writable: true })
  } while (p.takeOp(','))
  p.expectOp(')', '"," or ")"')
  return replace
}
