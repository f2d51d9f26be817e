import type { OrderExpr, WindowExpr, WindowFrameExpr, WithFillExpr } from '../ast.js'
import { parseList, type Cursor } from './cursor.js'
import { BOUND_LEVEL } from './levels.js'

/** Items of ORDER BY. */
export function parseOrderList(p: Cursor): OrderExpr[] {
  const items: OrderExpr[] = []
  do items.push(parseOrder(p))
  while (p.takeOp(','))
  return items
}

/** One item of ORDER BY. */
export function parseOrder(p: Cursor): OrderExpr {
  const start = p.from
  const expr = p.rules.expr(p)
  const descending = p.word('DESC') || p.word('DESCENDING')
  if (descending || p.word('ASC') || p.word('ASCENDING')) p.next()
  parseNulls(p)
  const fill = p.word('WITH') && p.peek().keyword === 'FILL' ? parseFill(p) : undefined
  const order = descending ? 'DESC' : 'ASC'
  if (fill) return { node: 'OrderExpr', expr, order, with_fill: fill, start, end: p.to }
  return { node: 'OrderExpr', expr, order, start, end: p.to }
}

// PostHog's parser reads these and drops them: the answer would silently be in another order.
function parseNulls(p: Cursor): void {
  const first = p.token
  if (p.takeWords('NULLS', 'FIRST'))
    p.refuse('NULLS FIRST is not supported. Order by `isNull(x) DESC` before x instead.', first)
  p.takeWords('NULLS', 'LAST')
  if (p.word('COLLATE') && p.peek().kind === 'string') {
    p.next()
    p.refuse('COLLATE is not supported. Order by lower(x) to ignore case.', first)
  }
}

function parseFill(p: Cursor): WithFillExpr {
  const start = p.from
  p.next()
  p.next()
  const fill: WithFillExpr = { node: 'WithFillExpr' }
  if (p.takeWord('FROM')) fill.from_value = p.rules.expr(p)
  if (p.takeWord('TO')) fill.to_value = p.rules.expr(p)
  if (p.takeWord('STEP')) fill.step_value = p.rules.expr(p)
  fill.start = start
  fill.end = p.to
  return fill
}

/** What stands in the brackets of `OVER (…)` and `WINDOW w AS (…)`. */
export function parseWindow(p: Cursor): WindowExpr {
  const start = p.from
  const window: WindowExpr = {
    node: 'WindowExpr',
    partition_by: null,
    order_by: null,
    frame_start: null,
    frame_end: null,
  }
  if (p.takeWords('PARTITION', 'BY')) window.partition_by = parseList(p, p.rules.expr)
  if (p.takeWords('ORDER', 'BY')) window.order_by = parseOrderList(p)
  if (p.word('ROWS') || p.word('RANGE')) {
    window.frame_method = p.next().keyword as 'ROWS' | 'RANGE'
    const between = p.takeWord('BETWEEN')
    window.frame_start = parseFrame(p)
    if (between) {
      p.expectWord('AND')
      window.frame_end = parseFrame(p)
    }
  }
  window.start = start
  window.end = p.to
  return window
}

function parseFrame(p: Cursor): WindowFrameExpr {
  const start = p.from
  if (p.takeWords('CURRENT', 'ROW')) return { node: 'WindowFrameExpr', frame_type: 'CURRENT ROW', start, end: p.to }
  const first = p.token
  const value = p.takeWord('UNBOUNDED') ? null : p.rules.operators(p, BOUND_LEVEL)
  if (!p.word('PRECEDING') && !p.word('FOLLOWING')) p.fail('PRECEDING or FOLLOWING')
  if (value !== null && (value.node !== 'Constant' || typeof value.value !== 'number'))
    p.refuse('The bound of a window frame must be a number.', first)
  const type = p.next().keyword as 'PRECEDING' | 'FOLLOWING'
  const size = value === null ? null : (value.value as number)
  return { node: 'WindowFrameExpr', frame_type: type, frame_value: size, start, end: p.to }
}
