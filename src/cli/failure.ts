import { CommanderError } from 'commander'
import { isAuthenticationError, isNotFoundError, isPermissionError } from '../api/errors.js'
import { isConfigError, isNetworkError, isRateLimitError, isTimeoutError } from '../core/errors.js'
import { isSandboxError } from '../sandbox/errors.js'

/**
 * What a script can tell by the exit code: 1 the request was refused, 2 the call is wrong, 3 the key is unknown or lacks a scope, 4 there is no
 * such thing, 5 a rate limit is reached, 6 PostHog cannot be reached.
 */
function toExitCode(error: unknown): number {
  // What commander throws was asked for (help, the version: 0), or is a call that it cannot read.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (isConfigError(error) || (isSandboxError(error) && error.code.startsWith('invalid_'))) return 2
  if (isAuthenticationError(error) || isPermissionError(error)) return 3
  if (isNotFoundError(error)) return 4
  if (isRateLimitError(error)) return 5
  return isNetworkError(error) || isTimeoutError(error) ? 6 : 1
}

/** One clear line on stderr and an exit code. The stack shows with `DEBUG=hogkit`. */
export function reportFailure(error: unknown): void {
  process.exitCode = toExitCode(error)
  // Commander has printed what it had to say.
  if (error instanceof CommanderError) return
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`hogkit: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  if (process.env['DEBUG'] === 'hogkit' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
}
