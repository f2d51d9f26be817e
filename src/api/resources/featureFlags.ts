import * as rows from '../endpoints/featureFlags.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, listMethods, softDeleteMethods, type WithId } from './crud.js'
import type { UserBasic } from './users.js'

/** One condition of a flag's group of conditions. */
export interface FlagPropertyFilter {
  readonly key: string | number
  readonly type: 'person' | 'cohort' | 'group' | 'flag'
  readonly value?: unknown
  /** Absent or `null`: `exact`. */
  readonly operator?: string | null
  readonly group_type_index?: number | null
  readonly negation?: boolean | null
}

/** Conditions that must hold together, and the share of those who match that gets the flag. */
export interface FlagConditionGroup {
  readonly properties?: readonly FlagPropertyFilter[] | null
  /** 0 to 100. `null`: everybody. */
  readonly rollout_percentage?: number | null
  readonly variant?: string | null
  readonly aggregation_group_type_index?: number | null
}

/** One value of a multivariate flag. The percentages of a flag's variants add up to 100. */
export interface FlagVariant {
  readonly key: string
  readonly name?: string | null
  readonly rollout_percentage: number
}

/** Who gets a flag, and with which value. https://posthog.com/docs/api/feature-flags */
export interface FlagFilters {
  readonly groups: readonly FlagConditionGroup[]
  readonly multivariate?: { readonly variants: readonly FlagVariant[] } | null
  readonly aggregation_group_type_index?: number | null
  /** JSON as text, by variant key, or under `"true"` for a boolean flag. */
  readonly payloads?: Readonly<Record<string, string>>
  readonly [key: string]: unknown
}

/** A flag's definition. Its human description is in `name`. */
export interface FeatureFlag {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly filters: FlagFilters
  readonly active: boolean
  readonly deleted: boolean
  readonly version: number
  readonly created_by: UserBasic | null
  readonly created_at: string
  readonly updated_at: string | null
  readonly last_modified_by: UserBasic | null
  readonly ensure_experience_continuity: boolean | null
  readonly experiment_set: readonly number[]
  readonly tags: readonly string[]
  readonly evaluation_runtime?: 'server' | 'client' | 'all' | null
  readonly bucketing_identifier?: 'distinct_id' | 'device_id' | null
  readonly is_remote_configuration?: boolean | null
  readonly has_encrypted_payloads?: boolean | null
  readonly can_edit: boolean
  /** `ACTIVE`, `INACTIVE`, `STALE`, `DELETED` or `UNKNOWN`. */
  readonly status: string
  readonly last_called_at?: string | null
  readonly user_access_level: string | null
}

/** What may be written of a flag. */
export interface FeatureFlagInput {
  /** Letters, digits, `-` and `_`; one of its kind in the project. */
  readonly key: string
  readonly name?: string
  readonly filters?: FlagFilters
  readonly active?: boolean
  readonly tags?: readonly string[]
  readonly ensure_experience_continuity?: boolean
  readonly evaluation_runtime?: 'server' | 'client' | 'all'
  readonly bucketing_identifier?: 'distinct_id' | 'device_id'
  readonly is_remote_configuration?: boolean
}

/** What to change of a flag. With the `version` you read, a change that somebody else made meanwhile answers `ConflictError`. */
export interface FeatureFlagChanges extends Partial<FeatureFlagInput> {
  readonly deleted?: boolean
  readonly version?: number
  /** The flag as it was read: PostHog names a conflict only when one of its changed fields is changed again. */
  readonly original_flag?: Partial<FeatureFlag>
}

/** Which flags to list. */
export interface FeatureFlagsListParams {
  /** Part of a key or a name. */
  readonly search?: string
  readonly active?: 'true' | 'false' | 'STALE'
  readonly type?: 'boolean' | 'multivariant' | 'experiment' | 'remote_config'
  readonly tags?: readonly string[]
  readonly createdById?: number
  readonly evaluationRuntime?: 'server' | 'client' | 'both'
  readonly hasEvaluationContexts?: boolean
  /** Fields to leave out, as JSON of a list. */
  readonly excludedProperties?: string
  /** Flags on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** The conditions of a cohort or of a part of one: properties, other cohorts, or groups of them, joined by `type`. */
export interface CohortConditions {
  readonly type: 'AND' | 'OR'
  readonly values: readonly (CohortConditions | CohortCondition)[]
}

/** One condition of a cohort. A `behavioral` one can only be decided by PostHog. */
export interface CohortCondition {
  readonly key: string
  readonly type: 'person' | 'cohort' | 'behavioral' | (string & {})
  readonly value?: unknown
  readonly operator?: string | null
  readonly negation?: boolean | null
  readonly [name: string]: unknown
}

/** A flag as local evaluation gets it: who it is for, without who made it and where it is used. */
export interface LocalFlag extends Pick<
  FeatureFlag,
  'id' | 'key' | 'name' | 'filters' | 'active' | 'deleted' | 'version'
> {
  readonly team_id: number
  readonly ensure_experience_continuity: boolean | null
  readonly has_encrypted_payloads: boolean
  readonly evaluation_runtime: 'server' | 'client' | 'all' | null
  readonly bucketing_identifier: 'distinct_id' | 'device_id' | null
  readonly evaluation_contexts?: readonly string[]
}

/** What a server decides flags by itself with. https://posthog.com/docs/feature-flags/local-evaluation */
export interface LocalEvaluation {
  readonly flags: readonly LocalFlag[]
  /** Group type index, as text, to the type's name. */
  readonly group_type_mapping: Readonly<Record<string, string>>
  /** Cohort id, as text, to its conditions. Static cohorts are not in it. */
  readonly cohorts: Readonly<Record<string, CohortConditions>>
  readonly minimal_flag_called_events?: boolean
}

/** Whether a flag is in use, and why PostHog thinks so. */
export interface FlagStatusReport extends Shape<'FeatureFlagStatusResponse'> {}

/** A flag whose conditions ask for another. */
export interface DependentFlag extends Shape<'DependentFlag'> {}

/** One change: who made it, when, and what of. */
export interface ActivityEntry extends Shape<'ActivityLogEntry'> {}

/** Whose history to list. */
export interface FlagActivityParams {
  /** The flag’s id. */
  readonly id: number
  /** Counted from 1. */
  readonly page?: number
  /** Entries on one page. Default 10. */
  readonly limit?: number
}

/** `api.featureFlags.list` for any {@link ApiCaller}. */
export const listFeatureFlags = /* @__PURE__ */ defineList<FeatureFlag, FeatureFlagsListParams>(rows.list)

/** `api.featureFlags.get` for any {@link ApiCaller}. */
export const getFeatureFlag = /* @__PURE__ */ defineRead<number, FeatureFlag>(rows.get)

/** `api.featureFlags.create` for any {@link ApiCaller}. */
export const createFeatureFlag = /* @__PURE__ */ defineWrite<FeatureFlagInput, FeatureFlag>(rows.create)

/** `api.featureFlags.update` for any {@link ApiCaller}. */
export const updateFeatureFlag = /* @__PURE__ */ defineWrite<WithId<number, FeatureFlagChanges>, FeatureFlag>(
  rows.update,
)

/** `api.featureFlags.activity` for any {@link ApiCaller}. */
export const listFlagActivity = /* @__PURE__ */ defineList<ActivityEntry, FlagActivityParams>(rows.activity)

/** `api.featureFlags.status` for any {@link ApiCaller}. */
export const getFlagStatus = /* @__PURE__ */ defineRead<number, FlagStatusReport>(rows.status)

/** `api.featureFlags.dependentFlags` for any {@link ApiCaller}. */
export const listDependentFlags = /* @__PURE__ */ defineRead<number, DependentFlag[]>(rows.dependentFlags)

/** `api.featureFlags.localEvaluation` as a function, for any {@link ApiCaller}. */
export function getLocalEvaluation(api: ApiCaller, options?: CallOptions): Promise<LocalEvaluation> {
  return api.request(rows.localEvaluation, { ...options, query: { send_cohorts: 'true' } })
}

/** Whose definitions to get from the ingestion host. */
export interface FlagDefinitionsParams {
  /** `phc_…`: names the project. */
  readonly projectToken: string
}

/** `api.featureFlags.definitions` as a function. Rejects with `ConfigError` for a caller that goes through a proxy. */
export function getLocalEvaluationByToken(
  api: ApiCaller,
  { projectToken }: FlagDefinitionsParams,
  options?: CallOptions,
): Promise<LocalEvaluation> {
  return api.request(rows.definitions, { ...options, query: { token: projectToken, send_cohorts: 'true' } })
}

/** Makes `api.featureFlags`. https://posthog.com/docs/api/feature-flags */
export function createFeatureFlagsApi(api: ApiCaller) {
  const activity = listMethods(api, listFlagActivity)
  return {
    ...crudMethods(api, {
      list: listFeatureFlags,
      get: getFeatureFlag,
      create: createFeatureFlag,
      update: updateFeatureFlag,
    }),
    ...softDeleteMethods<number, FeatureFlag>(api, updateFeatureFlag),
    /**
     * Every flag with what a server needs to decide it by itself: `createFlagEvaluator` of `hogkit/server` polls this for you.
     * Scope `feature_flag:read`. https://posthog.com/docs/feature-flags/local-evaluation
     */
    localEvaluation: (options?: CallOptions) => getLocalEvaluation(api, options),
    /**
     * The same where current SDKs ask for it: PostHog's ingestion host, by the project's token. Only with a key: through a proxy it rejects
     * with `ConfigError`. Scope `feature_flag:read`. https://posthog.com/docs/feature-flags/local-evaluation
     */
    definitions: (params: FlagDefinitionsParams, options?: CallOptions) =>
      getLocalEvaluationByToken(api, params, options),
    /** One page of who changed a flag, when and how. Scope `activity_log:read`. */
    activity: (id: number, params?: Omit<FlagActivityParams, 'id'>, options?: CallOptions) =>
      activity.list({ ...params, id }, options),
    /** Whether a flag is in use: `ACTIVE`, `INACTIVE`, `STALE` or `DELETED`, with the reason. Scope `feature_flag:read`. */
    status: (id: number, options?: CallOptions) => getFlagStatus(api, id, options),
    /** The flags whose conditions ask for this one: it cannot be deleted before them. Scope `feature_flag:read`. */
    dependentFlags: (id: number, options?: CallOptions) => listDependentFlags(api, id, options),
  }
}
