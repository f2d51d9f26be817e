import { toPlainText } from '../values/text.js'

const formulaStart = /^[\s]*[=+\-@\t\r]/
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/**
 * Rows as CSV (RFC 4180, CRLF). A text that a spreadsheet would run as a formula gets an apostrophe in front, since event properties
 * are written by strangers: https://owasp.org/www-community/attacks/CSV_Injection. Numbers, negative ones too, stay numbers.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [header, ...rows].map(row => row.map(toCsvCell).join(',')).join('\r\n')
}

function toCsvCell(value: unknown): string {
  const text = toPlainText(value)
  const safe = typeof value !== 'number' && formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
