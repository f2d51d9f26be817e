import { HogQLError } from './errors.js'

/** Longest query text accepted, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 100_000
/** Deepest nesting of brackets accepted. */
export const MAX_NESTING = 64

/**
 * Refuses a query that is too long or nested too deep before any parser sees it, in one pass over the text.
 * Brackets inside strings, quoted names and comments do not count.
 *
 * @throws HogQLError `query_too_large`, `unsupported`
 */
export function guardText(text: string): void {
  if (text.length > MAX_QUERY_LENGTH) {
    throw new HogQLError(
      'query_too_large',
      `The query is ${text.length} characters long, the limit is ${MAX_QUERY_LENGTH}. Pass long lists as \`values\` instead of writing them into the text.`,
      { start: 0, end: 0, text },
    )
  }
  const bare = withoutQuoted(text)
  checkNesting(bare, text)
  for (const { pattern, message } of SILENT) {
    const match = pattern.exec(bare)
    if (match)
      throw new HogQLError('unsupported', message, { start: match.index, end: match.index + match[0].length, text })
  }
}

/** Words that PostHog's parser accepts and drops: the answer would silently be another one. */
const SILENT = [
  {
    pattern: /\bnulls\s+first\b/i,
    message: 'NULLS FIRST is not supported. Order by `isNull(x) DESC` before x instead.',
  },
  { pattern: /\bcollate\s+'/i, message: 'COLLATE is not supported. Order by lower(x) to ignore case.' },
  {
    pattern: /\bwith\s+totals\b(?!\s+as\b)/i,
    message: 'WITH TOTALS is not supported. Compute the total in a query of its own.',
  },
  { pattern: /\.\s*\*\s*exclude\b/i, message: 'EXCLUDE works only on a bare *, not on the columns of one table.' },
] as const

function checkNesting(bare: string, text: string): void {
  let depth = 0
  for (let at = 0; at < bare.length; at += 1) {
    const char = bare.charAt(at)
    if (char === '(' || char === '[' || char === '{') depth += 1
    else if (char === ')' || char === ']' || char === '}') depth -= 1
    if (depth > MAX_NESTING) {
      throw new HogQLError(
        'query_too_large',
        `Brackets are nested deeper than ${MAX_NESTING} levels. Split the query into subqueries in a WITH clause.`,
        { start: at, end: at + 1, text },
      )
    }
  }
}

/** The text with the inside of strings, quoted names and comments blanked, every character at its place. */
function withoutQuoted(text: string): string {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length;) {
    const end = skipQuoted(text, at)
    if (end === at) {
      at += 1
      continue
    }
    const quoted = '\'"`'.includes(text.charAt(at))
    parts.push(text.slice(from, at), quoted ? text.charAt(at) : ' ', ' '.repeat(end - at - 1))
    from = at = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** Where a string, quoted name or comment that starts at `at` ends; `at` when none starts there. */
function skipQuoted(text: string, at: number): number {
  const char = text.charAt(at)
  if (char === "'" || char === '"' || char === '`') return endOfQuoted(text, at, char)
  const two = text.slice(at, at + 2)
  if (two === '--' || two === '//' || char === '#') return endOr(text, text.indexOf('\n', at), 0)
  if (two === '/*') return endOr(text, text.indexOf('*/', at + 2), 2)
  return at
}

function endOfQuoted(text: string, at: number, quote: string): number {
  for (let index = at + 1; index < text.length; index += 1) {
    const char = text.charAt(index)
    if (char === '\\') index += 1
    else if (char === quote && text.charAt(index + 1) === quote) index += 1
    else if (char === quote) return index + 1
  }
  return text.length
}

function endOr(text: string, found: number, length: number): number {
  return found === -1 ? text.length : found + length
}
