const formulaStart = /^[\s]*[=+\-@\t\r]/
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/**
 * One cell of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front, since event properties are
 * written by strangers: https://owasp.org/www-community/attacks/CSV_Injection. Numbers, negative ones too, stay numbers.
 */
export function toCsvCell(text: string): string {
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
