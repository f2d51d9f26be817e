import { matchProperty, type FlagPropertyFilter } from '../../../core/flags/evaluation/index.js'
import { type JsonObject, objectOrEmpty } from '../../json.js'
import type { InValue } from '@libsql/client'
import type { Database } from '../../store/database.js'
import type { ResourceStore, StoredResource } from '../../store/resources.js'
import { cohortTypeOf, type CohortFields } from './fields.js'
import { type CohortGroup, type CohortLeaf, isGroup, leavesOf } from './filters.js'

type StoredCohort = StoredResource<CohortFields>

/** How long a cohort of behaviour stays as it was worked out while no event comes. */
const freshMs = 60_000

/** Who is in which cohort, always as of now. */
export interface CohortMembers {
  /** The uuids of a cohort's persons, in the order in which persons are listed. A cohort that is gone has none. */
  of(id: number): Promise<ReadonlySet<string>>
  /** How many persons a cohort has. */
  count(cohort: StoredCohort): Promise<number>
  /** The cohorts a person is in. */
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
  /** Grows with every commit of events. */
  readonly eventsRevision: () => number
  /** Who behaves as one `behavioral` filter asks, as uuids. */
  readonly behaving: (leaf: CohortLeaf) => Promise<ReadonlySet<string>>
  /** Who a cohort's HogQL query gives, as uuids. */
  readonly queried: (query: JsonObject) => Promise<ReadonlySet<string>>
  readonly now: () => number
}

/** Rules over persons are worked out in one pass over all of them, again only after a person or a cohort has changed. */
export function createCohortMembers(options: CohortMembersOptions): CohortMembers {
  const { database, cohorts, now } = options
  let revision = 0
  let computed: { readonly key: string; readonly value: Promise<ReadonlyMap<number, ReadonlySet<string>>> } | undefined

  async function all(): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
    const stored = (await cohorts.all()).filter(cohort => !cohort.fields.deleted)
    const versions = stored.map(({ id, version }) => `${id}.${version}`).join()
    const key = `${options.personsRevision()}/${revision}/${versions}/${momentOf(stored)}`
    if (computed?.key !== key) {
      const value = compute(options, stored)
      computed = { key, value }
      // What failed is tried again by whoever asks next.
      value.catch(() => {
        if (computed?.value === value) computed = undefined
      })
    }
    return computed.value
  }

  /** Cohorts of behaviour change with every event, and as time passes. */
  function momentOf(stored: readonly StoredCohort[]): string {
    const isTimeless = stored.every(({ fields }) => ['static', 'person_property'].includes(cohortTypeOf(fields)))
    return isTimeless ? '' : `${options.eventsRevision()}.${Math.floor(now() / freshMs)}`
  }

  async function of(id: number): Promise<ReadonlySet<string>> {
    const cohort = await cohorts.find(id)
    if (!cohort || cohort.fields.deleted) return new Set()
    return (await all()).get(id) ?? new Set()
  }

  return {
    of,
    count: async ({ id }) => (await all()).get(id)?.size ?? 0,
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

async function compute(
  { database, now, behaving, queried }: CohortMembersOptions,
  cohorts: readonly StoredCohort[],
): Promise<Map<number, ReadonlySet<string>>> {
  const members = new Map<number, Set<string>>()
  for (const row of await database.all(
    `SELECT m.cohort_id, m.person_uuid FROM cohort_members m JOIN persons p ON p.uuid = m.person_uuid
     ORDER BY p.created_at DESC, p.id DESC`,
  )) {
    const id = Number(row['cohort_id'])
    const set = members.get(id) ?? new Set()
    members.set(id, set.add(String(row['person_uuid'])))
  }
  for (const { id, fields } of cohorts) {
    if (fields.is_static) members.set(id, members.get(id) ?? new Set())
    else if (fields.query) members.set(id, new Set(await queried(fields.query)))
  }
  const rules = inOrder(cohorts)
  if (rules.length === 0) return members
  const behaviors = new Map<CohortLeaf, ReadonlySet<string>>()
  for (const { id, fields } of rules) {
    members.set(id, new Set())
    for (const leaf of fields.filters ? leavesOf(fields.filters.properties) : []) {
      if (leaf.type === 'behavioral') behaviors.set(leaf, await behaving(leaf))
    }
  }
  const at = now()
  for await (const person of everyPerson(database)) {
    for (const { id, fields } of rules) {
      const properties = fields.filters?.properties
      if (properties && matches(properties, { ...person, members, behaviors, now: at }))
        members.get(id)?.add(person.uuid)
    }
  }
  return members
}

/** The cohorts with rules, each after those it asks for. */
function inOrder(cohorts: readonly StoredCohort[]): StoredCohort[] {
  const byId = new Map(cohorts.map(cohort => [cohort.id, cohort]))
  const seen = new Set<number>()
  const ordered: StoredCohort[] = []
  const visit = (id: number): void => {
    const cohort = byId.get(id)
    if (!cohort || seen.has(id) || cohort.fields.is_static || cohort.fields.query) return
    seen.add(id)
    cohortsIn(cohort.fields).forEach(visit)
    ordered.push(cohort)
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
  readonly behaviors: ReadonlyMap<CohortLeaf, ReadonlySet<string>>
  readonly now: number
}

function matches(node: CohortGroup | CohortLeaf, candidate: Candidate): boolean {
  if (isGroup(node)) {
    // A group without filters asks for nobody, so that an unfinished cohort is empty and not everyone.
    if (node.values.length === 0) return false
    const holds = (child: CohortGroup | CohortLeaf) => matches(child, candidate)
    return node.type === 'AND' ? node.values.every(holds) : node.values.some(holds)
  }
  return holdsFor(node, candidate) !== (node['negation'] === true)
}

function holdsFor(leaf: CohortLeaf, { uuid, properties, members, behaviors, now }: Candidate): boolean {
  if (leaf.type === 'cohort') return members.get(Number(leaf['value']))?.has(uuid) ?? false
  if (leaf.type === 'behavioral') return behaviors.get(leaf)?.has(uuid) ?? false
  return matchProperty(leaf as unknown as FlagPropertyFilter, properties, now)
}
