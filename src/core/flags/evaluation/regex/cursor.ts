import { RegexSyntaxError } from './types.js'

/** Reads a pattern from left to right, one code point at a time. */
export class Cursor {
  readonly #chars: readonly string[]
  #position = 0

  constructor(pattern: string) {
    this.#chars = Array.from(pattern)
  }

  get done(): boolean {
    return this.#position >= this.#chars.length
  }

  /** The character ahead, without taking it; `undefined` at the end. */
  peek(ahead = 0): string | undefined {
    return this.#chars[this.#position + ahead]
  }

  next(): string {
    const char = this.#chars[this.#position]
    if (char === undefined) throw new RegexSyntaxError('the pattern ends too early')
    this.#position++
    return char
  }

  /** Takes `text` if it comes next. */
  take(text: string): boolean {
    const chars = Array.from(text)
    if (chars.some((char, i) => this.peek(i) !== char)) return false
    this.#position += chars.length
    return true
  }

  /** Takes everything before `end`, and `end` itself. */
  until(end: string): string {
    let text = ''
    while (!this.take(end)) text += this.next()
    return text
  }

  /** Takes decimal digits; `undefined` when there are none. */
  number(): number | undefined {
    let digits = ''
    while (/^[0-9]$/.test(this.peek() ?? '')) digits += this.next()
    return digits === '' ? undefined : Number(digits)
  }
}
