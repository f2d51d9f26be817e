import { v5 } from 'uuid'

const illegalAnyCase = new Set([
  'anonymous',
  'guest',
  'distinctid',
  'distinct_id',
  'id',
  'not_authenticated',
  'email',
  'undefined',
  'true',
  'false',
])
const illegalExact = new Set(['[object Object]', 'NaN', 'None', 'none', 'null', '0', 'undefined'])

/**
 * Whether an id is one that a broken integration sends for everybody: merging persons by it would glue strangers together.
 * https://posthog.com/docs/product-analytics/identify#considerations
 */
export function isIllegalDistinctId(id: string): boolean {
  const bare = id.trim().replace(/^(["'])(.*)\1$/s, '$2')
  return bare.trim() === '' || illegalAnyCase.has(bare.toLowerCase()) || illegalExact.has(bare)
}

// PostHog's namespace: the same team and distinct id give the same person uuid there and here.
const personNamespace = '932979b4-65c3-4424-8467-0b66ec27bc22'

/** The uuid a person gets who is first seen under this distinct id. */
export function personUuid(teamId: number, distinctId: string): string {
  return v5(`${teamId}:${distinctId}`, personNamespace)
}
