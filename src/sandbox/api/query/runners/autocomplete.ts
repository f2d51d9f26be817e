import { MAX_QUERY_LENGTH } from '../../../../hogql/index.js'
import { validationError } from '../../errors.js'
import type { QueryRunner } from '../runner.js'

/** PostHog answers no more than this and says that there are others. */
const maxSuggestions = 220

/** `HogQLAutocomplete`: what could stand at a place of a query, finished or not. */
export const hogqlAutocomplete: QueryRunner = async (node, { hogql }) => {
  const { query, endPosition } = node
  if (typeof query !== 'string' || query.length > MAX_QUERY_LENGTH) {
    const detail = `This field must be text of at most ${MAX_QUERY_LENGTH} characters.`
    throw validationError('invalid_input', detail, 'query__query')
  }
  const end = typeof endPosition === 'number' && Number.isInteger(endPosition) ? endPosition : query.length
  const isExpression = node['language'] === 'hogQLExpr'
  const before = isExpression ? 'SELECT ' : ''
  const text = isExpression ? `${before}${query} FROM events` : query
  const found = await hogql.complete(text, Math.min(Math.max(end, 0), query.length) + before.length)
  return {
    suggestions: found.slice(0, maxSuggestions),
    incomplete_list: found.length > maxSuggestions,
  }
}
