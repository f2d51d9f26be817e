import type { Expr, Position } from '../ast.js'
import { parseArrayLiteral } from './brackets.js'
import { parseType } from './castTypes.js'
import { parseColumnsCall } from './columns.js'
import { isName, type Cursor } from './cursor.js'
import { nearest } from '../suggest.js'
import { INTERVALS } from './keywords.js'
import { parseTemplate } from './literals.js'
import type { Token } from './tokens.js'

/** What begins with a keyword and is no name: CASE, CAST, INTERVAL, NULL and the like. Undefined when the word is only a name here. */
export function parseSpecial(p: Cursor): Expr | undefined {
  const { token } = p
  const next = p.peek()
  switch (token.keyword) {
    case 'NULL':
      p.next()
      return { node: 'Constant', value: null, start: token.from, end: token.to }
    case 'INF':
    case 'INFINITY':
    case 'NAN':
      p.next()
      return {
        node: 'Constant',
        value: token.keyword === 'NAN' ? 'NaN' : 'Infinity',
        value_type: 'number',
        start: token.from,
        end: token.to,
      }
    case 'CASE':
      return beginsCase(p, next) ? p.nested(parseCase) : undefined
    case 'CAST':
    case 'TRY_CAST':
      return next.op === '(' && hasTopLevelAs(p) ? p.nested(parseCast) : undefined
    case 'INTERVAL':
      return beginsInterval(p, next) ? parseInterval(p) : undefined
    case 'ARRAY':
      return next.op === '[' ? parseArray(p, token.from) : undefined
    case 'COLUMNS':
      return next.op === '(' && p.peek(2).op !== ')' ? p.nested(parseColumnsCall) : undefined
    case 'LAMBDA':
      return isName(next) && (p.peek(2).op === ':' || p.peek(2).op === ',') ? parseLambda(p) : undefined
    case 'TRIM':
      return next.op === '(' && /^(BOTH|LEADING|TRAILING)$/.test(p.peek(2).keyword) && isText(p.peek(3))
        ? parseTrim(p)
        : undefined
    case 'DATE':
    case 'TIMESTAMP':
      return next.kind === 'string' ? refuseLiteral(p, token) : undefined
    default:
      return undefined
  }
}

function isText(token: Token): boolean {
  return token.kind === 'string' || token.kind === 'template'
}

function refuseLiteral(p: Cursor, token: Token): never {
  p.next()
  p.next()
  return p.refuse(
    `${token.keyword} '…' is not supported. Write ${token.keyword === 'DATE' ? 'toDate' : 'toDateTime'}('…').`,
    token,
  )
}

function parseArray(p: Cursor, start: Position): Expr {
  p.next()
  const array = p.nested(parseArrayLiteral)
  return { ...array, start }
}

function beginsCase(p: Cursor, next: Token): boolean {
  if (next.keyword === 'WHEN') return true
  if (next.op === '(') return p.afterPartner(1)?.keyword === 'WHEN'
  if (next.op === '-' || next.op === '+') return p.peek(2).kind === 'number' && p.peek(3).keyword === 'WHEN'
  return p.beginsValue() && next.op !== '['
}

function parseCase(p: Cursor): Expr {
  const start = p.from
  p.next()
  const subject = p.word('WHEN') ? undefined : p.rules.expr(p)
  const parts: Expr[] = subject ? [subject] : []
  if (!p.word('WHEN')) p.fail('WHEN')
  while (p.takeWord('WHEN')) {
    parts.push(p.rules.expr(p))
    p.expectWord('THEN')
    parts.push(p.rules.expr(p))
  }
  const otherwise: Expr = p.takeWord('ELSE')
    ? p.rules.expr(p)
    : { node: 'Constant', value: null, start: p.to, end: p.to }
  parts.push(otherwise)
  if (!p.takeWord('END')) p.fail('WHEN, ELSE or END')
  const name = subject ? '_caseWithExpression' : parts.length === 3 ? 'if' : 'multiIf'
  return { node: 'Call', name, args: parts, start, end: p.to }
}

/** Tells `CAST(x AS String)` from the function `cast(x, 'String')`, without reading past the bracket. */
function hasTopLevelAs(p: Cursor): boolean {
  const { partner } = p.peek()
  for (let at = p.index + 2; at < (partner === -1 ? p.tokens.length : partner); at += 1) {
    const token = p.tokens[at]
    if (token?.keyword === 'AS') return true
    if (token?.op === ',') return false
    if (token && token.partner > at) at = token.partner
  }
  return false
}

function parseCast(p: Cursor): Expr {
  const start = p.from
  const node = p.next().keyword === 'CAST' ? 'TypeCast' : 'TryCast'
  p.expectOp('(')
  const from = p.from
  let expr = p.rules.operators(p, 0)
  // `CAST(a AS b AS Int)` casts what is called b.
  while (p.word('AS') && (isName(p.peek()) || p.peek().kind === 'string') && p.peek(2).keyword === 'AS') {
    p.next()
    const alias = p.next().value
    expr = { node: 'Alias', alias, expr, start: from, end: p.to }
  }
  p.expectWord('AS')
  const type = parseType(p)
  p.expectOp(')')
  return { node, expr, type_name: type, start, end: p.to }
}

function beginsInterval(p: Cursor, next: Token): boolean {
  if (next.op === '(') return INTERVALS.has(p.afterPartner(1)?.keyword ?? '')
  if (next.op === '-' || next.op === '+') return p.peek(2).kind === 'number' && INTERVALS.has(p.peek(3).keyword)
  if (next.op === '[') return false
  return p.beginsValue() && !(next.kind === 'word' && p.peek(2).kind === 'end' && INTERVALS.has(next.keyword))
}

const PLURAL = /^(\d+) (second|minute|hour|day|week|month|quarter|year)s?$/

function parseInterval(p: Cursor): Expr {
  const start = p.from
  p.next()
  const { token } = p
  if (token.kind === 'string' && !INTERVALS.has(p.peek().keyword)) return parseTextInterval(p, token, start)
  const value = p.nested(p.rules.expr)
  const unit = INTERVALS.get(p.token.keyword)
  if (!unit) p.fail('a unit: SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER or YEAR', unitHint(p.token))
  p.next()
  return { node: 'Call', name: unit ?? '', args: [value], start, end: p.to }
}

function unitHint(token: Token): string | undefined {
  const meant = token.kind === 'word' ? nearest(token.value.replace(/s$/i, ''), INTERVALS.keys()) : undefined
  return meant === undefined ? undefined : `Did you mean ${meant} instead of ${token.value}?`
}

function parseTextInterval(p: Cursor, token: Token, start: Position): Expr {
  const [, count = '', unit = ''] = PLURAL.exec(token.value) ?? []
  p.next()
  if (!count) p.refuse(`'${token.value}' is not an interval. Write it as INTERVAL '5 days' or INTERVAL 5 DAY.`, token)
  const value: Expr = { node: 'Constant', value: Number(count), start: token.from, end: token.to }
  return { node: 'Call', name: INTERVALS.get(unit.toUpperCase()) ?? '', args: [value], start, end: p.to }
}

/** `lambda x, y: x + y`. */
function parseLambda(p: Cursor): Expr {
  const start = p.from
  p.next()
  const args: string[] = []
  while (!p.op(':')) {
    args.push(p.name('the name of an argument'))
    if (!p.takeOp(',')) break
  }
  p.expectOp(':')
  const expr = p.nested(p.rules.expr)
  return { node: 'Lambda', args, expr, start, end: p.to }
}

const TRIM: Record<string, string> = { BOTH: 'trim', LEADING: 'trimLeft', TRAILING: 'trimRight' }

/** `TRIM(LEADING 'x' FROM a)`. */
function parseTrim(p: Cursor): Expr {
  const start = p.from
  p.next()
  p.next()
  const name = TRIM[p.next().keyword] ?? 'trim'
  const { token } = p
  const text: Expr =
    token.kind === 'template'
      ? parseTemplate(p)
      : { node: 'Constant', value: p.next().value, start: token.from, end: token.to }
  p.expectWord('FROM')
  const from = p.nested(p.rules.expr)
  p.expectOp(')')
  return { node: 'Call', name, args: [from, text], start, end: p.to }
}
