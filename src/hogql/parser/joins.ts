import {
  isSelect,
  type Expr,
  type JoinConstraint,
  type JoinExpr,
  type Position,
  type RatioExpr,
  type SampleExpr,
} from '../ast.js'
import { atQuery } from './brackets.js'
import { parseNames } from './ctes.js'
import { isName, parseList, type Cursor } from './cursor.js'
import { checkAlias } from './expressions.js'
import { TABLE_ALIASES } from './keywords.js'
import { parseNumber } from './literals.js'
import { parsePivot, parseUnpivot } from './pivots.js'
import { parseTag } from './tags.js'

/** Tables and their joins, as a chain of `next_join`. */
export function parseFrom(p: Cursor): JoinExpr {
  return p.nested(parseJoins)
}

function parseJoins(p: Cursor): JoinExpr {
  const start = p.from
  let join = parseJoined(p)
  let last = lastOf(join)
  for (;;) {
    const pivoted = parsePivoted(p, join, start)
    if (pivoted) {
      last = join = pivoted
      continue
    }
    const type = parseJoinType(p)
    if (!type) return join
    const right = type.cross ? parseCrossed(p) : p.nested(parseJoins)
    right.join_type = type.name
    if (!type.cross) right.constraint = parseConstraint(p)
    last.next_join = right
    last = lastOf(right)
    p.height += 1
    p.checkDepth()
  }
}

/** What a comma or CROSS JOIN joins: the constraints behind it belong to joins of its own. */
function parseCrossed(p: Cursor): JoinExpr {
  return parseJoined(p)
}

function lastOf(join: JoinExpr): JoinExpr {
  let last = join
  while (last.next_join) last = last.next_join
  return last
}

function parsePivoted(p: Cursor, join: JoinExpr, start: Position): JoinExpr | undefined {
  const table = parsePivot(p, join, start) ?? parseUnpivot(p, join, start)
  return (
    table && {
      node: 'JoinExpr',
      table,
      table_final: null,
      sample: null,
      next_join: null,
      alias: null,
      start,
      end: p.to,
    }
  )
}

const KINDS = new Set(['ALL', 'ANY', 'ASOF', 'ANTI', 'SEMI'])
const SIDES = new Set(['INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER'])
// PostHog names the words of a join in this order, whatever the text has.
const INNER_ORDER = ['ALL', 'ANY', 'ASOF', 'ANTI', 'SEMI', 'INNER']
const SIDE_ORDER = ['LEFT', 'RIGHT', 'FULL', 'OUTER', 'SEMI', 'ALL', 'ANTI', 'ANY', 'ASOF']

function parseJoinType(p: Cursor): { name: string; cross: boolean } | undefined {
  if (p.takeOp(',')) return { name: 'CROSS JOIN', cross: true }
  if (p.takeWords('CROSS', 'JOIN')) return { name: 'CROSS JOIN', cross: true }
  if (p.takeWords('POSITIONAL', 'JOIN')) return { name: 'POSITIONAL JOIN', cross: false }
  if (p.word('NATURAL')) p.refuse('NATURAL JOIN is not supported. Name the columns: JOIN … USING (a, b).')
  let count = 0
  while (KINDS.has(p.peek(count).keyword) || SIDES.has(p.peek(count).keyword)) count += 1
  if (p.peek(count).keyword !== 'JOIN') return undefined
  const words = new Set<string>()
  for (let index = 0; index < count; index += 1) words.add(p.next().keyword)
  p.next()
  if (words.size === 0) return { name: 'JOIN', cross: false }
  return { name: `${joinWords(p, words).join(' ')} JOIN`, cross: false }
}

function joinWords(p: Cursor, words: Set<string>): string[] {
  const side = ['LEFT', 'RIGHT', 'FULL'].some(word => words.has(word))
  if (words.has('OUTER') && !side) p.fail('LEFT, RIGHT or FULL before OUTER JOIN')
  if (side) return SIDE_ORDER.filter(word => words.has(word))
  if (!words.has('ANTI') && !words.has('SEMI')) words.add('INNER')
  return INNER_ORDER.filter(word => words.has(word))
}

function parseConstraint(p: Cursor): JoinConstraint | null {
  const start = p.from
  if (p.takeWord('ON')) {
    const expr = p.rules.expr(p)
    return { node: 'JoinConstraint', expr, constraint_type: 'ON', start, end: p.to }
  }
  if (!p.takeWord('USING')) return null
  const list = p.takeOp('(')
  const from = p.from
  const exprs = parseList(p, p.rules.expr)
  if (list) p.expectOp(')', '"," or ")"')
  const [only] = exprs
  const expr: Expr = exprs.length === 1 && only ? only : { node: 'Tuple', exprs, start: from, end: p.to }
  return { node: 'JoinConstraint', expr, constraint_type: 'USING', start, end: p.to }
}

/** One table with its alias, FINAL and SAMPLE, or joins in brackets. */
function parseJoined(p: Cursor): JoinExpr {
  const start = p.from
  if (p.op('(') && !opensQuery(p)) {
    p.next()
    const inner = parseFrom(p)
    p.expectOp(')')
    return inner
  }
  const join = parseTable(p, start)
  join.table_final = p.takeWord('FINAL') ? true : null
  join.sample = p.word('SAMPLE') ? parseSample(p) : null
  join.end = p.to
  return join
}

/** Says whether the bracket here holds a query, perhaps in more brackets, rather than joins. */
function opensQuery(p: Cursor): boolean {
  let depth = 1
  while (p.peek(depth).op === '(') depth += 1
  const { keyword } = p.peek(depth)
  if (keyword === 'VALUES' && p.peek(depth + 1).op === '(') return depth === 1
  if (!atQuery(p, depth)) return false
  for (let inner = depth - 1; inner > 0; inner -= 1) {
    const after = p.afterPartner(inner)
    if (after && after.op !== ')' && !/^(UNION|INTERSECT|EXCEPT|LIMIT|OFFSET|ORDER)$/.test(after.keyword)) return false
  }
  return true
}

function parseTable(p: Cursor, start: Position): JoinExpr {
  let join: JoinExpr = parseTableName(p, start)
  for (;;) {
    const aliased = parseTableAlias(p, join)
    const plain = !join.alias && !join.table_args && join.table
    const table = parsePivot(p, plain ? plain : join, start) ?? parseUnpivot(p, plain ? plain : join, start)
    if (table) join = tableOf(table, start)
    else if (!aliased) return join
  }
}

function tableOf(table: Expr, start: Position, end?: Position): JoinExpr {
  return { node: 'JoinExpr', table, next_join: null, alias: null, start, ...(end ? { end } : {}) }
}

function parseTableName(p: Cursor, start: Position): JoinExpr {
  if (p.takeOp('(')) {
    if (p.word('VALUES')) return tableOf(parseValues(p), start, p.to)
    const select = p.rules.select(p)
    p.expectOp(')')
    return tableOf(select, start, p.to)
  }
  if (p.op('{') || p.op('<tag')) {
    const table = p.op('{') ? p.nested(p.rules.braces) : p.nested(parseTag)
    if (table.node === 'Dict')
      throw p.error('A table cannot be a dictionary.', { start: start.offset, end: p.to.offset })
    return tableOf(table, start, p.to)
  }
  if (p.token.kind === 'end' || !isName(p.token) || p.atListEnd()) p.fail('a table')
  const chain = [p.next().value]
  while (p.takeOp('.')) chain.push(p.name('the name of a table'))
  const table: Expr = { node: 'Field', chain, start, end: p.to }
  if (chain.length > 1 || !p.takeOp('(')) return tableOf(table, start, p.to)
  const args = p.op(')') ? [] : parseList(p, p.rules.expr)
  p.expectOp(')', '"," or ")"')
  return { node: 'JoinExpr', table, table_args: args, next_join: null, alias: null, start, end: p.to }
}

function parseValues(p: Cursor): Expr {
  const start = p.from
  p.next()
  const rows: Expr[][] = []
  do {
    p.expectOp('(')
    rows.push(parseList(p, p.rules.expr))
    p.expectOp(')', '"," or ")"')
  } while (p.takeOp(','))
  const values: Expr = { node: 'ValuesQuery', rows, start, end: p.to }
  p.expectOp(')')
  return values
}

function parseTableAlias(p: Cursor, join: JoinExpr): boolean {
  const { token } = p
  if (p.word('AS')) {
    p.next()
    if (!isName(p.token)) p.fail('an alias after AS')
  } else if (
    token.kind !== 'quoted' &&
    !(token.kind === 'word' && (token.keyword === '' || TABLE_ALIASES.has(token.keyword)))
  )
    return false
  if (join.alias) p.fail('the end of the table', hintAfterAlias(p))
  if (/^format$/i.test(token.value) && isName(p.peek())) p.refuse('FORMAT is not supported: answers are always JSON.')
  join.alias = checkAlias(p, p.next())
  join.column_aliases = p.op('(') ? parseNames(p) : null
  join.end = p.to
  return true
}

function hintAfterAlias(p: Cursor): string | undefined {
  return /^format$/i.test(p.tokens[p.index - 1]?.value ?? '')
    ? 'FORMAT is not supported: answers are always JSON.'
    : undefined
}

function parseSample(p: Cursor): SampleExpr {
  const start = p.from
  p.next()
  const sample = parseRatio(p)
  const offset = p.takeWord('OFFSET') ? parseRatio(p) : null
  return { node: 'SampleExpr', sample_value: sample, offset_value: offset, start, end: p.to }
}

function parseRatio(p: Cursor): RatioExpr {
  const start = p.from
  if (p.op('{')) {
    const from = p.token
    p.rules.expr(p)
    p.refuse('A placeholder cannot stand for the size of a sample. Write it as a number: SAMPLE 0.1.', from)
  }
  const left = parseNumber(p) ?? p.fail('a number, as in SAMPLE 0.1 or SAMPLE 1/10')
  const right = p.takeOp('/') ? (parseNumber(p) ?? p.fail('a number')) : null
  return { node: 'RatioExpr', left, right, start, end: p.to }
}

/** Says whether an expression can be read as rows. */
export function isTable(expr: Expr): boolean {
  return isSelect(expr) || expr.node === 'Field'
}
