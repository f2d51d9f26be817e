import type { RateClass } from '../endpoints/endpoint.js'
import type { RateLimit, RateLimits } from '../rateLimits.js'

/** What a call asks of the gate. */
export interface GatedCall<TResult> {
  readonly signal: AbortSignal | undefined
  /** Does the call, once its class is free for it. */
  readonly task: () => Promise<TResult>
  /** Instead of the task, when the class will not be free for it within the longest wait. `waitMs`: when it would be. */
  readonly refuse: (waitMs: number) => TResult
}

/** What keeps one client within PostHog's limits: a lane for each rate class. */
export interface RateGate {
  /** Runs a call in its turn, first come, first served. Rejects with the signal's reason if that comes first. */
  run<TResult>(rateClass: RateClass, call: GatedCall<TResult>): Promise<TResult>
  /** Lets nobody of the class start before `ms` from now. A shorter hold never shortens a longer one. */
  hold(rateClass: RateClass, ms: number): void
  /** How long the class is still held, ms. 0 when it is free. */
  heldForMs(rateClass: RateClass): number
}

/**
 * Makes the gate of one client: it knows what each class may be asked and keeps ahead of it, so that PostHog has nothing to refuse.
 *
 * Nothing is shared between clients, tabs or processes, although PostHog counts all of them together: each would have to know what the
 * others asked. So together they may still run into a 429, and that holds the class here as it does without any pacing.
 *
 * @param limits of each class; a class without limits is only held by `hold`
 * @param maxWaitMs the longest wait of a call for its budget. Waiting for a place among those that run at the same time is no part of it.
 */
export function createRateGate(limits: RateLimits, maxWaitMs: number): RateGate {
  const lanes: Partial<Record<RateClass, Lane>> = {}
  const laneOf = (rateClass: RateClass) => (lanes[rateClass] ??= createLane(limits[rateClass] ?? {}, maxWaitMs))
  return {
    async run(rateClass, { signal, task, refuse }) {
      signal?.throwIfAborted()
      const lane = laneOf(rateClass)
      const waitMs = await lane.enter(signal)
      if (waitMs > 0) return refuse(waitMs)
      try {
        return await task()
      } finally {
        lane.leave()
      }
    },
    hold: (rateClass, ms) => laneOf(rateClass).hold(ms),
    heldForMs: rateClass => laneOf(rateClass).heldForMs(),
  }
}

interface Lane {
  /** Resolves to 0 when the caller may start, and then must `leave`; to how long it would take, ms, when that is too long. */
  enter(signal: AbortSignal | undefined): Promise<number>
  leave(): void
  hold(ms: number): void
  heldForMs(): number
}

interface Waiting {
  settle(waitMs: number): void
  /** Since when it has waited for budget, and not for a place. */
  blockedSince: number | undefined
}

/** Longer delays overflow `setTimeout`, which then fires at once. */
const longestDelayMs = 2_147_483_647

function createLane(limit: RateLimit, maxWaitMs: number): Lane {
  const budgets = toBudgets(limit)
  const { concurrent = Infinity } = limit
  /** When the last calls started, in order: as many as the budgets look back on. */
  let starts: number[] = []
  let waiting: Waiting[] = []
  let running = 0
  let heldUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** When the next call may start, given when all before it start. */
  const nextStart = (before: readonly number[], now: number) =>
    budgets.reduce(
      (at, { most, windowMs }) => {
        const first = before[before.length - most]
        return first === undefined ? at : Math.max(at, first + windowMs)
      },
      Math.max(now, heldUntil),
    )

  function startWhoMay(now: number): void {
    while (running < concurrent && waiting.length > 0 && nextStart(starts, now) <= now) {
      running += 1
      starts.push(now)
      waiting.shift()?.settle(0)
    }
  }

  function refuseWhoWaitTooLong(now: number): void {
    const expected = [...starts]
    waiting = waiting.filter(call => {
      const at = nextStart(expected, now)
      call.blockedSince = at > now ? (call.blockedSince ?? now) : undefined
      const isTooLong = at - (call.blockedSince ?? at) > maxWaitMs
      if (isTooLong) call.settle(at - now)
      else expected.push(at)
      return !isTooLong
    })
  }

  function update(): void {
    clearTimeout(timer)
    const now = Date.now()
    const oldest = now - Math.max(0, ...budgets.map(({ windowMs }) => windowMs))
    // None lies ahead, but for a clock that was set back: it must not lock the lane.
    starts = starts.filter(at => at > oldest && at <= now)
    startWhoMay(now)
    if (waiting.length === 0) return
    refuseWhoWaitTooLong(now)
    if (waiting.length > 0 && running < concurrent) {
      timer = setTimeout(update, Math.min(nextStart(starts, now) - now, longestDelayMs))
    }
  }

  return {
    enter: signal =>
      new Promise((resolve, reject) => {
        const call: Waiting = {
          blockedSince: undefined,
          settle(waitMs) {
            signal?.removeEventListener('abort', stop)
            resolve(waitMs)
          },
        }
        const stop = () => {
          waiting = waiting.filter(other => other !== call)
          reject(signal?.reason)
          // Who stands behind moves up.
          update()
        }
        signal?.addEventListener('abort', stop, { once: true })
        waiting.push(call)
        update()
      }),
    leave() {
      running -= 1
      update()
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, Date.now() + ms)
      update()
    },
    heldForMs: () => Math.max(0, heldUntil - Date.now()),
  }
}

/** `most` calls within any `windowMs`. */
interface Budget {
  readonly most: number
  readonly windowMs: number
}

function toBudgets({ perMinute, perHour }: RateLimit): Budget[] {
  return [
    { most: perMinute ?? Infinity, windowMs: 60_000 },
    { most: perHour ?? Infinity, windowMs: 3_600_000 },
  ].filter(({ most }) => most < Infinity)
}
