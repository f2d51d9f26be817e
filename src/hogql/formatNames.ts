import { keywordOf, RESERVED } from './parser/keywords.js'

// Keywords that people use as names and functions, and that can be nothing else where a value or name stands.
const COMMON = new Set(
  'ALL ANY DATE TIMESTAMP TIME ID NAME KEY FIRST LAST DAY HOUR MINUTE SECOND WEEK MONTH QUARTER YEAR CURRENT VALUES COHORT RANGE ROWS ROW STEP'.split(
    ' ',
  ),
)
const FUNCTIONS = new Set(
  'IF LEFT RIGHT REPLACE ANY AND OR NOT IN LIKE ILIKE DATE TIMESTAMP TRIM SUBSTRING TRUNCATE FIRST LAST ROW RANGE'.split(
    ' ',
  ),
)
const PLAIN = /^[A-Za-z_$][\w$]*$/

/** A name, in backquotes where it needs them. After a dot, fewer do. */
export function formatName(name: string, afterDot = false): string {
  const keyword = keywordOf(name)
  const free = keyword === '' || COMMON.has(keyword) || (afterDot && !RESERVED.has(keyword))
  if (PLAIN.test(name) && free && !/^(true|false|null|team_id|f)$/i.test(name)) return name
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '``')}\``
}

/** Says whether a name can be called without quotes. */
function isFunctionName(name: string): boolean {
  const keyword = keywordOf(name)
  return PLAIN.test(name) && (keyword === '' || FUNCTIONS.has(keyword))
}

/** A text in quotes. */
export function formatString(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}'`
}

/** A number so that it is read back as the same. */
export function formatNumber(value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value)
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  // A fraction that was too long to keep is a whole number now, and must not be read as an exact one.
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text
}

/** The name of a function that is called. */
export function formatCallName(name: string): string {
  return isFunctionName(name) ? name : formatName(name)
}
