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
  'persons/activity',
  'persons/batch_by_distinct_ids',
  'persons/batch_by_uuids',
  'persons/bulk_delete',
  'persons/cohorts',
  'persons/deletion_status',
  'persons/properties_at_time',
  'persons/values',
  'feature_flags/activity',
  'feature_flags/bulk_delete',
  'feature_flags/bulk_keys',
  'feature_flags/evaluation_reasons',
  'feature_flags/matching_ids',
  'feature_flags/my_flags',
  'feature_flags/user_blast_radius',
])

function partsOf(pathname: string): { resource: string; next: string } | undefined {
  const match = /^\/api\/(?:projects|environments)\/[^/]+\/([a-z_]+)\/(?:([^/]+)\/)?/.exec(pathname)
  return match ? { resource: match[1] ?? '', next: match[2] ?? '' } : undefined
}

/** Whether an id in a path is no id but an action of PostHog. */
export function isAction(pathname: string): boolean {
  const parts = partsOf(pathname)
  return parts !== undefined && actions.has(`${parts.resource}/${parts.next}`)
}

/** The 501 for something PostHog has and the sandbox has not; `undefined` for what PostHog has not either. */
export function notOffered(method: string, pathname: string): ApiError | undefined {
  const parts = partsOf(pathname)
  if (!parts || !resources.has(parts.resource)) return undefined
  return notImplemented(
    `PostHog has ${method} ${pathname}, the sandbox has not. Point host at PostHog for it; what the sandbox stores is also in HogQL.`,
  )
}
