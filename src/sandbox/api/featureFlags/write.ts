import type { ApiServices } from '../context.js'
import { changesBetween } from '../resource/activity.js'
import type { FlagFields, StoredFlag } from './store.js'

/** Stores a flag, new or changed, and what was done in the activity log. Call it within the store's `exclusively`. */
export async function writeFlag(
  before: StoredFlag | undefined,
  fields: FlagFields,
  { flags, activity, now }: Pick<ApiServices, 'flags' | 'activity' | 'now'>,
): Promise<StoredFlag> {
  const at = new Date(now()).toISOString()
  const flag = await (before ? flags.update(before.id, fields, at) : flags.create(fields, at))
  const changes = before ? changesBetween('FeatureFlag', comparable(before), comparable(flag)) : null
  await activity.add(
    {
      scope: 'FeatureFlag',
      itemId: String(flag.id),
      activity: activityOf(before, flag),
      detail: { name: flag.key, changes },
    },
    at,
  )
  return flag
}

function comparable({ id: _id, created_at: _createdAt, updated_at: _updatedAt, ...fields }: StoredFlag) {
  return fields
}

function activityOf(before: StoredFlag | undefined, after: StoredFlag): string {
  if (!before) return 'created'
  if (after.deleted && !before.deleted) return 'deleted'
  return before.deleted && !after.deleted ? 'restored' : 'updated'
}
