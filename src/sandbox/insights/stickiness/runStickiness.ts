import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { bucketIndex } from '../shared/bucketIndex.js'
import { and, as, asc, col, compare, fn, lit, select, unionAll } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { comparedRange, inRange, intervals, previousRange, readDateRange, type DateRange } from '../shared/dateRange.js'
import { actorOf, entityCondition, hasActor, readEntity, type Entity } from '../shared/entities.js'
import { queryFilters } from '../shared/filters.js'
import { actionOf } from '../shared/points.js'
import { earliestEvent, readSample } from '../shared/query.js'
import type { Reader } from '../shared/read.js'

const maxSeries = 26

interface StickinessSeries {
  readonly entity: Entity
  readonly actor: Expr
  readonly hasActor: Expr | undefined
}

/**
 * Answers a `StickinessQuery`: on how many intervals of the range people did something.
 * https://posthog.com/docs/product-analytics/stickiness
 */
export async function runStickiness(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const given = query.objects('series', maxSeries)
  if (given.length === 0) throw query.error('series', 'Stickiness needs at least one event or action in its series.')
  const series = await Promise.all(given.map(reader => readSeries(reader, context)))
  const range = await readDateRange(query.object('dateRange'), {
    interval: query.choice('interval', intervals) ?? 'day',
    calendar: context.calendar,
    earliest: () => earliestEvent(context),
  })
  const filter = query.object('stickinessFilter')
  const shape = {
    filters: queryFilters(query, context),
    sample: readSample(query),
    /** Intervals that count as one. */
    size: query.integer('intervalCount', { min: 1, max: 1000 }) ?? 1,
    isCumulative: filter?.choice('computedAs', ['non_cumulative', 'cumulative']) === 'cumulative',
    enough: readCriteria(filter?.object('stickinessCriteria')),
  }
  const compareFilter = query.object('compareFilter')
  const previous = compareFilter?.boolean('compare')
    ? compareFilter.text('compare_to')
      ? comparedRange(range, compareFilter, context.calendar)
      : previousRange(range, query.object('dateRange')?.text('date_from') ?? '-7d', context.calendar)
    : undefined
  const plans = [range, ...(previous ? [previous] : [])].flatMap(period =>
    series.map((item, order) => ({ item, order, period, sql: stickinessQuery(item, period, shape) })),
  )
  const results = await Promise.all(
    plans.map(async ({ item, order, period, sql }) => {
      const length = Math.ceil(range.buckets.length / shape.size)
      const exact = Array.from({ length }, () => 0)
      for (const [count, people] of (await context.run(sql)).results) exact[Number(count) - 1] = Number(people)
      const data = shape.isCumulative ? exact.map((_, index) => exact.slice(index).reduce((a, b) => a + b, 0)) : exact
      return {
        action: actionOf(item.entity, order),
        label: item.entity.label,
        count: exact.reduce((sum, value) => sum + value, 0),
        data,
        days: data.map((_, index) => index + 1),
        labels: data.map((_, index) => intervalLabel((index + 1) * shape.size, range)),
        ...(previous && { compare: true, compare_label: period === previous ? 'previous' : 'current' }),
      }
    }),
  )
  return { results, hogql: unionAll(plans.map(plan => plan.sql)), range }
}

function intervalLabel(count: number, { interval }: DateRange): string {
  return `${count} ${interval}${count === 1 ? '' : 's'}`
}

async function readSeries(reader: Reader, context: InsightContext): Promise<StickinessSeries> {
  const isGroup = reader.text('math') === 'unique_group'
  const index = isGroup ? reader.integer('math_group_type_index', { min: 0, max: 4 }) : undefined
  if (isGroup && index === undefined) {
    throw reader.error('math_group_type_index', 'unique_group needs the index of a group type.')
  }
  return { entity: await readEntity(reader, context), actor: actorOf(index), hasActor: hasActor(index) }
}

/** How often it has to be done in an interval to count. */
function readCriteria(criteria: Reader | undefined): Expr | undefined {
  if (!criteria) return undefined
  const operator = criteria.choice('operator', ['gte', 'lte', 'exact']) ?? 'gte'
  const value = criteria.integer('value', { min: 1 }) ?? 1
  const op = { gte: '>=', lte: '<=', exact: '==' } as const
  return compare(op[operator], fn('count'), lit(value))
}

/** Rows of `intervals, actors`. */
function stickinessQuery(
  { entity, actor, hasActor: given }: StickinessSeries,
  range: DateRange,
  shape: { filters: Expr | undefined; sample: number | undefined; size: number; enough: Expr | undefined },
): SelectQuery {
  const index = bucketIndex(range)
  const active = select({
    select: [
      as('actor', actor),
      as(
        'slot',
        shape.size === 1
          ? index
          : fn('ceil', { node: 'ArithmeticOperation', op: '/', left: index, right: lit(shape.size) }),
      ),
    ],
    from: 'events',
    sample: shape.sample,
    where: and(entityCondition(entity), shape.filters, given, inRange(range)),
    groupBy: [col('actor'), col('slot')],
    having: shape.enough,
  })
  const counted = select({
    select: [col('actor'), as('intervals', fn('count'))],
    from: active,
    groupBy: [col('actor')],
  })
  return select({
    select: [col('intervals'), as('actors', fn('count'))],
    from: counted,
    groupBy: [col('intervals')],
    orderBy: [asc(col('intervals'))],
  })
}
