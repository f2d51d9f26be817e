import type { components } from './openapi.generated.js'

/**
 * PostHog's own shapes by the names of its OpenAPI document, corrected where PostHog acts differently: what `hogkit/api` names itself
 * (`Insight`, `Cohort`, …) is made from these. https://posthog.com/docs/api
 */
export type Schemas = components['schemas']

/**
 * One of {@link Schemas}, for `interface Insight extends Shape<'Insight'> {}`: an interface keeps its name in editors and declarations, where an
 * alias would be written out field by field.
 */
export type Shape<TName extends keyof Schemas> = Schemas[TName]
