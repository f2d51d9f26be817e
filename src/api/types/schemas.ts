import type { components } from './openapi.generated.js'

/**
 * PostHog's own shapes by the names of its OpenAPI document, corrected where PostHog acts differently: what `hogkit/api` names itself
 * (`Insight`, `Cohort`, …) is made from these. https://posthog.com/docs/api
 */
export type Schemas = components['schemas']
