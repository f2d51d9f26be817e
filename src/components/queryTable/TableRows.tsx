'use client'

import type { MouseEvent, ReactNode, Ref } from 'react'
import type { Formatting } from '../shared/intl.js'
import { SrOnly } from '../shared/SrOnly.js'
import { Value } from '../values/Value.js'
import type { ResolvedColumn } from './columns.js'
import type { QueryTableLabels } from './labels.js'
import type { QueryTableRow } from './types.js'
import type { TableRow } from './useTableModel.js'

/** What every row is drawn with. */
export interface RowContext {
  readonly columns: readonly ResolvedColumn[]
  readonly formatting: Formatting
  readonly labels: QueryTableLabels
  readonly toRow: (row: TableRow) => QueryTableRow
  readonly rowHref: ((row: QueryTableRow, index: number) => string | undefined) | undefined
  readonly onRowClick: ((row: QueryTableRow, index: number) => void) | undefined
  /** Open cells as `row id:column id`. Kept by the table, since a row that scrolls out of view is unmounted. */
  readonly expanded: ReadonlySet<string>
  readonly setExpanded: (cell: string, expanded: boolean) => void
}

interface TableRowViewProps {
  readonly row: TableRow
  readonly context: RowContext
  /** Place in the whole table, where only a part of it is drawn; header included, from 1. */
  readonly ariaRowIndex?: number
  readonly dataIndex?: number
  readonly rowRef?: Ref<HTMLTableRowElement>
}

/**
 * One row. With `onRowClick` or `rowHref` its first cell holds a real button or link, so that it works by keyboard and is
 * announced; a mouse may click anywhere.
 */
export function TableRowView({ row, context, ariaRowIndex, dataIndex, rowRef }: TableRowViewProps) {
  const { columns, onRowClick, rowHref, toRow } = context
  const href = rowHref ? toSafeHref(rowHref(toRow(row), row.index)) : undefined
  const acts = onRowClick !== undefined || href !== undefined
  return (
    // The handler only widens the target of the button or link inside, which carries role, name and keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      ref={rowRef}
      className="hogkit-table-row"
      data-index={dataIndex}
      data-interactive={acts ? '' : undefined}
      aria-rowindex={ariaRowIndex}
      onClick={acts ? forwardClick : undefined}
    >
      {columns.map((column, position) => (
        <td key={column.id} className="hogkit-table-cell" data-align={column.align} data-kind={column.kind}>
          {position === 0 && acts ? (
            <RowAction row={row} href={href} context={context}>
              <CellContent row={row} column={column} context={context} interactive={false} />
            </RowAction>
          ) : (
            <CellContent row={row} column={column} context={context} interactive />
          )}
        </td>
      ))}
    </tr>
  )
}

const interactive = 'a, button, input, select, textarea, summary, label, [role="button"], [tabindex]'

function forwardClick(event: MouseEvent<HTMLTableRowElement>) {
  const target = event.target as Element
  if (event.defaultPrevented || target.closest(interactive)?.closest('tr')) return
  // Selecting text ends with a click as well.
  if (window.getSelection()?.type === 'Range') return
  event.currentTarget.querySelector<HTMLElement>('[data-slot="row-action"]')?.click()
}

interface RowActionProps {
  readonly row: TableRow
  readonly href: string | undefined
  readonly context: RowContext
  readonly children: ReactNode
}

function RowAction({ row, href, context, children }: RowActionProps) {
  const { onRowClick, toRow, columns, labels } = context
  const first = columns[0] && row.cells[columns[0].index]
  const nameless = first === null || first === undefined || first === ''
  const content = (
    <>
      {children}
      {nameless && <SrOnly> {labels.openRow(row.index + 1)}</SrOnly>}
    </>
  )
  const act = onRowClick && (() => onRowClick(toRow(row), row.index))
  if (href !== undefined) {
    return (
      <a className="hogkit-table-row-action" data-slot="row-action" href={href} onClick={act}>
        {content}
      </a>
    )
  }
  return (
    <button type="button" className="hogkit-table-row-action" data-slot="row-action" onClick={act}>
      {content}
    </button>
  )
}

// A link made from event data may say `javascript:`; relative ones, http and https are all a row needs.
function toSafeHref(href: string | undefined): string | undefined {
  if (href === undefined) return undefined
  try {
    const { protocol } = new URL(href, 'http://localhost')
    return protocol === 'http:' || protocol === 'https:' ? href : undefined
  } catch {
    return undefined
  }
}

interface CellContentProps {
  readonly row: TableRow
  readonly column: ResolvedColumn
  readonly context: RowContext
  readonly interactive: boolean
}

function CellContent({ row, column, context, interactive }: CellContentProps) {
  const value = row.cells[column.index]
  if (column.cell) return column.cell(value, context.toRow(row))
  const cell = `${row.id}:${column.id}`
  return (
    <Value
      value={value}
      kind={column.kind}
      formatting={context.formatting}
      labels={context.labels}
      interactive={interactive}
      expanded={context.expanded.has(cell)}
      onExpandedChange={expanded => context.setExpanded(cell, expanded)}
    />
  )
}

/** Grey bars in the shape of rows. */
export function SkeletonRows({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row} className="hogkit-table-row">
          {Array.from({ length: columns }, (_, column) => (
            // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- drawn for eyes only, the body is hidden
            <td key={column} className="hogkit-table-cell">
              <span className="hogkit-skeleton" style={{ inlineSize: `${40 + ((row * 7 + column * 13) % 5) * 11}%` }} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
