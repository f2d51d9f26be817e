import type { Properties } from '../../types.js'
import { flagHash, holdoutHash } from './hash.js'
import { matchProperty } from './operators.js'
import type {
  EvaluationContext,
  FlagCondition,
  FlagDefinition,
  FlagEvaluation,
  FlagHoldout,
  FlagPropertyFilter,
} from './types.js'
import { ownValue } from './values.js'

/** Results of the flags this one depends on: by id as stored, by key in local evaluation. */
export type Dependencies = (idOrKey: string) => FlagEvaluation | undefined

/** `undefined` is undecided: a cohort or another flag could not be told. */
type Verdict = 'match' | 'no_condition_match' | 'out_of_rollout_bound' | undefined

/** Whose traffic a condition splits: `null` persons, else a group type's index. */
export function aggregationOf(flag: FlagDefinition, condition: FlagCondition): number | null {
  const own = condition.aggregation_group_type_index
  return own === undefined ? (flag.filters.aggregation_group_type_index ?? null) : own
}

function groupType(context: EvaluationContext, index: number): string | undefined {
  return Object.keys(context.groupTypeIndex).find(type => context.groupTypeIndex[type] === index)
}

/** The key of the group that was passed for this type index; `undefined` when there is none. */
export function groupKey(context: EvaluationContext, index: number): string | undefined {
  const type = groupType(context, index)
  const key = type === undefined ? undefined : ownValue(context.groups, type)
  return typeof key === 'number' || (typeof key === 'string' && key !== '') ? String(key) : undefined
}

/** The id that decides rollout and variant. */
function bucketingId(flag: FlagDefinition, context: EvaluationContext, aggregation: number | null): string {
  if (aggregation !== null) return groupKey(context, aggregation) ?? ''
  if (flag.bucketing_identifier === 'device_id' && context.deviceId) return context.deviceId
  if (!flag.ensure_experience_continuity) return context.distinctId
  return context.hashKeyOverride ?? context.anonDistinctId ?? context.distinctId
}

/** An empty id falls at 0, into every rollout, as on PostHog's server. */
function bucket(flag: FlagDefinition, context: EvaluationContext, aggregation: number | null, salt: string): number {
  const id = bucketingId(flag, context, aggregation)
  return id === '' ? 0 : flagHash(flag.key, id, salt)
}

/** Absent is everybody; anything but a number is nobody, so that a damaged definition opens no gate. */
function percentageOf(value: unknown): number {
  if (value === undefined || value === null) return 100
  return typeof value === 'number' && Number.isFinite(value) ? value : -1
}

function inRollout(
  flag: FlagDefinition,
  context: EvaluationContext,
  aggregation: number | null,
  value: unknown,
): boolean {
  const percentage = percentageOf(value)
  return percentage === 100 || bucket(flag, context, aggregation, '') <= percentage / 100
}

/** Whether the flag's holdout keeps this id out of the experiment. Uses the flag's own aggregation. */
export function isHeldOut(flag: FlagDefinition, holdout: FlagHoldout, context: EvaluationContext): boolean {
  const percentage = Math.min(100, Math.max(0, percentageOf(holdout.exclusion_percentage)))
  // A holdout follows the request's id: what an earlier login stored belongs to the flag, not to the holdout.
  const live = { ...context, hashKeyOverride: undefined }
  const id = bucketingId(flag, live, flag.filters.aggregation_group_type_index ?? null)
  return percentage === 100 || holdoutHash(id) <= percentage / 100
}

/** The condition's forced variant if the flag has it, else the one the id falls into; `null` when none is left. */
export function pickVariant(flag: FlagDefinition, condition: FlagCondition, context: EvaluationContext): string | null {
  const variants = flag.filters.multivariate?.variants ?? []
  const forced = variants.find(variant => variant.key === condition.variant)
  if (forced) return forced.key
  if (variants.length === 0) return null
  const position = bucket(flag, context, aggregationOf(flag, condition), 'variant')
  let end = 0
  for (const variant of variants) {
    end += variant.rollout_percentage / 100
    if (position < end) return variant.key
  }
  return null
}

function matchDependency(filter: FlagPropertyFilter, dependencies: Dependencies): boolean | undefined {
  if (filter.operator !== 'flag_evaluates_to') return false
  const other = dependencies(String(filter.key))
  if (!other || other.failed) return undefined
  if (typeof filter.value === 'boolean') return other.enabled === filter.value
  return typeof filter.value === 'string' && other.enabled && other.variant === filter.value
}

function matchCohort(filter: FlagPropertyFilter, context: EvaluationContext): boolean | undefined {
  const id = typeof filter.value === 'string' ? Number.parseInt(filter.value, 10) : filter.value
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  const member = context.inCohort?.(id)
  if (member === undefined) return undefined
  const inverted = (filter.operator === 'not_in') !== (filter.negation === true)
  return member !== inverted
}

/** `$initial_x` is filled from `$x` or `x` where only those are known, as on PostHog's server. */
function withInitial(filter: FlagPropertyFilter, properties: Readonly<Properties>): Readonly<Properties> {
  const key = String(filter.key)
  if (!key.startsWith('$initial_') || ownValue(properties, key) !== undefined) return properties
  const name = key.slice('$initial_'.length)
  return { [key]: ownValue(properties, `$${name}`) ?? ownValue(properties, name) }
}

function matchStored(filter: FlagPropertyFilter, context: EvaluationContext, aggregation: number | null): boolean {
  if (filter.type === 'person') return matchProperty(filter, withInitial(filter, context.personProperties), context.now)
  if (filter.type !== 'group') return false
  const index = filter.group_type_index ?? aggregation
  const type = index === null ? undefined : groupType(context, index)
  const properties = type === undefined ? undefined : ownValue(context.groupProperties, type)
  return matchProperty(filter, properties as Record<string, unknown> | undefined, context.now)
}

/** All must hold. Cohorts come last, as on the server: a mismatch before them decides even when a cohort is unknown. */
function matchAll(
  filters: readonly FlagPropertyFilter[],
  context: EvaluationContext,
  aggregation: number | null,
  dependencies: Dependencies,
): boolean | undefined {
  for (const filter of filters) {
    if (filter.type === 'cohort') continue
    const holds =
      filter.type === 'flag' ? matchDependency(filter, dependencies) : matchStored(filter, context, aggregation)
    if (holds !== true) return holds
  }
  for (const filter of filters) {
    if (filter.type !== 'cohort') continue
    const holds = matchCohort(filter, context)
    if (holds !== true) return holds
  }
  return true
}

/** Properties first, then the rollout. */
export function judge(
  flag: FlagDefinition,
  condition: FlagCondition,
  context: EvaluationContext,
  dependencies: Dependencies,
): Verdict {
  const aggregation = aggregationOf(flag, condition)
  const filters = condition.properties ?? []
  if (!Array.isArray(filters)) return 'no_condition_match'
  const holds = matchAll(filters, context, aggregation, dependencies)
  if (holds !== true) return holds === undefined ? undefined : 'no_condition_match'
  return inRollout(flag, context, aggregation, condition.rollout_percentage) ? 'match' : 'out_of_rollout_bound'
}
