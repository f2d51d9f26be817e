import { isJsonObject, type JsonObject } from '../../json.js'
import { mentionedCohorts } from '../cohorts/definitions.js'
import { cohortTypeOf } from '../cohorts/fields.js'
import { cohortsIn } from '../cohorts/references.js'
import type { ApiServices } from '../context.js'
import { validationError } from '../errors.js'

type Cohorts = Pick<ApiServices, 'resources'>

/** Throws unless every cohort that a flag asks for exists and can be told while a request waits. */
export async function checkCohorts(filters: JsonObject, { resources }: Cohorts): Promise<void> {
  const seen = new Set<number>()
  const visit = async (id: number): Promise<void> => {
    if (seen.has(id)) return
    seen.add(id)
    const cohort = await resources.cohorts.find(id)
    if (!cohort || cohort.fields.deleted) {
      throw validationError('cohort_does_not_exist', `Cohort with id ${id} does not exist`, 'filters')
    }
    if (cohortTypeOf(cohort.fields) === 'behavioral') {
      throw validationError(
        'behavioral_cohort_found',
        `Cohort '${cohort.fields.name ?? id}' with behavioral filters cannot be used in feature flags.`,
        'filters',
      )
    }
    for (const next of cohortsIn(cohort.fields)) await visit(next)
  }
  for (const id of mentionedCohorts(filters)) await visit(Number(id))
}

/** A flag's filters with the names of the cohorts they ask for, as the API returns them. */
export async function withCohortNames(filters: JsonObject, { resources }: Cohorts): Promise<JsonObject> {
  const { groups } = filters
  if (mentionedCohorts(groups).length === 0 || !Array.isArray(groups)) return filters
  const names = new Map((await resources.cohorts.all()).map(({ id, fields }) => [id, fields.name]))
  const named = (property: unknown) =>
    isJsonObject(property) && property['type'] === 'cohort'
      ? { ...property, cohort_name: names.get(Number(property['value'])) ?? null }
      : property
  return {
    ...filters,
    groups: groups.map((group: unknown) =>
      isJsonObject(group) && Array.isArray(group['properties'])
        ? { ...group, properties: group['properties'].map(named) }
        : group,
    ),
  }
}
