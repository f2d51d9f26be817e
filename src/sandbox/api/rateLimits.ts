import { type RateClass, type RateLimit as ClientRateLimit, rateLimits } from '../../api/index.js'
import { wrongRateLimits } from '../../api/rateLimits.js'
import { ApiError } from './errors.js'

/** Requests that one personal API key may make. What is left out is not limited. */
export type RateLimit = Pick<ClientRateLimit, 'perMinute' | 'perHour'>

export interface RateLimiter {
  /** Counts a request. Throws PostHog's 429 when the key has used up what it may; a refused request does not count. */
  take(keyId: string, rateClass: RateClass): void
}

/** As `rateLimits` of `startSandbox`: off, PostHog's own, or some of one's own. */
export type RateLimitOption = boolean | Partial<Readonly<Record<RateClass, RateLimit>>>

const minute = 60_000

/** Counts over the last minute and the last hour, to the request: what Django REST framework does for PostHog. */
export function createRateLimiter(option: RateLimitOption | undefined, now: () => number): RateLimiter {
  if (!option) return { take: () => undefined }
  const limits = option === true ? rateLimits : option
  const taken = new Map<string, number[]>()
  return {
    take(keyId, rateClass) {
      const { perMinute, perHour } = limits[rateClass] ?? {}
      const at = now()
      const windows = [
        { length: minute, most: perMinute },
        { length: 60 * minute, most: perHour },
      ].flatMap(({ length, most }) =>
        most === undefined ? [] : [{ length, most, id: `${keyId} ${rateClass} ${length}` }],
      )
      for (const { id, length, most } of windows) {
        const recent = (taken.get(id) ?? []).filter(time => time > at - length)
        taken.set(id, recent)
        if (recent.length >= most) throw throttled((recent[0] ?? at) + length - at)
      }
      for (const { id } of windows) taken.get(id)?.push(at)
    },
  }
}

function throttled(waitMs: number): ApiError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
  const body = { type: 'throttled_error', code: 'throttled', detail, attr: null } as const
  return new ApiError(429, body, { 'Retry-After': String(seconds) })
}

/** What is wrong with the option, to be told to who gave it. */
export function wrongRateLimit(option: RateLimitOption | undefined): string | undefined {
  if (option === undefined || typeof option === 'boolean') return undefined
  return wrongRateLimits(option)
}
