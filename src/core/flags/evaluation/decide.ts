import { aggregationOf, type Dependencies, groupKey, inRollout, isHeldOut, judge, pickVariant } from './conditions.js'
import type { EvaluationContext, FlagCondition, FlagDefinition, FlagEvaluation, FlagReasonCode } from './types.js'
import { ownValue } from './values.js'

/** Of several conditions that did not match, the most telling reason is reported. */
const SCORES = {
  out_of_rollout_bound: 3,
  no_condition_match: 2,
  no_group_type: 1,
}

const DESCRIPTIONS: Record<FlagReasonCode, string> = {
  super_condition_value: 'Super condition value',
  holdout_condition_value: 'Holdout condition value',
  condition_match: 'Matched condition set',
  out_of_rollout_bound: 'Out of rollout bound',
  no_condition_match: 'No matching condition set',
  no_group_type: 'No group type',
  flag_disabled: 'Feature flag is disabled',
  missing_dependency: 'Flag cannot be evaluated due to missing dependency',
  evaluation_error: 'A cohort, a flag or a property that this flag depends on could not be evaluated',
}

interface Outcome {
  readonly enabled: boolean
  readonly variant?: string | null
  readonly index?: number | null
  readonly description?: string
}

/** The payload as JSON text: `payloads[variant]`, or `payloads.true` without a variant. */
function payloadOf(flag: FlagDefinition, variant: string | null): string | null {
  const stored = ownValue(flag.filters.payloads ?? undefined, variant ?? 'true')
  if (stored === undefined || stored === null) return null
  return typeof stored === 'string' ? stored : JSON.stringify(stored)
}

/** A result with this reason and, where the flag is on, the payload of its variant. */
export function toEvaluation(flag: FlagDefinition, code: FlagReasonCode, outcome: Outcome): FlagEvaluation {
  const { enabled, variant = null, index = null, description = DESCRIPTIONS[code] } = outcome
  return {
    key: flag.key,
    id: flag.id,
    version: flag.version ?? 0,
    enabled,
    variant,
    payload: enabled ? payloadOf(flag, variant) : null,
    reason: { code, conditionIndex: index, description },
    ...(code === 'evaluation_error' ? { failed: true as const } : {}),
  }
}

function undecided(flag: FlagDefinition, index: number | null = null): FlagEvaluation {
  return toEvaluation(flag, 'evaluation_error', { enabled: false, index })
}

/** Early access: once a person chose, the choice decides and rollout rules do not count. */
function decideEnrollment(
  flag: FlagDefinition,
  context: EvaluationContext,
  dependencies: Dependencies,
): FlagEvaluation | undefined {
  if (flag.filters.feature_enrollment === true) {
    const choice = ownValue(context.personProperties, `$feature_enrollment/${flag.key}`)
    if (choice === undefined) return context.isPartial ? undecided(flag) : undefined
    return toEvaluation(flag, 'super_condition_value', { enabled: choice === true || choice === 'true', index: 0 })
  }
  const condition = flag.filters.super_groups?.[0]
  const concerned = condition?.properties?.some(
    ({ key }) => ownValue(context.personProperties, String(key)) !== undefined,
  )
  if (!condition) return undefined
  if (!concerned) return context.isPartial && condition.properties?.length ? undecided(flag) : undefined
  const verdict = judge(flag, { ...condition, aggregation_group_type_index: null }, context, dependencies)
  if (verdict === undefined) return undecided(flag)
  return toEvaluation(flag, 'super_condition_value', { enabled: verdict === 'match', index: 0 })
}

/** Why a condition cannot even be asked: no such group was passed, or no device is known. */
function skipReason(
  flag: FlagDefinition,
  aggregation: number | null,
  context: EvaluationContext,
): 'no_group_type' | 'out_of_rollout_bound' | undefined {
  if (aggregation !== null) return groupKey(context, aggregation) === undefined ? 'no_group_type' : undefined
  return flag.bucketing_identifier === 'device_id' && !context.deviceId ? 'out_of_rollout_bound' : undefined
}

function matched(flag: FlagDefinition, condition: FlagCondition, index: number, context: EvaluationContext) {
  const description = `${DESCRIPTIONS.condition_match} ${index + 1}`
  return toEvaluation(flag, 'condition_match', {
    enabled: true,
    variant: pickVariant(flag, condition, context),
    index,
    description,
  })
}

/**
 * How the conditions come out, in order. One outcome, unless something is unknown: then every one that may be, the last being the one
 * of what is known.
 */
function* outcomesOf(
  flag: FlagDefinition,
  context: EvaluationContext,
  dependencies: Dependencies,
): Generator<FlagEvaluation> {
  let code: keyof typeof SCORES = 'no_group_type'
  let at: number | null = null
  let skippedGroups = false
  const off = () => {
    const hint = code === 'no_condition_match' && skippedGroups
    const description = hint
      ? `${DESCRIPTIONS[code]}; group conditions were skipped, no such group was given`
      : DESCRIPTIONS[code]
    return toEvaluation(flag, code, { enabled: false, index: at, description })
  }
  for (const [index, condition] of (flag.filters.groups ?? []).entries()) {
    const skipped = skipReason(flag, aggregationOf(flag, condition), context)
    skippedGroups ||= skipped === 'no_group_type'
    const verdict = skipped ?? judge(flag, condition, context, dependencies)
    if (verdict === undefined && !context.isPartial) return yield undecided(flag, index)
    if (verdict === 'match') return yield matched(flag, condition, index, context)
    const isInRollout = verdict === undefined && inRollout(flag, condition, context)
    if (isInRollout) yield matched(flag, condition, index, context)
    const known = verdict ?? (isInRollout ? 'no_condition_match' : 'out_of_rollout_bound')
    if (SCORES[known] >= SCORES[code]) [code, at] = [known, index]
    if (flag.filters.early_exit === true && !skipped && known === 'out_of_rollout_bound') {
      if (verdict !== undefined) return yield off()
      yield off()
    }
  }
  return yield off()
}

/** What all outcomes agree on. */
function decideConditions(
  flag: FlagDefinition,
  context: EvaluationContext,
  dependencies: Dependencies,
): FlagEvaluation {
  let decided: FlagEvaluation | undefined
  for (const outcome of outcomesOf(flag, context, dependencies)) {
    if (decided && (decided.enabled !== outcome.enabled || decided.variant !== outcome.variant)) return undecided(flag)
    decided = outcome
  }
  return decided ?? undecided(flag)
}

/** Decides one active flag whose dependencies are decided: early access, then the holdout, then conditions in order. */
export function decide(flag: FlagDefinition, context: EvaluationContext, dependencies: Dependencies): FlagEvaluation {
  // Which id such a flag goes by is stored at an earlier login.
  if (context.isPartial && flag.ensure_experience_continuity) return undecided(flag)
  const enrolled = decideEnrollment(flag, context, dependencies)
  if (enrolled) return enrolled
  const { holdout } = flag.filters
  if (holdout && isHeldOut(flag, holdout, context)) {
    const variant = `holdout-${holdout.id}`
    return toEvaluation(flag, 'holdout_condition_value', { enabled: true, variant })
  }
  return decideConditions(flag, context, dependencies)
}
