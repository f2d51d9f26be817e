import { HogQLError } from './errors.js'

/** Longest query text accepted, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 100_000
/** Deepest nesting of brackets accepted. */
export const MAX_NESTING = 64

/**
 * Refuses a query that is too long before anything reads it.
 *
 * @throws HogQLError `query_too_large`
 */
export function checkLength(text: string): void {
  if (text.length <= MAX_QUERY_LENGTH) return
  throw new HogQLError(
    'query_too_large',
    `The query is ${text.length} characters long, the limit is ${MAX_QUERY_LENGTH}. Pass long lists as \`values\` instead of writing them into the text.`,
    { start: 0, end: 0, text },
  )
}
