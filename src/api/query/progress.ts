import type { QueryStatus } from './nodes.js'

/** How far a query is. PostHog counts as it reads, so all of it is an estimate, and absent at first. */
export interface QueryProgress {
  readonly rowsRead: number
  readonly bytesRead: number
  /** 0 until PostHog has an idea. */
  readonly estimatedRowsTotal: number
  /** Since PostHog began, ms. */
  readonly elapsedMs: number
  /** 0 to 1; `undefined` until PostHog has an idea of the whole. */
  readonly fraction: number | undefined
}

/** The progress in a status; `undefined` when it holds none. */
export function toProgress(status: Pick<QueryStatus, 'query_progress'>): QueryProgress | undefined {
  const progress = status.query_progress
  if (!progress) return undefined
  const { rows_read, bytes_read, estimated_rows_total, time_elapsed } = progress
  return {
    rowsRead: rows_read,
    bytesRead: bytes_read,
    estimatedRowsTotal: estimated_rows_total,
    elapsedMs: Math.round(time_elapsed * 1000),
    fraction: estimated_rows_total > 0 ? Math.min(1, rows_read / estimated_rows_total) : undefined,
  }
}
