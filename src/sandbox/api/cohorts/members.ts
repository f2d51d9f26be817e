import { matchProperty, type FlagPropertyFilter } from '../../../core/flags/evaluation/index.js'
import { type JsonObject, objectOrEmpty } from '../../json.js'
import type { InValue } from '@libsql/client'
import type { Database } from '../../store/database.js'
import type { ResourceStore, StoredResource } from '../../store/resources.js'
import { notImplemented } from '../errors.js'
import { cohortTypeOf, type CohortFields } from './fields.js'
import { type CohortGroup, type CohortLeaf, isGroup, leavesOf } from './filters.js'

type StoredCohort = StoredResource<CohortFields>

/** Who is in which cohort, always as of now. */
export interface CohortMembers {
  /** The uuids of a cohort's persons, in the order in which persons are listed. Throws 501 for a cohort whose members come from events. A cohort that is gone has none. */
  of(id: number): Promise<ReadonlySet<string>>
  /** How many persons a cohort has; `null` when the sandbox cannot tell. */
  count(cohort: StoredCohort): Promise<number | null>
  /** The cohorts a person is in, of those whose members the sandbox can tell. */
  cohortsOf(personUuid: string): Promise<StoredCohort[]>
  /** The static cohorts a person is in. Cheap: asks nothing of anybody else. */
  staticCohortsOf(personUuid: string): Promise<ReadonlySet<number>>
  /** Puts persons into a static cohort; those who are in it stay. */
  add(id: number, personUuids: readonly string[]): Promise<void>
  remove(id: number, personUuid: string): Promise<boolean>
}

export interface CohortMembersOptions {
  readonly database: Database
  readonly cohorts: ResourceStore<CohortFields>
  /** Grows with every change of a person. */
  readonly personsRevision: () => number
  readonly now: () => number
}

/** Rules over persons are worked out in one pass over all of them, again only after a person or a cohort has changed. */
export function createCohortMembers({ database, cohorts, personsRevision, now }: CohortMembersOptions): CohortMembers {
  let revision = 0
  let computed: { readonly key: string; readonly value: Promise<ReadonlyMap<number, ReadonlySet<string>>> } | undefined

  async function all(): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
    const stored = (await cohorts.all()).filter(cohort => !cohort.fields.deleted)
    const versions = stored.map(({ id, version }) => `${id}.${version}`).join()
    const key = `${personsRevision()}/${revision}/${versions}`
    if (computed?.key !== key) computed = { key, value: compute(database, stored, now()) }
    return computed.value
  }

  async function of(id: number): Promise<ReadonlySet<string>> {
    const cohort = await cohorts.find(id)
    if (!cohort || cohort.fields.deleted) return new Set()
    const members = (await all()).get(id)
    if (!members) throw cannotTell(cohort)
    return members
  }

  return {
    of,
    count: async ({ id }) => (await all()).get(id)?.size ?? null,
    async cohortsOf(personUuid) {
      const members = await all()
      return (await cohorts.all()).filter(cohort => members.get(cohort.id)?.has(personUuid))
    },
    async staticCohortsOf(personUuid) {
      const rows = await database.all('SELECT cohort_id FROM cohort_members WHERE person_uuid = ?', [personUuid])
      return new Set(rows.map(row => Number(row['cohort_id'])))
    },
    async add(id, personUuids) {
      await database.run(
        `INSERT OR IGNORE INTO cohort_members (cohort_id, person_uuid)
         SELECT ?, uuid FROM persons WHERE uuid IN (SELECT value FROM json_each(?))`,
        [id, JSON.stringify(personUuids)],
      )
      revision++
    },
    async remove(id, personUuid) {
      const { rowsAffected } = await database.run(
        'DELETE FROM cohort_members WHERE cohort_id = ? AND person_uuid = ?',
        [id, personUuid],
      )
      revision++
      return rowsAffected > 0
    },
  }
}

function cannotTell({ id, fields }: StoredCohort) {
  const source = cohortTypeOf(fields) === 'analytical' ? 'a query' : 'what persons did'
  return notImplemented(
    `The members of cohort ${id} come from ${source}, which the sandbox does not compute yet. Use person properties or a static cohort, or ask PostHog.`,
  )
}

async function compute(
  database: Database,
  cohorts: readonly StoredCohort[],
  now: number,
): Promise<Map<number, Set<string>>> {
  const members = new Map<number, Set<string>>()
  for (const row of await database.all(
    `SELECT m.cohort_id, m.person_uuid FROM cohort_members m JOIN persons p ON p.uuid = m.person_uuid
     ORDER BY p.created_at DESC, p.id DESC`,
  )) {
    const id = Number(row['cohort_id'])
    const set = members.get(id) ?? new Set()
    members.set(id, set.add(String(row['person_uuid'])))
  }
  for (const { id, fields } of cohorts) if (fields.is_static && !members.has(id)) members.set(id, new Set())
  const rules = computable(cohorts)
  if (rules.length === 0) return members
  for (const { id } of rules) members.set(id, new Set())
  for await (const person of everyPerson(database)) {
    for (const { id, fields } of rules) {
      const properties = fields.filters?.properties
      if (properties && matches(properties, { ...person, members, now })) members.get(id)?.add(person.uuid)
    }
  }
  return members
}

/** The cohorts with rules over persons, each after those it asks for. Cohorts that lead to an unknowable one are left out. */
function computable(cohorts: readonly StoredCohort[]): StoredCohort[] {
  const byId = new Map(cohorts.map(cohort => [cohort.id, cohort]))
  const state = new Map<number, boolean>()
  const ordered: StoredCohort[] = []
  const visit = (id: number): boolean => {
    const known = state.get(id)
    if (known !== undefined) return known
    const cohort = byId.get(id)
    // One that is gone has nobody in it, which is an answer.
    if (!cohort || cohort.fields.is_static) return true
    state.set(id, false)
    if (cohortTypeOf(cohort.fields) !== 'person_property') return false
    const isKnown = cohortsIn(cohort.fields).every(visit)
    state.set(id, isKnown)
    if (isKnown) ordered.push(cohort)
    return isKnown
  }
  for (const { id } of cohorts) visit(id)
  return ordered
}

/** The cohorts that a cohort's rules ask for. */
export function cohortsIn({ filters }: CohortFields): number[] {
  return filters
    ? leavesOf(filters.properties).flatMap(leaf => (leaf.type === 'cohort' ? Number(leaf['value']) : []))
    : []
}

const scanSize = 5000

/** All persons in the order in which they are listed, so that members come out in it too. */
async function* everyPerson(database: Database): AsyncGenerator<{ uuid: string; properties: JsonObject }> {
  for (let after: InValue[] = ['9999', 0]; ;) {
    const rows = await database.all(
      `SELECT id, uuid, properties, created_at FROM persons WHERE (created_at, id) < (?, ?)
       ORDER BY created_at DESC, id DESC LIMIT ?`,
      [...after, scanSize],
    )
    for (const row of rows) {
      yield { uuid: String(row['uuid']), properties: objectOrEmpty(JSON.parse(String(row['properties']))) }
    }
    const last = rows.at(-1)
    if (!last || rows.length < scanSize) return
    after = [last['created_at'] ?? '', last['id'] ?? 0]
  }
}

interface Candidate {
  readonly uuid: string
  readonly properties: JsonObject
  readonly members: ReadonlyMap<number, ReadonlySet<string>>
  readonly now: number
}

function matches(node: CohortGroup | CohortLeaf, candidate: Candidate): boolean {
  if (isGroup(node)) {
    // A group without filters asks for nobody, so that an unfinished cohort is empty and not everyone.
    if (node.values.length === 0) return false
    const holds = (child: CohortGroup | CohortLeaf) => matches(child, candidate)
    return node.type === 'AND' ? node.values.every(holds) : node.values.some(holds)
  }
  const holds =
    node.type === 'cohort'
      ? (candidate.members.get(Number(node['value']))?.has(candidate.uuid) ?? false)
      : matchProperty(node as unknown as FlagPropertyFilter, candidate.properties, candidate.now)
  return holds !== (node['negation'] === true)
}
