import { json } from '../../http/respond.js'
import type { ActivityChange, ActivityStore, StoredActivity } from '../../store/activity.js'
import { userBasic } from '../users.js'

/** What differs between two states of a thing, field by field. */
export function changesBetween(scope: string, before: object, after: object): ActivityChange[] {
  const left = before as Record<string, unknown>
  const right = after as Record<string, unknown>
  return Object.keys({ ...left, ...right })
    .filter(field => JSON.stringify(left[field]) !== JSON.stringify(right[field]))
    .map(field => {
      const action = isEmpty(left[field]) ? 'created' : isEmpty(right[field]) ? 'deleted' : 'changed'
      return { type: scope, action, field, before: left[field] ?? null, after: right[field] ?? null } as const
    })
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

const defaultLimit = 10
const maxLimit = 1000

/** The activity pager: `?page=&limit=`, from page 1. */
export async function respondWithActivity(
  url: URL,
  store: ActivityStore,
  filter: { scope: string; itemId?: string },
): Promise<Response> {
  const limit = Math.min(positive(url.searchParams.get('limit')) ?? defaultLimit, maxLimit)
  const page = positive(url.searchParams.get('page')) ?? 1
  const total = await store.count(filter)
  const found = await store.page(filter, limit, (page - 1) * limit)
  return json({
    results: found.map(serializeActivity),
    total_count: total,
    next: page * limit < total ? pageLink(url, page + 1, limit) : null,
    previous: page > 1 ? pageLink(url, page - 1, limit) : null,
  })
}

function positive(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined
}

function pageLink(url: URL, page: number, limit: number): string {
  const link = new URL(url)
  link.searchParams.delete('personal_api_key')
  link.searchParams.set('page', String(page))
  link.searchParams.set('limit', String(limit))
  return link.href
}

function serializeActivity({ id, scope, itemId, activity, detail, createdAt }: StoredActivity) {
  return {
    id,
    user: userBasic(),
    is_system: false,
    was_impersonated: false,
    unread: false,
    activity,
    scope,
    item_id: itemId,
    detail: { ...detail, short_id: detail.short_id ?? null, type: null, trigger: null },
    created_at: createdAt,
  }
}
