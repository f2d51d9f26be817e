/** What went wrong, stable across versions. */
export type SandboxErrorCode =
  /** Another sandbox holds the data directory: `url` is where it answers. */
  | 'data_dir_in_use'
  /** The directory cannot be made, read or written, or its content is from a newer hogkit. */
  | 'data_dir_unusable'
  /** `chdb` or `@libsql/client` is not installed (or has no build for this platform): see `packages`. */
  | 'missing_package'
  /** Something else listens on the port. */
  | 'port_in_use'
  /** An option cannot be used as given. */
  | 'invalid_option'
  /** A fault rule cannot be used as given: the message names the key. */
  | 'invalid_fault'
  /** The engine did not start. */
  | 'engine_failed'

/** The sandbox could not start or do what was asked of it from code. HTTP failures are answers, not errors. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: SandboxErrorCode
  /** Where the running sandbox answers, for `data_dir_in_use`. */
  readonly url: string | undefined
  /** What to install, for `missing_package`. */
  readonly packages: readonly string[]

  constructor(
    code: SandboxErrorCode,
    message: string,
    details: { url?: string | undefined; packages?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.url = details.url
    this.packages = details.packages ?? []
  }
}

/** Whether the value is a {@link SandboxError}, also one from another copy of the package. */
export function isSandboxError(value: unknown): value is SandboxError {
  return value instanceof Error && value.name === 'SandboxError' && 'code' in value
}
