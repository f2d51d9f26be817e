import type { DateTime } from 'luxon'
import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { orNoValue, readBreakdown } from '../shared/breakdown.js'
import { bucketIndex } from '../shared/bucketIndex.js'
import {
  and,
  array,
  arithmetic,
  as,
  col,
  compare,
  eq,
  fn,
  lambda,
  lit,
  or,
  select,
  tuple,
  unionAll,
} from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { add, inRange, moment, readDateRange, startOf, type DateRange, type Interval } from '../shared/dateRange.js'
import { actorOf, entityCondition, firstTime, hasActor, readRetentionEntity, type Entity } from '../shared/entities.js'
import { queryFilters } from '../shared/filters.js'
import { earliestEvent, readSample } from '../shared/query.js'
import type { Reader } from '../shared/read.js'
import { splitExpression } from '../shared/topValues.js'

const periods = ['Hour', 'Day', 'Week', 'Month'] as const
const retentionTypes = ['retention_recurring', 'retention_first_time', 'retention_first_ever_occurrence'] as const
const defaultIntervals = 7
const maxIntervals = 100

interface RetentionInput {
  readonly target: Entity
  readonly returning: Entity
  readonly period: (typeof periods)[number]
  readonly interval: Interval
  /** The intervals people begin in, and those they come back in. */
  readonly range: DateRange
  /** Only whoever did it for the first time ever begins. */
  readonly isFirstTime: boolean
  readonly minimum: number
  readonly isCumulative: boolean
  /** Later intervals are counted from the moment somebody began, not from midnight. */
  readonly isRolling: boolean
  readonly filters: Expr | undefined
  readonly groupTypeIndex: number | undefined
  readonly sample: number | undefined
}

/**
 * Answers a `RetentionQuery`: of those who did something in an interval, how many came back in each one after it.
 * https://posthog.com/docs/product-analytics/retention
 */
export async function runRetention(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const input = await readRetention(query, context)
  const breakdown = readBreakdown(query, context)
  const condition = and(
    or(entityCondition(input.target), entityCondition(input.returning)),
    input.filters,
    hasActor(input.groupTypeIndex),
    inRange(input.range),
  )
  if (breakdown?.kind === 'cohorts') return byCohort(input, condition, breakdown.ids, context)
  const split =
    breakdown &&
    (await splitExpression({ condition: and(entityCondition(input.target), condition) }, breakdown, context))
  const sql = retentionQuery(input, condition, split)
  return { results: await readTables(input, sql, split !== undefined, context), hogql: sql, range: input.range }
}

/** A table for each cohort, of its members. */
async function byCohort(
  input: RetentionInput,
  condition: Expr,
  ids: readonly (number | 'all')[],
  context: InsightContext,
): Promise<InsightAnswer> {
  const queries = ids.map(id => {
    const isMember = id === 'all' ? undefined : compare('in cohort', col('person_id'), lit(id))
    return { id, sql: retentionQuery(input, and(condition, isMember), undefined) }
  })
  const tables = await Promise.all(
    queries.map(async ({ id, sql }) =>
      (await readTables(input, sql, false, context)).map(row => ({ ...row, breakdown_value: id })),
    ),
  )
  return { results: tables.flat(), hogql: unionAll(queries.map(({ sql }) => sql)), range: input.range }
}

/** The rows of a table for each value that the query splits by. */
async function readTables(
  input: RetentionInput,
  sql: SelectQuery,
  isSplit: boolean,
  context: InsightContext,
): Promise<object[]> {
  const { columns, results } = await context.run(sql)
  const groups = new Map<string, { value: unknown; counts: Map<string, number> }>()
  if (!isSplit) groups.set('', { value: undefined, counts: new Map() })
  for (const row of results) {
    const cells = Object.fromEntries(columns.map((name, index) => [name, row[index]]))
    const value = cells['breakdown_value']
    const key = JSON.stringify(value) ?? ''
    const group = groups.get(key) ?? { value, counts: new Map<string, number>() }
    groups.set(key, group)
    group.counts.set(`${Number(cells['start_index'])} ${Number(cells['offset'])}`, Number(cells['total']))
  }
  return [...groups.values()].flatMap(group => toTable(group, input))
}

async function readRetention(query: Reader, context: InsightContext): Promise<RetentionInput> {
  const filter = query.object('retentionFilter')
  const isRolling = filter?.choice('timeWindowMode', ['strict_calendar_dates', '24_hour_windows']) === '24_hour_windows'
  const isCumulative = filter?.boolean('cumulative') ?? false
  if (isRolling && isCumulative) {
    throw query.error('retentionFilter__cumulative', 'Cumulative retention is not supported for 24 hour windows.')
  }
  const period = filter?.choice('period', periods) ?? 'Day'
  const interval = period.toLowerCase() as Interval
  const pageview = { type: 'events', id: '$pageview', label: '$pageview', customName: undefined } as const
  const all: Entity = { ...pageview, matches: eq(col('event'), lit('$pageview')), filters: undefined }
  const target = filter?.object('targetEntity')
  const returning = filter?.object('returningEntity')
  const type = filter?.choice('retentionType', retentionTypes) ?? 'retention_recurring'
  const groupTypeIndex = query.integer('aggregation_group_type_index', { min: 0, max: 4 })
  const begins = target ? await readRetentionEntity(target, context) : all
  const count = filter?.integer('totalIntervals', { min: 2, max: maxIntervals }) ?? defaultIntervals
  return {
    target:
      type === 'retention_first_ever_occurrence' ? firstTime(begins, begins.matches, actorOf(groupTypeIndex)) : begins,
    returning: returning ? await readRetentionEntity(returning, context) : all,
    period,
    interval,
    range: await readPeriods(query, { interval, count }, context),
    isFirstTime: type === 'retention_first_time',
    minimum: filter?.integer('minimumOccurrences', { min: 1, max: 1000 }) ?? 1,
    isCumulative,
    isRolling,
    filters: queryFilters(query, context),
    groupTypeIndex,
    sample: readSample(query),
  }
}

/** The last intervals up to `date_to`, the one that is under way among them. */
async function readPeriods(
  query: Reader,
  { interval, count }: { interval: Interval; count: number },
  context: InsightContext,
): Promise<DateRange> {
  const { calendar } = context
  const given = await readDateRange(query.object('dateRange'), {
    interval,
    calendar,
    earliest: () => earliestEvent(context),
  })
  const last = startOf(given.until.minus({ milliseconds: 1 }), interval, calendar.weekStartDay)
  const buckets = Array.from({ length: count }, (_, index) => add(last, interval, index + 1 - count))
  return { interval, buckets, from: buckets[0] ?? given.from, until: add(last, interval, 1) }
}

/** Rows of `breakdown_value?, start_index, offset, total`. */
function retentionQuery(input: RetentionInput, condition: Expr, split: Expr | undefined): SelectQuery {
  const index = bucketIndex(input.range)
  const isTarget = entityCondition(input.target)
  const isReturn = entityCondition(input.returning)
  const splits = split ? [col('breakdown_value')] : []
  const time = fn('toUnixTimestamp64Milli', col('timestamp'))
  const actors = select({
    select: [
      as('actor', actorOf(input.groupTypeIndex)),
      as('targets', fn('groupArrayIf', index, isTarget)),
      as('returns', fn('groupArrayIf', input.isRolling ? time : index, isReturn)),
      ...(input.isRolling ? [as('times', fn('groupArrayIf', tuple(index, time), isTarget))] : []),
      ...(split ? [as('breakdown_value', valueAtStart(split, isTarget))] : []),
    ],
    from: 'events',
    sample: input.sample,
    where: and(condition, input.isFirstTime ? isNewcomer(input) : undefined),
    groupBy: [col('actor')],
  })
  const often = (times: Expr): Expr => {
    const distinct = fn('arraySort', fn('arrayDistinct', times))
    if (input.minimum === 1) return distinct
    return fn(
      'arrayFilter',
      lambda(['i'], compare('>=', fn('countEqual', times, col('i')), lit(input.minimum))),
      distinct,
    )
  }
  const starts = fn('arraySort', fn('arrayDistinct', col('targets')))
  const begun = select({
    select: [
      col('actor'),
      ...splits,
      as('start_index', fn('arrayJoin', input.isFirstTime ? fn('arraySlice', starts, lit(1), lit(1)) : starts)),
      ...(input.isRolling ? [col('returns'), col('times')] : [as('back', often(col('returns')))]),
    ],
    from: actors,
  })
  const later = fn('arrayFilter', lambda(['i'], compare('>', col('i'), col('start_index'))), col('back'))
  const offsets = input.isRolling
    ? often(rollingOffsets(input.interval))
    : fn('arrayMap', lambda(['i'], arithmetic('-', col('i'), col('start_index'))), later)
  // Whoever comes back later was not lost before.
  const reached = input.isCumulative
    ? fn('range', lit(0), arithmetic('+', fn('arrayMax', fn('arrayPushBack', offsets, lit(0))), lit(1)))
    : fn('arrayConcat', array(lit(0)), offsets)
  const counted = select({
    select: [col('actor'), ...splits, col('start_index'), as('offset', fn('arrayJoin', reached))],
    from: begun,
  })
  return select({
    select: [...splits, col('start_index'), col('offset'), as('total', fn('count'))],
    from: counted,
    groupBy: [...splits, col('start_index'), col('offset')],
  })
}

const hour = 3_600_000
const windowMs: Partial<Record<Interval, number>> = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour }

/** In which window after the first target event of the interval each return is, from 1; a month has 30 days here. */
function rollingOffsets(interval: Interval): Expr {
  const own = fn(
    'arrayFilter',
    lambda(['t'], eq(fn('tupleElement', col('t'), lit(1)), col('start_index'))),
    col('times'),
  )
  const begin = fn('arrayMin', fn('arrayMap', lambda(['t'], fn('tupleElement', col('t'), lit(2))), own))
  const window = fn('intDiv', arithmetic('-', col('r'), begin), lit(windowMs[interval] ?? 24 * hour))
  const windows = fn(
    'arrayMap',
    lambda(['r'], window),
    fn('arrayFilter', lambda(['r'], compare('>', col('r'), begin)), col('returns')),
  )
  return fn('arrayFilter', lambda(['w'], compare('>', col('w'), lit(0))), windows)
}

/** Whose first target event ever is in the range. */
function isNewcomer({ target, filters, range, groupTypeIndex }: RetentionInput): Expr {
  const actor = actorOf(groupTypeIndex)
  const earlier = select({
    select: [as('actor', actor)],
    from: 'events',
    where: and(entityCondition(target), filters, compare('<', col('timestamp'), moment(range.from))),
    groupBy: [col('actor')],
  })
  return compare('not in', actor, earlier)
}

function valueAtStart(split: Expr, isTarget: Expr): Expr {
  return orNoValue(fn('argMinIf', split, col('timestamp'), isTarget), split)
}

function toTable({ value, counts }: { value: unknown; counts: Map<string, number> }, input: RetentionInput): object[] {
  const { buckets } = input.range
  return buckets.map((bucket: DateTime, start) => ({
    values: buckets.slice(start).map((_, offset) => ({
      count: counts.get(`${start + 1} ${offset}`) ?? 0,
      label: `${input.period} ${offset}`,
    })),
    label: `${input.period} ${start}`,
    date: bucket.toISO(),
    ...(value !== undefined && { breakdown_value: value }),
  }))
}
