import type { CopyLabels } from '../shared/CopyButton.js'
import { defaultCopyLabels } from '../shared/CopyButton.js'
import type { ErrorLabels } from '../shared/ErrorNotice.js'
import { defaultErrorLabels } from '../shared/ErrorNotice.js'
import type { ValueLabels } from '../values/labels.js'
import { defaultValueLabels } from '../values/labels.js'

/** PostHog's upper limit for one query. https://posthog.com/docs/sql */
const maxRows = 50_000

/** Every text of {@link QueryTableView}. Counts come as a number (for plural rules) and written out for the locale. */
export interface QueryTableLabels extends ErrorLabels, CopyLabels, ValueLabels {
  /** Name of the table when it has no caption. */
  readonly table: string
  readonly loading: string
  readonly refreshing: string
  readonly emptyTitle: string
  readonly emptyText: string
  readonly rowCount: (count: number, formatted: string) => string
  readonly truncated: (count: number, formatted: string) => string
  readonly copyCsv: string
  /** Name of the button or link of a row whose first cell is empty. */
  readonly openRow: (row: number) => string
}

export const defaultQueryTableLabels: QueryTableLabels = {
  ...defaultErrorLabels,
  ...defaultCopyLabels,
  ...defaultValueLabels,
  errorTitle: 'This query failed',
  table: 'Query results',
  loading: 'Loading…',
  refreshing: 'Refreshing…',
  emptyTitle: 'No rows',
  emptyText: 'The query ran and matched nothing.',
  rowCount: (count, formatted) => (count === 1 ? '1 row' : `${formatted} rows`),
  truncated: (count, formatted) =>
    count < maxRows
      ? `First ${formatted} rows. Add a LIMIT to the query to see more.`
      : `First ${formatted} rows, the most that one query gives. Narrow it with WHERE to see others.`,
  copyCsv: 'Copy CSV',
  openRow: row => `Open row ${row}`,
}
