import type { SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { bucketIndex } from '../shared/bucketIndex.js'
import { and, arithmetic, as, col, compare, eq, fn, lambda, lit, select, tuple } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { add, inRange, intervals, readDateRange, type DateRange } from '../shared/dateRange.js'
import { actorOf, entityCondition, hasActor, readEntity } from '../shared/entities.js'
import { queryFilters } from '../shared/filters.js'
import { actionOf, axisOf } from '../shared/points.js'
import { earliestEvent, readSample } from '../shared/query.js'
import type { Reader } from '../shared/read.js'

const statuses = ['new', 'returning', 'resurrecting', 'dormant'] as const

/**
 * Answers a `LifecycleQuery`: who is new in an interval (their person was made in it), came back from the one before, came back
 * after a break, or was there in the one before and is gone. https://posthog.com/docs/product-analytics/lifecycle
 */
export async function runLifecycle(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const [series, ...more] = query.objects('series', 2)
  if (!series || more.length > 0) throw query.error('series', 'A lifecycle is that of one event or action.')
  const entity = await readEntity(series, context)
  const groupTypeIndex = query.integer('aggregation_group_type_index', { min: 0, max: 4 })
  const interval = query.choice('interval', intervals) ?? 'day'
  const range = await readDateRange(query.object('dateRange'), {
    interval,
    calendar: context.calendar,
    earliest: () => earliestEvent(context),
  })
  const shown = query.object('lifecycleFilter')?.list('toggledLifecycles', statuses.length) ?? []
  // One interval more at the front: only it tells who comes back and who is gone in the first.
  const [first] = range.buckets
  const before = first ? add(first, interval, -1) : range.from
  const known: DateRange = { ...range, from: before, buckets: [before, ...range.buckets] }
  const condition = and(entityCondition(entity), queryFilters(query, context), hasActor(groupTypeIndex), inRange(known))
  const sql = lifecycleQuery(known, condition, groupTypeIndex, readSample(query))
  const { results } = await context.run(sql)
  const counts = new Map(results.map(([status, index, count]) => [`${String(status)} ${Number(index)}`, Number(count)]))
  return {
    results: statuses
      .filter(status => shown.length === 0 || shown.includes(status))
      .map(status => {
        // Those who are gone are below the axis.
        const sign = status === 'dormant' ? -1 : 1
        const data = range.buckets.map((_, index) => sign * (counts.get(`${status} ${index + 2}`) ?? 0) || 0)
        return {
          action: actionOf(entity, 0),
          label: `${entity.label} - ${status}`,
          status,
          count: data.reduce((sum, value) => sum + value, 0),
          data,
          ...axisOf(range),
        }
      }),
    hogql: sql,
    range,
  }
}

/** Rows of `status, index, count`: buckets are numbered from 1, the one before the range. */
function lifecycleQuery(
  known: DateRange,
  condition: ReturnType<typeof and>,
  groupTypeIndex: number | undefined,
  sample: number | undefined,
): SelectQuery {
  const created =
    groupTypeIndex === undefined ? col('person', 'created_at') : col(`group_${groupTypeIndex}`, 'created_at')
  const actors = select({
    select: [
      as('actor', actorOf(groupTypeIndex)),
      as('active', fn('groupUniqArray', bucketIndex(known))),
      as('created', bucketIndex(known, fn('min', created))),
    ],
    from: 'events',
    sample,
    where: condition,
    groupBy: [col('actor')],
  })
  const i = col('i')
  const was = (offset: number) => fn('has', col('active'), arithmetic(offset < 0 ? '-' : '+', i, lit(1)))
  const status = fn('multiIf', eq(i, col('created')), lit('new'), was(-1), lit('returning'), lit('resurrecting'))
  const present = fn('arrayMap', lambda(['i'], tuple(status, i)), col('active'))
  const gone = fn(
    'arrayMap',
    lambda(['i'], tuple(lit('dormant'), arithmetic('+', i, lit(1)))),
    fn('arrayFilter', lambda(['i'], eq(was(1), lit(0))), col('active')),
  )
  const moments = select({ select: [as('m', fn('arrayJoin', fn('arrayConcat', present, gone)))], from: actors })
  const part = (index: number) => fn('tupleElement', col('m'), lit(index))
  return select({
    select: [as('status', part(1)), as('index', part(2)), as('total', fn('count'))],
    from: moments,
    where: and(compare('>', part(2), lit(1)), compare('<=', part(2), lit(known.buckets.length))),
    groupBy: [col('status'), col('index')],
  })
}
