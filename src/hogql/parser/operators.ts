import type { ArithmeticOperation, CompareOp, Expr, Position } from '../ast.js'
import type { Cursor } from './cursor.js'
import { BOUND_LEVEL, LEVEL } from './levels.js'
import { parsePostfix, parsePrefix } from './prefix.js'

const COMPARE: Record<string, CompareOp> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '~': '=~',
  '=~': '=~',
  '!~': '!~',
  '~*': '=~*',
  '=~*': '=~*',
  '!~*': '!~*',
}
const ARITHMETIC: Record<string, number> = {
  '+': LEVEL.add,
  '-': LEVEL.add,
  '*': LEVEL.multiply,
  '/': LEVEL.multiply,
  '%': LEVEL.multiply,
}

/** An expression with operators that bind at least as tightly as `level` (Pratt's method). */
export function parseOperators(p: Cursor, level: number): Expr {
  p.enter()
  const outer = p.height
  p.height = 0
  const start = p.from
  let left = parsePrefix(p)
  // Lists of AND, OR and || grow in place, so that a thousand conditions are one flat node and take linear time.
  let growing: Expr | undefined
  for (;;) {
    const next = parseInfix(p, level, left, start, growing)
    if (!next) break
    if (next !== growing) {
      p.height += 1
      p.checkDepth()
    }
    left = next
    growing = next
  }
  p.height = Math.max(outer, p.height + 1)
  p.leave()
  return left
}

function parseInfix(
  p: Cursor,
  level: number,
  left: Expr,
  start: Position,
  growing: Expr | undefined,
): Expr | undefined {
  const { op } = p.token
  if (op !== '') return parseSymbol(p, op, level, left, start, growing)
  if (p.token.kind !== 'word') return undefined
  switch (p.token.keyword) {
    case 'AND':
      return level > LEVEL.and ? undefined : parseLogical(p, 'And', LEVEL.and, left, start, growing)
    case 'OR':
      return level > LEVEL.or ? undefined : parseLogical(p, 'Or', LEVEL.or, left, start, growing)
    case 'IN':
    case 'LIKE':
    case 'ILIKE':
      return level > LEVEL.compare ? undefined : parseWordCompare(p, false, left, start)
    case 'BETWEEN':
      return level > LEVEL.between ? undefined : parseBetween(p, false, left, start)
    case 'NOT':
      return parseNegated(p, level, left, start)
    case 'IS':
      return parseIs(p, level, left, start)
    case 'IGNORE':
      if (level > LEVEL.ignore || !p.takeWords('IGNORE', 'NULLS')) return undefined
      // Aggregates of ClickHouse skip NULL anyway, so nothing is lost.
      return { ...left }
    default:
      return undefined
  }
}

function parseSymbol(
  p: Cursor,
  op: string,
  level: number,
  left: Expr,
  start: Position,
  growing: Expr | undefined,
): Expr | undefined {
  const arithmetic = ARITHMETIC[op]
  if (arithmetic !== undefined) {
    if (level > arithmetic || (op === '%' && !p.beginsValue() && p.peek().op !== '-')) return undefined
    p.next()
    const right = parseOperators(p, arithmetic + 1)
    return { node: 'ArithmeticOperation', left, right, op: op as ArithmeticOperation['op'], start, end: p.to }
  }
  const compare = COMPARE[op]
  if (compare !== undefined) {
    if (level > LEVEL.compare) return undefined
    p.next()
    const right = parseOperators(p, LEVEL.add)
    return { node: 'CompareOperation', left, right, op: compare, start, end: p.to }
  }
  if (op === '||') return level > LEVEL.add ? undefined : parseConcat(p, left, start, growing)
  if (op === '??') {
    if (level > LEVEL.nullish) return undefined
    p.next()
    const fallback = parseOperators(p, LEVEL.distinct)
    return { node: 'Call', name: 'ifNull', args: [left, fallback], start, end: p.to }
  }
  return op === '?' && level <= LEVEL.ternary ? parseTernary(p, left, start) : undefined
}

function parseTernary(p: Cursor, condition: Expr, start: Position): Expr {
  p.next()
  const yes = p.rules.expr(p)
  p.expectOp(':', '":" and the value for “otherwise”')
  const no = parseOperators(p, LEVEL.ternary)
  return { node: 'Call', name: 'if', args: [condition, yes, no], start, end: p.to }
}

function parseLogical(
  p: Cursor,
  node: 'And' | 'Or',
  level: number,
  left: Expr,
  start: Position,
  growing: Expr | undefined,
): Expr {
  p.next()
  const right = parseOperators(p, level + 1)
  const added = right.node === node ? right.exprs : [right]
  if (growing?.node === node) {
    growing.exprs.push(...added)
    growing.end = p.to
    return growing
  }
  return { node, exprs: left.node === node ? [...left.exprs, ...added] : [left, ...added], start, end: p.to }
}

function parseConcat(p: Cursor, left: Expr, start: Position, growing: Expr | undefined): Expr {
  p.next()
  const right = parseOperators(p, LEVEL.add + 1)
  const added = isConcat(right) ? right.args : [right]
  if (growing && isConcat(growing)) {
    growing.args.push(...added)
    growing.end = p.to
    return growing
  }
  return {
    node: 'Call',
    name: 'concat',
    args: isConcat(left) ? [...left.args, ...added] : [left, ...added],
    start,
    end: p.to,
  }
}

function isConcat(expr: Expr): expr is Extract<Expr, { node: 'Call' }> {
  return expr.node === 'Call' && expr.name === 'concat'
}

function parseNegated(p: Cursor, level: number, left: Expr, start: Position): Expr | undefined {
  const { keyword } = p.peek()
  if (keyword === 'BETWEEN') {
    if (level > LEVEL.between) return undefined
    p.next()
    return parseBetween(p, true, left, start)
  }
  if (level > LEVEL.compare || (keyword !== 'IN' && keyword !== 'LIKE' && keyword !== 'ILIKE')) return undefined
  p.next()
  return parseWordCompare(p, true, left, start)
}

function parseWordCompare(p: Cursor, negated: boolean, left: Expr, start: Position): Expr {
  const word = p.next().keyword.toLowerCase()
  const cohort = word === 'in' && p.word('COHORT') && followsCohort(p)
  if (cohort) p.next()
  const right = parseOperators(p, LEVEL.add)
  const op = `${negated ? 'not ' : ''}${word}${cohort ? ' cohort' : ''}` as CompareOp
  return { node: 'CompareOperation', left, right, op, start, end: p.to }
}

/** `IN COHORT 5` names a cohort; `IN cohort` is a column. */
function followsCohort(p: Cursor): boolean {
  const next = p.peek()
  if (next.op === '-' || next.op === '+') return p.peek(2).kind === 'number'
  return p.beginsValue() && next.op !== '.'
}

function parseBetween(p: Cursor, negated: boolean, expr: Expr, start: Position): Expr {
  p.next()
  const low = parseOperators(p, LEVEL.between)
  if (low.node === 'Lambda' || low.node === 'NamedArgument') throw p.error('A lambda cannot be a bound of BETWEEN.')
  p.expectWord('AND')
  const high = parseOperators(p, BOUND_LEVEL)
  return { node: 'BetweenExpr', expr, low, high, negated, start, end: p.to }
}

function parseIs(p: Cursor, level: number, left: Expr, start: Position): Expr | undefined {
  const negated = p.peek().keyword === 'NOT'
  const { keyword } = p.peek(negated ? 2 : 1)
  if (keyword === 'DISTINCT' ? level > LEVEL.distinct : level > LEVEL.null) return undefined
  p.next()
  if (negated) p.next()
  if (keyword === 'DISTINCT') {
    p.next()
    p.expectWord('FROM')
    const right = parseOperators(p, LEVEL.null)
    return { node: 'IsDistinctFrom', left, right, negated, start, end: p.to }
  }
  if (keyword !== 'NULL') p.fail('NULL or DISTINCT FROM', 'Compare with other values by = and !=.')
  const { from, to } = p.next()
  const right: Expr = { node: 'Constant', value: null, start: from, end: to }
  const compare: Expr = {
    node: 'CompareOperation',
    left,
    right,
    op: negated ? '!=' : '==',
    is_null_comparison_style: true,
    start,
    end: p.to,
  }
  return parsePostfix(p, compare, start)
}
