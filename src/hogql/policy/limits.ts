import { constant, type Select } from '../ast.js'
import { PolicyRefusal } from './types.js'

/** The query with the LIMIT of the whole at most `max`, and `fallback` rows when it has none. */
export function limitOuter(query: Select, max: number, fallback: number): Select {
  if (query.limit_with_ties || query.limit_percent)
    throw new PolicyRefusal(
      'limit',
      'LIMIT with TIES or percent may not be used on the outermost query here.',
      query.limit,
    )
  const { limit } = query
  if (!limit) return { ...query, limit: constant(Math.min(fallback, max)) }
  if (limit.node !== 'Constant' || typeof limit.value !== 'number' || limit.value < 0)
    throw new PolicyRefusal('limit', 'LIMIT must be a whole number here.', limit)
  return limit.value <= max ? query : { ...query, limit: constant(max, limit) }
}
