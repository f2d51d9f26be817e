import type { JsonObject } from '../../json.js'
import { bool, list, nullable, object, text, uuid } from '../resource/fields.js'
import { type CohortGroup, leavesOf, readCohortFilters } from './filters.js'

export interface CohortFields {
  readonly name: string | null
  readonly description: string
  readonly is_static: boolean
  readonly filters: { readonly properties: CohortGroup } | null
  /** A HogQL or actors query that the members come from. */
  readonly query: JsonObject | null
  readonly groups: readonly JsonObject[]
  readonly deleted: boolean
}

export const maxStaticPersons = 10_000

export const cohortShape = {
  name: nullable(text({ max: 400 })),
  description: text({ max: 1000 }),
  is_static: bool,
  filters: nullable(readCohortFilters),
  query: nullable(object),
  groups: list(object, { max: 100 }),
  deleted: bool,
}

export const staticPersonIds = list(uuid, { max: maxStaticPersons })

/** What kind of cohort it is: decides whether the sandbox can tell its members. */
export function cohortTypeOf({
  is_static,
  filters,
  query,
}: CohortFields): 'static' | 'person_property' | 'behavioral' | 'analytical' {
  if (is_static) return 'static'
  if (query) return 'analytical'
  const isBehavioral = filters !== null && leavesOf(filters.properties).some(leaf => leaf.type === 'behavioral')
  return isBehavioral ? 'behavioral' : 'person_property'
}
