import type { Expr, OrderExpr, Position } from '../ast.js'
import { atQuery } from './brackets.js'
import { isName, parseList, type Cursor } from './cursor.js'
import { parseOrderList, parseWindow } from './windows.js'

interface Arguments {
  exprs: Expr[]
  distinct: boolean
  order: OrderExpr[] | null
  /** The arguments are one query without brackets of its own: `exists(SELECT 1)`. */
  query: boolean
}

/** A call of a function by name; its opening bracket stands here. */
export function parseCall(p: Cursor, name: string, start: Position): Expr {
  let args = p.nested(parseArguments)
  if (args.query) return { node: 'Call', name, args: args.exprs, start, end: p.to }
  if (p.word('WITHIN') && p.peek().keyword === 'GROUP' && !args.distinct && !args.order)
    return parseWithinGroup(p, name, args.exprs, start)
  let params: Expr[] | null = null
  if (p.op('(') && !args.distinct && !args.order && !atQuery(p, 1)) {
    params = args.exprs
    args = p.nested(parseArguments)
  }
  const filter = p.word('FILTER') && p.peek().op === '(' ? parseFilter(p) : null
  if (p.word('OVER') && (p.peek().op === '(' || isName(p.peek()))) {
    if (args.distinct || args.order)
      p.refuse('DISTINCT and ORDER BY are not supported in the arguments of a window function.')
    if (filter)
      p.refuse(`FILTER is not supported with OVER. Use the -If form of the function: ${name}If(…, condition).`)
    return parseOver(p, name, params, args.exprs, start)
  }
  return {
    node: 'Call',
    name,
    params,
    args: args.exprs,
    distinct: args.distinct,
    order_by: args.order,
    filter_expr: filter,
    start,
    end: p.to,
  }
}

function parseWithinGroup(p: Cursor, name: string, params: Expr[], start: Position): Expr {
  p.next()
  p.next()
  p.expectOp('(')
  if (!p.takeWords('ORDER', 'BY')) p.fail('ORDER BY')
  const within = parseOrderList(p)
  p.expectOp(')')
  return { node: 'Call', name, params, args: [], distinct: false, within_group: within, start, end: p.to }
}

function parseFilter(p: Cursor): Expr {
  p.next()
  p.next()
  p.expectWord('WHERE')
  const filter = p.nested(p.rules.expr)
  p.expectOp(')')
  return filter
}

function parseOver(p: Cursor, name: string, params: Expr[] | null, args: Expr[], start: Position): Expr {
  p.next()
  // The first pair of brackets is `exprs`, the second `args`, in PostHog's tree.
  const lists = params ? { exprs: params, args } : { exprs: args, args: [] }
  if (p.takeOp('(')) {
    const window = p.nested(parseWindow)
    p.expectOp(')', 'PARTITION BY, ORDER BY, ROWS, RANGE or ")"')
    return { node: 'WindowFunction', name, ...lists, over_expr: window, start, end: p.to }
  }
  const over = p.name('the name of a window')
  return { node: 'WindowFunction', name, ...lists, over_identifier: over, start, end: p.to }
}

/** `(…)` after the name of a function. */
function parseArguments(p: Cursor): Arguments {
  p.expectOp('(')
  if (atQuery(p)) {
    const select = p.rules.select(p)
    p.expectOp(')')
    return { exprs: [select], distinct: false, order: null, query: true }
  }
  const distinct = p.word('DISTINCT') && p.peek().op !== ',' && (p.peek().op !== '.' || p.beginsValue())
  if (distinct) p.next()
  const ordered = p.word('ORDER') && p.peek().keyword === 'BY'
  const exprs = p.op(')') || ordered ? [] : parseList(p, p.rules.expr)
  const order = p.takeWords('ORDER', 'BY') ? parseOrderList(p) : null
  if (p.word('FROM')) p.fail('"," or ")"', 'Separate the arguments by commas.')
  p.expectOp(')', exprs.length === 0 ? 'an argument or ")"' : '"," or ")"')
  return { exprs, distinct, order, query: false }
}

/** `(…)` behind any other expression. */
export function parsePlainArguments(p: Cursor): Expr[] {
  p.expectOp('(')
  const args = atQuery(p) ? [p.rules.select(p)] : p.op(')') ? [] : parseList(p, p.rules.expr)
  p.expectOp(')', '"," or ")"')
  return args
}
