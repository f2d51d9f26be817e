import type { Constant, Expr, Position } from '../ast.js'
import type { Cursor } from './cursor.js'
import type { Token } from './tokens.js'

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n, unsigned: 2n ** 64n - 1n }

/** Says whether a number is written without point, exponent or prefix. */
export function isDecimal(token: Token): boolean {
  return token.kind === 'number' && /^\d+$/.test(token.value)
}

/** A number with its sign, which is part of it: `-1` is a constant, `-a` is not. Undefined when none stands here. */
export function parseNumber(p: Cursor): Constant | undefined {
  const signed = p.op('-') || p.op('+')
  const first = p.peek(signed ? 1 : 0)
  const named = /^(INF|INFINITY|NAN)$/.test(first.keyword)
  const point = first.op === '.' && isDecimal(p.peek(signed ? 2 : 1))
  if (!named && !point && first.kind !== 'number') return undefined
  const start = p.from
  const sign = signed && p.next().op === '-' ? '-' : ''
  if (named) {
    p.next()
    return number(p, start, first.keyword === 'NAN' ? 'NaN' : `${sign}Infinity`, 'number')
  }
  return magnitude(p, start, sign)
}

function number(p: Cursor, start: Position, value: string | number, type?: 'number'): Constant {
  if (type) return { node: 'Constant', value, value_type: type, start, end: p.to }
  return { node: 'Constant', value, start, end: p.to }
}

function magnitude(p: Cursor, start: Position, sign: string): Constant {
  const first = p.op('.') ? '' : p.next().value
  // The point is a token of its own, because `t.1.2` is access to a tuple.
  if (/^\d*$/.test(first) && p.op('.') && !isNameAfterPoint(p)) {
    p.next()
    const fraction = isDecimal(p.token) ? p.next().value : ''
    return float(p, start, `${sign}${first}.${fraction}`)
  }
  if (/^0[xXbB]/.test(first) || !/[eE]/.test(first)) return integer(p, start, sign, first)
  return float(p, start, sign + first)
}

function isNameAfterPoint(p: Cursor): boolean {
  const next = p.peek()
  return next.kind === 'word' || next.kind === 'quoted' || next.op === '*'
}

function float(p: Cursor, start: Position, text: string): Constant {
  const value = Number(text)
  return Number.isFinite(value)
    ? number(p, start, value)
    : number(p, start, value > 0 ? 'Infinity' : '-Infinity', 'number')
}

/** Whole numbers that a double cannot hold are kept as text. */
function integer(p: Cursor, start: Position, sign: string, digits: string): Constant {
  const size = BigInt(digits)
  const value = sign ? -size : size
  const prefixed = digits.length > 1 && /[xXbB]/.test(digits)
  if (/^0[bB]/.test(digits) && (value > INT64.unsigned || value < INT64.min))
    throw p.error('A binary number can have at most 64 bits.')
  const small = Number(value)
  if (Number.isSafeInteger(small)) return number(p, start, small)
  const exact = (value >= INT64.min && value <= INT64.max) || /^0[bB]/.test(digits)
  return number(
    p,
    start,
    exact || !prefixed ? bigText(value, exact, sign, digits) : (sign + digits).toLowerCase(),
    'number',
  )
}

function bigText(value: bigint, exact: boolean, sign: string, digits: string): string {
  return exact ? String(value) : sign + digits
}

/** `f'Hello {name}'`: one piece is itself, more are joined by concat. The template's opening has not been read. */
export function parseTemplate(p: Cursor): Expr {
  const start = p.from
  p.next()
  const parts = templateParts(p)
  p.expectOp("'", 'the end of the template string')
  return joined(p, start, parts)
}

/** The pieces of a template's text up to where it ends. */
export function templateParts(p: Cursor): Expr[] {
  const parts: Expr[] = []
  for (;;) {
    const { token } = p
    if (token.kind === 'text') {
      p.next()
      parts.push({ node: 'Constant', value: token.value, start: token.from, end: token.to })
    } else if (p.takeOp('{')) {
      parts.push(p.nested(p.rules.expr))
      p.expectOp('}')
    } else return parts
  }
}

export function joined(p: Cursor, start: Position, parts: Expr[]): Expr {
  const [only] = parts
  if (!only) return { node: 'Constant', value: '', start, end: p.to }
  return parts.length === 1 ? only : { node: 'Call', name: 'concat', args: parts, start, end: p.to }
}
