import { isSelect, type Select } from '../../hogql/ast.js'
import type { HogQLPropertyFilter } from '../../hogql/filters.js'
import { walk } from '../../hogql/walk.js'

/** A stored cohort, as far as queries need it. Who is in it stands in the engine's table `cohortpeople`. */
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

/** Loads what a query mentions. `isSystemTable` says which names there are. */
export async function loadResources(
  query: Select,
  resources: HogQLResources | undefined,
  isSystemTable: (name: string) => boolean,
): Promise<LoadedResources> {
  if (!resources) return NO_RESOURCES
  const wanted = mentions(query, isSystemTable)
  const [cohorts, actions, ...rows] = await Promise.all([
    wanted.cohorts ? resources.cohorts() : [],
    wanted.actions ? resources.actions() : [],
    ...wanted.system.map(name => resources.rows(name)),
  ])
  return { cohorts, actions, system: new Map(wanted.system.map((name, index) => [name, rows[index] ?? []])) }
}

function mentions(
  query: Select,
  isSystemTable: (name: string) => boolean,
): { cohorts: boolean; actions: boolean; system: string[] } {
  let [cohorts, actions] = [false, false]
  const system = new Set<string>()
  walk(query, node => {
    if (node.node === 'CompareOperation' && node.op.endsWith('cohort')) cohorts = true
    if (node.node === 'Call' && node.name === 'matchesAction') actions = true
    if (node.node !== 'JoinExpr' || !node.table || isSelect(node.table) || node.table.node !== 'Field') return
    const [first, second] = node.table.chain.map(String).slice(-2)
    if (first === 'system' && second !== undefined && isSystemTable(second)) system.add(second)
  })
  return { cohorts, actions, system: [...system] }
}
