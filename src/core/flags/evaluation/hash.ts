import { sha1 } from './sha1.js'

/** PostHog divides by 0xfffffffffffffff, which as a double is this. */
const SCALE = 2 ** 60

/** The first 60 bits of the hash as a fraction of 1. One rounding only, so it equals PostHog's `u64 as f64`. */
function fraction(text: string): number {
  const [high = 0, low = 0] = sha1(text)
  return (high * 0x10000000 + (low >>> 4)) / SCALE
}

/**
 * Where an id falls for a flag, 0..1: the same for the same key, id and salt, on every PostHog server and SDK.
 *
 * @param salt `''` decides the rollout, `'variant'` the variant.
 * @see https://github.com/PostHog/posthog-python/blob/master/posthog/feature_flags.py
 */
export function flagHash(key: string, id: string, salt = ''): number {
  return fraction(`${key}.${id}${salt}`)
}

/** Where an id falls for holdouts, 0..1: independent of the flag, so one person is held out of all experiments or none. */
export function holdoutHash(id: string): number {
  return fraction(`holdout-${id}`)
}
