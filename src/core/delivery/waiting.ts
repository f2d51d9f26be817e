import type { Entry } from '../queue/queue.js'

export function sumBytes(entries: readonly Entry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Removes the head: at most so many, at most so large, but at least one: a single event is never split. */
export function take(waiting: Entry[], maxCount: number, maxBytes: number): Entry[] {
  let bytes = 0
  let count = 0
  for (const entry of waiting) {
    // One for the comma.
    bytes += entry.bytes + 1
    if (count >= maxCount || (count && bytes > maxBytes)) break
    count++
  }
  return waiting.splice(0, count)
}

/** Whether this many bytes wait. Looks at no more of the queue than it must. */
export function hasBytes(waiting: readonly Entry[], bytes: number): boolean {
  let sum = 0
  return waiting.some(entry => (sum += entry.bytes) >= bytes)
}
