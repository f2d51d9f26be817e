import type { ReactNode } from 'react'
import type { ValueKind } from '../values/kinds.js'

/** A row by column name, made without a prototype: a column may be called `constructor`. */
export type QueryTableRow = Readonly<Record<string, unknown>>

/** How one column looks and behaves. Everything has a default taken from the column's type. */
export interface QueryTableColumnOptions {
  /** Header content. Default: the column's name. */
  header?: ReactNode
  /** Renders a cell. Default: by `kind`. */
  cell?: ((value: unknown, row: QueryTableRow) => ReactNode) | undefined
  /** How values are shown and sorted. Default: from the ClickHouse type, else from the first values. */
  kind?: ValueKind | undefined
  /** Default: `end` for numbers, else `start`. */
  align?: 'start' | 'center' | 'end' | undefined
  /** Leaves the column out of the table and of the CSV; rows given to callbacks still carry it. Default `false`. */
  hidden?: boolean | undefined
  /** Default `true`, `false` for JSON. */
  sortable?: boolean | undefined
  /** A CSS length, or a number of pixels. Default: by content. */
  width?: number | string | undefined
}

/** A column of {@link QueryTableView}: its name, its ClickHouse type as HogQL answers it, and options. */
export interface QueryTableColumn extends QueryTableColumnOptions {
  name: string
  /** `DateTime64(6, 'UTC')`, `Nullable(UInt64)`, … */
  type?: string | undefined
}

/** What the table is sorted by. */
export interface QueryTableSort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** Row height and text size. */
export type QueryTableDensity = 'comfortable' | 'compact'
