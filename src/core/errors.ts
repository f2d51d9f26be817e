/**
 * The errors hogkit throws, rejects with or reports: one class for each thing a caller does differently.
 * `src/api` builds on the same classes, so one guard works for both sides of PostHog.
 */
import { isHogkitError } from './errors/base.js'
import type { ConfigError, StorageError } from './errors/client.js'
import type { AbortError, HttpError, NetworkError, RateLimitError, TimeoutError } from './errors/request.js'

export { HogkitError, isHogkitError } from './errors/base.js'
export {
  ConfigError,
  EngineError,
  EventTooLargeError,
  HookError,
  InvalidEventError,
  InvalidIdError,
  QueueFullError,
  StorageError,
} from './errors/client.js'
export { ExceptionStepError, RunawayError } from './errors/late.js'
export {
  AbortError,
  HttpError,
  type HttpErrorOptions,
  InvalidResponseError,
  NetworkError,
  QuotaLimitedError,
  RateLimitError,
  TimeoutError,
} from './errors/request.js'

/** `true` for {@link ConfigError}. */
export function isConfigError(error: unknown): error is ConfigError {
  return hasCode(error, 'config')
}

/** `true` for {@link NetworkError}. */
export function isNetworkError(error: unknown): error is NetworkError {
  return hasCode(error, 'network')
}

/** `true` for {@link HttpError} and its subclasses. */
export function isHttpError(error: unknown): error is HttpError {
  return isHogkitError(error) && 'status' in error
}

/** `true` for {@link RateLimitError}. */
export function isRateLimitError(error: unknown): error is RateLimitError {
  return hasCode(error, 'rate-limit')
}

/** `true` for {@link TimeoutError}. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return hasCode(error, 'timeout')
}

/** `true` for {@link AbortError}. */
export function isAbortError(error: unknown): error is AbortError {
  return hasCode(error, 'abort')
}

/** `true` for {@link StorageError}. */
export function isStorageError(error: unknown): error is StorageError {
  return hasCode(error, 'storage')
}

function hasCode(error: unknown, code: string): boolean {
  return isHogkitError(error) && error.code === code
}
