import { toJsonText } from '../json.js'
import type { Database, Statement } from './database.js'

/** Something ingestion did not do as asked. https://posthog.com/docs/data/ingestion-warnings */
export interface IngestionWarning {
  readonly type: string
  readonly details: Readonly<Record<string, unknown>>
  /** ISO 8601, UTC. */
  readonly timestamp: string
}

/** Older warnings are forgotten. */
export const maxWarnings = 1000

export function writeWarnings(warnings: readonly IngestionWarning[]): Statement[] {
  if (warnings.length === 0) return []
  const rows = warnings
    .slice(-maxWarnings)
    .map(({ type, details, timestamp }) => [type, toJsonText(details), timestamp])
  return [
    {
      sql: `INSERT INTO ingestion_warnings (type, details, timestamp)
            SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      args: [JSON.stringify(rows)],
    },
    {
      sql: 'DELETE FROM ingestion_warnings WHERE id <= (SELECT max(id) FROM ingestion_warnings) - ?',
      args: [maxWarnings],
    },
  ]
}

/** The newest warnings, newest first. */
export async function readWarnings(database: Database): Promise<IngestionWarning[]> {
  const rows = await database.all('SELECT type, details, timestamp FROM ingestion_warnings ORDER BY id DESC')
  return rows.map(row => ({
    type: String(row['type']),
    details: JSON.parse(String(row['details'])) as Record<string, unknown>,
    timestamp: String(row['timestamp']),
  }))
}
