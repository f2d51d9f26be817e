import { json } from '../http/respond.js'

/** PostHog's error body. https://posthog.com/docs/api */
export interface ApiErrorBody {
  readonly type: 'validation_error' | 'invalid_request' | 'authentication_error' | 'server_error' | 'throttled_error'
  readonly code: string
  readonly detail: string
  /** The field at fault; `null` when none is. */
  readonly attr: string | null
  readonly extra?: Readonly<Record<string, unknown>>
}

/** A private request that ends in an error answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** `undefined`: PostHog answers this one without a body. */
  readonly body: ApiErrorBody | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: ApiErrorBody | undefined, headers: Readonly<Record<string, string>> = {}) {
    super(body?.detail ?? `HTTP ${status}`)
    this.status = status
    this.body = body
    this.headers = headers
  }

  toResponse(): Response {
    if (!this.body) return new Response(null, { status: this.status, headers: this.headers })
    return json(this.body, this.status, this.headers)
  }
}

export function validationError(code: string, detail: string, attr: string | null = null): ApiError {
  return new ApiError(400, { type: 'validation_error', code, detail, attr })
}

export function parseError(detail: string): ApiError {
  return new ApiError(400, { type: 'invalid_request', code: 'parse_error', detail, attr: null })
}

export function authenticationError(code: 'not_authenticated' | 'authentication_failed', detail: string): ApiError {
  return new ApiError(401, { type: 'authentication_error', code, detail, attr: null }, { 'WWW-Authenticate': 'Bearer' })
}

export function permissionDenied(detail: string): ApiError {
  return new ApiError(403, { type: 'authentication_error', code: 'permission_denied', detail, attr: null })
}

export function notFound(detail = 'Not found.'): ApiError {
  return new ApiError(404, { type: 'invalid_request', code: 'not_found', detail, attr: null })
}

export function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  return new ApiError(
    405,
    { type: 'invalid_request', code: 'method_not_allowed', detail: `Method "${method}" not allowed.`, attr: null },
    { Allow: allowed.join(', ') },
  )
}

export function conflict(detail: string): ApiError {
  return new ApiError(409, { type: 'server_error', code: 'conflict', detail, attr: null })
}

export function serverError(status: number, detail: string, extra?: Readonly<Record<string, unknown>>): ApiError {
  return new ApiError(status, { type: 'server_error', code: 'error', detail, attr: null, ...(extra ? { extra } : {}) })
}

/** What PostHog can do and the sandbox cannot: the reason instead of a made-up result. */
export function notImplemented(detail: string): ApiError {
  return new ApiError(501, { type: 'server_error', code: 'not_implemented', detail, attr: null })
}
