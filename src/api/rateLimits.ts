import { ConfigError } from '../core/errors.js'
import type { RateClass } from './endpoints/endpoint.js'

/** How often a rate class may be asked. What is left out is not limited. */
export interface RateLimit {
  readonly perMinute?: number
  readonly perHour?: number
  /** At the same time. */
  readonly concurrent?: number
}

/** Limits by rate class. A class that is left out is not limited. */
export type RateLimits = Readonly<Partial<Record<RateClass, RateLimit>>>

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

/** What is wrong with limits that came from outside, in words; `undefined` when nothing is. */
export function wrongRateLimits(limits: object): string | undefined {
  for (const [name, limit] of Object.entries(limits) as [string, unknown][]) {
    if (!Object.hasOwn(rateLimits, name)) {
      return `rateLimits has no class "${name}". The classes are ${Object.keys(rateLimits).join(', ')}.`
    }
    for (const [window, most] of Object.entries(limit ?? {}) as [string, unknown][]) {
      const isNumber = most === Infinity || (Number.isInteger(most) && Number(most) >= 1)
      if (!isNumber) return `rateLimits.${name}.${window} must be a whole number from 1, not ${String(most)}.`
    }
  }
  return undefined
}

/**
 * The limits that a client keeps within: PostHog's, with what its options change of them.
 * @throws ConfigError for a class that is none, or a number that cannot be
 */
export function resolveRateLimits(option: RateLimits | false | undefined): RateLimits {
  if (option === false) return {}
  if (option === undefined) return rateLimits
  const wrong = wrongRateLimits(option)
  if (wrong !== undefined) throw new ConfigError(wrong)
  const classes = Object.keys(rateLimits) as RateClass[]
  return Object.fromEntries(classes.map(name => [name, { ...rateLimits[name], ...option[name] }]))
}
