import type { Properties } from '../../types.js'
import { matchCohort, personPropertiesFor } from './cohorts.js'
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

/** The result of the flag that a condition asks for. */
export type Dependencies = (filter: FlagPropertyFilter) => FlagEvaluation | undefined

/** `undefined` is undecided: a cohort or another flag could not be told, or a property is unknown. */
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

/** Whether the condition's share of everybody reaches this id. */
export function inRollout(flag: FlagDefinition, condition: FlagCondition, context: EvaluationContext): boolean {
  const percentage = percentageOf(condition.rollout_percentage)
  return percentage === 100 || bucket(flag, context, aggregationOf(flag, condition), '') <= percentage / 100
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
  const other = dependencies(filter)
  if (!other || other.failed) return undefined
  if (typeof filter.value === 'boolean') return other.enabled === filter.value
  return typeof filter.value === 'string' && other.enabled && other.variant === filter.value
}

/** What a filter reads, as far as it is known; `undefined` for a property that may be stored elsewhere. */
function propertiesOf(
  filter: FlagPropertyFilter,
  context: EvaluationContext,
  aggregation: number | null,
): Readonly<Properties> | undefined {
  if (filter.type === 'person') return personPropertiesFor(filter, context)
  const index = filter.group_type_index ?? aggregation
  const type = index === null ? undefined : groupType(context, index)
  const properties = (type === undefined ? undefined : ownValue(context.groupProperties, type)) as
    | Readonly<Properties>
    | undefined
  // A group that was not passed has no properties, which is known.
  if (!context.isPartial || type === undefined || !Object.hasOwn(context.groups, type)) return properties ?? {}
  return ownValue(properties, String(filter.key)) === undefined ? undefined : properties
}

function matchStored(
  filter: FlagPropertyFilter,
  context: EvaluationContext,
  aggregation: number | null,
): boolean | undefined {
  if (filter.type !== 'person' && filter.type !== 'group') return false
  const properties = propertiesOf(filter, context, aggregation)
  return properties && matchProperty(filter, properties, context.now)
}

/**
 * All must hold. Cohorts come last, as on the server: a mismatch before them decides even when a cohort is unknown. Where properties
 * are partial, a mismatch decides wherever it is.
 */
function matchAll(
  filters: readonly FlagPropertyFilter[],
  context: EvaluationContext,
  aggregation: number | null,
  dependencies: Dependencies,
): boolean | undefined {
  const isCohort = ({ type }: FlagPropertyFilter) => type === 'cohort'
  let result: boolean | undefined = true
  for (const filter of [...filters.filter(other => !isCohort(other)), ...filters.filter(isCohort)]) {
    const holds = isCohort(filter)
      ? matchCohort(filter, context)
      : filter.type === 'flag'
        ? matchDependency(filter, dependencies)
        : matchStored(filter, context, aggregation)
    if (holds === false || (holds === undefined && !context.isPartial)) return holds
    if (holds === undefined) result = undefined
  }
  return result
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
  return inRollout(flag, condition, context) ? 'match' : 'out_of_rollout_bound'
}
