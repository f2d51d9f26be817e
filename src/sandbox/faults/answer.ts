import { STATUS_CODES } from 'node:http'
import { serverError, ApiError } from '../api/errors.js'
import { withCors } from '../http/cors.js'
import { json, text } from '../http/respond.js'
import { isPublicRoute } from './routes.js'
import type { FaultRetryAfter } from './types.js'

export interface Failure {
  readonly status: number
  readonly body?: unknown
  readonly retryAfter?: FaultRetryAfter
}

/** The answer of a fault, without the headers for other origins. `now`: ms since 1970. */
export function failureAnswer(failure: Failure, path: string, now: number): Response {
  const { status, body } = failure
  const retryAfter = failure.retryAfter === undefined ? undefined : retryAfterText(failure.retryAfter, now)
  const answer = body === undefined ? usual(status, path, retryAfter) : given(status, body)
  if (retryAfter !== undefined) answer.headers.set('Retry-After', retryAfter)
  return answer
}

function given(status: number, body: unknown): Response {
  return typeof body === 'string' ? text(body, status) : json(body, status)
}

/** What PostHog says: JSON from the private API, plain text from the public one. */
function usual(status: number, path: string, retryAfter: string | undefined): Response {
  if (status === 204 || status === 205 || status === 304) return new Response(null, { status })
  if (status < 300) return json({ status: 'Ok' }, status)
  if (isPublicRoute(path)) return text(publicTexts[status] ?? STATUS_CODES[status] ?? `HTTP ${status}`, status)
  if (status === 429) return throttled(retryAfter).toResponse()
  return serverError(status, STATUS_CODES[status] ?? 'A server error occurred.').toResponse()
}

const publicTexts: Record<number, string> = {
  413: 'maximum event size exceeded',
  429: 'rate limited, send again later',
}

function throttled(retryAfter: string | undefined): ApiError {
  const wait =
    retryAfter !== undefined && /^\d+$/.test(retryAfter) ? ` Expected available in ${retryAfter} seconds.` : ''
  const detail = `Request was throttled.${wait}`
  return new ApiError(429, { type: 'throttled_error', code: 'throttled', detail, attr: null })
}

function retryAfterText(value: FaultRetryAfter, now: number): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return new Date(value).toUTCString()
  if ('raw' in value) return value.raw
  return new Date(Math.ceil((now + value.inSeconds * 1000) / 1000) * 1000).toUTCString()
}

/** Lets pages of other origins read the answer, as they read the answers of public routes: without it they would see status 0. */
export function forOtherOrigins(request: Request, path: string, response: Response, expose: boolean): Response {
  if (!isPublicRoute(path)) return response
  const answer = withCors(request, response)
  if (expose && answer.headers.has('Retry-After')) answer.headers.set('Access-Control-Expose-Headers', 'Retry-After')
  return answer
}
