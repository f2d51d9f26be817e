import type { InValue } from '@libsql/client'
import { matchProperty, type FlagPropertyFilter } from '../../../core/flags/evaluation/index.js'
import { type JsonObject, objectOrEmpty } from '../../json.js'
import type { Database } from '../../store/database.js'
import type { StoredResource } from '../../store/resources.js'
import type { CohortFields } from './fields.js'
import { type CohortGroup, type CohortLeaf, isGroup, leavesOf } from './filters.js'
import { cohortsIn, inOrder } from './references.js'

type StoredCohort = StoredResource<CohortFields>

export interface CohortEvaluation {
  readonly database: Database
  /** Who behaves as one `behavioral` filter asks, as uuids. */
  readonly behaving: (leaf: CohortLeaf, signal: AbortSignal) => Promise<ReadonlySet<string>>
  /** Who a cohort's HogQL query gives, as uuids. */
  readonly queried: (query: JsonObject, signal: AbortSignal) => Promise<ReadonlySet<string>>
  /** Who is in a cohort that is not among those that are evaluated. */
  readonly membersOf: (id: number) => Promise<ReadonlySet<string>>
  readonly now: () => number
  readonly signal: AbortSignal
}

/** Who is in a cohort, as uuids, or why that could not be told. */
export type Evaluated = { readonly members: ReadonlySet<string> } | { readonly error: unknown }

/**
 * Works out who is in these cohorts, in one pass over all persons. One that fails leaves the others alone; those that ask for it take its
 * members as they were. Throws when `signal` aborts.
 */
export async function evaluateCohorts(
  cohorts: readonly StoredCohort[],
  evaluation: CohortEvaluation,
): Promise<Map<number, Evaluated>> {
  const results = new Map<number, Evaluated>()
  const members = new Map<number, Set<string>>()
  const behaviors = new Map<CohortLeaf, ReadonlySet<string>>()
  const rules: Rule[] = []
  for (const { id, fields } of inOrder(cohorts)) {
    evaluation.signal.throwIfAborted()
    try {
      const { filters, query } = fields
      if (query) {
        const found = await evaluation.queried(query, evaluation.signal)
        rules.push({ id, fits: person => found.has(person.uuid) })
      } else if (filters) {
        await prepare(fields, { members, behaviors, evaluation })
        const now = evaluation.now()
        rules.push({ id, fits: person => matches(filters.properties, { ...person, members, behaviors, now }) })
      }
      members.set(id, new Set())
    } catch (error) {
      evaluation.signal.throwIfAborted()
      results.set(id, { error })
    }
  }
  if (rules.length > 0) await pass(rules, { members, behaviors, evaluation })
  for (const { id } of cohorts) {
    const found = members.get(id)
    if (found && !results.has(id)) results.set(id, { members: found })
  }
  return results
}

interface Rule {
  readonly id: number
  readonly fits: (person: Person) => boolean
}

interface Person {
  readonly uuid: string
  readonly properties: JsonObject
}

interface Working {
  readonly members: Map<number, Set<string>>
  readonly behaviors: Map<CohortLeaf, ReadonlySet<string>>
  readonly evaluation: CohortEvaluation
}

/** Asks for what the rules of a cohort need to be decided person by person. */
async function prepare(fields: CohortFields, { members, behaviors, evaluation }: Working): Promise<void> {
  for (const leaf of fields.filters ? leavesOf(fields.filters.properties) : []) {
    if (leaf.type === 'behavioral') behaviors.set(leaf, await evaluation.behaving(leaf, evaluation.signal))
  }
  for (const id of cohortsIn(fields)) {
    if (!members.has(id)) members.set(id, new Set(await evaluation.membersOf(id)))
  }
}

async function pass(rules: readonly Rule[], { members, evaluation }: Working): Promise<void> {
  for await (const person of everyPerson(evaluation.database)) {
    evaluation.signal.throwIfAborted()
    for (const { id, fits } of rules) if (fits(person)) members.get(id)?.add(person.uuid)
  }
}

const scanSize = 5000

/** All persons in the order in which they are listed, so that members come out in it too. */
async function* everyPerson(database: Database): AsyncGenerator<Person> {
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

interface Candidate extends Person {
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
