import { DateTime } from 'luxon'
import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import { toText } from '../../json.js'
import { and, arithmetic, as, col, compare, eq, fn, lambda, lit, or, select } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { inRange, moment } from '../shared/dateRange.js'
import { eventEntity, readAction } from '../shared/entities.js'
import { readProperties } from '../shared/filters.js'
import type { Reader } from '../shared/read.js'

const intervals = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const
const maxPeriods = 100
const units: Record<string, string> = { h: 'hours', d: 'days', w: 'weeks', m: 'months', y: 'years' }

/**
 * The persons whose behaviour fits one `behavioral` filter of a cohort, as a query for their ids. Negation is the caller's.
 * https://posthog.com/docs/data/cohorts#dynamic-cohorts-based-on-behavior
 */
export async function behaviorQuery(leaf: Reader, context: InsightContext): Promise<SelectQuery> {
  const isDone = await conditionOf(leaf, { key: 'key', type: 'event_type' }, context)
  const now = DateTime.fromMillis(context.calendar.now, { zone: context.calendar.timezone })
  const [from, until] = [windowStart(leaf, now), windowEnd(leaf, now)]
  const within = (start: DateTime, end: DateTime = until): Expr => inRange({ from: start, until: end })
  switch (leaf.text('value')) {
    case 'performed_event':
      return persons(and(isDone, within(from)))
    case 'performed_event_multiple':
      return persons(and(isDone, within(from)), readCount(leaf))
    case 'performed_event_first_time':
      return persons(
        and(isDone, compare('<', col('timestamp'), moment(until))),
        compare('>=', fn('min', col('timestamp')), moment(from)),
      )
    case 'performed_event_sequence':
      return sequence(leaf, and(isDone, within(from)), now, context)
    case 'performed_event_regularly':
      return regularly(leaf, isDone, now)
    case 'stopped_performing_event': {
      // Did it in the window, but not in its last part.
      const recent = recentStart(leaf, now)
      return persons(and(isDone, within(from)), compare('<', fn('max', col('timestamp')), moment(recent)))
    }
    case 'restarted_performing_event': {
      // Did it before the window and in its last part, but not in between.
      const recent = recentStart(leaf, now)
      const count = (start: Expr | undefined, end: Expr | undefined): Expr =>
        fn('countIf', and(start && compare('>=', col('timestamp'), start), end && compare('<', col('timestamp'), end)))
      return persons(
        and(isDone, compare('<', col('timestamp'), moment(until))),
        and(
          compare('>', count(undefined, moment(from)), lit(0)),
          eq(count(moment(from), moment(recent)), lit(0)),
          compare('>', count(moment(recent), undefined), lit(0)),
        ),
      )
    }
    default:
      throw leaf.error('value', 'This behavior is not computed here.')
  }
}

async function conditionOf(
  leaf: Reader,
  { key, type }: { key: string; type: string },
  context: InsightContext,
): Promise<Expr> {
  const filters = key === 'key' ? readProperties(leaf, 'event_filters', context) : undefined
  const id = leaf.raw(key)
  const entity =
    leaf.text(type) === 'actions' ? await readAction(leaf, Number(id), context) : eventEntity(toText(id ?? ''))
  return and(entity.matches, filters)
}

function persons(where: Expr, having?: Expr): SelectQuery {
  return select({ select: [as('person', col('person_id'))], from: 'events', where, groupBy: [col('person')], having })
}

function back(leaf: Reader, now: DateTime, prefix: '' | 'seq_'): DateTime | undefined {
  const given = leaf.raw(`${prefix}time_value`)
  if (given === undefined) return undefined
  const count = Number(given)
  if (!Number.isInteger(count) || count < 1 || count > 10_000) {
    throw leaf.error(`${prefix}time_value`, 'Must be a whole number from 1.')
  }
  return now.minus({ [leaf.choice(`${prefix}time_interval`, intervals) ?? 'day']: count })
}

function explicit(leaf: Reader, name: string, now: DateTime): DateTime | undefined {
  const text = leaf.text(name, 40)
  if (text === undefined) return undefined
  const relative = /^-(\d{1,4})([hdwmy])$/.exec(text)
  if (relative) return now.minus({ [units[relative[2] ?? ''] ?? 'days']: Number(relative[1]) })
  const time = DateTime.fromISO(text, { zone: now.zone })
  if (!time.isValid)
    throw leaf.error(name, `The date "${text}" is not understood. Use an ISO date or one such as -30d.`)
  return time
}

function windowStart(leaf: Reader, now: DateTime): DateTime {
  const start = explicit(leaf, 'explicit_datetime', now) ?? back(leaf, now, '')
  if (!start)
    throw leaf.error('time_value', 'A behavioral filter needs time_value and time_interval, or explicit_datetime.')
  return start
}

/** Now is in it. */
function windowEnd(leaf: Reader, now: DateTime): DateTime {
  return explicit(leaf, 'explicit_datetime_to', now) ?? now.plus({ milliseconds: 1 })
}

function recentStart(leaf: Reader, now: DateTime): DateTime {
  const start = back(leaf, now, 'seq_')
  if (!start) throw leaf.error('seq_time_value', 'This behavior needs seq_time_value and seq_time_interval.')
  return start
}

const operators = { gte: '>=', lte: '<=', gt: '>', lt: '<', exact: '==', eq: '==' } as const

function readCount(leaf: Reader): Expr {
  const operator = leaf.choice('operator', ['gte', 'lte', 'gt', 'lt', 'exact', 'eq']) ?? 'gte'
  const value = Number(leaf.raw('operator_value') ?? 1)
  if (!Number.isInteger(value) || value < 0) throw leaf.error('operator_value', 'Must be a whole number.')
  return compare(operators[operator], fn('count'), lit(value))
}

/** First the one, then the other within a time after it. */
async function sequence(leaf: Reader, isFirst: Expr, now: DateTime, context: InsightContext): Promise<SelectQuery> {
  const isSecond = await conditionOf(leaf, { key: 'seq_event', type: 'seq_event_type' }, context)
  const span = now.diff(recentStart(leaf, now)).toMillis()
  const time = fn('toUnixTimestamp64Milli', col('timestamp'))
  const follows = and(compare('>', col('y'), col('x')), compare('<=', arithmetic('-', col('y'), col('x')), lit(span)))
  const hasNext = fn('arrayExists', lambda(['y'], follows), fn('groupArrayIf', time, isSecond))
  return persons(or(isFirst, isSecond), fn('arrayExists', lambda(['x'], hasNext), fn('groupArrayIf', time, isFirst)))
}

/** Often enough in some of the last periods. */
function regularly(leaf: Reader, isDone: Expr, now: DateTime): SelectQuery {
  const unit = leaf.choice('time_interval', intervals) ?? 'day'
  const size = Number(leaf.raw('time_value') ?? 1)
  const periods = leaf.integer('total_periods', { min: 1, max: maxPeriods }) ?? 1
  const wanted = leaf.integer('min_periods', { min: 1, max: maxPeriods }) ?? 1
  if (!Number.isInteger(size) || size < 1) throw leaf.error('time_value', 'Must be a whole number from 1.')
  if (wanted > periods) throw leaf.error('min_periods', 'More periods are asked for than there are.')
  // Period 0 is the one that ends now.
  const starts = Array.from({ length: periods + 1 }, (_, index) => now.minus({ [unit]: size * index }))
  const [end = now, ...begins] = starts
  const oldest = begins.at(-1) ?? now
  const cases = begins
    .slice(0, -1)
    .flatMap((begin, index) => [compare('>', col('timestamp'), moment(begin)), lit(index)])
  const period = cases.length > 0 ? fn('multiIf', ...cases, lit(periods - 1)) : lit(0)
  const perPeriod = select({
    select: [as('person', col('person_id')), as('period', period)],
    from: 'events',
    where: and(isDone, inRange({ from: oldest, until: end.plus({ milliseconds: 1 }) })),
    groupBy: [col('person'), col('period')],
    having: readCount(leaf),
  })
  return select({
    select: [col('person')],
    from: perPeriod,
    groupBy: [col('person')],
    having: compare('>=', fn('count'), lit(wanted)),
  })
}
