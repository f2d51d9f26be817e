/** Shared by copies of hogkit in one page and by other realms, where `instanceof` fails. */
const BRAND = Symbol.for('hogkit.error')

/** What every hogkit error is: a literal `name`, a stable `code` for programs, a message for people, the `cause` if there is one. */
export abstract class HogkitError extends Error {
  abstract readonly code: string
  readonly [BRAND] = true
}

/** `true` for every error of hogkit, also from another copy of it or another realm. Not for errors that crossed `postMessage`. */
export function isHogkitError(error: unknown): error is HogkitError {
  return typeof error === 'object' && error !== null && BRAND in error
}
