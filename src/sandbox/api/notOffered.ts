import { notImplemented } from './errors.js'
import type { ApiError } from './errors.js'

/** PostHog's resources below a project that the sandbox may lack. */
const resources = new Set([
  'persons',
  'feature_flags',
  'query',
  'insights',
  'dashboards',
  'annotations',
  'cohorts',
  'experiments',
  'surveys',
  'actions',
  'session_recordings',
  'event_definitions',
  'property_definitions',
  'groups',
  'groups_types',
  'events',
  'activity_log',
])

/** Names that stand where an id could: without a row of their own they would be read as one. */
const actions = new Set([
  'experiments/eligible_feature_flags',
  'experiments/stats',
  'feature_flags/activity',
  'feature_flags/bulk_delete',
  'feature_flags/bulk_keys',
  'feature_flags/evaluation_reasons',
  'feature_flags/matching_ids',
  'feature_flags/my_flags',
  'feature_flags/user_blast_radius',
  'groups/property_values',
  'groups/related',
  'insights/cancel',
  'insights/my_last_viewed',
  'insights/trending',
  'insights/viewed',
  'persons/activity',
  'persons/batch_by_uuids',
  'persons/deletion_status',
  'persons/properties_at_time',
  'persons/reset_person_distinct_id',
  'property_definitions/seen_together',
  'query/check_auth_for_async',
  'query/upgrade',
  'surveys/responses_count',
  'surveys/stats',
])
/** Writes that PostHog has where the sandbox only reads. */
const writes = new Set(['POST groups/'])

function partsOf(pathname: string): { resource: string; next: string } | undefined {
  const match = /^\/api\/(?:projects|environments)\/[^/]+\/([a-z_]+)\/(?:([^/]+)\/)?/.exec(pathname)
  return match ? { resource: match[1] ?? '', next: match[2] ?? '' } : undefined
}

/** Whether an id in a path is no id but an action of PostHog. */
export function isAction(pathname: string): boolean {
  const parts = partsOf(pathname)
  return parts !== undefined && actions.has(`${parts.resource}/${parts.next}`)
}

/** Whether PostHog has a write at a path that the sandbox only reads. */
export function isWrittenElsewhere(method: string, pathname: string): boolean {
  const parts = partsOf(pathname)
  return parts !== undefined && writes.has(`${method} ${parts.resource}/${parts.next}`)
}

/** The 501 for something PostHog has and the sandbox has not; `undefined` for what PostHog has not either. */
export function notOffered(method: string, pathname: string): ApiError | undefined {
  const parts = partsOf(pathname)
  if (!parts || !resources.has(parts.resource)) return undefined
  return notImplemented(
    `PostHog has ${method} ${pathname}, the sandbox has not. Point host at PostHog for it; what the sandbox stores is also in HogQL.`,
  )
}
