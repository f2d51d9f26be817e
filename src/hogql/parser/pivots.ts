import type { Expr, JoinExpr, PivotColumn, PivotExpr, Position, UnpivotColumn, UnpivotExpr } from '../ast.js'
import { parseList, type Cursor } from './cursor.js'
import { LEVEL } from './levels.js'

/** `table PIVOT (sum(a) FOR b IN (1, 2) GROUP BY c)`; undefined when none stands here. */
export function parsePivot(p: Cursor, table: Expr | JoinExpr, start: Position): PivotExpr | undefined {
  if (!p.word('PIVOT') || p.peek().op !== '(') return undefined
  p.next()
  p.next()
  const aggregates = parseList(p, p.rules.expr)
  p.expectWord('FOR')
  const columns: PivotColumn[] = []
  do {
    const from = p.from
    const column = p.rules.operators(p, LEVEL.add)
    columns.push({ node: 'PivotColumn', column, values: parseIn(p), start: from, end: p.to })
  } while (!p.op(')') && !p.word('GROUP'))
  const group = p.takeWords('GROUP', 'BY') ? { group_by: parseList(p, p.rules.expr) } : {}
  p.expectOp(')')
  return { node: 'PivotExpr', table, aggregates, columns, ...group, start, end: p.to }
}

/** `table UNPIVOT [INCLUDE NULLS] (value FOR name IN (a, b))`; undefined when none stands here. */
export function parseUnpivot(p: Cursor, table: Expr | JoinExpr, start: Position): UnpivotExpr | undefined {
  if (!p.word('UNPIVOT') || (p.peek().op !== '(' && p.peek().keyword !== 'INCLUDE')) return undefined
  p.next()
  const nulls = p.takeWords('INCLUDE', 'NULLS')
  p.expectOp('(')
  const columns = parseList(p, parseUnpivotColumn)
  p.expectOp(')')
  return { node: 'UnpivotExpr', table, columns, include_nulls: nulls, start, end: p.to }
}

function parseUnpivotColumn(p: Cursor): UnpivotColumn {
  const start = p.from
  const value = p.rules.operators(p, LEVEL.add)
  p.expectWord('FOR')
  const name = p.rules.operators(p, LEVEL.add)
  return {
    node: 'UnpivotColumn',
    value_columns: value,
    name_columns: name,
    unpivot_values: parseIn(p),
    start,
    end: p.to,
  }
}

function parseIn(p: Cursor): Expr[] {
  p.expectWord('IN')
  p.expectOp('(')
  const values = parseList(p, p.rules.expr)
  p.expectOp(')', '"," or ")"')
  return values
}
