import { evaluateFlags, type FlagEvaluation } from '../../core/flags/evaluation/index.js'
import { cohortDefinitions, mentionedCohorts } from '../api/cohorts/definitions.js'
import type { CohortMembers } from '../api/cohorts/members.js'
import type { Resources } from '../api/resources.js'
import type { FlagStore, StoredFlag } from '../api/featureFlags/store.js'
import type { Database } from '../store/database.js'
import { createGroupStore } from '../store/groups.js'
import { createPersonStore, type StoredPerson } from '../store/persons.js'
import type { JsonObject } from '../json.js'
import { readOverrides, storeOverrides } from './overrides.js'
import type { FlagsRequest } from './request.js'

export interface FlagsServices {
  readonly database: Database
  readonly flags: FlagStore
  readonly resources: Pick<Resources, 'cohorts' | 'surveys'>
  readonly cohortMembers: Pick<CohortMembers, 'idsOf'>
  readonly groupTypes: () => ReadonlyMap<string, number>
  readonly now: () => number
}

/** Every flag's value for whoever the request names, from stored and sent properties. */
export async function evaluateRequest(services: FlagsServices, request: FlagsRequest): Promise<FlagEvaluation[]> {
  const flags = await services.flags.all()
  const wanted = flags.filter(flag => isOffered(flag, request)).map(flag => flag.key)
  if (wanted.length === 0) return []
  const definitions = await services.flags.definitions()
  const context = { ...(await buildContext(services, request)), ...(await cohortContext(services, request, flags)) }
  const overrides = await hashKeyOverrides(services, request, flags)
  // Each flag may be bucketed by an id of its own, and one evaluation knows one id.
  const byHashKey = groupBy(wanted, key => overrides.get(key))
  const results = [...byHashKey].flatMap(([hashKeyOverride, flagKeys]) =>
    evaluateFlags(definitions, { ...context, hashKeyOverride, flagKeys }),
  )
  return results.toSorted((left, right) => left.id - right.id)
}

function groupBy<TItem, TKey>(items: readonly TItem[], keyOf: (item: TItem) => TKey): Map<TKey, TItem[]> {
  const groups = new Map<TKey, TItem[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

function isOffered(flag: StoredFlag, request: FlagsRequest): boolean {
  if (!flag.active || flag.is_remote_configuration) return false
  if (request.flagKeys && !request.flagKeys.includes(flag.key)) return false
  const { runtime, evaluationContexts } = request
  const isForOneSide = flag.evaluation_runtime && flag.evaluation_runtime !== 'all'
  // A word that is no runtime means all of them.
  const isOneSided = runtime === undefined || runtime === 'client' || runtime === 'server'
  if (isForOneSide && isOneSided && flag.evaluation_runtime !== runtime) return false
  return (
    evaluationContexts.length === 0 ||
    flag.evaluation_contexts.length === 0 ||
    flag.evaluation_contexts.some(context => evaluationContexts.includes(context))
  )
}

async function buildContext({ database, groupTypes, now }: FlagsServices, request: FlagsRequest) {
  const person = await findPerson(database, request.distinctId)
  const types = groupTypes()
  return {
    distinctId: request.distinctId,
    deviceId: request.deviceId,
    anonDistinctId: request.anonDistinctId,
    groups: request.groups,
    groupTypeIndex: Object.fromEntries(types),
    // As in PostHog the id counts as a property, and whoever is asked about wins over a stored property of that name.
    personProperties: { ...person?.properties, distinct_id: request.distinctId, ...request.personProperties },
    groupProperties: await groupProperties(database, types, request),
    now: now(),
  }
}

/** Who is in a static cohort is stored; rules are decided with the properties that the request sent on top of the stored ones. */
async function cohortContext(
  { database, resources, cohortMembers }: FlagsServices,
  { distinctId }: FlagsRequest,
  flags: readonly StoredFlag[],
) {
  if (mentionedCohorts(flags.map(flag => flag.filters)).length === 0) return {}
  const person = await findPerson(database, distinctId)
  const memberships = person ? await cohortMembers.idsOf(person.uuid) : new Set<number>()
  const statics = new Set(
    (await resources.cohorts.all()).filter(({ fields }) => fields.is_static && !fields.deleted).map(({ id }) => id),
  )
  return {
    inCohort: (id: number) => (statics.has(id) ? memberships.has(id) : undefined),
    cohorts: await cohortDefinitions(resources),
  }
}

async function findPerson(database: Database, distinctId: string): Promise<StoredPerson | undefined> {
  return (await createPersonStore(database).findByDistinctIds([distinctId])).persons[0]
}

async function groupProperties(
  database: Database,
  types: ReadonlyMap<string, number>,
  { groups, groupProperties: sent }: FlagsRequest,
): Promise<Record<string, JsonObject>> {
  const known = Object.entries(groups).flatMap(([type, key]) => {
    const typeIndex = types.get(type)
    return typeIndex === undefined ? [] : [{ type, typeIndex, key }]
  })
  const stored = await createGroupStore(database).find(known)
  const byIndex = new Map(stored.map(group => [group.typeIndex, group.properties]))
  return Object.fromEntries(
    Object.keys(groups).map(type => [
      type,
      {
        ...byIndex.get(types.get(type) ?? -1),
        ...(Object.hasOwn(sent, type) ? sent[type] : {}),
        // The group that is asked about, whatever its properties say.
        $group_key: groups[type],
      },
    ]),
  )
}

/** Flag key to the id it is bucketed by, for flags that keep a visitor's value over sign-in. */
async function hashKeyOverrides(
  { database }: FlagsServices,
  { distinctId, anonDistinctId }: FlagsRequest,
  flags: readonly StoredFlag[],
): Promise<ReadonlyMap<string, string>> {
  const continuous = flags.filter(flag => flag.active && flag.ensure_experience_continuity).map(flag => flag.key)
  if (continuous.length === 0) return new Map()
  const ids = anonDistinctId === undefined ? [distinctId] : [distinctId, anonDistinctId]
  const found = await createPersonStore(database).findByDistinctIds(ids)
  // The signed-in person first: what is stored for it wins.
  const uuids = found.distinctIds.toSorted(left => (left.distinctId === distinctId ? -1 : 1)).map(id => id.personUuid)
  if (anonDistinctId !== undefined && uuids.length > 0)
    await storeOverrides(database, uuids, continuous, anonDistinctId)
  return readOverrides(database, uuids)
}
