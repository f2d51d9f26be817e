import { isJsonObject } from '../../json.js'
import type { StoredFlag } from './store.js'

const staleAfterMs = 30 * 24 * 3_600_000

export type FlagStatus = 'active' | 'inactive' | 'stale' | 'deleted'

/** Whether a flag still decides anything, and why that is thought. https://posthog.com/docs/feature-flags/common-questions */
export function flagStatus(flag: StoredFlag, now: number): { status: FlagStatus; reason: string } {
  if (flag.deleted) return { status: 'deleted', reason: 'Flag has been deleted' }
  if (!flag.active) return { status: 'inactive', reason: 'Flag is not active' }
  const isOld = Date.parse(flag.updated_at) + staleAfterMs < now
  const rollout = isOld ? fullRollout(flag) : undefined
  if (rollout) return { status: 'stale', reason: rollout }
  return { status: 'active', reason: 'Flag is not fully rolled out and may still be active' }
}

/** How a flag gives everybody the same, if it does: it could be removed from the code. */
function fullRollout({ filters }: StoredFlag): string | undefined {
  const groups = Array.isArray(filters['groups']) ? filters['groups'].filter(isJsonObject) : []
  const forAll = groups.find(
    group =>
      (group['rollout_percentage'] ?? 100) === 100 &&
      (!Array.isArray(group['properties']) || group['properties'].length === 0),
  )
  if (!forAll) return undefined
  const multivariate = isJsonObject(filters['multivariate']) ? filters['multivariate'] : undefined
  if (!multivariate) return 'This boolean flag will always evaluate to "true"'
  const variants = Array.isArray(multivariate['variants']) ? multivariate['variants'].filter(isJsonObject) : []
  const shipped = forAll['variant'] || variants.find(variant => variant['rollout_percentage'] === 100)?.['key']
  return typeof shipped === 'string' ? `This flag will always use the variant "${shipped}"` : undefined
}
