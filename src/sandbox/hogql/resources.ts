import { isSelect, type Select } from '../../hogql/ast.js'
import type { HogQLPropertyFilter } from '../../hogql/filters.js'
import { walk } from '../../hogql/walk.js'

/** A stored cohort, as far as queries need it. */
export interface HogQLCohort {
  readonly id: number
  readonly name: string | null
}

/** One way to do what an action stands for. What is null or absent does not matter. https://posthog.com/docs/data/actions */
export interface HogQLActionStep {
  readonly event?: string | null
  readonly properties?: readonly HogQLPropertyFilter[] | null
  /** A CSS selector over the chain of clicked elements. */
  readonly selector?: string | null
  readonly tag_name?: string | null
  readonly text?: string | null
  readonly text_matching?: 'contains' | 'regex' | 'exact' | null
  readonly href?: string | null
  readonly href_matching?: 'contains' | 'regex' | 'exact' | null
  readonly url?: string | null
  readonly url_matching?: 'contains' | 'regex' | 'exact' | null
}

/** A stored action; any of its steps is enough. */
export interface HogQLAction {
  readonly id: number
  readonly name: string | null
  readonly steps: readonly HogQLActionStep[]
}

/** What queries read of a project's stored resources. Asked only by queries that mention them; deleted ones are left out. */
export interface HogQLResources {
  cohorts(): Promise<readonly HogQLCohort[]>
  /** The uuids of a cohort's persons, by its last calculation: the same set as long as nothing changed. */
  members(cohortId: number): Promise<ReadonlySet<string>>
  actions(): Promise<readonly HogQLAction[]>
  /** Rows of a `system.` table by the names of its columns; a missing name is null, objects and lists become JSON text. */
  rows(table: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** The resources that one query mentions, loaded before it is translated. */
export interface LoadedResources {
  readonly cohorts: readonly HogQLCohort[]
  readonly actions: readonly HogQLAction[]
  /** Rows of `system.` tables by the name of the table. */
  readonly system: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>
}

export const NO_RESOURCES: LoadedResources = { cohorts: [], actions: [], system: new Map() }

export interface LoadOptions {
  resources: HogQLResources | undefined
  /** Makes sure that the engine knows who is in a cohort. */
  sync: (cohortId: number, members: ReadonlySet<string>) => Promise<void>
  /** Which names there are under `system.`. */
  isSystemTable: (name: string) => boolean
}

/** Loads what a query mentions, and brings the members of its cohorts to the engine. */
export async function loadResources(
  query: Select,
  { resources, sync, isSystemTable }: LoadOptions,
): Promise<LoadedResources> {
  if (!resources) return NO_RESOURCES
  const wanted = mentions(query, isSystemTable)
  const [cohorts, actions, ...rows] = await Promise.all([
    wanted.cohorts.size > 0 || wanted.allCohorts || wanted.actions ? resources.cohorts() : [],
    wanted.actions ? resources.actions() : [],
    ...wanted.system.map(name => resources.rows(name)),
  ])
  for (const action of actions)
    for (const property of action.steps.flatMap(step => step.properties ?? []))
      if (property.type === 'cohort') for (const id of [property.value].flat()) wanted.cohorts.add(id)
  for (const { id, name } of cohorts) {
    if (wanted.cohorts.has(id) || wanted.cohorts.has(name)) await sync(id, await resources.members(id))
    else if (wanted.allCohorts)
      await resources.members(id).then(
        members => sync(id, members),
        () => undefined,
      )
  }
  return { cohorts, actions, system: new Map(wanted.system.map((name, index) => [name, rows[index] ?? []])) }
}

interface Mentions {
  /** Ids and names. */
  cohorts: Set<unknown>
  /** A table of all of them is read: those that nobody can tell the members of are left out. */
  allCohorts: boolean
  actions: boolean
  system: string[]
}

const COHORT_TABLES = new Set(['cohort_people', 'static_cohort_people', 'raw_cohort_people'])

function mentions(query: Select, isSystemTable: (name: string) => boolean): Mentions {
  const found: Mentions = { cohorts: new Set(), allCohorts: false, actions: false, system: [] }
  walk(query, node => {
    if (node.node === 'CompareOperation' && node.op.endsWith('cohort') && node.right.node === 'Constant')
      found.cohorts.add(node.right.value)
    if (node.node === 'Call' && node.name === 'matchesAction') found.actions = true
    if (node.node !== 'JoinExpr' || !node.table || isSelect(node.table) || node.table.node !== 'Field') return
    const chain = node.table.chain.map(String)
    const name = chain.at(-1) ?? ''
    if (COHORT_TABLES.has(name)) found.allCohorts = true
    if (chain.at(-2) === 'system' && isSystemTable(name) && !found.system.includes(name)) found.system.push(name)
  })
  return found
}
