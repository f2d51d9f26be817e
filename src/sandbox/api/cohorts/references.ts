import type { StoredResource } from '../../store/resources.js'
import type { CohortFields } from './fields.js'
import { leavesOf } from './filters.js'

type StoredCohort = StoredResource<CohortFields>

/** The cohorts that a cohort's rules ask for. */
export function cohortsIn({ filters }: CohortFields): number[] {
  return filters
    ? leavesOf(filters.properties).flatMap(leaf => (leaf.type === 'cohort' ? Number(leaf['value']) : []))
    : []
}

/** Each cohort after those of them that it asks for. */
export function inOrder(cohorts: readonly StoredCohort[]): StoredCohort[] {
  const byId = new Map(cohorts.map(cohort => [cohort.id, cohort]))
  const seen = new Set<number>()
  const ordered: StoredCohort[] = []
  const visit = (id: number): void => {
    const cohort = byId.get(id)
    if (!cohort || seen.has(id)) return
    seen.add(id)
    cohortsIn(cohort.fields).forEach(visit)
    ordered.push(cohort)
  }
  for (const { id } of cohorts) visit(id)
  return ordered
}

/** The cohorts that ask for this one, directly or by way of another. */
export function dependentsOf(id: number, cohorts: readonly StoredCohort[]): StoredCohort[] {
  const found = new Map<number, StoredCohort>()
  const visit = (asked: number): void => {
    for (const cohort of cohorts) {
      if (cohort.id === id || found.has(cohort.id) || !cohortsIn(cohort.fields).includes(asked)) continue
      found.set(cohort.id, cohort)
      visit(cohort.id)
    }
  }
  visit(id)
  return [...found.values()]
}
