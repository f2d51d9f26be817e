import type { StoredResource } from '../../store/resources.js'
import type { ApiServices } from '../context.js'
import type { CohortFields } from './fields.js'

/** How far the calculation of a cohort is, in PostHog's words. A static one has none: its members are as they were put in. */
export async function calculationOf(
  cohort: StoredResource<CohortFields>,
  { cohortCalculation, cohortMembers }: Pick<ApiServices, 'cohortCalculation' | 'cohortMembers'>,
) {
  const state = cohortCalculation.stateOf(cohort)
  const { is_static } = cohort.fields
  return {
    version: state.version,
    pending_version: state.pendingVersion,
    is_calculating: state.isCalculating,
    last_calculation: is_static ? cohort.updatedAt : state.lastCalculation,
    errors_calculating: state.errors,
    last_error_message: state.lastErrorMessage,
    count: is_static ? (await cohortMembers.of(cohort.id)).size : state.count,
  }
}
