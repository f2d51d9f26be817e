import { toCsvCell } from '../../core/csv.js'
import { toPlainText } from '../values/text.js'

/** Rows as CSV (RFC 4180, CRLF), safe to open in a spreadsheet. */
export function toCsv(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [header, ...rows].map(row => row.map(value => toCsvCell(toPlainText(value))).join(',')).join('\r\n')
}
