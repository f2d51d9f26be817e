import { DateTime, type DurationLike } from 'luxon'
import type { Expr } from '../../../hogql/ast.js'
import { and, col, compare, fn, lit } from './build.js'
import type { Reader } from './read.js'

export const intervals = ['minute', 'hour', 'day', 'week', 'month'] as const
export type Interval = (typeof intervals)[number]

/** A project's calendar. */
export interface Calendar {
  /** IANA time zone. */
  readonly timezone: string
  /** 0: weeks begin on Sunday, 1: on Monday. */
  readonly weekStartDay: 0 | 1
  /** ms since 1970. */
  readonly now: number
}

/** A span of whole intervals in a project's time zone: `from <= t < until`, and the starts of its buckets. */
export interface DateRange {
  readonly interval: Interval
  readonly from: DateTime
  /** Exclusive. */
  readonly until: DateTime
  /** The start of each interval, oldest first. The first may be before {@link from}: of an explicit date. */
  readonly buckets: readonly DateTime[]
}

const maxBuckets = 10_000

/** Where an interval that holds this moment begins. */
export function startOf(time: DateTime, interval: Interval, weekStartDay: 0 | 1): DateTime {
  if (interval !== 'week') return time.startOf(interval)
  const monday = time.startOf('week')
  if (weekStartDay === 1) return monday
  return time.weekday === 7 ? time.startOf('day') : monday.minus({ days: 1 })
}

export function add(time: DateTime, interval: Interval, count: number): DateTime {
  return time.plus({ [interval]: count })
}

const units: Record<string, 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'quarters' | 'years'> = {
  M: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  m: 'months',
  q: 'quarters',
  y: 'years',
}

interface Bound {
  readonly time: DateTime
  /** A moment of the clock, not a calendar day. */
  readonly isExact: boolean
}

/**
 * `-7d`, `-24h`, `mStart`, `-1mStart`, `-1mEnd`, an ISO date or time. Without zone it is the project's.
 * https://posthog.com/docs/product-analytics/trends#date-range
 */
function readBound(reader: Reader, name: string, calendar: Calendar): Bound | undefined {
  const text = reader.text(name, 40)
  if (text === undefined || text === '') return undefined
  const now = DateTime.fromMillis(calendar.now, { zone: calendar.timezone })
  const relative = /^(?:([-+]?)(\d{1,4}))?([Mhdwmqy])(Start|End)?$/.exec(text)
  if (relative && (relative[2] !== undefined || relative[4])) {
    const unit = units[relative[3] ?? ''] ?? 'days'
    const count = Number(relative[2] ?? 0) * (relative[1] === '+' ? 1 : -1)
    const moved = now.plus({ [unit]: count })
    const whole = unit.slice(0, -1) as 'month'
    if (relative[4] === 'Start') return { time: moved.startOf(whole), isExact: false }
    if (relative[4] === 'End') return { time: moved.endOf(whole), isExact: false }
    return { time: moved, isExact: unit === 'minutes' || unit === 'hours' }
  }
  const time = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? DateTime.fromISO(text.replace(' ', 'T'), { zone: calendar.timezone })
    : undefined
  if (!time?.isValid) {
    const hint = 'Use an ISO date, a relative date such as -7d, -24h or mStart, or all.'
    throw reader.error(name, `The date "${text}" is not understood. ${hint}`)
  }
  return { time, isExact: text.length > 10 }
}

export interface DateRangeOptions {
  readonly interval: Interval
  readonly calendar: Calendar
  /** When `date_from` is `all`: the time of the first event, if there is one. */
  readonly earliest: () => Promise<number | undefined>
  /** Default `-7d`, as PostHog has it. */
  readonly defaultFrom?: string
}

/** Reads `dateRange`: days and longer begin at midnight and end with their last moment. */
export async function readDateRange(reader: Reader | undefined, options: DateRangeOptions): Promise<DateRange> {
  const { interval, calendar } = options
  const now = DateTime.fromMillis(calendar.now, { zone: calendar.timezone })
  const to = reader && readBound(reader, 'date_to', calendar)
  const isFine = interval === 'hour' || interval === 'minute'
  const until = to?.isExact ? to.time : endOf(to?.time ?? now, to === undefined && isFine ? interval : 'day')
  const from = await lowerBound(reader, options, now)
  if (reader && from >= until) {
    throw reader.error('date_from', `date_from (${from.toISO()}) must be before date_to (${until.toISO()}).`)
  }
  const isExplicit = reader?.boolean('explicitDate') ?? false
  const first = startOf(from, interval, calendar.weekStartDay)
  return withBuckets({ interval, from: isExplicit ? from : first, until }, calendar, reader)
}

async function lowerBound(reader: Reader | undefined, options: DateRangeOptions, now: DateTime): Promise<DateTime> {
  if (reader?.text('date_from', 40) === 'all') {
    const earliest = await options.earliest()
    return earliest === undefined ? now.startOf('day') : DateTime.fromMillis(earliest, { zone: now.zone })
  }
  const bound = reader && readBound(reader, 'date_from', options.calendar)
  if (bound) return bound.isExact ? bound.time : bound.time.startOf('day')
  return now.minus({ days: Number(options.defaultFrom?.match(/\d+/)?.[0] ?? 7) }).startOf('day')
}

function endOf(time: DateTime, unit: 'minute' | 'hour' | 'day'): DateTime {
  return time.startOf(unit).plus({ [unit]: 1 })
}

function withBuckets(range: Omit<DateRange, 'buckets'>, calendar: Calendar, reader: Reader | undefined): DateRange {
  const buckets: DateTime[] = []
  const first = startOf(range.from, range.interval, calendar.weekStartDay)
  // Counted from the first one: adding a month to the 31st again and again would drift.
  for (let index = 0, at = first; at < range.until; index += 1, at = add(first, range.interval, index)) {
    if (buckets.length === maxBuckets) {
      const detail = `The date range has more than ${maxBuckets} intervals of a ${range.interval}. Use a longer interval or a shorter range.`
      if (reader) throw reader.error(undefined, detail)
      throw new RangeError(detail)
    }
    buckets.push(at)
  }
  return { ...range, buckets }
}

/**
 * The period before, with as many intervals. `-7d`, `-14d` and the like hold the day that is under way as one more, so they are
 * moved by the days they name, and weekdays are compared with the same weekdays. Hours are compared with the same hours of
 * earlier days. Both as PostHog does it.
 */
export function previousRange(range: DateRange, dateFrom: string | undefined, calendar: Calendar): DateRange {
  const days = Number(/^-(\d+)d$/.exec(dateFrom ?? '')?.[1] ?? 0)
  if (range.interval === 'day' && days > 0 && days % 7 === 0) return movedRange(range, { days }, calendar)
  if (range.interval !== 'hour') return movedRange(range, { [range.interval]: range.buckets.length }, calendar)
  return movedRange(range, { days: Math.ceil(range.until.diff(range.from, 'days').days) }, calendar)
}

/** The same range earlier: `compare_to: "-1m"`. */
export function comparedRange(range: DateRange, reader: Reader, calendar: Calendar): DateRange {
  const text = reader.text('compare_to', 20) ?? ''
  const match = /^-(\d{1,4})([hdwmqy])$/.exec(text)
  if (!match) throw reader.error('compare_to', `"${text}" is not understood. Use a relative date such as -1w or -3m.`)
  return movedRange(range, { [units[match[2] ?? ''] ?? 'days']: Number(match[1]) }, calendar)
}

function movedRange(range: DateRange, shift: DurationLike, calendar: Calendar): DateRange {
  const from = range.from.minus(shift)
  const moved = withBuckets({ interval: range.interval, from, until: range.until.minus(shift) }, calendar, undefined)
  // Months differ in length: the compared series has as many points as the current one.
  return { ...moved, buckets: moved.buckets.slice(0, range.buckets.length) }
}

/** `from <= timestamp < until` */
export function inRange(range: Pick<DateRange, 'from' | 'until'>, time: Expr = col('timestamp')): Expr {
  return and(compare('>=', time, moment(range.from)), compare('<', time, moment(range.until)))
}

/** A moment as a constant, with its zone, so that it is the same one in every project. */
export function moment(time: DateTime): Expr {
  return fn('toDateTime', lit(time.toUTC().toISO() ?? ''))
}

const starts: Record<Interval, string> = {
  minute: 'toStartOfMinute',
  hour: 'toStartOfHour',
  day: 'toStartOfDay',
  week: 'toStartOfWeek',
  month: 'toStartOfMonth',
}

/** The start of the interval that holds a time, in seconds since 1970: the key that rows are put into buckets by. */
export function bucketKey(interval: Interval, time: Expr = col('timestamp')): Expr {
  return fn('toUnixTimestamp', bucketStart(interval, time))
}

export function bucketStart(interval: Interval, time: Expr = col('timestamp')): Expr {
  const start = fn(starts[interval], time)
  // Weeks and months are dates in ClickHouse; as times they begin at the project's midnight.
  return interval === 'week' || interval === 'month' ? fn('toDateTime', start) : start
}

export const keyOf = (bucket: DateTime): number => Math.floor(bucket.toSeconds())

/** `2026-11-24`, with the time for hours and minutes. */
export function dayText(time: DateTime, interval: Interval): string {
  return time.toFormat(interval === 'hour' || interval === 'minute' ? 'yyyy-MM-dd HH:mm:ss' : 'yyyy-MM-dd')
}

/** `24-Nov-2026`, as PostHog labels points. */
export function dayLabel(time: DateTime, interval: Interval): string {
  const pattern = interval === 'hour' || interval === 'minute' ? 'd-MMM-yyyy HH:mm' : 'd-MMM-yyyy'
  return time.setLocale('en-US').toFormat(pattern)
}
