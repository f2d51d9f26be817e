import { HogQLError } from '../errors.js'
import { MAX_NESTING } from '../guard.js'
import { isEscape, unescape } from './escapes.js'
import { keywordOf } from './keywords.js'
import { Lines, Token, type TokenKind } from './tokens.js'

/** Where the lexer stands: in code, in the text of `f'…'`, in a template without quotes, or in a HogQLX tag. */
type Mode = 'code' | 'template' | 'full' | 'tag' | 'tagText' | 'tagClose'

export interface Lexed {
  tokens: Token[]
  /** Brackets that are never closed, outermost first. */
  unclosed: Token[]
}

const THREE = new Set(['=~*', '!~*'])
const TWO = new Set(['->', '::', ':=', '||', '==', '>=', '<=', '!=', '<>', '~*', '!~', '=~', '?.', '??'])
const ONE = new Map('* : , - . = > < { [ ( % + ? ~ } ] ) ; / #'.split(' ').map(op => [op, op]))
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' }
const SPACE = /[\s\u0085]/
const NUMBER = /0[xX][\da-fA-F]+|0[bB][01]+(?!\d)|(?:\d+\.\d*|\d+)[eE][+-]?\d+|\d+/y
const POINT_FLOAT = /\.\d+[eE][+-]?\d+/y
const WORD = /[A-Za-z_$][\w$]*/y
const TAG_NAME = /[A-Za-z_][\w-]*/y
const OPENING_TAG = /<[A-Za-z_][\w-]*(?:[>/]|\s(?:\s|--.*|\/\/.*|#.*)*[\w>/])/y

/**
 * Cuts a query into tokens in one pass. Bracket partners and lambda arrows are linked, so that the parser never scans ahead.
 * `full` reads the text of a template string that has no quotes around it.
 *
 * @param onError gets every fault of the text; it may throw to stop at the first
 */
export function tokenize(text: string, onError: (error: HogQLError) => void, full = false): Lexed {
  const lexer = new Lexer(text, onError, full ? 'full' : 'code')
  return lexer.run()
}

class Lexer {
  readonly #tokens: Token[] = []
  readonly #lines: Lines
  readonly #modes: Mode[]
  /** Indices of brackets that are open. */
  readonly #open: number[] = []
  readonly #arrows: number[] = []
  #at = 0

  constructor(
    private readonly text: string,
    private readonly onError: (error: HogQLError) => void,
    mode: Mode,
  ) {
    this.#lines = new Lines(text)
    this.#modes = [mode]
  }

  run(): Lexed {
    while (this.#at < this.text.length) this.#step()
    const { length } = this.text
    const mode = this.#modes.at(-1)
    if (mode === 'template') this.#unclosed("The text that begins with f' is never closed.")
    this.#tokens.push(new Token('end', '', '', '', length, length, this.#lines))
    for (const arrow of this.#arrows) this.#linkArrow(arrow)
    return { tokens: this.#tokens, unclosed: this.#open.flatMap(index => this.#tokens[index] ?? []) }
  }

  #step(): void {
    switch (this.#modes.at(-1)) {
      case 'template':
        return this.#template("'")
      case 'full':
        return this.#template('')
      case 'tag':
      case 'tagClose':
        return this.#tag()
      case 'tagText':
        return this.#tagText()
      default:
        return this.#code()
    }
  }

  #push(kind: TokenKind, end: number, value = '', keyword = '', op = ''): Token {
    const token = new Token(kind, value, keyword, op, this.#at, end, this.#lines)
    this.#tokens.push(token)
    this.#at = end
    return token
  }

  #op(op: string, length = op.length): void {
    this.#push('op', this.#at + length, '', '', op)
  }

  #error(message: string, start: number, end: number, code: 'syntax_error' | 'query_too_large' = 'syntax_error'): void {
    this.onError(new HogQLError(code, message, { start, end, text: this.text }))
  }

  #unclosed(message: string): void {
    const opening = this.#tokens.findLast(token => token.kind === 'template')
    this.#error(message, opening?.start ?? 0, this.text.length)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.exec(this.text)?.[0]
  }

  #code(): void {
    const { text } = this
    const char = text.charAt(this.#at)
    const code = text.charCodeAt(this.#at)
    if (code <= 32 || (code > 126 && SPACE.test(char))) {
      this.#at += 1
      return
    }
    if ((code | 32) >= 97 && (code | 32) <= 122 ? true : char === '_' || char === '$') return this.#word()
    if (code >= 48 && code <= 57) return this.#number()
    if (char === "'") return this.#string()
    if (char === '`' || char === '"') return this.#quotedName(char)
    if (this.#comment(char)) return
    this.#operator(char)
  }

  #word(): void {
    const { text } = this
    if (text.charCodeAt(this.#at) === 102 && text.charAt(this.#at + 1) === "'") {
      this.#push('template', this.#at + 2)
      this.#modes.push('template')
      return
    }
    const word = this.#match(WORD) ?? ''
    this.#push('word', this.#at + word.length, word, keywordOf(word))
  }

  #number(): void {
    const number = this.#match(NUMBER) ?? ''
    const end = this.#at + number.length
    if (/^0[bo]\d/i.test(this.text.slice(this.#at, end + 2)) && !/^0b[01]+$/i.test(number))
      this.#error('This is not a number. Write it in decimal, hexadecimal (0x1f) or binary (0b101).', this.#at, end + 2)
    this.#push('number', end, number)
  }

  #string(): void {
    const end = this.#endOfQuoted("'")
    this.#push('string', Math.min(end, this.text.length), unescape(this.text.slice(this.#at + 1, end - 1), "'"))
  }

  #quotedName(quote: string): void {
    const end = this.#endOfQuoted(quote)
    this.#push('quoted', Math.min(end, this.text.length), unescape(this.text.slice(this.#at + 1, end - 1), quote))
  }

  /** The offset behind the closing quote of what begins here. */
  #endOfQuoted(quote: string): number {
    const { text } = this
    for (let at = this.#at + 1; at < text.length; at += 1) {
      const char = text.charAt(at)
      if (char === '\\') {
        if (!isEscape(text, at, quote === '`' ? "'" : quote)) this.#badEscape(at)
        at += 1
      } else if (char === quote) {
        if (text.charAt(at + 1) !== quote) return at + 1
        at += 1
      }
    }
    this.#error(`The text that begins with ${quote} is never closed.`, this.#at, text.length)
    return text.length + 1
  }

  #badEscape(at: number): void {
    const pair = this.text.slice(at, at + 2)
    this.#error(`The escape ${pair} is not known. Write \\${pair} for a backslash.`, at, at + 2)
  }

  /** Skips `-- …`, `// …`, `# …` and `/* … *\/`. `#1` is a column by its number. */
  #comment(char: string): boolean {
    const { text } = this
    const next = text.charAt(this.#at + 1)
    if (char === '/' && next === '*') {
      const end = text.indexOf('*/', this.#at + 2)
      if (end === -1) this.#error('The comment that begins with /* is never closed.', this.#at, text.length)
      this.#at = end === -1 ? text.length : end + 2
      return true
    }
    const line = (char === '-' && next === '-') || (char === '/' && next === '/') || (char === '#' && !/\d/.test(next))
    if (!line) return false
    const end = /[\n\r]/g
    end.lastIndex = this.#at
    this.#at = (end.exec(text)?.index ?? text.length - 1) + 1
    return true
  }

  #operator(char: string): void {
    const { text } = this
    const three = text.slice(this.#at, this.#at + 3)
    if (THREE.has(three)) return this.#op(three)
    const two = three.slice(0, 2)
    if (TWO.has(two)) {
      if (two === '->') this.#arrows.push(this.#tokens.length)
      return this.#op(two === '<>' ? '!=' : two, 2)
    }
    if (char === '<' && this.#expectsValue() && this.#match(OPENING_TAG) !== undefined) {
      this.#op('<tag', 1)
      this.#modes.push('tag')
      return
    }
    if (char === '.' && this.#expectsValue()) {
      const float = this.#match(POINT_FLOAT)
      if (float !== undefined) return void this.#push('number', this.#at + float.length, float)
    }
    const op = ONE.get(char)
    if (op === undefined) return this.#unexpected()
    this.#bracket(op)
  }

  #unexpected(): void {
    const point = String.fromCodePoint(this.text.codePointAt(this.#at) ?? 0)
    const fix: Record<string, string> = {
      '&': ' Write AND.',
      '|': ' Write OR, or || to join texts.',
      '!': ' Write NOT, or != for “not equal”.',
    }
    const name = /[\p{L}\p{N}]/u.test(point) ? ' Names with other letters than a-z must stand in backquotes.' : ''
    this.#error(`The character ${point} has no meaning here.${fix[point] ?? name}`, this.#at, this.#at + point.length)
    this.#at += point.length
  }

  /** Links brackets and follows them out of and into templates and tags. */
  #bracket(op: string): void {
    const index = this.#tokens.length
    this.#op(op)
    if (op === '(' || op === '[' || op === '{') {
      this.#open.push(index)
      if (op === '{') this.#modes.push('code')
      if (this.#open.length > MAX_NESTING) this.#tooDeep(index)
      return
    }
    const opening = CLOSES[op]
    if (opening === undefined) return
    const partner = this.#tokens[this.#open.at(-1) ?? -1]
    if (partner?.op === opening) {
      partner.partner = index
      const closing = this.#tokens[index]
      if (closing) closing.partner = this.#open.pop() ?? -1
    }
    if (op === '}' && this.#modes.length > 1) this.#modes.pop()
  }

  #tooDeep(index: number): void {
    const token = this.#tokens[index]
    throw new HogQLError(
      'query_too_large',
      `Brackets are nested deeper than ${MAX_NESTING} levels. Split the query into subqueries in a WITH clause.`,
      { start: token?.start, end: token?.end, text: this.text },
    )
  }

  /** Says whether a value could begin here: `a < b` compares, `SELECT <b/>` has a tag. */
  #expectsValue(): boolean {
    const last = this.#tokens.at(-1)
    if (!last) return true
    if (last.kind === 'op')
      return !')]}'.includes(last.op) && last.op !== '/>' && last.op !== '.' && last.op !== '>close'
    return last.kind === 'word' && last.keyword !== ''
  }

  /** The text of a template string up to `{` or its quote. */
  #template(quote: string): void {
    const { text } = this
    const from = this.#at
    let end = from
    for (; end < text.length; end += 1) {
      const char = text.charAt(end)
      if (char === '{' || (char === quote && text.charAt(end + 1) !== quote)) break
      if (char === '\\' || char === quote) end += 1
    }
    end = Math.min(end, text.length)
    if (end > from) {
      const raw = text.slice(from, end).replaceAll('\\{', '{')
      this.#push('text', end, unescape(raw, quote || '\\'))
    }
    if (this.#at >= text.length) return
    if (text.charAt(this.#at) === '{') return this.#bracket('{')
    this.#op("'")
    this.#modes.pop()
  }

  /** Names, attributes and ends of a HogQLX tag. */
  #tag(): void {
    const { text } = this
    const char = text.charAt(this.#at)
    if (SPACE.test(char)) {
      this.#at += 1
      return
    }
    const name = this.#match(TAG_NAME)
    if (name !== undefined) return void this.#push('word', this.#at + name.length, name)
    if (char === '=') return this.#op('=')
    if (char === "'") return this.#string()
    if (char === '{') return this.#bracket('{')
    if (char === '>') {
      const closing = this.#modes.pop() === 'tagClose'
      if (!closing) this.#modes.push('tagText')
      return this.#op(closing ? '>close' : '>', 1)
    }
    if (text.startsWith('/>', this.#at)) {
      this.#modes.pop()
      return this.#op('/>')
    }
    this.#unexpected()
  }

  #tagText(): void {
    const { text } = this
    const char = text.charAt(this.#at)
    if (char === '{') return this.#bracket('{')
    if (char === '<') {
      const closing = text.charAt(this.#at + 1) === '/'
      if (closing) this.#modes.pop()
      this.#modes.push(closing ? 'tagClose' : 'tag')
      return this.#op(closing ? '</' : '<tag', closing ? 2 : 1)
    }
    const end = text.slice(this.#at).search(/[<{]/)
    const stop = end === -1 ? text.length : this.#at + end
    this.#push('text', stop, text.slice(this.#at, stop))
  }

  /** Tells every name of `a, b -> …` where its arrow is. */
  #linkArrow(arrow: number): void {
    let at = arrow - 1
    if (this.#tokens[at]?.op === ',') at -= 1
    for (;;) {
      const token = this.#tokens[at]
      if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return
      if (this.#tokens[at - 1]?.op === '.') return
      token.arrow = arrow
      if (this.#tokens[at - 1]?.op !== ',') return
      at -= 2
    }
  }
}
