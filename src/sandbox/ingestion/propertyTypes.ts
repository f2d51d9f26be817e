import { isJsonObject } from '../json.js'
import type { PropertyType } from '../store/definitions.js'

const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/i
const timeName = /(?:^|[_$\s-])(?:time|timestamp|date|at)$|(?:Time|Timestamp|Date|At)$/
// 2000 to 2100, in seconds or milliseconds.
const isEpochLike = (value: number) =>
  (value >= 946_684_800 && value < 4_102_444_800) || (value >= 946_684_800_000 && value < 4_102_444_800_000)

// The first value says nothing of these: a flag that is off today is a variant tomorrow, and answers and tags are text whatever they look like.
const alwaysText =
  /^(?:\$feature\/.*|\$feature_flag_response|\$survey_response(?:_.*)?|utm_(?:source|medium|campaign|content|term))$/

/** The type PostHog gives a property when it first sees a value of it; `null` when the value tells nothing. */
export function guessPropertyType(name: string, value: unknown): PropertyType | null {
  if (alwaysText.test(name)) return 'String'
  if (typeof value === 'boolean') return 'Boolean'
  if (typeof value === 'number') return timeName.test(name) && isEpochLike(value) ? 'DateTime' : 'Numeric'
  if (typeof value === 'string') {
    const lower = value.trim().toLowerCase()
    if (lower === 'true' || lower === 'false') return 'Boolean'
    if (isoDate.test(value.trim())) return 'DateTime'
    return timeName.test(name) && /^\d{10,13}$/.test(value) && isEpochLike(Number(value)) ? 'DateTime' : 'String'
  }
  return Array.isArray(value) || isJsonObject(value) ? 'String' : null
}
