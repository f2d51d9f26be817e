'use client'

import { useSyncExternalStore } from 'react'

const tickMs = 30_000

// One timer serves every relative time on the page.
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach(notify => notify()), tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * The time in ms since 1970, rounded to half a minute and kept current while mounted. `undefined` on a server and in the
 * first client render: the two clocks differ, and a relative time written by one would not match the other's.
 */
export function useNow(fixed?: number): number | undefined {
  const current = useSyncExternalStore(subscribe, readClock, () => undefined)
  return fixed ?? current
}

function readClock(): number | undefined {
  return Math.ceil(Date.now() / tickMs) * tickMs
}
