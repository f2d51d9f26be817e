import { type HogkitError, HttpError, InvalidResponseError, RateLimitError } from '../../core/errors.js'
import type { Answer } from './send.js'
import type { RequestInfo } from './toError.js'

/**
 * The error of an answer that is of no use. What errors say, their classes, and where a query is wrong: it is most of this client's text,
 * and needed only now, so it loads now.
 *
 * @returns what `toError` makes; an HttpError in the server's own words when that code cannot be loaded (after a deploy, for example)
 */
export async function explain(answer: Answer, info: RequestInfo): Promise<HogkitError> {
  try {
    const { toError } = await import('./toError.js')
    return toError(answer, info)
  } catch (cause) {
    return toPlainError(answer, info.target, cause)
  }
}

function toPlainError({ ok, status, body, text, retryAfterMs }: Answer, target: string, cause: unknown): HogkitError {
  if (ok) return new InvalidResponseError(`No JSON (${status}, ${target}).`, { cause })
  const detail = (body as { detail?: unknown } | null | undefined)?.detail
  const said = typeof detail === 'string' ? detail : 'The request failed.'
  const ErrorClass = status === 429 ? RateLimitError : HttpError
  return new ErrorClass(`${said} (${status}, ${target})`, { status, body: text.slice(0, 500), retryAfterMs, cause })
}
