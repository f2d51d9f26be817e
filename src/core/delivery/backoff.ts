const BASE_MS = 1000
const CAP_MS = 300_000
/** A host that cannot be reached may be back at any time, and nothing is given up for it meanwhile. */
const UNREACHABLE_CAP_MS = 60_000
/** A server that asks for more is asked again after this time anyway. */
const MAX_RETRY_AFTER_MS = 1_800_000

/**
 * How long to wait before a request is tried again, in ms: doubling from 1 s to 5 min, the upper half of each at random so that
 * many clients do not come back at once. `Retry-After` wins, up to 30 min.
 * @param attempt 1 for the first retry.
 */
export function retryDelay(attempt: number, isUnreachable: boolean, retryAfterMs: number | undefined): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)
  return Math.min(isUnreachable ? UNREACHABLE_CAP_MS : CAP_MS, BASE_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
}

/**
 * Reads a `Retry-After` header, in seconds or as a date, into ms from `now`. `undefined` when absent or unreadable.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const ms = Number(header) * 1000 || Date.parse(header) - now
  return Number(header) === 0 ? 0 : Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
