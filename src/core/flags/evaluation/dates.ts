import { toNumber } from './values.js'

const RELATIVE = /^-?(\d{1,15})([hdwmy])$/
const ABSOLUTE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i
const HOUR_MS = 3_600_000
const UNIT_HOURS = { h: 1, d: 24, w: 168 }
/** Larger counts are no relative date to PostHog. */
const MAX_COUNT = 10_000

function lastDayOfMonth(year: number, month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month + 1, 0)
  return date.getUTCDate()
}

/**
 * Steps back one month (or twelve) at a time. Not in one jump, because a day that a short month cut off stays cut off:
 * 31 March - 1m is 28 February, and - 2m is then 28 January.
 */
function monthsBefore(now: number, count: number, step: 1 | 12): number {
  const date = new Date(now)
  for (let i = 0; i < count; i++) {
    const total = date.getUTCFullYear() * 12 + date.getUTCMonth() - step
    const year = Math.floor(total / 12)
    const month = total - year * 12
    date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), lastDayOfMonth(year, month)))
  }
  return date.getTime()
}

/** `-7d`, `3h`, `2w`, `-1m`, `1y`: that long before `now`, ms. The sign makes no difference. `undefined` for other text. */
export function parseRelativeDate(text: string, now: number): number | undefined {
  const match = RELATIVE.exec(text)
  if (!match) return undefined
  const count = Number(match[1])
  const unit = match[2] as keyof typeof UNIT_HOURS | 'm' | 'y'
  if (count >= MAX_COUNT) return undefined
  if (unit === 'm') return monthsBefore(now, count, 1)
  if (unit === 'y') return monthsBefore(now, count, 12)
  return now - count * UNIT_HOURS[unit] * HOUR_MS
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const digits = zone.replace(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

function parseAbsoluteDate(text: string): number | undefined {
  const match = ABSOLUTE.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (hour > 23 || minute > 59 || second > 60 || month < 1 || month > 12) return undefined
  if (day < 1 || day > lastDayOfMonth(year, month - 1)) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const fractionMs = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000)
  return date.setUTCHours(hour, minute, second, fractionMs) - offsetMs(match[8])
}

/** Relative or ISO-like text as ms since 1970; text without a zone is UTC. */
export function parseDateText(text: string, now: number): number | undefined {
  return parseRelativeDate(text, now) ?? parseAbsoluteDate(text)
}

/** A property as a date, ms since 1970: epoch seconds (number or numeric text), ISO or relative text. */
export function parseDateValue(value: unknown, now: number): number | undefined {
  const seconds = toNumber(value)
  if (seconds !== undefined) return Number.isFinite(seconds) ? seconds * 1000 : undefined
  return typeof value === 'string' ? parseDateText(value, now) : undefined
}
