import type { EndpointId } from '../../api/index.js'

/** A resource of the endpoint table: `insights`, `persons`, … */
export type Resource = EndpointId extends `${infer TResource}.${string}` ? TResource : never

/** What else a write of a resource changes, so that it is read again too. */
const alsoTouched: Partial<Record<Resource, readonly Resource[]>> = {
  // An insight shows on dashboards; deleting a dashboard may delete its insights.
  insights: ['dashboards'],
  dashboards: ['insights'],
  // Experiments and surveys make, change and show flags.
  featureFlags: ['experiments', 'surveys'],
  experiments: ['featureFlags'],
  surveys: ['featureFlags'],
  // Members and their numbers.
  persons: ['cohorts'],
  cohorts: ['persons', 'featureFlags'],
}

/** Writes after which the visitor's own flags may be others. */
const decidesFlags: ReadonlySet<Resource> = new Set<Resource>(['featureFlags', 'experiments', 'surveys', 'cohorts'])

/** The resources whose reads a write makes old. */
export function touchedBy(resource: Resource): readonly Resource[] {
  return [resource, ...(alsoTouched[resource] ?? [])]
}

/** Whether a write of this resource may change the visitor's own flags. */
export function mayChangeFlags(resource: Resource): boolean {
  return decidesFlags.has(resource)
}
