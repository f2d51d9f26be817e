import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import { noValue, orNoValue, widthOf } from '../shared/breakdown.js'
import { and, arithmetic, as, col, compare, eq, fn, lambda, lit, or, parametric, select } from '../shared/build.js'
import { bucketKey, inRange } from '../shared/dateRange.js'
import { entityCondition } from '../shared/entities.js'
import { at, bestPath, levelOf, pathsExpression, timesColumns } from './paths.js'
import type { FunnelInput } from './readFunnel.js'

const path = col('path')
const split = col('breakdown_value')
const second = 1_000_000
const time = fn('toUnixTimestamp64Micro', col('timestamp'))

/** What one funnel is about: the value that persons are split by, and a condition besides the query's own. */
export interface FunnelPlan {
  readonly input: FunnelInput
  readonly breakdown: Expr | undefined
  readonly only: Expr | undefined
}

/** The events that a funnel looks at: of any step or exclusion; all of them where steps must follow directly. */
export function funnelCondition({ input, only }: FunnelPlan): Expr {
  const entities = [...input.steps, ...input.exclusions.map(exclusion => exclusion.entity)]
  return and(
    input.order === 'strict' ? undefined : or(...entities.map(entityCondition)),
    input.filters,
    input.hasActor,
    only,
    inRange(input.range),
  )
}

/** One row for each actor (and value): all paths, in `paths`. */
function pathsQuery(plan: FunnelPlan): SelectQuery {
  const { input, breakdown } = plan
  const columns = timesColumns(input, time)
  const byStep = breakdown && typeof input.attribution === 'object' ? input.attribution.step : undefined
  const isAllEvents = breakdown !== undefined && input.attribution === 'all_events'
  const isTouch = breakdown !== undefined && byStep === undefined && !isAllEvents
  const times = select({
    select: [
      as('actor', input.actor),
      ...columns.map(column => as(column.name, column.expr)),
      ...(isAllEvents ? [as('breakdown_value', breakdown)] : []),
      ...(isTouch ? [as('breakdown_value', touched(input, breakdown))] : []),
      ...(byStep !== undefined && breakdown ? [as('step_values', stepValues(input, byStep, breakdown))] : []),
    ],
    from: 'events',
    sample: input.sample,
    where: funnelCondition(plan),
    groupBy: [col('actor'), ...(isAllEvents ? [split] : [])],
  })
  const from =
    byStep === undefined
      ? times
      : atStep(
          times,
          columns.map(column => column.name),
          byStep,
        )
  const paths = select({
    select: [col('actor'), ...(breakdown ? [split] : []), as('paths', pathsExpression(input))],
    from,
  })
  return select({ select: [col('*')], from: paths, where: fn('notEmpty', col('paths')) })
}

/** The value on the first or the last event of a step that has one. */
function touched({ steps, attribution }: FunnelInput, breakdown: Expr): Expr {
  const isValue = isGiven(breakdown)
  const condition = and(or(...steps.map(entityCondition)), isValue)
  const value = fn(attribution === 'last_touch' ? 'argMaxIf' : 'argMinIf', breakdown, time, condition)
  // Nobody has a value: the aggregate gives its own emptiness.
  return orNoValue(value, breakdown)
}

/** Of several values, one is enough. */
function isGiven(breakdown: Expr): Expr {
  const isValue = (value: Expr): Expr => compare('!=', value, lit(noValue))
  return widthOf(breakdown) === undefined
    ? isValue(breakdown)
    : fn('arrayExists', lambda(['x'], isValue(col('x'))), breakdown)
}

/** Times and values of the events of one step. */
function stepValues({ steps }: FunnelInput, step: number, breakdown: Expr): Expr {
  const entity = steps[step]
  return fn('groupArrayIf', { node: 'Tuple', exprs: [time, breakdown] }, entity ? entityCondition(entity) : lit(false))
}

/** One row for each value of a step's events, with only those events of the step. */
function atStep(times: SelectQuery, names: readonly string[], step: number): SelectQuery {
  const value = (index: number): Expr => fn('tupleElement', col('v'), lit(index))
  const values = fn('arrayDistinct', fn('arrayMap', lambda(['v'], value(2)), col('step_values')))
  const split_ = select({
    select: [
      col('actor'),
      ...names.map(name => col(name)),
      col('step_values'),
      as('breakdown_value', fn('arrayJoin', values)),
    ],
    from: times,
  })
  const own = fn(
    'arraySort',
    fn('arrayMap', lambda(['v'], value(1)), fn('arrayFilter', lambda(['v'], eq(value(2), split)), col('step_values'))),
  )
  return select({
    select: [col('actor'), split, ...names.map(name => (name === `s${step}` ? as(name, own) : col(name)))],
    from: split_,
  })
}

/** One row for each actor (and value): the best path, in `path`. */
export function bestQuery(plan: FunnelPlan): SelectQuery {
  return select({
    select: [col('actor'), ...(plan.breakdown ? [split] : []), as('path', bestPath(col('paths')))],
    from: pathsQuery(plan),
  })
}

/**
 * Rows of `breakdown_value?, count_1 … count_n, average_2 …, median_2 …`: how many reached each step, and how long the way from
 * the step before took them, in seconds.
 */
export function stepsQuery(plan: FunnelPlan): SelectQuery {
  const { steps } = plan.input
  const level = levelOf(path)
  const counts = steps.map((_, index) => as(`count_${index + 1}`, fn('countIf', compare('>', level, lit(index)))))
  const durations = steps.slice(1).flatMap((_, index) => {
    const took = arithmetic('/', arithmetic('-', at(path, index + 2), at(path, index + 1)), lit(second))
    const reached = compare('>', level, lit(index + 1))
    return [
      as(`average_${index + 2}`, fn('avgIf', took, reached)),
      as(`median_${index + 2}`, parametric('quantileIf', [0.5], took, reached)),
    ]
  })
  const splits = plan.breakdown ? [split] : []
  return select({ select: [...splits, ...counts, ...durations], from: bestQuery(plan), groupBy: splits })
}

/** One row for each conversion from `fromStep` to `toStep`: how long it took, in seconds. */
export function durationsQuery(plan: FunnelPlan): SelectQuery {
  const { fromStep, toStep } = plan.input
  const from = at(path, fromStep + 1)
  const to = at(path, toStep + 1)
  return select({
    select: [as('took', arithmetic('/', arithmetic('-', to, from), lit(second)))],
    from: bestQuery(plan),
    where: compare('>', to, lit(0)),
  })
}

/** Rows of `bucket, breakdown_value?, entered, converted`: by when the funnel was entered. */
export function trendsQuery(plan: FunnelPlan): SelectQuery {
  const { fromStep, toStep, range } = plan.input
  const splits = plan.breakdown ? [split] : []
  const entered = select({
    select: [col('actor'), ...splits, as('path', fn('arrayJoin', col('paths')))],
    from: pathsQuery(plan),
  })
  const start = fn('fromUnixTimestamp', fn('intDiv', at(path, 1), lit(second)))
  const people = (step: number): Expr => fn('uniqExactIf', col('actor'), compare('>', at(path, step + 1), lit(0)))
  return select({
    select: [
      as('bucket', bucketKey(range.interval, start)),
      ...splits,
      as('entered', people(fromStep)),
      as('converted', people(toStep)),
    ],
    from: entered,
    groupBy: [col('bucket'), ...splits],
  })
}
