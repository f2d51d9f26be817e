import type { Random } from './random.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How long the demo's history is. */
export const HISTORY_DAYS = 90

/** Two sessions of one person begin at least this far apart; none lasts as long. */
export const SESSION_GAP = 3 * HOUR

/** Sunday first: a tool for work rests at weekends. */
const WEEKDAYS = [0.3, 1, 1.1, 1.08, 1, 0.82, 0.26] as const
/** By local hour: a morning and an afternoon, and lunch between them. */
const HOURS = [1, 0.5, 0.3, 0.2, 0.2, 0.6, 2, 5, 11, 17, 18, 16, 11, 14, 17, 16, 14, 11, 7, 6, 6, 5, 4, 2] as const
const LOCAL_HOURS = HOURS.map((weight, hour) => ({ hour, weight }))

/** How busy that day is, about 1 on a working day. */
export function weekdayFactor(time: number): number {
  return WEEKDAYS[new Date(time).getUTCDay()] ?? 1
}

/** A time on the UTC day of `time`, as likely as people in that zone are at work. */
export function timeOfDay(random: Random, time: number, utcOffset: number): number {
  const dayStart = Math.floor(time / DAY) * DAY
  const hour = random.weighted(LOCAL_HOURS).hour - utcOffset
  return dayStart + ((hour + 24) % 24) * HOUR + random.int(0, HOUR - 1)
}

/**
 * A time between `from` and `until`: more on working days and, with `growth` above 1, more towards the end.
 *
 * @param growth How much busier the end is than the beginning.
 */
export function busyTime(random: Random, from: number, until: number, utcOffset: number, growth: number): number {
  // Rejection: weights stay as written above, whatever the range. The bound only guards against an empty range.
  for (let attempt = 0; attempt < 200; attempt++) {
    const position = random.next()
    const day = from + position * (until - from)
    const weight = (weekdayFactor(day) / 1.1) * ((1 + position * (growth - 1)) / growth)
    const time = timeOfDay(random, day, utcOffset)
    if (random.chance(weight) && time >= from && time <= until) return time
  }
  return from
}
