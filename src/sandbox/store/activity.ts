import { v7 } from 'uuid'
import type { Database } from './database.js'

/** What somebody did to something, as PostHog logs it. https://posthog.com/docs/api/activity-log */
export interface Activity {
  /** `FeatureFlag`, `Insight`, … */
  readonly scope: string
  readonly itemId: string
  readonly activity: 'created' | 'updated' | 'deleted' | 'restored' | (string & {})
  readonly detail: ActivityDetail
}

export interface ActivityDetail {
  readonly name: string | null
  readonly short_id?: string | null
  readonly changes: readonly ActivityChange[] | null
}

export interface ActivityChange {
  readonly type: string
  readonly action: 'changed' | 'created' | 'deleted'
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

export interface StoredActivity extends Activity {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
}

export interface ActivityStore {
  add(activity: Activity, at: string): Promise<void>
  /** Newest first. Without an item, everything of the scope. */
  page(filter: { scope: string; itemId?: string | undefined }, limit: number, offset: number): Promise<StoredActivity[]>
  count(filter: { scope: string; itemId?: string | undefined }): Promise<number>
}

export function createActivityStore(database: Database): ActivityStore {
  const where = 'scope = ?1 AND (?2 IS NULL OR item_id = ?2)'
  return {
    async add({ scope, itemId, activity, detail }, at) {
      await database.run(
        'INSERT INTO activity_log (id, scope, item_id, activity, detail, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        [v7(), scope, itemId, activity, JSON.stringify(detail), at],
      )
    },
    async page({ scope, itemId = null }, limit, offset) {
      const rows = await database.all(
        `SELECT id, scope, item_id, activity, detail, created_at FROM activity_log WHERE ${where}
         ORDER BY created_at DESC, id DESC LIMIT ?3 OFFSET ?4`,
        [scope, itemId, limit, offset],
      )
      return rows.map(row => ({
        id: String(row['id']),
        scope: String(row['scope']),
        itemId: String(row['item_id']),
        activity: String(row['activity']),
        detail: JSON.parse(String(row['detail'])) as ActivityDetail,
        createdAt: String(row['created_at']),
      }))
    },
    async count({ scope, itemId = null }) {
      const [row] = await database.all(`SELECT count(*) AS total FROM activity_log WHERE ${where}`, [scope, itemId])
      return Number(row?.['total'] ?? 0)
    },
  }
}
