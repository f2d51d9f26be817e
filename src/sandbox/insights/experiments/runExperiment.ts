import { DateTime } from 'luxon'
import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { and, arithmetic, as, asc, col, compare, eq, fn, lit, not, or, parametric, select } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { bucketKey, dayText, inRange } from '../shared/dateRange.js'
import type { Reader } from '../shared/read.js'
import { multiple, readExposures, type Experiment, type Exposures } from './exposures.js'
import { readMetric, type Metric } from './metrics.js'
import { bayesian, frequentist, sampleRatioPValue, validate, type VariantStats } from './statistics.js'

const time = fn('toUnixTimestamp64Micro', col('timestamp'))
const baselineKey = 'control'

/** Answers an `ExperimentQuery`: how each variant did, compared with `control`. https://posthog.com/docs/experiments */
export async function runExperiment(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const experiment = await findExperiment(query, context)
  const given = query.object('metric')
  if (!given) throw query.error('metric', 'An experiment query needs a metric.')
  const metric = await readMetric(given, context)
  const exposures = readExposures(experiment, context)
  const sql = await metricQuery(experiment, exposures, metric, context)
  const rows = await readStats(sql, metric, context)
  const stats = experiment.variants.map(({ key }) => rows.get(key) ?? emptyStats(key, metric))
  const baseline = stats.find(({ key }) => key === baselineKey) ?? stats[0]
  if (!baseline) throw query.error('experiment_id', 'The experiment’s flag has no variants.')
  const isFunnel = metric.type === 'funnel'
  const baselineFailures = validate(baseline, { isBaseline: true, isFunnel })
  return {
    results: undefined,
    hogql: sql,
    range: rangeOf(experiment, context),
    extra: {
      kind: 'ExperimentQuery',
      metric: query.raw('metric'),
      stats_version: 2,
      baseline: { ...baseline, validation_failures: baselineFailures },
      variant_results: stats
        .filter(({ key }) => key !== baseline.key)
        .map(variant => {
          const failures = validate(variant, { isBaseline: false, isFunnel })
          const isValid = failures.length === 0 && baselineFailures.length === 0
          return {
            ...variant,
            ...compareVariant(baseline, variant, experiment.method, isValid),
            validation_failures: failures,
          }
        }),
    },
  }
}

function compareVariant(baseline: VariantStats, variant: VariantStats, method: Experiment['method'], isValid: boolean) {
  if (method === 'frequentist') {
    const result = isValid ? frequentist(baseline, variant) : undefined
    return { method, p_value: null, confidence_interval: null, significant: false, ...result }
  }
  const result = isValid ? bayesian(baseline, variant) : undefined
  return { method, chance_to_win: null, credible_interval: null, significant: false, ...result }
}

/**
 * Answers an `ExperimentExposureQuery`: who was exposed to which variant on which day, and whether the split is the one that was
 * planned.
 */
export async function runExposures(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const experiment = await findExperiment(query, context)
  const exposures = readExposures(experiment, context)
  const range = rangeOf(experiment, context)
  const people = exposedQuery(exposures, exposures.condition, range, [])
  const first = fn('fromUnixTimestamp', fn('intDiv', col('exposed_at'), lit(1_000_000)))
  const sql = select({
    select: [col('variant'), as('day', bucketKey('day', first)), as('total', fn('count'))],
    from: people,
    groupBy: [col('variant'), col('day')],
    orderBy: [asc(col('variant')), asc(col('day'))],
  })
  const { results } = await context.run(sql)
  const perVariant = new Map<string, Map<number, number>>()
  for (const [variant, day, total] of results) {
    const days = perVariant.get(String(variant)) ?? new Map<number, number>()
    perVariant.set(String(variant), days.set(Number(day), Number(total)))
  }
  const days = daysOf(range.from, range.until)
  const keys = [...experiment.variants.map(({ key }) => key), ...(perVariant.has(multiple) ? [multiple] : [])]
  const totals = keys.map(key => [key, sum([...(perVariant.get(key)?.values() ?? [])])] as const)
  const observed = experiment.variants.map(({ key }) => Object.fromEntries(totals)[key] ?? 0)
  const shares = experiment.variants.map(({ share }) => share)
  const p = sampleRatioPValue(observed, shares)
  return {
    results: undefined,
    hogql: sql,
    range,
    extra: {
      kind: 'ExperimentExposureQuery',
      timeseries: keys.map(variant => {
        let count = 0
        return {
          variant,
          days: days.map(day => dayText(day, 'day')),
          // Everybody up to and including the day.
          exposure_counts: days.map(day => (count += perVariant.get(variant)?.get(Math.floor(day.toSeconds())) ?? 0)),
        }
      }),
      total_exposures: Object.fromEntries(totals),
      date_range: { date_from: range.from.toISO(), date_to: range.until.toISO() },
      ...(p !== undefined && {
        sample_ratio_mismatch: {
          expected: Object.fromEntries(
            experiment.variants.map(({ key, share }) => [key, (sum(observed) * share) / sum(shares)]),
          ),
          p_value: p,
        },
      }),
    },
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function daysOf(from: DateTime, until: DateTime): DateTime[] {
  const days: DateTime[] = []
  for (let day = from.startOf('day'); day < until && days.length < 1000; day = day.plus({ days: 1 })) days.push(day)
  return days
}

async function findExperiment(query: Reader, context: InsightContext): Promise<Experiment> {
  const id = query.integer('experiment_id')
  if (id === undefined) throw query.error('experiment_id', 'The query needs the id of an experiment.')
  const found = await context.experiment(id)
  if (found === undefined) throw query.error('experiment_id', `There is no experiment ${id} in this project.`)
  if (found === 'draft')
    throw query.error('experiment_id', `Experiment ${id} has not been launched, so it has no results.`)
  return found
}

function rangeOf({ start, end }: Experiment, { calendar }: InsightContext) {
  const zone = { zone: calendar.timezone }
  return { from: DateTime.fromMillis(start, zone), until: DateTime.fromMillis(end, zone) }
}

/** One row for each person who was exposed: `variant`, `exposed_at`, and the columns asked for. */
function exposedQuery(
  { condition, variant, usesFirstSeen }: Exposures,
  wanted: Expr,
  range: ReturnType<typeof rangeOf>,
  columns: Metric['columns'],
): SelectQuery {
  const variants = fn('groupUniqArrayIf', variant, condition)
  const first = fn('argMinIf', variant, time, condition)
  return select({
    select: [
      as('person', col('person_id')),
      as(
        'variant',
        usesFirstSeen ? first : fn('if', compare('>', fn('length', variants), lit(1)), lit(multiple), first),
      ),
      as('exposed_at', fn('minIf', time, condition)),
      ...columns.map(column => as(column.name, column.expr)),
    ],
    from: 'events',
    where: and(wanted, inRange(range)),
    groupBy: [col('person')],
    having: compare('>', fn('countIf', condition), lit(0)),
  })
}

/** Rows of `variant, count, total, squares, …`: a person is one sample. */
async function metricQuery(
  experiment: Experiment,
  exposures: Exposures,
  metric: Metric,
  context: InsightContext,
): Promise<SelectQuery> {
  const range = rangeOf(experiment, context)
  const people = exposedQuery(exposures, or(exposures.condition, metric.condition), range, metric.columns)
  const values = select({
    select: [
      col('variant'),
      as('v', metric.value),
      ...(metric.denominator ? [as('d', metric.denominator)] : []),
      ...(metric.steps ? [as('reached', metric.steps.reached)] : []),
    ],
    from: people,
    where: not(eq(col('variant'), lit(multiple))),
  })
  const v = await winsorized(metric, values, context)
  const d = col('d')
  const product = (left: Expr, right: Expr): Expr => fn('sum', arithmetic('*', left, right))
  return select({
    select: [
      col('variant'),
      as('count', fn('count')),
      as('total', fn('sum', v)),
      as('squares', product(v, v)),
      ...(metric.denominator
        ? [as('d_total', fn('sum', d)), as('d_squares', product(d, d)), as('products', product(v, d))]
        : []),
      ...Array.from({ length: metric.steps?.count ?? 0 }, (_, index) =>
        as(`reached_${index + 1}`, fn('countIf', compare('>', col('reached'), lit(index)))),
      ),
    ],
    from: values,
    // Whoever did not start cannot be retained.
    where: metric.type === 'retention' ? eq(d, lit(1)) : undefined,
    groupBy: [col('variant')],
  })
}

/** Outliers cut to percentiles over all persons, so that a few large values do not decide. */
async function winsorized(metric: Metric, values: SelectQuery, context: InsightContext): Promise<Expr> {
  const { lowerPercentile: lower, upperPercentile: upper } = metric
  if (metric.type !== 'mean' || (lower === undefined && upper === undefined)) return col('v')
  const { results } = await context.run(
    select({
      select: [parametric('quantilesExact', [lower ?? 0, upper ?? 1], col('v'))],
      from: values,
      where: metric.ignoresZeros ? compare('!=', col('v'), lit(0)) : undefined,
    }),
  )
  const [low = 0, high = 0] = ((results[0]?.[0] ?? []) as unknown[]).map(Number)
  return fn('least', fn('greatest', col('v'), lit(low)), lit(high))
}

async function readStats(
  query: SelectQuery,
  metric: Metric,
  context: InsightContext,
): Promise<Map<string, VariantStats>> {
  const { columns, results } = await context.run(query)
  return new Map(
    results.map(row => {
      const cell = (name: string) => Number(row[columns.indexOf(name)] ?? 0)
      const key = String(row[columns.indexOf('variant')])
      const count = cell('count')
      return [
        key,
        {
          key,
          number_of_samples: count,
          sum: cell('total'),
          sum_squares: cell('squares'),
          ...(metric.denominator &&
            metric.type === 'ratio' && {
              denominator_sum: cell('d_total'),
              denominator_sum_squares: cell('d_squares'),
              numerator_denominator_sum_product: cell('products'),
            }),
          ...(metric.steps && {
            step_counts: [
              count,
              ...Array.from({ length: metric.steps.count }, (_, index) => cell(`reached_${index + 1}`)),
            ],
          }),
        },
      ]
    }),
  )
}

function emptyStats(key: string, { steps }: Metric): VariantStats {
  return {
    key,
    number_of_samples: 0,
    sum: 0,
    sum_squares: 0,
    ...(steps && { step_counts: Array.from({ length: steps.count + 1 }, () => 0) }),
  }
}
