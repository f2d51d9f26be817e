import type { ReactNode } from 'react'
import type { ValueKind } from '../values/kinds.js'
import { kindOfType, kindOfValue } from '../values/kinds.js'
import type { QueryTableColumn, QueryTableColumnOptions, QueryTableRow } from './types.js'

/** A column with every question answered. */
export interface ResolvedColumn {
  /** Safe as an id of the table model, which a name from a query is not. */
  readonly id: string
  /** Where its value stands in a row. */
  readonly index: number
  readonly name: string
  readonly header: ReactNode
  readonly kind: ValueKind
  readonly align: 'start' | 'center' | 'end'
  readonly sortable: boolean
  readonly width: number | string | undefined
  readonly cell: QueryTableColumnOptions['cell']
}

type Rows = readonly (readonly unknown[])[]

const sampleSize = 50

/**
 * Columns as objects with names of their own: where a query selects two of one name, the later are called `name_2`, `name_3`, …, as
 * in the rows of `useHogQL`. The header still shows what the query says.
 */
export function nameColumns(columns: readonly (string | QueryTableColumn)[]): QueryTableColumn[] {
  const taken = new Set<string>()
  return columns.map(given => {
    const column = typeof given === 'string' ? { name: given } : given
    let name = column.name
    for (let count = 2; taken.has(name); count += 1) name = `${column.name}_${count}`
    taken.add(name)
    return { ...column, name, header: column.header ?? column.name }
  })
}

/** The visible columns, each with its kind from the type or else from the first values. */
export function resolveColumns(columns: readonly QueryTableColumn[], rows: Rows): ResolvedColumn[] {
  return columns.flatMap((column, index) => {
    if (column.hidden) return []
    const kind = column.kind ?? kindOfColumn(column.type, index, rows)
    return {
      id: `c${index}`,
      index,
      name: column.name,
      header: column.header ?? column.name,
      kind,
      align: column.align ?? (kind === 'number' ? 'end' : 'start'),
      sortable: column.sortable ?? kind !== 'json',
      width: column.width,
      cell: column.cell,
    }
  })
}

function kindOfColumn(type: string | undefined, index: number, rows: Rows): ValueKind {
  const fromType = kindOfType(type)
  if (fromType) return fromType
  let kind: ValueKind | undefined
  for (const row of rows.slice(0, sampleSize)) {
    const next = kindOfValue(row[index])
    if (next === undefined) continue
    if (kind !== undefined && next !== kind) return 'text'
    kind = next
  }
  return kind ?? 'text'
}

/** Columns of an answer with the overrides that a connected table takes by name. */
export function withOptions(
  names: readonly string[],
  types: readonly (readonly [name: string, type: string])[],
  options: Readonly<Record<string, QueryTableColumnOptions>> | undefined,
): QueryTableColumn[] {
  const columns = nameColumns(names.map((name, index) => ({ name, type: types[index]?.[1] })))
  return columns.map(column => {
    const own = options && Object.hasOwn(options, column.name) ? options[column.name] : undefined
    return own ? { ...column, ...own } : column
  })
}

/** The row as an object. */
export function toRow(columns: readonly QueryTableColumn[], values: readonly unknown[]): QueryTableRow {
  const row = Object.create(null) as Record<string, unknown>
  columns.forEach(({ name }, index) => (row[name] = values[index]))
  return row
}

const fixedCharacters: Partial<Record<ValueKind, number>> = { datetime: 24, date: 13, uuid: 10, boolean: 7, json: 32 }

/**
 * Widths for a table that draws only the rows in view: by the content of the first rows, since the browser's own layout would
 * change its mind with every row that scrolls in.
 */
export function columnWidths(columns: readonly ResolvedColumn[], rows: Rows): string[] {
  return columns.map(column => {
    if (column.width !== undefined) return typeof column.width === 'number' ? `${column.width}px` : column.width
    const header = typeof column.header === 'string' ? column.header.length + 3 : 10
    const content = fixedCharacters[column.kind] ?? longest(rows, column.index)
    return `calc(${Math.min(40, Math.max(6, header, content))}ch + 2 * var(--hogkit-cell-padding-inline, 12px))`
  })
}

function longest(rows: Rows, index: number): number {
  let length = 0
  for (const row of rows.slice(0, sampleSize)) {
    const value = row[index]
    // Grouping makes a written number a third longer than its digits.
    if (typeof value === 'number') length = Math.max(length, Math.ceil(value.toFixed(0).length * 1.34) + 2)
    else if (typeof value === 'string') length = Math.max(length, value.length + 1)
    else if (value !== null && value !== undefined) length = Math.max(length, 16)
  }
  return length
}
