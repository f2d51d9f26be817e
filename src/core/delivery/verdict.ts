import { AbortError, HttpError, NetworkError, QuotaLimitedError, TimeoutError } from '../errors/request.js'
import type { DropReason, QueueStatus } from '../types.js'
import { retryDelay } from './backoff.js'

/** Statuses that say "later", beside network failures. */
const RETRYABLE = [408, 429, 500, 502, 503, 504]
/** Failures in a row, without an answer though the browser is online, that say that requests are blocked. */
const BLOCKED_AFTER = 3
/** A project over its quota is asked again after a minute, then less and less often. */
const QUOTA_MS = 60_000
const MAX_QUOTA_MS = 1_800_000

/** What is to become of a batch that failed. */
export type Verdict =
  | { readonly kind: 'wait' }
  | { readonly kind: 'split' }
  | { readonly kind: 'drop'; readonly reason: DropReason }
  | {
      readonly kind: 'later'
      readonly delayMs: number
      readonly status: QueueStatus
      /** The server named the time: nothing is sent before. */
      readonly isPutOff: boolean
    }

/** @param attempt which failure in a row this is, from 1. */
export function judge(error: Error, batchLength: number, attempt: number, maxRetries: number): Verdict {
  if (error instanceof AbortError) return { kind: 'wait' }
  if (error instanceof QuotaLimitedError) {
    const delayMs = Math.min(MAX_QUOTA_MS, QUOTA_MS * 2 ** (attempt - 1))
    return { kind: 'later', delayMs, status: 'quota-limited', isPutOff: true }
  }
  // An unreachable host says nothing about the events: they wait as long as the queue has room.
  if (error instanceof NetworkError) {
    const status = attempt >= BLOCKED_AFTER ? 'blocked' : 'retrying'
    return { kind: 'later', delayMs: retryDelay(attempt, true, undefined), status, isPutOff: false }
  }
  const { status, retryAfterMs } = error instanceof HttpError ? error : ({} as Partial<HttpError>)
  if (status === 413) return batchLength > 1 ? { kind: 'split' } : { kind: 'drop', reason: 'too-large' }
  if (!(error instanceof TimeoutError) && !RETRYABLE.includes(status ?? 0)) return { kind: 'drop', reason: 'refused' }
  if (attempt > maxRetries) return { kind: 'drop', reason: 'retries-exhausted' }
  const delayMs = retryDelay(attempt, false, retryAfterMs)
  return { kind: 'later', delayMs, status: 'retrying', isPutOff: retryAfterMs !== undefined }
}
