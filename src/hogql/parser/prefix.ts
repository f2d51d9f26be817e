import type { Expr, Position } from '../ast.js'
import { parseArrayLiteral, parseBraces, parseParentheses } from './brackets.js'
import { parseCall } from './calls.js'
import { isName, type Cursor } from './cursor.js'
import { LEVEL } from './levels.js'
import { isDecimal, parseNumber, parseTemplate } from './literals.js'
import { parseSpecial } from './special.js'
import { parseColumns } from './columns.js'
import { parseTag } from './tags.js'

/** What an expression begins with, and the accesses and calls behind it. */
export function parsePrefix(p: Cursor): Expr {
  const start = p.from
  const { token } = p
  if (token.op === '-' || token.op === '+') return parseSigned(p, start)
  if (token.keyword === 'NOT' && takesNot(p)) {
    p.next()
    const expr = p.rules.operators(p, LEVEL.not)
    return { node: 'Not', expr, start, end: p.to }
  }
  const primary = parsePrimary(p)
  // A lambda and a named argument reach as far as they can; nothing is called on them.
  if (primary.node === 'Lambda' || primary.node === 'NamedArgument')
    return primary.start === start ? primary : parsePostfix(p, primary, start)
  return parsePostfix(p, primary, start)
}

function parseSigned(p: Cursor, start: Position): Expr {
  const literal = parseNumber(p)
  if (literal) return parsePostfix(p, literal, start)
  const zero = p.token
  if (p.next().op === '+') p.fail('a number after "+"')
  const right = p.rules.operators(p, LEVEL.negate)
  const left: Expr = { node: 'Constant', value: 0, start: zero.from, end: zero.to }
  return { node: 'ArithmeticOperation', left, right, op: '-', start, end: p.to }
}

/** `not(a)` is a function and `not` may be a column; all else negates. */
function takesNot(p: Cursor): boolean {
  const next = p.peek()
  if (next.op === '(') return p.peek(2).keyword === 'SELECT' || p.peek(2).keyword === 'WITH'
  return next.op === '-' || next.op === '+' || next.op === '*' || p.beginsValue()
}

function parsePrimary(p: Cursor): Expr {
  const { token } = p
  switch (token.kind) {
    case 'string':
      p.next()
      return { node: 'Constant', value: token.value, start: token.from, end: token.to }
    case 'number':
      return parseNumber(p) ?? p.fail('a number')
    case 'template':
      return parseTemplate(p)
    case 'quoted':
      return parseNamed(p)
    case 'word':
      return parseWord(p)
    default:
  }
  switch (token.op) {
    case '(':
      return p.nested(parseParentheses)
    case '[':
      return p.nested(parseArrayLiteral)
    case '{':
      return p.nested(parseBraces)
    case '*':
      return parseColumns(p)
    case '<tag':
      return p.nested(parseTag)
    case '.':
      return parseNumber(p) ?? p.fail('a value')
    case '#':
      return parsePositional(p)
    default:
      return p.fail('a value')
  }
}

function parsePositional(p: Cursor): Expr {
  const start = p.from
  p.next()
  if (!isDecimal(p.token)) p.fail('the number of a column')
  const index = Number(p.next().value)
  return { node: 'PositionalRef', index, start, end: p.to }
}

function parseWord(p: Cursor): Expr {
  if (p.token.keyword === '') return parseNamed(p)
  const special = parseSpecial(p)
  if (special) return special
  if (!p.atName()) p.fail('a value')
  return parseNamed(p)
}

/** A lambda, named argument, call, or field: whatever begins with a name. */
function parseNamed(p: Cursor): Expr {
  const start = p.from
  const { token } = p
  if (token.arrow !== -1) return parseLambda(p, start)
  const next = p.peek()
  if (next.op === ':=') return parseNamedArgument(p, start)
  if (next.op === '(') {
    p.next()
    return parseCall(p, token.value, start)
  }
  return parseField(p, start)
}

function parseLambda(p: Cursor, start: Position): Expr {
  const { arrow } = p.token
  const args: string[] = []
  while (p.index < arrow) {
    args.push(p.name('the name of an argument'))
    if (p.index < arrow) p.expectOp(',')
  }
  p.expectOp('->')
  const expr = p.nested(p.rules.expr)
  return { node: 'Lambda', args, expr, start, end: p.to }
}

function parseNamedArgument(p: Cursor, start: Position): Expr {
  const name = p.name('the name of an argument')
  p.expectOp(':=')
  const value = p.nested(p.rules.expr)
  return { node: 'NamedArgument', name, value, start, end: p.to }
}

function parseField(p: Cursor, start: Position): Expr {
  const first = p.next()
  const chain: string[] = [first.value]
  while (p.op('.') && isName(p.peek())) {
    p.next()
    chain.push(p.next().value)
  }
  if (p.op('.') && p.peek().op === '*') return parseColumns(p, chain, start)
  const only = chain.length === 1 && first.kind === 'word' ? first.value.toLowerCase() : ''
  if (only === 'true' || only === 'false') return { node: 'Constant', value: only === 'true', start, end: p.to }
  return { node: 'Field', chain, start, end: p.to }
}

/** Accesses, casts and calls behind a value, as many as there are. */
export function parsePostfix(p: Cursor, first: Expr, start: Position): Expr {
  let expr = first
  for (;;) {
    const next = parseAccess(p, expr, start)
    if (!next) return expr
    expr = next
    p.height += 1
    p.checkDepth()
  }
}

function parseAccess(p: Cursor, expr: Expr, start: Position): Expr | undefined {
  switch (p.token.op) {
    case '.':
    case '?.':
      return parseMember(p, expr, start)
    case '[':
      p.next()
      return parseIndex(p, expr, start)
    case '(':
      return parseExprCall(p, expr, start)
    case '::': {
      p.next()
      return { node: 'TypeCast', expr, type_name: p.rules.shortType(p), start, end: p.to }
    }
    default:
      return undefined
  }
}

function parseMember(p: Cursor, expr: Expr, start: Position): Expr {
  const nullish = p.next().op === '?.'
  if (nullish && p.takeOp('[')) {
    const property = p.nested(p.rules.expr)
    p.expectOp(']')
    return { node: 'ArrayAccess', array: expr, property, nullish, start, end: p.to }
  }
  const { token } = p
  if (isDecimal(token) && !/^0[0-7]/.test(token.value)) {
    p.next()
    const index = Number(token.value)
    return { node: 'TupleAccess', tuple: expr, index, ...(nullish ? { nullish } : {}), start, end: p.to }
  }
  if (!isName(token)) p.fail('the name of a property', /^\d/.test(token.value) ? 'Write an index as [1].' : undefined)
  p.next()
  const property: Expr = { node: 'Constant', value: token.value, start: token.from, end: token.to }
  return { node: 'ArrayAccess', array: expr, property, ...(nullish ? { nullish } : {}), start, end: p.to }
}

function parseIndex(p: Cursor, array: Expr, start: Position): Expr {
  const from = p.op(':') ? undefined : p.nested(p.rules.expr)
  if (!p.takeOp(':')) {
    p.expectOp(']')
    return { node: 'ArrayAccess', array, property: from ?? p.fail('an index'), start, end: p.to }
  }
  const to = p.op(']') ? undefined : p.nested(p.rules.expr)
  p.expectOp(']')
  return {
    node: 'ArraySlice',
    array,
    ...(from ? { start_expr: from } : {}),
    ...(to ? { end_expr: to } : {}),
    start,
    end: p.to,
  }
}

function parseExprCall(p: Cursor, expr: Expr, start: Position): Expr {
  const args = p.nested(p.rules.plainArguments)
  return { node: 'ExprCall', expr, args, start, end: p.to }
}
