/** A parsed pattern. Characters are code points. */
export type RegexNode =
  | { readonly type: 'char'; readonly test: (char: string) => boolean }
  | { readonly type: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly type: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly type: 'repeat'
      readonly item: RegexNode
      readonly min: number
      readonly max: number
      readonly mode: RepeatMode
    }
  | { readonly type: 'group'; readonly item: RegexNode; readonly index: number | undefined; readonly atomic: boolean }
  | { readonly type: 'look'; readonly item: RegexNode; readonly behind: boolean; readonly negative: boolean }
  | { readonly type: 'edge'; readonly at: Edge }
  | { readonly type: 'back'; readonly index: number; readonly ignoreCase: boolean }

export type RepeatMode = 'greedy' | 'lazy' | 'possessive'
export type Edge = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'word' | 'notWord'

/** `(?i)`, `(?m)`, `(?s)`. */
export interface RegexFlags {
  readonly i: boolean
  readonly m: boolean
  readonly s: boolean
}

/** The pattern does not compile, or is too large. */
export class RegexSyntaxError extends Error {
  override readonly name = 'RegexSyntaxError'
  readonly code = 'regex_syntax'
}
