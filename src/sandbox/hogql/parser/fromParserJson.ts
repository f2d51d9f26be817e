import { isNode, type Position, type Select } from '../../../hogql/ast.js'
import { HogQLError } from '../../../hogql/errors.js'
import { children } from '../../../hogql/walk.js'

/** Deepest tree that is worked on; each level costs stack. */
const MAX_DEPTH = 400

interface ParserError {
  error: true
  type: 'SyntaxError' | 'ParsingError' | 'NotImplementedError'
  message: string
  start: Position
  end: Position
}

/** The tree in the parser's JSON, or its error as {@link HogQLError} with line and column. */
export function fromParserJson(json: string, text: string): Select {
  const result = JSON.parse(json) as unknown
  if (typeof result === 'object' && result !== null && (result as { error?: unknown }).error === true)
    throw toError(result as ParserError, text)
  if (!isNode(result) || (result.node !== 'SelectQuery' && result.node !== 'SelectSetQuery')) {
    throw new HogQLError('unsupported', 'A query must be a SELECT.', { start: 0, end: text.length, text })
  }
  const toOffset = offsetsOf(text)
  prepare(result, toOffset, text)
  return result
}

/** Checks the depth and turns the parser's offsets (code points) into those of JavaScript strings. */
function prepare(root: Select, toOffset: (offset: number) => number, text: string): void {
  const stack: { node: ReturnType<typeof children>[number]; depth: number }[] = [{ node: root, depth: 0 }]
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { node, depth } = item
    if (depth > MAX_DEPTH)
      throw new HogQLError('query_too_large', `The query is nested deeper than ${MAX_DEPTH} levels.`, {
        start: node.start?.offset,
        end: node.end?.offset,
        text,
      })
    if (node.start) node.start.offset = toOffset(node.start.offset)
    if (node.end) node.end.offset = toOffset(node.end.offset)
    for (const child of children(node)) stack.push({ node: child, depth: depth + 1 })
  }
}

function offsetsOf(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return offset => offset
  const offsets: number[] = []
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets.push(at)
  return offset => offsets[offset] ?? text.length
}

function toError(error: ParserError, text: string): HogQLError {
  const known = error.type !== 'NotImplementedError'
  const start = known ? Math.min(error.start.offset, text.length) : undefined
  return new HogQLError(known ? 'syntax_error' : 'unsupported', describe(error, text, start), {
    start,
    end: start === undefined ? undefined : Math.min(Math.max(error.end.offset, start), text.length),
    text,
  })
}

const CLAUSES = /^(from|where|group|order|having|limit|union|join|left|inner|as|on|by|and|or|then|else|end|when)\b/i

/** The parser's words are about its grammar; these are about the query. */
function describe(error: ParserError, text: string, start: number | undefined): string {
  if (error.type === 'NotImplementedError')
    return `This part of the language is not supported: ${error.message.replace(/^Unsupported rule: (ColumnExpr)?/, '')}.`
  if (/^(ARRAY JOIN|Unexpected character|Cannot|Keyword|"|')/.test(error.message)) return `${error.message}.`
  const rest = text.slice(start ?? 0)
  if (
    error.message.startsWith('mismatched input') &&
    !text.trimEnd().endsWith(';') &&
    /;\s*$/.test(text.slice(0, start))
  )
    return 'Only one statement can be run at a time. Remove what follows the semicolon.'
  if (rest.trim() === '')
    return 'The query ends too early. Something is missing at the end: a value, a closing bracket or a quote.'
  if (/^['"`]/.test(rest) && !rest.slice(1).includes(rest.charAt(0)))
    return `The text that begins with ${rest.charAt(0)} is never closed.`
  const first = /^\s*(\S+)/.exec(text)?.[1] ?? ''
  if ((start ?? 0) <= text.indexOf(first) && !/^(select|with|\(|\{)/i.test(first))
    return `A query must begin with SELECT or WITH, not with "${first.slice(0, 40)}".`
  const found = /^(\w+|\S)/.exec(rest.trimStart())?.[1] ?? ''
  const hint = CLAUSES.test(rest.trimStart())
    ? ' A value or name is missing before it, or a bracket before it is not closed.'
    : ''
  return `"${found.slice(0, 40)}" does not fit here.${hint}`
}
