import { isEqual } from '../equal.js'
import type { FlagDetails, FlagValue } from '../types.js'

/** What is known of a flag beside its value; the rest is as for a flag of which nothing is known. */
export function toDetails(key: string, value: FlagValue | undefined, known: Partial<FlagDetails>): FlagDetails {
  return {
    key,
    status: 'ready',
    value,
    enabled: Boolean(value),
    variant: typeof value === 'string' ? value : undefined,
    payload: undefined,
    source: 'default',
    reason: undefined,
    id: undefined,
    version: undefined,
    requestId: undefined,
    error: undefined,
    ...known,
  }
}

/**
 * The previous details where the next mean the same, so that nobody renders again for nothing. A new `requestId` alone is no
 * change: every answer has one. An equal payload keeps its reference.
 */
export function reuseDetails(previous: FlagDetails | undefined, next: FlagDetails): FlagDetails {
  if (!previous || next === previous) return next
  const { error, payload, requestId } = previous
  if (next.error === error && isEqual({ ...next, requestId }, previous)) return previous
  return next.payload !== payload && isEqual(next.payload, payload) ? { ...next, payload } : next
}
