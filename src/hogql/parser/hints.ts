import { nearest } from '../suggest.js'
import { CLAUSES, OPERATORS } from './keywords.js'
import type { Token } from './tokens.js'

const SHOWN = 40
const STATEMENT = [
  'FROM',
  'WHERE',
  'GROUP',
  'ORDER',
  'HAVING',
  'LIMIT',
  'UNION',
  'JOIN',
  'LEFT',
  'INNER',
  'WINDOW',
  'OFFSET',
  'QUALIFY',
  'SELECT',
]
const SQL =
  /^(insert|update|delete|drop|alter|create|truncate|explain|show|grant|set|use|optimize|attach|detach|kill|system)$/i

/** A token as a message names it. */
export function describeToken(token: Token): string {
  if (token.kind === 'string' || token.kind === 'text' || token.kind === 'template')
    return `the text '${cut(token.value)}'`
  if (token.kind === 'quoted') return `the name \`${cut(token.value)}\``
  const shown = token.op === '<tag' ? '<' : token.op || token.value
  return `"${cut(shown)}"`
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

/** What the writer may have meant, from the token that does not fit and those before it. */
export function hintFor(p: { token: Token; index: number; tokens: Token[] }): string {
  const { token } = p
  if (token.kind === 'word' && SQL.test(token.value) && p.index === 0)
    return 'Only SELECT can be run: HogQL reads data and changes none.'
  // A mistyped FROM or WHERE has been taken for an alias, so the word before the one that does not fit is looked at too.
  for (const word of [token, p.tokens[p.index - 1]]) {
    if (word?.kind !== 'word' || (word.keyword !== '' && word !== token)) continue
    if (word.keyword !== '') break
    const meant = nearest(word.value, STATEMENT)
    if (meant !== undefined && word.value.length > 2) return `Did you mean ${meant} instead of ${cut(word.value)}?`
  }
  if (token.keyword === 'SELECT') return 'A subquery must stand in brackets.'
  if (token.keyword !== '' && !CLAUSES.has(token.keyword) && !OPERATORS.has(token.keyword))
    return `To use it as a name, write \`${token.value}\` in backquotes.`
  if (token.op === '=' || token.op === '==') return 'A comparison needs a value on both sides.'
  if (token.op === ',') return 'Is there a comma too many?'
  return ''
}
