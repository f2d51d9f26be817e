import type { Capture } from './capture.js'
import { RunawayError } from './errors/late.js'
import type { EventQueue } from './queue/queue.js'

/** A loop at the speed of animation frames goes on for hours; this many in a second are let through. */
const REFILL_PER_MS = 0.05
/** Names that are made up as one goes would fill memory. */
const MAX_NAMES = 1000
/** The event by which posthog-js says in PostHog that it cut down events. */
const WARNING = '$$client_ingestion_warning'

/** Whether one more event is part of a loop: then it is dropped, and the loop is told once. */
export type RunawayGuard = (event: string, uuid: string, at: number) => boolean

/**
 * Tells a loop that captures from an honest burst, by a bucket for each event name: far larger than bursts are, refilled far
 * faster than people act. Part of the delivery engine: a loop takes longer than that takes to load.
 */
export function createRunawayGuard(maxBurst: number, queue: EventQueue, capture: Capture): RunawayGuard {
  const buckets = new Map<string, { left: number; at: number; isTold: boolean }>()

  function tell(event: string): RunawayError {
    const error = new RunawayError(
      `"${event}" was captured over ${maxBurst} times in a burst: a loop, such as capture() while rendering or in an effect ` +
        'without dependencies. More are dropped until it calms down (option maxBurst).',
    )
    capture(WARNING, { [`${WARNING}_message`]: error.message })
    return error
  }

  return (event, uuid, at) => {
    if (buckets.size > MAX_NAMES) buckets.clear()
    let bucket = buckets.get(event)
    if (!bucket) buckets.set(event, (bucket = { left: maxBurst, at, isTold: false }))
    // A clock that jumps back gives nothing and takes nothing.
    bucket.left = Math.min(maxBurst, bucket.left + Math.max(0, at - bucket.at) * REFILL_PER_MS)
    bucket.at = at
    if (bucket.left >= 1) {
      bucket.left--
      if (bucket.left > maxBurst / 2) bucket.isTold = false
      return false
    }
    const isFirst = !bucket.isTold
    bucket.isTold = true
    queue.drop([{ uuid }], 'runaway', isFirst ? tell(event) : undefined)
    return true
  }
}
