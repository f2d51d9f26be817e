import type { Position } from '../ast.js'

export type TokenKind = 'word' | 'quoted' | 'number' | 'string' | 'template' | 'text' | 'op' | 'end'

/** One token, with what the parser needs to look ahead without scanning. */
export class Token {
  /** Of a bracket: the index of its partner, -1 when it has none. */
  partner = -1
  /** Of a name in `a, b -> …`: the index of the arrow, -1 elsewhere. */
  arrow = -1
  #from: Position | undefined
  #to: Position | undefined

  constructor(
    readonly kind: TokenKind,
    /** A word as written, a quoted name or text unescaped, a number as written; empty for operators. */
    readonly value: string,
    /** The keyword in upper case, or empty. */
    readonly keyword: string,
    /** The operator or bracket, or empty. `<tag` opens a HogQLX tag, `'` closes a template string. */
    readonly op: string,
    readonly start: number,
    readonly end: number,
    private readonly lines: Lines,
  ) {}

  get from(): Position {
    return (this.#from ??= this.lines.at(this.start))
  }
  get to(): Position {
    return (this.#to ??= this.lines.at(this.end))
  }
}

/** Turns offsets into positions. Cheap for offsets that grow, as a parser asks for them. */
export class Lines {
  readonly #starts: number[] = [0]
  #last = 0

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  at(offset: number): Position {
    const starts = this.#starts
    let line = this.#last
    while (line > 0 && (starts[line] ?? 0) > offset) line -= 1
    while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= offset) line += 1
    this.#last = line
    return { line: line + 1, column: offset - (starts[line] ?? 0), offset }
  }
}
