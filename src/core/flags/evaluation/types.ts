/**
 * What flag evaluation takes and gives. Definitions keep PostHog's stored spelling (snake_case): they are data, as the
 * API returns them and as a database row holds them. Context and result are ours, in camelCase.
 */
import type { Properties } from '../../types.js'

/** Comparisons a flag's property filter may use. https://posthog.com/docs/feature-flags/property-overrides */
export type FlagPropertyOperator =
  | 'exact'
  | 'is_not'
  | 'icontains'
  | 'not_icontains'
  | 'icontains_multi'
  | 'not_icontains_multi'
  | 'regex'
  | 'not_regex'
  | 'starts_with'
  | 'not_starts_with'
  | 'ends_with'
  | 'not_ends_with'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'min'
  | 'max'
  | 'is_set'
  | 'is_not_set'
  | 'is_date_exact'
  | 'is_date_before'
  | 'is_date_after'
  | 'semver_eq'
  | 'semver_neq'
  | 'semver_gt'
  | 'semver_gte'
  | 'semver_lt'
  | 'semver_lte'
  | 'semver_tilde'
  | 'semver_caret'
  | 'semver_wildcard'
  | 'in'
  | 'not_in'
  | 'flag_evaluates_to'

/** One property rule of a condition, as stored. */
export interface FlagPropertyFilter {
  /** Property name; `'id'` for cohorts; the other flag's id (or key, in local evaluation) for flags. */
  readonly key: string | number
  readonly type: 'person' | 'cohort' | 'group' | 'flag'
  readonly value?: unknown
  /** Absent or null means `exact`. An operator this engine does not know fails the condition. */
  readonly operator?: FlagPropertyOperator | (string & {}) | null
  readonly group_type_index?: number | null
  readonly negation?: boolean | null
  /** Local evaluation: `key` is another flag's key, never its id. What it needs itself comes first, it comes last. */
  readonly dependency_chain?: readonly string[] | null
}

/** What makes somebody a member of a cohort: conditions, or groups of them, joined by `type`. */
export interface FlagCohort {
  readonly type: 'AND' | 'OR' | (string & {})
  readonly values: readonly (FlagCohort | FlagCohortCondition)[]
}

/** One condition of a cohort: a person property, another cohort by id, or (undecided here) what somebody did. */
export interface FlagCohortCondition extends Omit<FlagPropertyFilter, 'type'> {
  readonly type: 'person' | 'cohort' | 'behavioral' | (string & {})
}

/** A condition set: all properties must hold, then the rollout decides. */
export interface FlagCondition {
  readonly properties?: readonly FlagPropertyFilter[] | null
  /** 0..100, fractions allowed; absent or null is 100. */
  readonly rollout_percentage?: number | null
  /** Forces this variant for whoever matches. Ignored when no such variant exists. */
  readonly variant?: string | null
  /** Absent: the flag's own aggregation; `null`: persons; 0..4: that group type. */
  readonly aggregation_group_type_index?: number | null
}

export interface FlagVariant {
  readonly key: string
  readonly name?: string | null
  readonly rollout_percentage: number
}

/** Keeps a share of everybody out of experiments: they get the variant `holdout-<id>`. */
export interface FlagHoldout {
  readonly id: number
  /** 0..100 */
  readonly exclusion_percentage: number
}

/** Who gets a flag, as stored in `filters` of PostHog's feature flag resource. */
export interface FlagFilters {
  /** Evaluated in list order; the first match wins. */
  readonly groups?: readonly FlagCondition[] | null
  readonly multivariate?: { readonly variants: readonly FlagVariant[] } | null
  /** 0..4 makes it a group flag. */
  readonly aggregation_group_type_index?: number | null
  /** Variant key, or `"true"` for boolean flags, to JSON text. */
  readonly payloads?: Readonly<Record<string, unknown>> | null
  readonly holdout?: FlagHoldout | null
  /** Early access: the person property `$feature_enrollment/<key>` decides when it is there. */
  readonly feature_enrollment?: boolean | null
  /** The older form of `feature_enrollment`. */
  readonly super_groups?: readonly FlagCondition[] | null
  /** Ends evaluation at the first condition whose properties hold but whose rollout does not. */
  readonly early_exit?: boolean | null
}

/** A feature flag as PostHog's API returns it; fields evaluation does not read are left out. */
export interface FlagDefinition {
  readonly id: number
  readonly key: string
  readonly filters: FlagFilters
  readonly active: boolean
  readonly deleted?: boolean | null
  /** Human description. */
  readonly name?: string | null
  readonly version?: number | null
  readonly ensure_experience_continuity?: boolean | null
  readonly bucketing_identifier?: 'distinct_id' | 'device_id' | (string & {}) | null
  readonly evaluation_runtime?: 'server' | 'client' | 'all' | (string & {}) | null
  readonly evaluation_contexts?: readonly string[] | null
}

/** Who flags are evaluated for, and when. */
export interface EvaluationContext {
  readonly distinctId: string
  /** For flags bucketed by device. */
  readonly deviceId?: string | undefined
  /** The anonymous id before sign-in: keeps the value over a login when the flag asks for experience continuity. */
  readonly anonDistinctId?: string | undefined
  /** The id stored for experience continuity at an earlier login; wins over `anonDistinctId`. */
  readonly hashKeyOverride?: string | undefined
  /** Group type to group key. */
  readonly groups: Readonly<Record<string, string | number>>
  /** Group type to its index in the project, 0..4. */
  readonly groupTypeIndex: Readonly<Record<string, number>>
  /** Stored properties with the request's overrides already on top; `$initial_x` missing here falls back to `x`. */
  readonly personProperties: Readonly<Properties>
  /** Group type to that group's properties. */
  readonly groupProperties: Readonly<Record<string, Readonly<Properties>>>
  /** Whether the person is in a cohort; `undefined`, or no function, when `cohorts` must tell, or nobody can: the flag then fails. */
  readonly inCohort?: ((cohortId: number) => boolean | undefined) | undefined
  /** Cohort id to its conditions. Static cohorts have none. */
  readonly cohorts?: Readonly<Record<string, FlagCohort>> | undefined
  /**
   * The properties given are some of those that are stored, so one that is not here is unknown and not absent: where it would make a
   * difference the flag fails, and who evaluates asks PostHog. So do flags that keep a value over sign-in, which only PostHog knows.
   * Default `false`: what is not here is not there.
   */
  readonly isPartial?: boolean | undefined
  /** The clock for relative dates, ms since 1970. */
  readonly now: number
  /** Evaluate only these flags and what they depend on (dependencies are evaluated, not returned). Default: all. */
  readonly flagKeys?: readonly string[] | undefined
}

/** Why a flag came out as it did, as PostHog codes it. */
export type FlagReasonCode =
  | 'super_condition_value'
  | 'holdout_condition_value'
  | 'condition_match'
  | 'out_of_rollout_bound'
  | 'no_condition_match'
  | 'no_group_type'
  | 'flag_disabled'
  | 'missing_dependency'
  | 'evaluation_error'

/** One flag's outcome; maps one to one on the `flags` entries of `/flags?v=2`. */
export interface FlagEvaluation {
  readonly key: string
  readonly id: number
  /** 0 when the definition has none. */
  readonly version: number
  readonly enabled: boolean
  /** `null` for boolean flags and when no variant was drawn. */
  readonly variant: string | null
  /** JSON text as stored. */
  readonly payload: string | null
  readonly reason: {
    readonly code: FlagReasonCode
    /** 0-based index in `filters.groups`. */
    readonly conditionIndex: number | null
    readonly description: string
  }
  /** Present when the flag could not be decided: clients then keep what they knew (`errorsWhileComputingFlags`). */
  readonly failed?: true
}
