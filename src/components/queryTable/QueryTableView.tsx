'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useCallback, useId, useMemo, useState } from 'react'
import { CopyButton } from '../shared/CopyButton.js'
import { ErrorNotice } from '../shared/ErrorNotice.js'
import { formatNumber, useFormatting } from '../shared/intl.js'
import type { StyledProps, ViewState } from '../shared/root.js'
import { rootProps } from '../shared/root.js'
import { columnWidths, nameColumns, resolveColumns, toRow } from './columns.js'
import { toCsv } from './csv.js'
import type { QueryTableLabels } from './labels.js'
import { defaultQueryTableLabels } from './labels.js'
import { TableGrid } from './TableGrid.js'
import { TableHead } from './TableHead.js'
import type { RowContext } from './TableRows.js'
import { SkeletonRows } from './TableRows.js'
import type { QueryTableColumn, QueryTableDensity, QueryTableRow, QueryTableSort } from './types.js'
import { useSort, useTableModel } from './useTableModel.js'

type Rows = readonly (readonly unknown[])[]

/** How the table looks and what it does: what the connected and the pure form share. */
export interface QueryTableOptions extends StyledProps {
  /** Shown above the table, and its name. */
  caption?: ReactNode
  /** Default `'comfortable'`. */
  density?: QueryTableDensity | undefined
  /** BCP 47. Default: the browser's. */
  locale?: string | undefined
  /** IANA name. Default: the browser's. */
  timeZone?: string | undefined
  /** Replaces any visible text. */
  labels?: Partial<QueryTableLabels> | undefined
  /** Sort order, controlled; `null` is the query's own order. */
  sort?: QueryTableSort | null | undefined
  /** Sort order at the start, uncontrolled. */
  defaultSort?: QueryTableSort | null | undefined
  onSortChange?: ((sort: QueryTableSort | null) => void) | undefined
  /** Makes rows into buttons: `index` is the row's place in the answer. */
  onRowClick?: ((row: QueryTableRow, index: number) => void) | undefined
  /** Makes rows into links. Addresses other than relative, http and https ones are left out. */
  rowHref?: ((row: QueryTableRow, index: number) => string | undefined) | undefined
  /** Replaces the view of a query without rows. */
  empty?: ReactNode
  /** More content for the line above the table, for example a refresh button. */
  actions?: ReactNode
}

/** Props of {@link QueryTableView}; whatever a `div` takes is passed on to the root. */
export interface QueryTableViewProps
  extends QueryTableOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'className' | 'style'> {
  /** Names, or names with types and options, in the order of the values in each row. */
  columns?: readonly (string | QueryTableColumn)[] | undefined
  rows?: Rows | undefined
  /** TanStack Query's `status`. Default `'success'`. */
  status?: 'pending' | 'error' | 'success' | undefined
  error?: unknown
  onRetry?: (() => void) | undefined
  /** A request is under way; with rows on show they are marked as being refreshed. */
  isFetching?: boolean | undefined
  /** The query has more rows than its limit let through. */
  hasMore?: boolean | null | undefined
}

const noColumns: readonly string[] = []
const noRows: Rows = []

/**
 * A table of query results from props alone: typed cells, sorting, fifty thousand rows, and the states in between.
 *
 * Its root carries `data-slot="query-table"`, `data-state="loading|empty|error|ready"`, `data-density` and, while newer rows are on
 * their way, `data-refreshing`.
 */
export const QueryTableView = forwardRef<HTMLDivElement, QueryTableViewProps>(function QueryTableView(props, ref) {
  const {
    columns: given = noColumns,
    rows = noRows,
    status = 'success',
    error,
    onRetry,
    isFetching = false,
    hasMore,
  } = props
  const {
    caption,
    density = 'comfortable',
    locale,
    timeZone,
    labels: ownLabels,
    sort,
    defaultSort,
    onSortChange,
  } = props
  const { onRowClick, rowHref, empty, actions, className, style, ...rest } = withoutData(props)
  const captionId = useId()
  const columns = useMemo(() => nameColumns(given), [given])
  const labels = { ...defaultQueryTableLabels, ...ownLabels }
  const formatting = useFormatting(locale, timeZone)
  const [currentSort, setSort] = useSort(sort, defaultSort, onSortChange)
  const model = useTableModel({ columns, rows, sort: currentSort, locale: formatting.locale })
  // From the first rows of the answer: a sort must not change the widths.
  const widths = useMemo(() => columnWidths(model.columns, rows), [model.columns, rows])
  const [expanded, setExpanded] = useExpanded(rows)
  const hasRows = rows.length > 0
  const state = stateOf(status, hasRows)
  const refreshing = hasRows && isFetching
  const naming = caption === undefined ? { 'aria-label': labels.table } : { 'aria-labelledby': captionId }
  const written = formatNumber(rows.length, formatting.locale)
  const context: RowContext = {
    columns: model.columns,
    formatting,
    labels,
    toRow: row => toRow(columns, row.cells),
    rowHref,
    onRowClick,
    expanded,
    setExpanded,
  }
  const toText = () =>
    toCsv(
      model.columns.map(column => column.name),
      Array.from({ length: rows.length }, (_, position) => {
        const cells = model.rows.at(position)?.cells ?? []
        return model.columns.map(column => cells[column.index])
      }),
    )
  return (
    <div
      {...rest}
      {...rootProps({ slot: 'query-table', view: { state, refreshing }, className, style })}
      ref={ref}
      data-density={density}
      aria-busy={state === 'loading' || refreshing || undefined}
    >
      <div className="hogkit-table-bar">
        {caption !== undefined && (
          <div id={captionId} className="hogkit-table-caption">
            {caption}
          </div>
        )}
        <output className="hogkit-table-status">
          {statusText(state, refreshing, hasRows ? labels.rowCount(rows.length, written) : '', labels)}
        </output>
        <div className="hogkit-table-actions">
          {actions}
          {hasRows && <CopyButton look="text" label={labels.copyCsv} text={toText} labels={labels} />}
        </div>
      </div>
      {status === 'error' && <ErrorNotice error={error} labels={labels} onRetry={onRetry} busy={isFetching} />}
      {hasRows && (
        <TableGrid
          rows={model.rows}
          widths={widths}
          context={context}
          sort={currentSort}
          onSort={setSort}
          density={density}
          naming={naming}
        />
      )}
      {state === 'loading' && <LoadingTable columns={columns} />}
      {state === 'empty' && <EmptyTable empty={empty} labels={labels} />}
      {hasRows && hasMore && (
        <p className="hogkit-table-note" data-slot="truncated">
          {labels.truncated(rows.length, written)}
        </p>
      )}
    </div>
  )
})

/** What is left for the root after the component's own props. */
function withoutData(props: QueryTableViewProps) {
  const { columns: _1, rows: _2, status: _3, error: _4, onRetry: _5, isFetching: _6, hasMore: _7, ...options } = props
  const { caption: _8, density: _9, locale: _10, timeZone: _11, labels: _12, ...sorting } = options
  const { sort: _13, defaultSort: _14, onSortChange: _15, ...rest } = sorting
  return rest
}

function stateOf(status: 'pending' | 'error' | 'success', hasRows: boolean): ViewState {
  if (status === 'error') return 'error'
  if (hasRows) return 'ready'
  return status === 'pending' ? 'loading' : 'empty'
}

function statusText(state: ViewState, refreshing: boolean, count: string, labels: QueryTableLabels): ReactNode {
  if (state === 'loading') return labels.loading
  if (!refreshing) return count
  return (
    <>
      {count} <span className="hogkit-table-refreshing">{labels.refreshing}</span>
    </>
  )
}

/** Which cells are open; a new answer closes them, since its rows are others. */
function useExpanded(rows: Rows) {
  const [state, setState] = useState<{ rows: Rows; cells: ReadonlySet<string> }>({ rows, cells: new Set() })
  const cells = useMemo(() => (state.rows === rows ? state.cells : new Set<string>()), [state, rows])
  const set = useCallback(
    (cell: string, open: boolean) => {
      setState(previous => {
        const next = new Set(previous.rows === rows ? previous.cells : [])
        if (open) next.add(cell)
        else next.delete(cell)
        return { rows, cells: next }
      })
    },
    [rows],
  )
  return [cells, set] as const
}

function LoadingTable({ columns }: { readonly columns: readonly QueryTableColumn[] }) {
  const known = resolveColumns(columns, noRows)
  return (
    <div className="hogkit-table-scroll" data-slot="skeleton" style={{ overflow: 'hidden' }}>
      <table className="hogkit-table" aria-hidden="true">
        {known.length > 0 && <TableHead columns={known} sort={null} onSort={undefined} />}
        <SkeletonRows columns={known.length || 4} rows={6} />
      </table>
    </div>
  )
}

function EmptyTable({ empty, labels }: { readonly empty: ReactNode; readonly labels: QueryTableLabels }) {
  return (
    <div className="hogkit-empty" data-slot="empty">
      {empty ?? (
        <>
          <p className="hogkit-empty-title">{labels.emptyTitle}</p>
          <p className="hogkit-empty-text">{labels.emptyText}</p>
        </>
      )}
    </div>
  )
}
