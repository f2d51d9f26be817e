import { CaptureError } from './errors.js'

const maxTokenBytes = 64

/** The project token, trimmed. Refuses what cannot be one; whether the project exists is not looked at here. */
export function checkToken(value: unknown): string {
  if (typeof value !== 'string') throw new CaptureError(401, 'event submitted without an api_key')
  const token = value.trim()
  const reason = invalidReason(token)
  if (reason) throw new CaptureError(401, `API key is not valid: ${reason}`)
  return token
}

function invalidReason(token: string): string | undefined {
  if (token === '') return 'empty'
  if (Buffer.byteLength(token) > maxTokenBytes) return 'too_long'
  // oxlint-disable-next-line no-control-regex
  if (!/^[\0-\x7f]*$/.test(token)) return 'not_ascii'
  if (token.startsWith('phx_')) return 'personal_api_key'
  return token.includes('\0') ? 'null_byte' : undefined
}

/** Enough of a token to recognise it in a log, and not enough to use it: what arrives here may be a secret in the wrong place. */
export function maskToken(token: string): string {
  return token.length > 8 ? `${token.slice(0, 6)}…` : '…'
}
