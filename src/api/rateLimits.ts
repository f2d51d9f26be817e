import type { RateClass } from './endpoints/endpoint.js'

/** How often a rate class may be asked. */
export interface RateLimit {
  readonly perMinute?: number
  readonly perHour?: number
  /** At the same time. */
  readonly concurrent?: number
}

/**
 * PostHog's limits on requests with a personal API key. Its documents count them for the whole organization.
 * https://posthog.com/docs/api#rate-limiting, https://posthog.com/docs/api/queries
 */
export const rateLimits: Readonly<Record<RateClass, RateLimit>> = {
  analytics: { perMinute: 240, perHour: 1200 },
  query: { perMinute: 240, perHour: 2400, concurrent: 3 },
  local_evaluation: { perMinute: 600 },
  crud: { perMinute: 480, perHour: 4800 },
}
