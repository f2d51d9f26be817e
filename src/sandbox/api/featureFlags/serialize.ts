import { userBasic } from '../users.js'
import type { StoredFlag } from './store.js'

/** A flag as PostHog's API returns it. https://posthog.com/docs/api/feature-flags */
export function serializeFlag(flag: StoredFlag) {
  return {
    id: flag.id,
    name: flag.name,
    key: flag.key,
    filters: flag.filters,
    deleted: flag.deleted,
    active: flag.active,
    created_by: userBasic(),
    created_at: flag.created_at,
    updated_at: flag.updated_at,
    version: flag.version,
    last_modified_by: userBasic(),
    is_simple_flag: isSimple(flag),
    rollout_percentage: null,
    ensure_experience_continuity: flag.ensure_experience_continuity,
    experiment_set: [],
    experiment_set_metadata: [],
    surveys: [],
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
    status: flag.deleted ? 'DELETED' : flag.active ? 'ACTIVE' : 'INACTIVE',
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
