/** Errors of requests. `src/api` throws the same ones, so one guard works for both sides of PostHog. */
import { HogkitError } from './base.js'

export { NetworkError } from './network.js'

/** What {@link HttpError} carries besides its message. */
export interface HttpErrorOptions extends ErrorOptions {
  readonly status: number
  /** The answer's text, cut to 500 characters. */
  readonly body?: string
  /** What the server asked for by `Retry-After`, in ms. */
  readonly retryAfterMs?: number | undefined
}

/** The server answered with a status that is no success. */
export class HttpError extends HogkitError {
  override readonly name: string = 'HttpError'
  readonly code: string = 'http'
  readonly status: number
  readonly body: string
  /** How long the server asked us to wait, in ms; `undefined` when it did not say. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: HttpErrorOptions) {
    super(message, options)
    this.status = options.status
    this.body = options.body ?? ''
    this.retryAfterMs = options.retryAfterMs
  }
}

/** The server answered 429; `retryAfterMs` says when to come back, if it told. */
export class RateLimitError extends HttpError {
  override readonly name = 'RateLimitError'
  override readonly code = 'rate-limit'
}

/** No answer within the time limit. */
export class TimeoutError extends HogkitError {
  override readonly name = 'TimeoutError'
  readonly code = 'timeout'
}

/** The caller's `AbortSignal` (or `shutdown`) ended the request. */
export class AbortError extends HogkitError {
  override readonly name = 'AbortError'
  readonly code = 'abort'
}

/** The server answered with success but with something that is no answer to the request (a login page, for example). */
export class InvalidResponseError extends HogkitError {
  override readonly name = 'InvalidResponseError'
  readonly code = 'invalid-response'
}

/** The project is over its quota: PostHog sent no flags, or took no events. */
export class QuotaLimitedError extends HogkitError {
  override readonly name = 'QuotaLimitedError'
  readonly code = 'quota-limited'
}
