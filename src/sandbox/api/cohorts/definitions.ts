import type { FlagCohort } from '../../../core/flags/evaluation/index.js'
import { isJsonObject } from '../../json.js'
import type { Resources } from '../resources.js'

/** Cohort id to its rules, as flag evaluation and local evaluation take them. Static cohorts and those of a query have none. */
export async function cohortDefinitions({ cohorts }: Pick<Resources, 'cohorts'>): Promise<Record<string, FlagCohort>> {
  const withRules = (await cohorts.all()).flatMap(({ id, fields }) =>
    fields.deleted || fields.is_static || fields.query || !fields.filters
      ? []
      : [[String(id), fields.filters.properties as unknown as FlagCohort] as const],
  )
  return Object.fromEntries(withRules)
}

/** The ids of cohorts that conditions mention: those of flags, or of cohorts. */
export function mentionedCohorts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mentionedCohorts)
  if (!isJsonObject(value)) return []
  if (value['type'] === 'cohort') return [String(value['value'])]
  return Object.values(value).flatMap(mentionedCohorts)
}

/** Of these rules, those that the conditions lead to, directly or by way of another cohort. */
export function reachableCohorts(
  conditions: unknown,
  all: Readonly<Record<string, FlagCohort>>,
): Record<string, FlagCohort> {
  const found: Record<string, FlagCohort> = {}
  const visit = (id: string): void => {
    const cohort = Object.hasOwn(all, id) ? all[id] : undefined
    if (!cohort || Object.hasOwn(found, id)) return
    found[id] = cohort
    mentionedCohorts(cohort).forEach(visit)
  }
  mentionedCohorts(conditions).forEach(visit)
  return found
}
