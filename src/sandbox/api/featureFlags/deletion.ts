import type { ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import type { FlagFields, StoredFlag } from './store.js'

/** Experiments on a flag that are not deleted. */
export async function experimentsOf(flag: StoredFlag, { resources }: Pick<ApiServices, 'resources'>) {
  return (await resources.experiments.all()).filter(
    ({ fields }) => fields.feature_flag_id === flag.id && !fields.deleted,
  )
}

/** Surveys that show only where a flag is on. */
export async function surveysOf(flag: StoredFlag, { resources }: Pick<ApiServices, 'resources'>) {
  return (await resources.surveys.all()).filter(({ fields }) => fields.linked_flag_id === flag.id)
}

/** The ids of flags that surveys made for themselves; the app does not list them. */
export async function surveyFlagIds({ resources }: Pick<ApiServices, 'resources'>): Promise<Set<number>> {
  const surveys = await resources.surveys.all()
  return new Set(
    surveys.flatMap(({ fields }) =>
      [fields.targeting_flag_id, fields.internal_targeting_flag_id].filter(id => id !== null),
    ),
  )
}

/**
 * What becomes of a flag's fields when it is deleted. Refused while an experiment that is not deleted needs it. When only deleted ones
 * do, its key is freed: they keep pointing at it, so a new flag with the same key must not be mistaken for theirs.
 */
export async function fieldsOnDelete(
  flag: StoredFlag,
  next: FlagFields,
  services: Pick<ApiServices, 'resources'>,
): Promise<FlagFields> {
  if (!next.deleted || flag.deleted) return next
  const experiments = await experimentsOf(flag, services)
  if (experiments.length > 0) {
    const ids = experiments.map(({ id }) => id).join(', ')
    throw validationError(
      'invalid_input',
      `Cannot delete a feature flag that is linked to active experiment(s) with ID(s): ${ids}. Please delete the experiment(s) before deleting the flag.`,
      'deleted',
    )
  }
  const all = await services.resources.experiments.all()
  const isUsed = all.some(({ fields }) => fields.feature_flag_id === flag.id)
  return isUsed ? { ...next, key: `${flag.key}:deleted:${flag.id}` } : next
}
