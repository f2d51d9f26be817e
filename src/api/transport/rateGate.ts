import type { RateClass } from '../endpoints/endpoint.js'
import { rateLimits } from '../rateLimits.js'
import { wait } from './wait.js'

/** A request more than PostHog runs of a class waits there and may be refused, so it waits here. */
const maxRunning = (rateClass: RateClass) => rateLimits[rateClass].concurrent ?? Infinity

interface Lane {
  running: number
  readonly waiting: (() => void)[]
  heldUntil: number
}

/** What keeps one client within PostHog's limits: a lane for each rate class. */
export interface RateGate {
  /** Runs a task once its class has a free place and no hold. Rejects with the signal's reason if that comes first. */
  run<TResult>(rateClass: RateClass, signal: AbortSignal | undefined, task: () => Promise<TResult>): Promise<TResult>
  /** Lets nobody of the class start before `ms` from now. A shorter hold never shortens a longer one. */
  hold(rateClass: RateClass, ms: number): void
  /** How long the class is still held, ms. 0 when it is free. */
  heldForMs(rateClass: RateClass): number
}

/** Makes the gate of one client. Nothing is shared between clients: each may use another key. */
export function createRateGate(): RateGate {
  const lanes: Partial<Record<RateClass, Lane>> = {}
  const laneOf = (rateClass: RateClass) => (lanes[rateClass] ??= { running: 0, waiting: [], heldUntil: 0 })
  const heldForMs = (rateClass: RateClass) => Math.max(0, laneOf(rateClass).heldUntil - Date.now())

  return {
    async run(rateClass, signal, task) {
      signal?.throwIfAborted()
      const lane = laneOf(rateClass)
      if (lane.running >= maxRunning(rateClass)) await turn(lane, signal)
      else lane.running += 1
      try {
        // Again after each wait: another answer may have prolonged the hold.
        for (let ms = heldForMs(rateClass); ms > 0; ms = heldForMs(rateClass)) await wait(ms, signal)
        return await task()
      } finally {
        // The place goes from hand to hand, so that nobody who comes later can slip in between.
        const next = lane.waiting.shift()
        if (next) next()
        else lane.running -= 1
      }
    },
    hold(rateClass, ms) {
      const lane = laneOf(rateClass)
      lane.heldUntil = Math.max(lane.heldUntil, Date.now() + ms)
    },
    heldForMs,
  }
}

/** Waits in the lane for the place of somebody who is done. */
function turn({ waiting }: Lane, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      waiting.splice(waiting.indexOf(start), 1)
      reject(signal?.reason)
    }
    const start = () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    waiting.push(start)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
