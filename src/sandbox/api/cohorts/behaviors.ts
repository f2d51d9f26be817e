import { behaviorQuery } from '../../insights/cohorts/behavior.js'
import { insightContext } from '../../insights/runInsight.js'
import { Reader } from '../../insights/shared/read.js'
import { type JsonObject, toText } from '../../json.js'
import type { ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { queryFailure } from '../query/failure.js'
import { readHogQLNode } from '../query/input.js'
import type { CohortFields } from './fields.js'
import { type CohortLeaf, leavesOf } from './filters.js'

const maxMembers = 500_000
const personColumns = ['person_id', 'actor_id', 'id', 'uuid']

/** Who behaves as a `behavioral` filter asks, as uuids. */
export async function personsBehaving(
  leaf: CohortLeaf,
  services: ApiServices,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const context = insightContext(services, [], signal)
  const { results } = await context.run(await behaviorQuery(new Reader(leaf, 'filters'), context))
  return new Set(results.map(row => toText(row[0])))
}

/** Who a cohort's HogQL query gives: its column `person_id`, `actor_id`, `id` or `uuid`, else its first. */
export async function personsQueried(
  query: JsonObject,
  { hogql }: ApiServices,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (query['kind'] !== 'HogQLQuery') {
    throw validationError('invalid_input', 'A cohort’s query must be a HogQLQuery that gives person ids.', 'query')
  }
  try {
    const limits = { limit: maxMembers, maxLimit: maxMembers }
    const { columns, results } = await hogql.run({ ...readHogQLNode(query), ...limits }, { signal })
    const at = Math.max(
      0,
      columns.findIndex(column => personColumns.includes(column)),
    )
    return new Set(results.map(row => toText(row[at])))
  } catch (error) {
    throw queryFailure(error)
  }
}

/** Refuses behaviour that cannot be worked out, when the cohort is written and not when it is used. */
export async function checkBehaviors({ filters }: CohortFields, services: ApiServices): Promise<void> {
  const context = insightContext(services, [])
  for (const leaf of filters ? leavesOf(filters.properties) : []) {
    if (leaf.type === 'behavioral') await behaviorQuery(new Reader(leaf, 'filters'), context)
  }
}
