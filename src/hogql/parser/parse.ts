import type { Expr, OrderExpr, Select } from '../ast.js'
import { HogQLError } from '../errors.js'
import { checkLength } from '../guard.js'
import { parseBraces } from './brackets.js'
import { parsePlainArguments } from './calls.js'
import { parseShortType } from './castTypes.js'
import { complainAfter } from './clauses.js'
import { Cursor, type Rules } from './cursor.js'
import { parseExpr as expr } from './expressions.js'
import { tokenize } from './lexer.js'
import { joined, templateParts } from './literals.js'
import { parseOperators } from './operators.js'
import { parseRestOfSelect, parseSelect as select } from './select.js'
import { parseOrder as order } from './windows.js'

const RULES: Rules = {
  expr,
  operators: parseOperators,
  select,
  restOfSelect: parseRestOfSelect,
  plainArguments: parsePlainArguments,
  shortType: parseShortType,
  braces: parseBraces,
}

function open(text: string, errors?: HogQLError[], full = false): Cursor {
  checkLength(text)
  const lexed = tokenize(
    text,
    error => {
      if (!errors) throw error
      errors.push(error)
    },
    full,
  )
  return new Cursor(text, lexed, RULES, errors)
}

/**
 * The tree of a query. Node names and fields are those of PostHog's parser, with positions on every node.
 * What PostHog's parser reads and silently drops (NULLS FIRST, WITH TOTALS, FILTER with OVER, …) is refused as `unsupported`.
 *
 * @throws HogQLError with line and column: `syntax_error`, `query_too_large`, `unsupported`
 */
export function parseSelect(text: string): Select {
  const p = open(text)
  return parseWhole(p)
}

function parseWhole(p: Cursor): Select {
  if (p.atEnd())
    throw p.error(
      'The query is empty. Write a SELECT, for example: SELECT event, count() FROM events GROUP BY event.',
      {
        start: 0,
        end: 0,
      },
    )
  const { op, keyword, value } = p.token
  if (op === '<tag') p.refuse('A query must be a SELECT. A tag can be one of its columns.')
  if (op !== '(' && op !== '{' && keyword !== 'SELECT' && keyword !== 'WITH') p.fail('SELECT', keywordHint(value))
  const query = select(p)
  p.takeOp(';')
  if (!p.atEnd()) p.attempt(() => complainAboutRest(p, query))
  return query
}

function keywordHint(value: string): string | undefined {
  return /^sel\w{0,5}$|^\w{0,4}lect$/i.test(value) ? 'Did you mean SELECT?' : undefined
}

function complainAboutRest(p: Cursor, query: Select): never {
  if (p.tokens[p.index - 1]?.op === ';')
    throw p.error('Only one statement can be run at a time. Remove what follows the semicolon.')
  return complainAfter(p, query)
}

/**
 * The tree of one expression.
 *
 * @throws HogQLError with line and column
 */
export function parseExpr(text: string): Expr {
  const p = open(text)
  return whole(p, expr(p))
}

/**
 * One item of ORDER BY: `timestamp DESC`.
 *
 * @throws HogQLError with line and column
 */
export function parseOrder(text: string): OrderExpr {
  const p = open(text)
  return whole(p, order(p))
}

/**
 * A text with `{expressions}`, as `Hello {person.properties.name}`; `\{` is a bracket of the text. Texts and values are joined by a call of concat.
 *
 * @throws HogQLError with line and column
 */
export function parseTemplate(text: string): Expr {
  const p = open(text, undefined, true)
  const start = p.from
  return whole(p, joined(p, start, templateParts(p)))
}

function whole<T>(p: Cursor, result: T): T {
  if (!p.atEnd()) p.fail('the end of the expression')
  return result
}

/** What could be read of a query, and everything that is wrong with it. */
export interface ParseResult {
  /** The query without the parts that could not be read; undefined when nothing could be. */
  query: Select | undefined
  /** In the order of the text; empty when the query can be run. */
  errors: HogQLError[]
}

/** Parses as far as it can and collects every fault, for editors. Never throws for a fault in the text. */
export function parseWithErrors(text: string): ParseResult {
  const errors: HogQLError[] = []
  try {
    const query = parseWhole(open(text, errors))
    return { query, errors: sorted(errors) }
  } catch (error) {
    if (!(error instanceof HogQLError)) throw error
    if (!errors.some(known => known.start === error.start)) errors.push(error)
    return { query: undefined, errors: sorted(errors) }
  }
}

function sorted(errors: HogQLError[]): HogQLError[] {
  return errors.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
}
