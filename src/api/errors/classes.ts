import { HttpError, type HttpErrorOptions } from '../../core/errors.js'

/** The body of every error of PostHog's private API. https://posthog.com/docs/api */
export interface PostHogErrorBody {
  /** `validation_error`, `authentication_error`, `invalid_request`, `throttled_error`, `server_error`, … */
  readonly type: string
  /** PostHog's code: `required`, `permission_denied`, `not_found`, … */
  readonly code: string
  /** PostHog's words. */
  readonly detail: string
  /** The field that is wrong, nested names joined by `__`; `null` when it is about the whole. */
  readonly attr: string | null
}

/** What an {@link ApiError} carries besides its message. */
export interface ApiErrorOptions extends HttpErrorOptions, PostHogErrorBody {}

/** The private API said no. Its subclasses are told apart by what a caller does differently. */
export class ApiError extends HttpError {
  override readonly name: string = 'ApiError'
  override readonly code: string = 'api'
  /** PostHog's own answer, letter for letter. */
  readonly posthog: PostHogErrorBody

  constructor(message: string, options: ApiErrorOptions) {
    super(message, options)
    const { type, code, detail, attr } = options
    this.posthog = { type, code, detail, attr }
  }
}

/** 401: nobody is signed in (at your proxy) or the key is unknown. Sign in again, or check key and region. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError'
  override readonly code = 'authentication'
  /** The region of PostHog Cloud that may know the key; `undefined` when nothing speaks for a wrong region. */
  readonly otherRegion: 'us' | 'eu' | undefined

  constructor(message: string, options: ApiErrorOptions & { readonly otherRegion?: 'us' | 'eu' | undefined }) {
    super(message, options)
    this.otherRegion = options.otherRegion
  }
}

/** 403: known, but not allowed. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError'
  override readonly code = 'permission'
  /** The scope that is missing, such as `person:write`; `undefined` when it is about something else. */
  readonly scope: string | undefined

  constructor(message: string, options: ApiErrorOptions & { readonly scope?: string | undefined }) {
    super(message, options)
    this.scope = options.scope
  }
}

/** 404: no such thing in this project, or it is deleted. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError'
  override readonly code = 'not-found'
}

/** 400: something sent is wrong. */
export class ValidationError extends ApiError {
  override readonly name: string = 'ValidationError'
  override readonly code: string = 'validation'

  /** The field that is wrong: show the message beside it. `null` when it is about the whole. */
  get attr(): string | null {
    return this.posthog.attr
  }
}

/** 409: somebody else changed it meanwhile. Read again, then change. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError'
  override readonly code = 'conflict'
}

/** Where in a query something is wrong. */
export interface QueryPosition {
  /** Offsets in the query's text, in UTF-16 units, `end` after the last. */
  readonly start: number | undefined
  readonly end: number | undefined
  /** Counted from 1. */
  readonly line: number
  readonly column: number
}

/** 400 from the query endpoint: the HogQL is wrong, or asks for what is not there. */
export class QueryError extends ApiError {
  override readonly name = 'QueryError'
  override readonly code = 'query'
  /** Where it is wrong, when the server said. */
  readonly position: QueryPosition | undefined

  constructor(message: string, options: ApiErrorOptions & { readonly position?: QueryPosition | undefined }) {
    super(message, options)
    this.position = options.position
  }

  get start(): number | undefined {
    return this.position?.start
  }

  get end(): number | undefined {
    return this.position?.end
  }

  get line(): number | undefined {
    return this.position?.line
  }

  get column(): number | undefined {
    return this.position?.column
  }
}
