import type { Properties } from '../../types.js'
import { matchProperty } from './operators.js'
import type { EvaluationContext, FlagCohort, FlagCohortCondition, FlagPropertyFilter } from './types.js'
import { ownValue } from './values.js'

/** Groups in groups deeper than this are not meant. */
const MAX_DEPTH = 50

/**
 * What is found of each cohort for one context: a cohort that many others name is decided once. One that is being decided is
 * undecided, so that a cycle ends.
 */
const found = new WeakMap<EvaluationContext, Map<number, boolean | undefined>>()

/**
 * The person's properties for this filter; `undefined` when the one it asks for may be stored elsewhere. `$initial_x` is filled from
 * `$x` or `x` where only those are known, as on PostHog's server.
 */
export function personPropertiesFor(
  filter: Pick<FlagPropertyFilter, 'key'>,
  { personProperties, isPartial }: EvaluationContext,
): Readonly<Properties> | undefined {
  const key = String(filter.key)
  if (ownValue(personProperties, key) !== undefined) return personProperties
  if (isPartial) return undefined
  if (!key.startsWith('$initial_')) return personProperties
  const name = key.slice('$initial_'.length)
  return { [key]: ownValue(personProperties, `$${name}`) ?? ownValue(personProperties, name) }
}

/** Whether a flag's cohort condition holds; `undefined` when that cannot be told. */
export function matchCohort(filter: FlagPropertyFilter, context: EvaluationContext): boolean | undefined {
  const member = isMember(filter.value, context)
  if (member === undefined) return undefined
  const inverted = (filter.operator === 'not_in') !== (filter.negation === true)
  return member !== inverted
}

function isMember(value: unknown, context: EvaluationContext): boolean | undefined {
  const id = typeof value === 'string' ? Number.parseInt(value, 10) : value
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  const told = context.inCohort?.(id)
  if (told !== undefined) return told
  const cohort = ownValue(context.cohorts, String(id)) as FlagCohort | undefined
  if (!cohort) return undefined
  const known = found.get(context) ?? new Map<number, boolean | undefined>()
  found.set(context, known)
  if (!known.has(id)) {
    known.set(id, undefined)
    known.set(id, matchGroup(cohort, context, 0))
  }
  return known.get(id)
}

/** Stops at the first member that decides; what is undecided counts only when none does. An empty group is everybody. */
function matchGroup(group: FlagCohort, context: EvaluationContext, depth: number): boolean | undefined {
  if (!Array.isArray(group.values) || depth > MAX_DEPTH) return undefined
  if (group.values.length === 0) return true
  const decisive = group.type === 'OR'
  let isUndecided = false
  for (const value of group.values as FlagCohort['values']) {
    const holds = 'values' in value ? matchGroup(value, context, depth + 1) : matchCondition(value, context)
    if (holds === decisive) return decisive
    isUndecided ||= holds === undefined
  }
  return isUndecided ? undefined : !decisive
}

function matchCondition(condition: FlagCohortCondition, context: EvaluationContext): boolean | undefined {
  // A cohort in a cohort reads as a cohort in a flag.
  if (condition.type === 'cohort') return matchCohort({ ...condition, type: 'cohort' }, context)
  // What somebody did is in the events, which only PostHog has.
  if (condition.type !== 'person') return undefined
  const properties = personPropertiesFor(condition, context)
  if (!properties) return undefined
  return matchProperty({ ...condition, type: 'person' }, properties, context.now) !== (condition.negation === true)
}
