import type { Expr } from '../../../hogql/ast.js'
import { and, arithmetic, col, compare, eq, fn, lambda, lit, not, or, tuple } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { entityCondition, readEntity } from '../shared/entities.js'
import { numeric } from '../shared/filters.js'
import type { Reader } from '../shared/read.js'

const minute = 60_000
const units = {
  second: 1000,
  minute,
  hour: 60 * minute,
  day: 24 * 60 * minute,
  week: 7 * 24 * 60 * minute,
  month: 30 * 24 * 60 * minute,
}
const unitNames = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const

/**
 * A metric as columns over the events of one person. `items` are collected per person; `value` reads them, together with `exposed_at`
 * (microseconds), in a query around that.
 */
export interface Metric {
  readonly type: 'mean' | 'funnel' | 'ratio' | 'retention'
  readonly goal: 'increase' | 'decrease'
  /** Events that the metric looks at. */
  readonly condition: Expr
  /** Named aggregates over a person's events. */
  readonly columns: readonly { readonly name: string; readonly expr: Expr }[]
  readonly value: Expr
  /** Of ratio and retention metrics: whoever has none is no sample of a retention. */
  readonly denominator?: Expr
  /** How many steps a person reached, of funnels. */
  readonly steps?: { readonly count: number; readonly reached: Expr }
  readonly lowerPercentile: number | undefined
  readonly upperPercentile: number | undefined
  readonly ignoresZeros: boolean
}

const time = fn('toUnixTimestamp64Micro', col('timestamp'))
const x = col('x')
const part = (index: number): Expr => fn('tupleElement', x, lit(index))

/** Reads `metric` of an `ExperimentQuery`. https://posthog.com/docs/experiments/metrics */
export async function readMetric(metric: Reader, context: InsightContext): Promise<Metric> {
  const type = metric.choice('metric_type', ['mean', 'funnel', 'ratio', 'retention'])
  if (type === undefined)
    throw metric.error('metric_type', 'A metric needs a metric_type: mean, funnel, ratio or retention.')
  const shared = {
    type,
    goal: metric.choice('goal', ['increase', 'decrease']) ?? ('increase' as const),
    lowerPercentile: metric.number('lower_bound_percentile', { min: 0, max: 1 }),
    upperPercentile: metric.number('upper_bound_percentile', { min: 0, max: 1 }),
    ignoresZeros: metric.boolean('ignore_zeros'),
  }
  const window = readWindow(metric, 'conversion_window', 'conversion_window_unit')
  if (type === 'mean') return { ...shared, ...(await valueOf(metric, 'source', window, context)) }
  if (type === 'funnel') return { ...shared, ...(await funnelOf(metric, window, context)) }
  if (type === 'retention') return { ...shared, ...(await retentionOf(metric, window, context)) }
  const above = await valueOf(metric, 'numerator', window, context)
  const below = await valueOf(metric, 'denominator', window, context)
  return {
    ...shared,
    condition: or(above.condition, below.condition),
    columns: [...above.columns, ...below.columns],
    value: above.value,
    denominator: below.value,
  }
}

function readWindow(metric: Reader, name: string, unit: string): number | undefined {
  const count = metric.number(name, { min: 0 })
  return count === undefined ? undefined : count * units[metric.choice(unit, unitNames) ?? 'day']
}

/** After the exposure, and within the conversion window if there is one. */
function afterExposure(at: Expr, windowMs: number | undefined): Expr {
  const exposed = col('exposed_at')
  return and(
    compare('>=', at, exposed),
    windowMs === undefined ? undefined : compare('<=', at, arithmetic('+', exposed, lit(windowMs * 1000))),
  )
}

/** One number for each person: a count, or what a property comes to. */
async function valueOf(metric: Reader, name: string, windowMs: number | undefined, context: InsightContext) {
  const source = metric.object(name)
  if (!source) throw metric.error(name, `A metric of this type needs a ${name}.`)
  const condition = entityCondition(await readEntity(source, context))
  const math = source.choice('math', ['total', 'sum', 'avg', 'min', 'max', 'unique_session', 'dau', 'hogql']) ?? 'total'
  const property = source.text('math_property')
  if (['sum', 'avg', 'min', 'max'].includes(math) && !property)
    throw source.error('math_property', `The math ${math} needs a property.`)
  const hogql = source.text('math_hogql', 10_000)
  const subject =
    math === 'hogql' && hogql
      ? numeric(context.parseExpr(hogql))
      : property
        ? fn('ifNull', numeric(col('properties', property)), lit(0))
        : lit(1)
  const column = `items_${name}`
  const isSessions = math === 'unique_session'
  const items = fn('groupArrayIf', tuple(time, isSessions ? col('$session_id') : subject), condition)
  const counted = fn(
    'arrayMap',
    lambda(['x'], part(2)),
    fn('arrayFilter', lambda(['x'], afterExposure(part(1), windowMs)), col(column)),
  )
  const values: Record<string, Expr> = {
    total: fn('toFloat', fn('length', counted)),
    dau: fn('toFloat', fn('notEmpty', counted)),
    unique_session: fn('toFloat', fn('length', fn('arrayDistinct', counted))),
    avg: fn('if', fn('notEmpty', counted), fn('arrayAvg', counted), lit(0)),
    min: fn('if', fn('notEmpty', counted), fn('arrayMin', counted), lit(0)),
    max: fn('if', fn('notEmpty', counted), fn('arrayMax', counted), lit(0)),
  }
  return { condition, columns: [{ name: column, expr: items }], value: values[math] ?? fn('arraySum', counted) }
}

/** Whether a person took all steps, one after another from the exposure on. */
async function funnelOf(metric: Reader, windowMs: number | undefined, context: InsightContext) {
  const given = metric.objects('series', 20)
  if (given.length === 0) throw metric.error('series', 'A funnel metric needs at least one step after the exposure.')
  const steps = await Promise.all(given.map(async reader => entityCondition(await readEntity(reader, context))))
  const isUnordered = metric.choice('funnel_order_type', ['ordered', 'unordered', 'strict']) === 'unordered'
  const columns = steps.map((step, index) => ({
    name: `step_${index}`,
    expr: fn('arraySort', fn('groupArrayIf', time, step)),
  }))
  const exposed = col('exposed_at')
  // The time of each step; 0 once one was not taken.
  const times = steps.reduce<Expr[]>((before, _, index) => {
    const last = isUnordered ? exposed : (before.at(-1) ?? exposed)
    const first = fn(
      'arrayFirst',
      lambda(['x'], and(compare('>=', x, last), afterExposure(x, windowMs))),
      col(`step_${index}`),
    )
    return [...before, isUnordered ? first : fn('if', eq(last, lit(0)), lit(0), first)]
  }, [])
  const taken = times.map(at => fn('if', compare('>', at, lit(0)), lit(1), lit(0)))
  const reached = taken.reduce((sum, step) => arithmetic('+', sum, step))
  return {
    condition: or(...steps),
    columns,
    value: fn('toFloat', fn('if', eq(reached, lit(steps.length)), lit(1), lit(0))),
    steps: { count: steps.length, reached },
  }
}

/** Of those who started, whether they came back within a window after the start. */
async function retentionOf(metric: Reader, windowMs: number | undefined, context: InsightContext) {
  const start = metric.object('start_event')
  const completion = metric.object('completion_event')
  if (!start || !completion)
    throw metric.error('start_event', 'A retention metric needs a start_event and a completion_event.')
  const unit = units[metric.choice('retention_window_unit', unitNames) ?? 'day']
  const from = (metric.number('retention_window_start', { min: 0 }) ?? 0) * unit
  const to = (metric.number('retention_window_end', { min: 0 }) ?? 7) * unit
  if (to < from) throw metric.error('retention_window_end', 'The window must end after it starts.')
  const started = entityCondition(await readEntity(start, context))
  const completed = entityCondition(await readEntity(completion, context))
  const after = fn('arrayFilter', lambda(['x'], afterExposure(x, windowMs)), col('starts'))
  const sorted = fn('arraySort', after)
  const at = fn('arrayElement', sorted, metric.text('start_handling') === 'last_seen' ? lit(-1) : lit(1))
  const hasStarted = fn('notEmpty', after)
  const inWindow = and(
    compare('>=', x, arithmetic('+', at, lit(from * 1000))),
    // A day of a window is a whole day.
    compare('<', x, arithmetic('+', at, lit((to + unit) * 1000))),
    not(eq(x, at)),
  )
  return {
    condition: or(started, completed),
    columns: [
      { name: 'starts', expr: fn('groupArrayIf', time, started) },
      { name: 'returns', expr: fn('groupArrayIf', time, completed) },
    ],
    value: fn('toFloat', and(hasStarted, fn('arrayExists', lambda(['x'], inWindow), col('returns')))),
    denominator: fn('toFloat', hasStarted),
  }
}
