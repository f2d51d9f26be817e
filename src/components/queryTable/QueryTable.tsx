'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useMemo } from 'react'
import type { HogQLOptions } from '../../react/hogql/useHogQL.js'
import { useHogQL } from '../../react/hogql/useHogQL.js'
import { withOptions } from './columns.js'
import type { QueryTableOptions } from './QueryTableView.js'
import { QueryTableView } from './QueryTableView.js'
import type { QueryTableColumnOptions } from './types.js'

/** Props of {@link QueryTable}; whatever a `div` takes is passed on to the root. */
export interface QueryTableProps
  extends QueryTableOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'className' | 'style'> {
  /** HogQL. Without a LIMIT PostHog answers with 100 rows, and the table says so. https://posthog.com/docs/sql */
  query: string
  /** Bound to `{name}` in the query: the one safe way to put a reader's input into it. */
  values?: Readonly<Record<string, unknown>> | undefined
  /** How single columns look and behave, by name. Others follow from their types. */
  columns?: Readonly<Record<string, QueryTableColumnOptions>> | undefined
  /** Options of `useHogQL`: `{ refetchInterval: 5000 }`, `{ enabled: false }`, … */
  queryOptions?: HogQLOptions | undefined
}

const none: readonly never[] = []

/**
 * Runs a HogQL query through your proxy and shows its rows.
 *
 * ```tsx
 * <QueryTable
 *   caption="Latest uploads"
 *   query="select timestamp, properties.size as size from events where event = {event} order by timestamp desc limit 500"
 *   values={{ event: 'file uploaded' }}
 *   columns={{ size: { header: 'Bytes' } }}
 * />
 * ```
 *
 * Needs a `HogkitProvider` above. The same from rows that you have: {@link QueryTableView}.
 */
export const QueryTable = forwardRef<HTMLDivElement, QueryTableProps>(function QueryTable(props, ref) {
  const { query, values, columns, queryOptions, ...view } = props
  const { data, error, status, isFetching, refetch } = useHogQL({ query, ...(values && { values }) }, queryOptions)
  const resolved = useMemo(
    () => (data ? withOptions(data.columns ?? none, data.types ?? none, columns) : undefined),
    [data, columns],
  )
  return (
    <QueryTableView
      {...view}
      ref={ref}
      columns={resolved}
      rows={data?.results}
      hasMore={data?.hasMore}
      status={status}
      error={error}
      isFetching={isFetching}
      onRetry={() => void refetch()}
    />
  )
})
