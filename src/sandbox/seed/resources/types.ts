/** The kinds of resources the demo has, in the order in which they can be made: later ones refer to earlier ones. */
export const demoKinds = ['action', 'cohort', 'dashboard', 'insight', 'experiment', 'survey', 'annotation'] as const
export type DemoKind = (typeof demoKinds)[number]

/** Gives the id that an earlier resource got, by its kind and the name it has here. */
export type IdOf = (kind: DemoKind, key: string) => number

/** The moment a resource speaks of, ISO 8601, so many days before the demo's now. */
export type DaysAgo = (days: number) => string

/** A resource of the demo: the body that would create it over the API. */
export interface DemoResource {
  /** What others call it by. */
  readonly key: string
  readonly createdDaysAgo: number
  readonly body: (idOf: IdOf, daysAgo: DaysAgo) => Record<string, unknown>
}
