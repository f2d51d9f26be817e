import type { ValueKind } from '../values/kinds.js'
import { toNumber, toTime } from '../values/kinds.js'
import { toPlainText } from '../values/text.js'
import type { ResolvedColumn } from './columns.js'
import type { QueryTableSort } from './types.js'

/** What a value is compared by; worked out once for each cell and not for each comparison. `undefined` sorts last. */
export type SortKey = number | bigint | string | undefined

const maxTextKey = 1000

export function sortKey(value: unknown, kind: ValueKind): SortKey {
  if (value === null || value === undefined || value === '') return undefined
  if (kind === 'number') return toNumber(value)
  if (kind === 'datetime' || kind === 'date') return toTime(value)
  if (kind === 'boolean') return value === true || value === 1 || value === '1' || value === 'true' ? 1 : 0
  return toPlainText(value).slice(0, maxTextKey)
}

/** Compares two keys of one column, text by the locale's rules. */
export function compareKeys(a: unknown, b: unknown, collator: Intl.Collator): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b)
  const left = a as number
  const right = b as number
  return left < right ? -1 : left > right ? 1 : 0
}

const newestFirst: ReadonlySet<ValueKind> = new Set(['number', 'datetime', 'date'])

/** What pressing a header does next: largest or newest first where that is what one looks for, then the other way, then off. */
export function nextSort(column: ResolvedColumn, sort: QueryTableSort | null): QueryTableSort | null {
  const first = newestFirst.has(column.kind) ? 'descending' : 'ascending'
  const second = first === 'ascending' ? 'descending' : 'ascending'
  if (sort?.column !== column.name) return { column: column.name, direction: first }
  return sort.direction === first ? { column: column.name, direction: second } : null
}
