/**
 * - `engine_missing`: chdb or its platform binary is not installed, or the platform has none
 * - `data_dir_locked`: another process uses the data directory
 * - `engine_crashed`: the engine process died while the call was waiting; it is started again for the next call
 * - `query_failed`: the engine refused the query; `clickhouseCode` says why
 * - `timeout`, `memory_limit`, `too_many_rows`: a limit was reached
 * - `cancelled`: stopped by a signal or {@link Engine.cancel}
 * - `closed`: the engine has been closed
 * - `insert_failed`: rows were refused; chunks before the failing one are stored
 * - `start_failed`: the engine could not open its data directory
 */
export type EngineErrorCode =
  | 'engine_missing'
  | 'data_dir_locked'
  | 'engine_crashed'
  | 'query_failed'
  | 'timeout'
  | 'memory_limit'
  | 'too_many_rows'
  | 'cancelled'
  | 'closed'
  | 'insert_failed'
  | 'start_failed'

/** A failure of the sandbox's storage engine. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode
  /** ClickHouse's own error number, when the engine gave one. */
  readonly clickhouseCode: number | undefined

  constructor(
    code: EngineErrorCode,
    message: string,
    options: { clickhouseCode?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.code = code
    this.clickhouseCode = options.clickhouseCode
  }
}

/** What the child process reports of a failure. */
export interface ChildFailure {
  kind: 'missing' | 'connect' | 'query' | 'insert'
  message: string
  clickhouseCode?: number
}

const LIMIT_CODES: Record<number, EngineErrorCode> = {
  159: 'timeout',
  160: 'timeout',
  209: 'timeout',
  241: 'memory_limit',
  394: 'cancelled',
  396: 'too_many_rows',
}

/** The typed error for what the child reported. */
export function fromChild(failure: ChildFailure): EngineError {
  if (failure.kind === 'missing') return missingEngine(failure.message)
  if (failure.kind === 'connect')
    return new EngineError('start_failed', `The sandbox's engine could not open its data directory. ${failure.message}`)
  const clickhouseCode = failure.clickhouseCode ?? Number(/^Code: (\d+)/.exec(failure.message)?.[1] ?? Number.NaN)
  const known = Number.isNaN(clickhouseCode) ? undefined : clickhouseCode
  if (failure.kind === 'insert')
    return new EngineError('insert_failed', `Rows could not be stored. ${cleanMessage(failure.message)}`, {
      clickhouseCode: known,
    })
  return new EngineError(LIMIT_CODES[clickhouseCode] ?? 'query_failed', cleanMessage(failure.message), {
    clickhouseCode: known,
  })
}

/** ClickHouse's sentence without its number, class and the long tail that repeats the query. */
export function cleanMessage(message: string): string {
  const text = message
    .replace(/^Code: \d+\.\s*/, '')
    .replace(/^DB::Exception:\s*/, '')
    .replace(/\s*\([A-Z_]+\)\s*$/, '')
  const cut = text.search(/(?:\.|:)? (?:In scope|while executing|In query|: While processing)\b/)
  return (cut > 0 ? text.slice(0, cut) : text).slice(0, 1000).trim()
}

function missingEngine(reason: string): EngineError {
  return new EngineError(
    'engine_missing',
    'The sandbox needs ClickHouse embedded (chdb), which is not installed or has no build for this platform. ' +
      'Install it with `npm install -D chdb @libsql/client` (Linux with glibc or macOS, x64 or arm64, about 550 MB). ' +
      `On other platforms leave the sandbox out and point \`host\` at PostHog. Reason: ${reason.slice(0, 500)}`,
  )
}

/** The error for a data directory that another process holds. */
export function lockedDirectory(dataDir: string): EngineError {
  return new EngineError(
    'data_dir_locked',
    `The data directory ${dataDir} is in use by another sandbox. One process can have it open at a time: use the sandbox that runs, stop it, or choose another \`dataDir\`.`,
  )
}
