import type { Select } from '../../../hogql/ast.js'
import type { HogQLError, HogQLErrorCode } from '../../../hogql/errors.js'
import { walk } from '../../../hogql/walk.js'
import type { Notice, TranslatedQuery } from '../translate/index.js'

/** What can be said of a query without running it. Places are offsets into its text. */
export interface HogQLCheck {
  isValid: boolean
  errors: Notice[]
  warnings: Notice[]
  notices: Notice[]
  /** Tables of HogQL that it reads. */
  tables: string[]
  /** Tables of ClickHouse that it reads. */
  storedTables: string[]
}

/** Puts together what the translation of a query, or its failures, say. */
export function checkResult(
  query: Select | undefined,
  translated: TranslatedQuery | undefined,
  errors: readonly HogQLError[] = [],
): HogQLCheck {
  return {
    isValid: errors.length === 0,
    errors: errors.map(fromError),
    warnings: query && translated ? warnings(query, translated) : [],
    notices: unique(translated?.notices ?? []),
    tables: translated?.tables ?? [],
    storedTables: [...new Set(Array.from(translated?.sql.matchAll(/\bhogkit\.(\w+)/g) ?? [], match => match[1] ?? ''))],
  }
}

/**
 * Everything that is wrong with a query, in the order of its text. What could not be read may have named things, so of a text that could not be
 * read in whole only such names are called unknown that stand nowhere else in it.
 */
export function everyFault(
  text: string | Select,
  unread: readonly HogQLError[],
  faults: readonly HogQLError[],
): HogQLError[] {
  if (typeof text !== 'string') return [...faults]
  const certain = unread.length === 0 ? faults : faults.filter(fault => isCertain(text, fault))
  return [...unread, ...certain.map(fault => fault.at(text))].toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
}

const BY_NAME = new Set<HogQLErrorCode>(['unsupported_function', 'wrong_arguments'])

function isCertain(text: string, { code, start, end, detail }: HogQLError): boolean {
  if (start === undefined || end === undefined) return false
  if (BY_NAME.has(code)) return true
  if (code !== 'unresolved_field' && code !== 'unknown_table') return false
  const name = text.slice(start, end)
  return !/reads from no table/.test(detail) && text.indexOf(name) === start && !text.includes(name, end)
}

function fromError(error: HogQLError): Notice {
  const fix = /Did you mean "([^"]+)"\?/.exec(error.detail)?.[1]
  const whole = error.code === 'unsupported_function' || error.code === 'unknown_table'
  return {
    message: error.detail,
    start: error.start,
    end: error.end,
    // The place of a call or of a dotted name is more than the word that is wrong.
    ...(fix === undefined || whole ? {} : { fix }),
  }
}

function warnings(query: Select, { tables }: TranslatedQuery): Notice[] {
  const found: Notice[] = []
  if (!tables.includes('events')) return found
  walk(query, node => {
    if (node.node !== 'SelectQuery' || node.select_from?.table?.node !== 'Field') return
    if (node.select_from.table.chain.at(-1) !== 'events' || mentionsTime(node.where) || mentionsTime(node.prewhere))
      return
    if (node.limit && !node.order_by?.length && !node.group_by?.length) return
    const { start, end } = node.select_from.table
    found.push({
      message: 'This reads the events of all time. Filter by timestamp to make it faster.',
      start: start?.offset,
      end: end?.offset,
    })
  })
  return found
}

function mentionsTime(expr: Parameters<typeof walk>[0] | null | undefined): boolean {
  let mentioned = false
  if (expr)
    walk(expr, node => {
      if (node.node === 'Field' && node.chain.includes('timestamp')) mentioned = true
    })
  return mentioned
}

/** Each notice once: an expression may be translated at more than one place. */
function unique(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map(notice => [`${notice.start}:${notice.end}:${notice.message}`, notice])).values()]
}
