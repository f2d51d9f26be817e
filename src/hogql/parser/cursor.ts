import type { Expr, Position, Select } from '../ast.js'
import { HogQLError, type HogQLErrorCode } from '../errors.js'
import { describeToken, hintFor } from './hints.js'
import { CLAUSES, OPERATORS, RESERVED } from './keywords.js'
import type { Lexed } from './lexer.js'
import type { Token } from './tokens.js'

/** Deepest tree that is built; each level costs stack in whatever walks it. */
export const MAX_DEPTH = 400
/** Most faults that are collected in one text. */
const MAX_ERRORS = 50

/** The rules that call each other in a circle. */
export interface Rules {
  /** An expression, with aliases. */
  expr: (p: Cursor) => Expr
  /** What a binary operator takes on its right: only operators that bind at least as tightly as `level`. */
  operators: (p: Cursor, level: number) => Expr
  /** A query, with its UNION, INTERSECT and EXCEPT. */
  select: (p: Cursor) => Select
  /** Goes on with a query of which the first part has been read. */
  restOfSelect: (p: Cursor, first: Select, start: Position) => Select
  /** `(…)` behind an expression that is called. */
  plainArguments: (p: Cursor) => Expr[]
  /** The type after `::`. */
  shortType: (p: Cursor) => string
  /** `{…}`: a placeholder or a dictionary. */
  braces: (p: Cursor) => Expr
}

// What may follow a word of a clause for the word to be a name: `SELECT order, group FROM t`.
const AFTER_NAME = new Set(', ) ] } . : ; ? ?? ?. = == != < > <= >= + - / % || ~ ~* =~ =~* !~ !~* :: := ->'.split(' '))

/** Walks over the tokens of one text; knows how to complain, and how to go on after a complaint. */
export class Cursor {
  readonly tokens: Token[]
  index = 0
  token: Token
  /** Height of the tree that is being built, below the place where the parser stands. */
  height = 0
  /** The OFFSET behind a LIMIT that was read last. */
  offset: Expr | undefined
  /** How many rules that call themselves are running. */
  depth = 0

  constructor(
    readonly text: string,
    private readonly lexed: Lexed,
    readonly rules: Rules,
    /** Where faults are collected when parsing goes on after them; undefined when the first one ends it. */
    readonly errors: HogQLError[] | undefined,
  ) {
    this.tokens = lexed.tokens
    this.token = lexed.tokens[0] as Token
  }

  /** The place where the next token begins. */
  get from(): Position {
    return this.token.from
  }
  /** The place where the last token ended. */
  get to(): Position {
    return (this.tokens[this.index - 1] ?? this.token).to
  }

  next(): Token {
    const { token } = this
    if (token.kind !== 'end') this.token = this.tokens[(this.index += 1)] as Token
    return token
  }
  peek(distance = 1): Token {
    return this.tokens[Math.min(this.index + distance, this.tokens.length - 1)] as Token
  }
  /** The token after the partner of the bracket at a distance. */
  afterPartner(distance = 0): Token | undefined {
    const { partner } = this.peek(distance)
    return partner === -1 ? undefined : this.tokens[partner + 1]
  }

  atEnd(): boolean {
    return this.token.kind === 'end'
  }
  op(op: string): boolean {
    return this.token.op === op
  }
  word(keyword: string): boolean {
    return this.token.keyword === keyword
  }
  takeOp(op: string): boolean {
    if (this.token.op !== op) return false
    this.next()
    return true
  }
  takeWord(keyword: string): boolean {
    if (this.token.keyword !== keyword) return false
    this.next()
    return true
  }
  /** Takes two words that belong together, as GROUP BY; neither when the second is missing. */
  takeWords(first: string, second: string): boolean {
    if (this.token.keyword !== first || this.peek().keyword !== second) return false
    this.next()
    this.next()
    return true
  }
  expectOp(op: string, expected = `"${op}"`): void {
    if (!this.takeOp(op)) this.fail(expected)
  }
  expectWord(keyword: string): void {
    if (!this.takeWord(keyword)) this.fail(keyword)
  }

  /** A name in a place where only a name can stand. */
  name(expected: string): string {
    const { token } = this
    if (!isName(token)) this.fail(expected)
    this.next()
    return token.value
  }

  /** Says whether a name begins here, in a place where a value is expected. */
  atName(): boolean {
    const { token } = this
    if (token.kind === 'quoted') return true
    if (token.kind !== 'word' || RESERVED.has(token.keyword)) return false
    const clause = CLAUSES.has(token.keyword)
    if (!clause && !OPERATORS.has(token.keyword)) return true
    const next = this.peek()
    if (token.keyword === 'GROUP' || token.keyword === 'ORDER') return next.keyword !== 'BY'
    if (next.op === '(') return !clause
    if (next.kind === 'op') return AFTER_NAME.has(next.op)
    if (next.kind === 'end') return !clause || this.index === 0
    return (CLAUSES.has(next.keyword) || OPERATORS.has(next.keyword)) && next.keyword !== 'BY'
  }

  /** Says whether a value could begin at a distance. Of words it takes those that could do nothing else. */
  beginsValue(distance = 1): boolean {
    const token = this.peek(distance)
    if (token.op === '.') return this.peek(distance + 1).kind === 'number'
    if (token.kind === 'op') return '([{'.includes(token.op) || token.op === '<tag'
    if (token.kind === 'word') return !CLAUSES.has(token.keyword) && !OPERATORS.has(token.keyword)
    return token.kind !== 'end'
  }

  /** Says whether a list ends here, so that a comma before was the last one. */
  atListEnd(): boolean {
    const { token } = this
    if (token.kind === 'end') return true
    if (token.kind === 'op') return ')]};:'.includes(token.op)
    return (CLAUSES.has(token.keyword) || token.keyword === 'INTERSECT' || token.keyword === 'EXCEPT') && !this.atName()
  }

  /** Runs a rule that calls itself, refusing trees that are too deep. */
  nested<T>(rule: (p: Cursor) => T): T {
    this.enter()
    const result = rule(this)
    this.depth -= 1
    return result
  }
  enter(): void {
    this.depth += 1
    this.checkDepth()
  }
  leave(): void {
    this.depth -= 1
  }
  checkDepth(): void {
    if (this.depth + this.height > MAX_DEPTH)
      throw this.error(`The query is nested deeper than ${MAX_DEPTH} levels.`, this.token, 'query_too_large')
  }

  error(
    detail: string,
    at: { start: number; end: number } = this.token,
    code: HogQLErrorCode = 'syntax_error',
  ): HogQLError {
    return new HogQLError(code, detail, { start: at.start, end: at.end, text: this.text })
  }
  /** Complains about the token that stands here. */
  fail(expected: string, hint?: string): never {
    throw this.error(this.complaint(expected, hint))
  }
  /** Refuses what PostHog's grammar has but no query can use. */
  refuse(detail: string, from: Token = this.token): never {
    throw this.error(detail, { start: from.start, end: (this.tokens[this.index - 1] ?? from).end }, 'unsupported')
  }
  complaint(expected: string, hint?: string): string {
    const { token } = this
    const found = token.kind === 'end' ? 'The query ends too early' : `Found ${describeToken(token)}`
    const opening = this.lexed.unclosed.findLast(bracket => bracket.start < token.start)
    const open =
      opening && `The "${opening.op}" at line ${opening.from.line}, column ${opening.from.column + 1} is never closed.`
    return `${found}, expected ${expected}.${[hint ?? hintFor(this), open].map(part => (part ? ` ${part}` : '')).join('')}`
  }

  /** Runs what may complain; its complaint is collected where faults are. */
  attempt(rule: () => void): void {
    try {
      rule()
    } catch (error) {
      this.#collect(error)
    }
  }
  #collect(error: unknown): void {
    if (!this.errors || !(error instanceof HogQLError) || error.code === 'query_too_large') throw error
    if (!this.errors.some(known => known.start === error.start)) this.errors.push(error)
    if (this.errors.length >= MAX_ERRORS) throw error
  }

  /** Notes a fault and skips to where parsing can go on: the next comma or clause of the same bracket, or the bracket's end. */
  recover(error: unknown, from: number): void {
    this.#collect(error)
    if (this.index < from) this.#jump(from)
    while (this.token.kind !== 'end') {
      const { token } = this
      if (token.op === ',' || (')]}'.includes(token.op || ' ') && token.partner !== -1)) return
      if (
        CLAUSES.has(token.keyword) &&
        !this.atName() &&
        token.keyword !== 'AS' &&
        (this.index > from || token.keyword === 'FROM')
      )
        return
      this.#jump(token.partner > this.index ? token.partner + 1 : this.index + 1)
    }
  }
  #jump(index: number): void {
    this.index = Math.min(index, this.tokens.length - 1)
    this.token = this.tokens[this.index] as Token
  }
}

/** Says whether a token can be a name where only a name can stand: after a dot, after AS. */
export function isName(token: Token): boolean {
  return token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(token.keyword))
}

/** Items between commas. The last comma may have nothing after it. */
export function parseList<T>(p: Cursor, item: (p: Cursor) => T): T[] {
  const items: T[] = []
  do {
    if (items.length > 0 && p.atListEnd()) break
    const parsed = p.errors ? tolerantItem(p, item) : item(p)
    if (parsed !== undefined) items.push(parsed)
  } while (p.takeOp(','))
  return items
}

function tolerantItem<T>(p: Cursor, item: (p: Cursor) => T): T | undefined {
  const from = p.index
  const { height, depth } = p
  try {
    const parsed = item(p)
    if (p.token.op !== ',' && p.token.keyword === '' && !p.atListEnd()) {
      p.recover(p.error(p.complaint('"," or the end of the list')), p.index)
    }
    return parsed
  } catch (error) {
    p.height = height
    p.depth = depth
    p.recover(error, from)
    return undefined
  }
}
