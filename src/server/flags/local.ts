import {
  type EvaluationContext,
  evaluateFlags,
  type FlagDefinition,
  type FlagEvaluation,
} from '../../core/flags/evaluation/index.js'
import type { Definitions } from './definitions.js'
import type { FlagsPerson } from './person.js'

/** What could be decided without PostHog, and what only PostHog can decide. */
export interface LocalResult {
  readonly decided: readonly FlagEvaluation[]
  readonly undecided: readonly string[]
}

/** Decides what the definitions and the known properties suffice for. Never guesses: where `/flags` could answer otherwise, it is undecided. */
export function evaluateLocally(definitions: Definitions, person: FlagsPerson, now: number): LocalResult {
  const { flags, unreadable } = definitions
  const isAsked = (key: string) => !person.keys || person.keys.includes(key)
  const flagKeys = flags.filter(flag => isAsked(flag.key) && isOffered(flag, person)).map(({ key }) => key)
  const results = evaluateFlags(flags, { ...toContext(definitions, person, now), flagKeys })
  return {
    decided: results.filter(({ failed }) => !failed),
    undecided: [...results.filter(({ failed }) => failed).map(({ key }) => key), ...unreadable.filter(isAsked)],
  }
}

function isOffered(flag: FlagDefinition, { runtime = 'all', evaluationContexts = [] }: FlagsPerson): boolean {
  const own = flag.evaluation_runtime || 'all'
  if (runtime !== 'all' && own !== 'all' && own !== runtime) return false
  const contexts = flag.evaluation_contexts ?? []
  return evaluationContexts.length === 0 || contexts.length === 0 || contexts.some(c => evaluationContexts.includes(c))
}

function toContext({ groupTypeIndex, cohorts }: Definitions, person: FlagsPerson, now: number): EvaluationContext {
  const { distinctId, personProperties, groups = {}, groupProperties = {}, isComplete = false } = person
  return {
    distinctId,
    deviceId: person.deviceId ?? textOf(personProperties?.['$device_id']),
    anonDistinctId: person.anonymousId,
    groups,
    groupTypeIndex,
    personProperties: { distinct_id: distinctId, ...personProperties },
    groupProperties: Object.fromEntries(
      Object.entries(groups).map(([type, key]) => [
        type,
        { $group_key: key, ...(Object.hasOwn(groupProperties, type) ? groupProperties[type] : {}) },
      ]),
    ),
    cohorts,
    isPartial: !isComplete,
    now,
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
