'use client'

import type { ResolvedColumn } from './columns.js'
import { nextSort } from './sorting.js'
import type { QueryTableSort } from './types.js'

interface TableHeadProps {
  readonly columns: readonly ResolvedColumn[]
  readonly sort: QueryTableSort | null
  /** Without it headers are plain: there is nothing to sort yet. */
  readonly onSort: ((sort: QueryTableSort | null) => void) | undefined
}

/** The header row: a button in each sortable header, and `aria-sort` on the one in force. */
export function TableHead({ columns, sort, onSort }: TableHeadProps) {
  return (
    <thead className="hogkit-table-head">
      <tr>
        {columns.map(column => {
          const direction = sort?.column === column.name && column.sortable ? sort.direction : undefined
          return (
            <th
              key={column.id}
              scope="col"
              className="hogkit-table-header"
              data-align={column.align}
              aria-sort={onSort && column.sortable ? (direction ?? 'none') : undefined}
            >
              {onSort && column.sortable ? (
                <button
                  type="button"
                  className="hogkit-table-sort"
                  data-direction={direction}
                  onClick={() => onSort(nextSort(column, sort))}
                >
                  <span className="hogkit-table-header-text">{column.header}</span>
                  <SortSymbol />
                </button>
              ) : (
                <span className="hogkit-table-header-text">{column.header}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function SortSymbol() {
  return (
    <svg
      className="hogkit-table-sort-symbol"
      aria-hidden="true"
      width="10"
      height="12"
      viewBox="0 0 10 12"
      fill="currentColor"
    >
      <path data-part="up" d="M5 1.5 8 5H2z" />
      <path data-part="down" d="M5 10.5 2 7h6z" />
    </svg>
  )
}
