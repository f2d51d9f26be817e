'use client'

import type { ColumnDef, SortFn } from '@tanstack/react-table'
import { createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { ResolvedColumn } from './columns.js'
import { resolveColumns } from './columns.js'
import { compareKeys, sortKey } from './sorting.js'
import type { QueryTableColumn, QueryTableSort } from './types.js'

/** Values of one row, in the order of the query's columns. */
export type Cells = unknown[]

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
type Features = typeof features

/** A row to draw. */
export interface TableRow {
  readonly id: string
  /** Its place in the answer. */
  readonly index: number
  readonly cells: readonly unknown[]
}

/** Rows in the order of the sort. */
export interface TableRows {
  readonly count: number
  /**
   * A function and not a list: React's development build compares what large props hold to draw its performance tracks, and that
   * takes seconds for fifty thousand rows.
   */
  readonly at: (position: number) => TableRow | undefined
}

interface TableModelOptions {
  readonly columns: readonly QueryTableColumn[]
  readonly rows: readonly (readonly unknown[])[]
  readonly sort: QueryTableSort | null
  readonly locale: string
}

/** The table behind the view: visible columns with their kinds, and rows in the wanted order. */
export function useTableModel({ columns, rows, sort, locale }: TableModelOptions) {
  const resolved = useMemo(() => resolveColumns(columns, rows), [columns, rows])
  const definitions = useMemo(() => toDefinitions(resolved, locale), [resolved, locale])
  const sorting = useMemo(() => {
    const column = sort && resolved.find(({ name, sortable }) => sortable && name === sort.column)
    return column ? [{ id: column.id, desc: sort.direction === 'descending' }] : []
  }, [sort, resolved])
  // The table never writes to its data, its type only does not say so.
  const data = rows as readonly Cells[]
  const table = useTable({ features, columns: definitions, data, state: { sorting } })
  const model = table.getRowModel().rows
  const sorted = useMemo<TableRows>(
    () => ({
      count: model.length,
      at: position => {
        const row = model[position]
        return row && { id: row.id, index: row.index, cells: row.original }
      },
    }),
    [model],
  )
  return { columns: resolved, rows: sorted }
}

function toDefinitions(columns: readonly ResolvedColumn[], locale: string): ColumnDef<Features, Cells>[] {
  const collator = new Intl.Collator(locale)
  const sortFn: SortFn<Features, Cells> = (a, b, id) => compareKeys(a.getValue(id), b.getValue(id), collator)
  return columns.map(({ id, index, kind }) => ({
    id,
    accessorFn: (row: Cells) => sortKey(row[index], kind),
    sortFn,
    sortUndefined: 'last',
  }))
}

/** Sort order as a controlled or uncontrolled pair. */
export function useSort(
  controlled: QueryTableSort | null | undefined,
  initial: QueryTableSort | null | undefined,
  onChange: ((sort: QueryTableSort | null) => void) | undefined,
) {
  const [own, setOwn] = useState(initial ?? null)
  const set = (sort: QueryTableSort | null) => {
    if (controlled === undefined) setOwn(sort)
    onChange?.(sort)
  }
  return [controlled === undefined ? own : controlled, set] as const
}
