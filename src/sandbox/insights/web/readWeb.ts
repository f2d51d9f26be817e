import type { Expr } from '../../../hogql/ast.js'
import { and, col, compare, eq, fn, list, lit } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { comparedRange, intervals, previousRange, readDateRange, type DateRange } from '../shared/dateRange.js'
import { queryFilters } from '../shared/filters.js'
import { earliestEvent, readSample } from '../shared/query.js'
import type { Reader } from '../shared/read.js'

/** What every web analytics query is about. https://posthog.com/docs/web-analytics */
export interface WebInput {
  readonly range: DateRange
  readonly previous: DateRange | undefined
  /** Views of visitors in sessions, and conversions if there is a goal. */
  readonly condition: Expr
  /** Which of these events is a view. */
  readonly isView: Expr
  /** Which is a conversion; `undefined` without a goal. */
  readonly isConversion: Expr | undefined
  readonly sample: number | undefined
}

const isView = compare('in', col('event'), list(['$pageview', '$screen']))

export async function readWeb(query: Reader, context: InsightContext): Promise<WebInput> {
  const range = await readDateRange(query.object('dateRange'), {
    interval: query.choice('interval', intervals) ?? 'day',
    calendar: context.calendar,
    earliest: () => earliestEvent(context),
  })
  const compareFilter = query.object('compareFilter')
  const dateFrom = query.object('dateRange')?.text('date_from') ?? '-7d'
  const isCompared = compareFilter?.boolean('compare') === true && dateFrom !== 'all'
  const isConversion = readGoal(query.object('conversionGoal'))
  const counted: Expr = isConversion ? { node: 'Or', exprs: [isView, isConversion] } : isView
  return {
    range,
    previous: !isCompared
      ? undefined
      : compareFilter.text('compare_to')
        ? comparedRange(range, compareFilter, context.calendar)
        : previousRange(range, dateFrom, context.calendar),
    condition: and(counted, compare('!=', col('$session_id'), lit('')), queryFilters(query, context)),
    isView,
    isConversion,
    sample: readSample(query),
  }
}

function readGoal(goal: Reader | undefined): Expr | undefined {
  if (!goal) return undefined
  const event = goal.text('customEventName')
  if (event) return eq(col('event'), lit(event))
  const action = goal.integer('actionId')
  if (action === undefined) throw goal.error(undefined, 'A conversion goal needs a customEventName or an actionId.')
  return fn('matchesAction', lit(action))
}
