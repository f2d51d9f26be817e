'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useState } from 'react'
import { TableHead } from './TableHead.js'
import type { RowContext } from './TableRows.js'
import { TableRowView } from './TableRows.js'
import type { QueryTableDensity, QueryTableSort } from './types.js'
import type { TableRows } from './useTableModel.js'

/** Up to here every row is in the document, so that the browser's own search and print see them all. */
export const maxPlainRows = 100

const rowHeight: Record<QueryTableDensity, number> = { comfortable: 41, compact: 33 }

interface TableGridProps {
  readonly rows: TableRows
  /** Widths of the columns where only a part of the rows is drawn. */
  readonly widths: readonly string[]
  readonly context: RowContext
  readonly sort: QueryTableSort | null
  readonly onSort: (sort: QueryTableSort | null) => void
  readonly density: QueryTableDensity
  /** `aria-labelledby` or `aria-label`. */
  readonly naming: { readonly 'aria-labelledby'?: string; readonly 'aria-label'?: string }
}

/** The scrolling table. Past a hundred rows only those in view are drawn. */
export function TableGrid({ rows, widths, context, sort, onSort, density, naming }: TableGridProps) {
  // State and not a ref: the rows inside are mounted before this element is there to listen to.
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const virtual = rows.count > maxPlainRows
  const sortFromTop = (next: QueryTableSort | null) => {
    scroller?.scrollTo({ top: 0 })
    onSort(next)
  }
  return (
    // What scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={setScroller} className="hogkit-table-scroll" tabIndex={0} style={scrollStyle} {...naming}>
      <table
        className="hogkit-table"
        data-virtual={virtual ? '' : undefined}
        aria-rowcount={virtual ? rows.count + 1 : undefined}
        style={virtual ? fixedLayout(widths) : undefined}
        {...naming}
      >
        <colgroup>
          {context.columns.map((column, index) => (
            <col key={column.id} style={{ width: virtual ? widths[index] : column.width }} />
          ))}
        </colgroup>
        <TableHead columns={context.columns} sort={sort} onSort={sortFromTop} />
        {virtual ? (
          <VirtualRows rows={rows} context={context} scroller={scroller} height={rowHeight[density]} />
        ) : (
          <tbody>
            {Array.from({ length: rows.count }, (_, position) => rows.at(position)).map(
              row => row && <TableRowView key={row.id} row={row} context={context} />,
            )}
          </tbody>
        )}
      </table>
    </section>
  )
}

// Inline because scrolling is behaviour: it has to hold without the stylesheet too. The variable stays free to change.
const scrollStyle = {
  overflow: 'auto',
  position: 'relative',
  maxBlockSize: 'var(--hogkit-table-max-height, 34rem)',
} as const

function fixedLayout(widths: readonly string[]) {
  return { tableLayout: 'fixed', inlineSize: '100%', minInlineSize: `calc(${widths.join(' + ')})` } as const
}

interface VirtualRowsProps {
  readonly rows: TableRows
  readonly context: RowContext
  readonly scroller: HTMLElement | null
  readonly height: number
}

/** The rows in view between two spacers, so that the table stays a table: semantics, sticky header and cells need no imitation. */
function VirtualRows({ rows, context, scroller, height }: VirtualRowsProps) {
  // Its functions give other answers with each scroll, which no memo would see. Nothing memoised gets them here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller,
    estimateSize: useCallback(() => height, [height]),
    getItemKey: useCallback((index: number) => rows.at(index)?.id ?? index, [rows]),
    overscan: 8,
    // What a server draws, before anything can be measured.
    initialRect: { width: 800, height: 560 },
  })
  const items = virtualizer.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <tbody>
      <Spacer height={before} columns={context.columns.length} />
      {items.map(item => {
        const row = rows.at(item.index)
        return (
          row && (
            <TableRowView
              key={item.key}
              row={row}
              context={context}
              dataIndex={item.index}
              ariaRowIndex={item.index + 2}
              rowRef={virtualizer.measureElement}
            />
          )
        )
      })}
      <Spacer height={after} columns={context.columns.length} />
    </tbody>
  )
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a gap, hidden from assistive technology */}
      <td colSpan={columns} style={{ blockSize: height, padding: 0, border: 0 }} />
    </tr>
  )
}
