import { HogQLError } from '../../../hogql/index.js'
import { EngineError } from '../../engine/errors.js'
import { ApiError, serverError } from '../errors.js'

/** The answer for a query that failed, as PostHog gives it: what the user can fix is a 400, a limit has a status of its own. */
export function queryFailure(error: unknown): unknown {
  if (error instanceof HogQLError) return fromHogQL(error)
  if (error instanceof EngineError) return fromEngine(error)
  return error
}

function fromHogQL(error: HogQLError): ApiError {
  const limit = limitError(error.code, error.message)
  if (limit) return limit
  const { start, end, line, column } = error
  return new ApiError(400, {
    type: 'validation_error',
    code: error.code,
    detail: error.message,
    attr: null,
    // Where in the query, for editors. PostHog has only the text.
    ...(start === undefined ? {} : { extra: { start, end, line, column } }),
  })
}

function fromEngine(error: EngineError): ApiError {
  const limit = limitError(error.code, error.message)
  if (limit) return limit
  if (error.code === 'engine_crashed' || error.code === 'closed') return serverError(503, error.message)
  return serverError(500, 'ClickHouse error while executing query.')
}

function limitError(code: string, message: string): ApiError | undefined {
  if (code === 'timeout') return serverError(504, message)
  if (code === 'memory_limit' || code === 'too_many_rows') return serverError(512, message)
  // Nobody waits for this answer any more; the status is nginx's for a client that left.
  return code === 'cancelled' ? serverError(499, 'The query was cancelled.') : undefined
}
