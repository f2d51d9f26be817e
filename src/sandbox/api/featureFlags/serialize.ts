import { userBasic } from '../users.js'
import type { ApiServices } from '../context.js'
import { withCohortNames } from './cohorts.js'
import { experimentsOf, surveysOf } from './deletion.js'
import { flagStatus } from './status.js'
import type { StoredFlag } from './store.js'

/** A flag as PostHog's API returns it. https://posthog.com/docs/api/feature-flags */
export async function serializeFlag(flag: StoredFlag, services: Pick<ApiServices, 'resources' | 'now'>) {
  const experiments = await experimentsOf(flag, services)
  const surveys = await surveysOf(flag, services)
  return {
    id: flag.id,
    name: flag.name,
    key: flag.key,
    filters: await withCohortNames(flag.filters, services),
    deleted: flag.deleted,
    active: flag.active,
    archived: flag.archived ?? false,
    created_by: userBasic(),
    created_at: flag.created_at,
    updated_at: flag.updated_at,
    version: flag.version,
    last_modified_by: userBasic(),
    is_simple_flag: isSimple(flag),
    rollout_percentage: null,
    ensure_experience_continuity: flag.ensure_experience_continuity,
    experiment_set: experiments.map(({ id }) => id),
    experiment_set_metadata: experiments.map(({ id, fields }) => ({ id, name: fields.name })),
    surveys: surveys.map(({ uuid, fields }) => ({ id: uuid, name: fields.name })),
    features: [],
    rollback_conditions: null,
    performed_rollback: false,
    can_edit: true,
    tags: flag.tags,
    evaluation_contexts: flag.evaluation_contexts,
    usage_dashboard: null,
    analytics_dashboards: [],
    has_enriched_analytics: false,
    user_access_level: 'editor',
    creation_context: flag.creation_context,
    is_remote_configuration: flag.is_remote_configuration,
    has_encrypted_payloads: flag.has_encrypted_payloads,
    status: flagStatus(flag, services.now()).status.toUpperCase(),
    evaluation_runtime: flag.evaluation_runtime,
    bucketing_identifier: flag.bucketing_identifier,
    last_called_at: null,
    is_used_in_replay_settings: false,
  }
}

function isSimple({ filters }: StoredFlag): boolean {
  const groups = Array.isArray(filters['groups']) ? (filters['groups'] as { properties?: unknown[] }[]) : []
  return groups.length === 1 && !filters['multivariate'] && (groups[0]?.properties?.length ?? 0) === 0
}

/** PostHog's minimal form of a flag, as other resources and local evaluation carry it. */
export function minimalFlag(flag: StoredFlag, teamId: number) {
  return {
    id: flag.id,
    team_id: teamId,
    name: flag.name,
    key: flag.key,
    filters: flag.filters,
    deleted: flag.deleted,
    active: flag.active,
    ensure_experience_continuity: flag.ensure_experience_continuity,
    has_encrypted_payloads: flag.has_encrypted_payloads,
    version: flag.version,
    evaluation_runtime: flag.evaluation_runtime,
    bucketing_identifier: flag.bucketing_identifier,
    evaluation_contexts: flag.evaluation_contexts,
  }
}
