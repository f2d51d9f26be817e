import { isHogkitError } from '../core/errors.js'
import type {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  QueryError,
  ValidationError,
} from './errors/classes.js'

export {
  ApiError,
  type ApiErrorOptions,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  type PostHogErrorBody,
  QueryError,
  type QueryPosition,
  ValidationError,
} from './errors/classes.js'

// The guards read names and codes, so that who asks for the kind of an error bundles no class. The classes come with the first failure.

/** `true` for {@link ApiError} and its subclasses, also from another copy of hogkit. */
export function isApiError(error: unknown): error is ApiError {
  return isHogkitError(error) && 'posthog' in error
}

function hasCode(error: unknown, code: string): boolean {
  return isApiError(error) && error.code === code
}

/** `true` for {@link AuthenticationError}. */
export function isAuthenticationError(error: unknown): error is AuthenticationError {
  return hasCode(error, 'authentication')
}

/** `true` for {@link PermissionError}. */
export function isPermissionError(error: unknown): error is PermissionError {
  return hasCode(error, 'permission')
}

/** `true` for {@link NotFoundError}. */
export function isNotFoundError(error: unknown): error is NotFoundError {
  return hasCode(error, 'not-found')
}

/** `true` for {@link ValidationError}. */
export function isValidationError(error: unknown): error is ValidationError {
  return hasCode(error, 'validation')
}

/** `true` for {@link ConflictError}. */
export function isConflictError(error: unknown): error is ConflictError {
  return hasCode(error, 'conflict')
}

/** `true` for {@link QueryError}. */
export function isQueryError(error: unknown): error is QueryError {
  return hasCode(error, 'query')
}
