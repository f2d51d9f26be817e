/** What an error view shows of an error. */
export interface ErrorDescription {
  readonly message: string
  /** Where in the query it happened, both counted from 1; absent when the message says it itself. */
  readonly position: { readonly line: number; readonly column: number } | undefined
}

const maxMessageLength = 2000

/**
 * Reads any thrown value: hogkit's typed errors give `message` and (a query's) `position`; a foreign error its message.
 * Reads by shape and not by class, since an error may come from another copy of the package.
 */
export function describeError(error: unknown): ErrorDescription {
  if (typeof error === 'string') return { message: cut(error), position: undefined }
  if (!isRecord(error)) return { message: '', position: undefined }
  const message = typeof error['message'] === 'string' ? cut(error['message']) : ''
  const position = toPosition(error['position'])
  return { message, position: position && saysPosition(message, position) ? undefined : position }
}

/** The sandbox ends its messages with the position; saying it twice helps nobody. */
function saysPosition(message: string, { line, column }: NonNullable<ErrorDescription['position']>): boolean {
  return message.includes(`line ${line}, column ${column}`)
}

function toPosition(value: unknown): ErrorDescription['position'] {
  if (!isRecord(value)) return undefined
  const { line, column } = value
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function cut(message: string): string {
  return message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message
}
