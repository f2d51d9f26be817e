import type { Located } from './ast.js'

/**
 * What went wrong with a query:
 * - `syntax_error`: the text is not HogQL
 * - `query_too_large`: longer, deeper or wider than what is accepted
 * - `unresolved_field`, `unknown_table`, `unsupported_function`, `unknown_alias`: a name that does not exist
 * - `ambiguous_field`: a name that more than one table of the query has
 * - `wrong_arguments`: a function with too few, too many or unfitting arguments
 * - `type_mismatch`: two values that cannot be compared
 * - `missing_placeholder`: `{name}` without a value
 * - `invalid_value`: a value, filter or limit that cannot be used
 * - `unsupported`: valid HogQL that is not offered here
 * - `timeout`, `memory_limit`, `too_many_rows`, `cancelled`: stopped while running
 * - `execution_error`: refused by the engine
 * - `not_allowed`: refused by a policy
 */
export type HogQLErrorCode =
  | 'syntax_error'
  | 'query_too_large'
  | 'unresolved_field'
  | 'ambiguous_field'
  | 'unknown_table'
  | 'unknown_alias'
  | 'unsupported_function'
  | 'wrong_arguments'
  | 'type_mismatch'
  | 'missing_placeholder'
  | 'invalid_value'
  | 'unsupported'
  | 'timeout'
  | 'memory_limit'
  | 'too_many_rows'
  | 'cancelled'
  | 'execution_error'
  | 'not_allowed'

/**
 * A query that cannot be answered as written. `message` names the place and, where it can, the fix; `detail` is the same without the place.
 * `start` and `end` are offsets into the text (UTF-16 units, as `String.prototype.slice` takes them), absent when the error belongs to no
 * place; `line` and `column` are 1-based and filled once the text is known (see {@link HogQLError.at}).
 */
export class HogQLError extends Error {
  override readonly name = 'HogQLError'
  readonly code: HogQLErrorCode
  readonly detail: string
  readonly start: number | undefined
  readonly end: number | undefined
  readonly line: number | undefined
  readonly column: number | undefined

  constructor(code: HogQLErrorCode, detail: string, options: HogQLErrorOptions = {}) {
    const place =
      options.text === undefined || options.start === undefined ? undefined : lineAndColumn(options.text, options.start)
    super(
      place ? `${detail} (line ${place.line}, column ${place.column})` : detail,
      options.cause === undefined ? {} : { cause: options.cause },
    )
    this.code = code
    this.detail = detail
    this.start = options.start
    this.end = options.end
    this.line = place?.line
    this.column = place?.column
  }

  /** The same error with line and column, computed from the text it belongs to. */
  at(text: string): HogQLError {
    if (this.start === undefined || this.line !== undefined) return this
    const start = Math.min(this.start, text.length)
    return new HogQLError(this.code, this.detail, {
      start,
      end: Math.min(this.end ?? start, text.length),
      text,
      cause: this.cause,
    })
  }
}

export interface HogQLErrorOptions {
  start?: number | undefined
  end?: number | undefined
  /** The query, to compute line and column from. */
  text?: string | undefined
  cause?: unknown
}

/** An error at the place of a node. */
export function errorAt(node: Located | undefined | null, code: HogQLErrorCode, detail: string): HogQLError {
  return new HogQLError(code, detail, { start: node?.start?.offset, end: node?.end?.offset })
}

/** 1-based line and column of an offset. Columns count UTF-16 units, as editors do. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)))
  const line = before.split('\n').length
  return { line, column: before.length - before.lastIndexOf('\n') }
}
