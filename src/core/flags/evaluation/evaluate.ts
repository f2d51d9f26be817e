import type { Dependencies } from './conditions.js'
import { decide, toEvaluation } from './decide.js'
import { createLookup, isLive, planDependencies } from './dependencies.js'
import type { EvaluationContext, FlagDefinition, FlagEvaluation } from './types.js'

/** A function that gives the result of any flag in the wanted ones' closure. */
function run(
  wanted: readonly FlagDefinition[],
  definitions: readonly FlagDefinition[],
  context: EvaluationContext,
): (flag: FlagDefinition) => FlagEvaluation {
  const results = new Map<FlagDefinition, FlagEvaluation>()
  const lookup = createLookup(definitions)
  const dependencies: Dependencies = filter => {
    const flag = lookup(filter)
    return flag && results.get(flag)
  }
  for (const flag of planDependencies(wanted, lookup)) {
    const off = !isLive(flag)
    results.set(
      flag,
      off ? toEvaluation(flag, 'flag_disabled', { enabled: false }) : decide(flag, context, dependencies),
    )
  }
  // What the plan leaves out waits for a flag that does not exist (or, where only some are known, is not known here), or for itself.
  const missing = context.isPartial ? 'evaluation_error' : 'missing_dependency'
  return flag => results.get(flag) ?? toEvaluation(flag, missing, { enabled: false })
}

/**
 * Decides one flag. Synchronous and pure: the same input gives the same answer on every machine.
 *
 * @param definitions All flags of the project, when the flag may depend on others: without the one it needs, the result is
 *   `missing_dependency`. Default: this flag alone.
 * @see https://posthog.com/docs/feature-flags
 */
export function evaluateFlag(
  definition: FlagDefinition,
  context: EvaluationContext,
  definitions: readonly FlagDefinition[] = [definition],
): FlagEvaluation {
  return run([definition], definitions, context)(definition)
}

/**
 * Decides all active flags, or those of `context.flagKeys`, in the order of `definitions`. Inactive and deleted flags are
 * left out, as PostHog's `/flags` leaves them out; flags that depend on them see them as off.
 */
export function evaluateFlags(definitions: readonly FlagDefinition[], context: EvaluationContext): FlagEvaluation[] {
  const keys = context.flagKeys && new Set(context.flagKeys)
  const wanted = definitions.filter(flag => isLive(flag) && (!keys || keys.has(flag.key)))
  return wanted.map(run(wanted, definitions, context))
}
