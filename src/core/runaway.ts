import { RunawayError } from './errors/client.js'

/** A loop at the speed of animation frames goes on for hours; this many in a second are let through. */
const REFILL_PER_MS = 0.05
/** Names that are made up as one goes would fill memory. */
const MAX_NAMES = 1000

/** What to do with one more event: `error` for the first of a loop, `true` for its others, `undefined` for an honest one. */
export type RunawayGuard = (event: string, at: number) => RunawayError | true | undefined

/**
 * Tells a loop that captures from an honest burst, by a bucket for each event name: far larger than bursts are, refilled far
 * faster than people act.
 */
export function createRunawayGuard(maxBurst: number): RunawayGuard {
  const buckets = new Map<string, { left: number; at: number; isTold: boolean }>()
  return (event, at) => {
    if (buckets.size > MAX_NAMES) buckets.clear()
    let bucket = buckets.get(event)
    if (!bucket) buckets.set(event, (bucket = { left: maxBurst, at, isTold: false }))
    // A clock that jumps back gives nothing and takes nothing.
    bucket.left = Math.min(maxBurst, bucket.left + Math.max(0, at - bucket.at) * REFILL_PER_MS)
    bucket.at = at
    if (bucket.left >= 1) {
      bucket.left--
      if (bucket.left > maxBurst / 2) bucket.isTold = false
      return undefined
    }
    if (bucket.isTold) return true
    bucket.isTold = true
    return new RunawayError(
      `"${event}" was captured over ${maxBurst} times in a burst: a loop, such as capture() while rendering or in an effect ` +
        'without dependencies. More are dropped until it calms down (option maxBurst).',
    )
  }
}
