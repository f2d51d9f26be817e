import { parseDateText, parseDateValue } from './dates.js'
import { searchRegex } from './regex/search.js'
import { compareVersions, matchesCaret, matchesTilde, matchesWildcard, parseVersion } from './semver.js'
import type { FlagPropertyFilter } from './types.js'
import { asciiLower, isBooleanLike, isTrueLike, ownValue, toNumber, toText } from './values.js'

/** Compares a property that is there with a filter value that is there. `undefined`: cannot be compared. */
type Comparison = (property: unknown, value: unknown, now: number) => boolean | undefined

const equals: Comparison = (property, value) => {
  if (isBooleanLike(value)) return isTrueLike(property) === isTrueLike(value)
  const text = toText(property).toLowerCase()
  const members: readonly unknown[] = Array.isArray(value) ? value : [value]
  return members.some(member => toText(member).toLowerCase() === text)
}

const contains: Comparison = (property, value) => asciiLower(toText(property)).includes(asciiLower(toText(value)))
const startsWith: Comparison = (property, value) => asciiLower(toText(property)).startsWith(asciiLower(toText(value)))
const endsWith: Comparison = (property, value) => asciiLower(toText(property)).endsWith(asciiLower(toText(value)))
const containsAny: Comparison = (property, value) => {
  const members: readonly unknown[] = Array.isArray(value) ? value : [value]
  const text = asciiLower(toText(property))
  return members.some(member => text.includes(asciiLower(toText(member))))
}
const regex: Comparison = (property, value) => searchRegex(toText(value), toText(property))

function numeric(holds: (property: number, value: number) => boolean): Comparison {
  return (property, value) => {
    const [left, right] = [toNumber(property), toNumber(value)]
    return left === undefined || right === undefined ? undefined : holds(left, right)
  }
}

function dated(holds: (property: number, value: number) => boolean): Comparison {
  return (property, value, now) => {
    const left = parseDateValue(property, now)
    const right = typeof value === 'string' ? parseDateText(value, now) : undefined
    return left === undefined || right === undefined ? undefined : holds(left, right)
  }
}

function versioned(holds: (order: number) => boolean): Comparison {
  return (property, value) => {
    const [left, right] = [parseVersion(property), parseVersion(value)]
    return left && right && holds(compareVersions(left, right))
  }
}

function ranged(matches: typeof matchesTilde): Comparison {
  return (property, value) => {
    const version = parseVersion(property)
    return version && matches(version, value)
  }
}

/** What cannot be compared stays undecided: neither `regex` nor `not_regex` holds for a broken pattern. */
function not(comparison: Comparison): Comparison {
  return (property, value, now) => {
    const result = comparison(property, value, now)
    return result === undefined ? undefined : !result
  }
}

const gte = numeric((property, value) => property >= value)
const lte = numeric((property, value) => property <= value)

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['exact', equals],
  ['is_not', not(equals)],
  ['icontains', contains],
  ['not_icontains', not(contains)],
  ['icontains_multi', containsAny],
  ['not_icontains_multi', not(containsAny)],
  ['starts_with', startsWith],
  ['not_starts_with', not(startsWith)],
  ['ends_with', endsWith],
  ['not_ends_with', not(endsWith)],
  ['regex', regex],
  ['not_regex', not(regex)],
  ['gt', numeric((property, value) => property > value)],
  ['gte', gte],
  ['min', gte],
  ['lt', numeric((property, value) => property < value)],
  ['lte', lte],
  ['max', lte],
  ['is_date_exact', dated((property, value) => property === value)],
  ['is_date_before', dated((property, value) => property < value)],
  ['is_date_after', dated((property, value) => property > value)],
  ['semver_eq', versioned(order => order === 0)],
  ['semver_neq', versioned(order => order !== 0)],
  ['semver_gt', versioned(order => order > 0)],
  ['semver_gte', versioned(order => order >= 0)],
  ['semver_lt', versioned(order => order < 0)],
  ['semver_lte', versioned(order => order <= 0)],
  ['semver_tilde', ranged(matchesTilde)],
  ['semver_caret', ranged(matchesCaret)],
  ['semver_wildcard', ranged(matchesWildcard)],
])

/** Operators that hold for whoever lacks the property. */
const HOLDS_WHEN_MISSING: ReadonlySet<string> = new Set([
  'is_not',
  'not_icontains',
  'not_icontains_multi',
  'not_starts_with',
  'not_ends_with',
  'not_regex',
])

/**
 * Whether properties satisfy one person or group filter, as PostHog's server decides it. What cannot be compared (text
 * where a number is asked, a broken pattern, an unknown operator) does not match.
 *
 * @see https://github.com/PostHog/posthog/blob/master/rust/feature-flags/src/properties/property_matching.rs
 */
export function matchProperty(
  filter: FlagPropertyFilter,
  properties: Readonly<Record<string, unknown>> | undefined,
  now: number,
): boolean {
  const operator = filter.operator ?? 'exact'
  const property = ownValue(properties, String(filter.key))
  if (operator === 'is_set') return property !== undefined
  if (operator === 'is_not_set') return property === undefined
  if (filter.value === undefined || filter.value === null) return false
  if (property === undefined) return HOLDS_WHEN_MISSING.has(operator)
  return COMPARISONS.get(operator)?.(property, filter.value, now) ?? false
}
