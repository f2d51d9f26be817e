import { beforeAll, describe, expect, it } from 'vitest'
import { event, series, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * A hundred persons in control, a hundred in test, exposed on 5 March 2024 at 09:00.
 * Bought (once, at 10:00): 20 of control, 30 of test. Amounts: control 10 each, test 20 each.
 * Looked at the price before they bought: all 30 of test, 10 of control's 20.
 * One more person saw both variants, and one bought before the exposure.
 */
const people = (variant: string) => Array.from({ length: 100 }, (_, index) => ({ who: `${variant}-${index}`, index }))
const exposed = (who: string, variant: string, at: string) =>
  event('$feature_flag_called', who, at, { $feature_flag: 'checkout', $feature_flag_response: variant })

let bayesianId = 0
let frequentistId = 0

beforeAll(async () => {
  const of = (variant: string, buyers: number, lookers: number, amount: number) =>
    people(variant).flatMap(({ who, index }) => [
      exposed(who, variant, '2024-03-05T09:00:00'),
      ...(index < lookers ? [event('price seen', who, '2024-03-05T09:30:00')] : []),
      ...(index < buyers ? [event('bought', who, '2024-03-05T10:00:00', { amount })] : []),
      // Back two days later: half of the buyers.
      ...(index < buyers && index % 2 === 0 ? [event('came back', who, '2024-03-07T10:00:00')] : []),
    ])
  await insights.capture(
    ...of('control', 20, 10, 10),
    ...of('test', 30, 30, 20),
    exposed('both', 'control', '2024-03-05T09:00:00'),
    exposed('both', 'test', '2024-03-06T09:00:00'),
    event('bought', 'both', '2024-03-06T10:00:00', { amount: 1000 }),
    // Before the exposure it does not count: control-99 buys at 08:00.
    event('bought', 'control-99', '2024-03-05T08:00:00', { amount: 1000 }),
  )
  const create = async (name: string, extra: object) => {
    const { status, body } = await insights.send<{ id: number }>('POST', 'experiments/', {
      name,
      feature_flag_key: 'checkout',
      start_date: '2024-03-01T00:00:00Z',
      ...extra,
    })
    expect(status).toBe(201)
    return body.id
  }
  bayesianId = await create('Checkout', {})
  frequentistId = await create('Checkout again', { stats_config: { method: 'frequentist' } })
})

const mean = { kind: 'ExperimentMetric', metric_type: 'mean', source: series('bought') }
const results = async (metric: object, experiment_id = bayesianId) => ask('ExperimentQuery', { experiment_id, metric })
const variantOf = (body: Record<string, unknown>) => (body['variant_results'] as Record<string, unknown>[])[0]

/** Student's t distribution by Simpson's rule: nothing of what is tested is used. */
function tTail(t: number, freedom: number): number {
  const logGamma = (z: number): number => {
    // Stirling's series, after moving z up.
    let shift = 0
    let at = z
    for (; at < 30; at += 1) shift += Math.log(at)
    return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * at) - 1 / (360 * at ** 3) - shift
  }
  const scale = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI)
  const density = (x: number) => scale * (1 + x ** 2 / freedom) ** (-(freedom + 1) / 2)
  const steps = 20_000
  const width = t / steps
  let area = density(0) + density(t)
  for (let step = 1; step < steps; step += 1) area += density(step * width) * (step % 2 === 0 ? 2 : 4)
  return 0.5 - (area * width) / 3
}

describe('a mean', () => {
  it('counts each exposed person once, after the exposure, in one variant', async () => {
    expect(await results(mean)).toMatchObject({
      kind: 'ExperimentQuery',
      // 20 of 100 bought once; whoever saw both variants is in none.
      baseline: { key: 'control', number_of_samples: 100, sum: 20, sum_squares: 20, validation_failures: [] },
      variant_results: [{ key: 'test', number_of_samples: 100, sum: 30, sum_squares: 30, method: 'bayesian' }],
    })
  })

  it('gives the chance to win and the credible interval of the relative difference', async () => {
    // Means 0.2 and 0.3, variances (20 - 100*0.04)/99 = 0.161616 and (30 - 100*0.09)/99 = 0.212121.
    // Relative difference 0.5; its variance 0.00212121/0.04 + 0.00161616*0.09/0.0016 = 0.0530303 + 0.0909091 = 0.1439394, so a
    // deviation of 0.379393. 0.5/0.379393 = 1.317894; the normal distribution below that: 0.906231.
    const variant = variantOf(await results(mean))
    expect(variant?.['chance_to_win']).toBeCloseTo(0.906231, 5)
    // 0.5 ± 1.959964 * 0.379393.
    expect(variant?.['credible_interval']).toEqual([expect.closeTo(-0.243596, 5), expect.closeTo(1.243596, 5)])
    expect(variant?.['significant']).toBe(false)
  })

  it('gives p value and confidence interval of Welch’s t test', async () => {
    // Degrees of freedom (Welch 1947): (0.00161616 + 0.00212121)² / (0.00161616²/99 + 0.00212121²/99) = 194.4477.
    const variant = variantOf(await results(mean, frequentistId))
    expect(variant).toMatchObject({ method: 'frequentist', significant: false })
    expect(variant?.['p_value']).toBeCloseTo(2 * tTail(1.3178942, 194.4477), 6)
    const [low, high] = (variant?.['confidence_interval'] ?? []) as [number, number]
    expect((low + high) / 2).toBeCloseTo(0.5, 9)
    // The reach is the deviation times the value that leaves 2.5 % above.
    expect(tTail((high - low) / 2 / 0.3793935, 194.4477)).toBeCloseTo(0.025, 5)
  })

  it('of a property', async () => {
    const revenue = { ...mean, source: series('bought', { math: 'sum', math_property: 'amount' }) }
    expect(await results(revenue)).toMatchObject({
      // 20 times 10, 30 times 20.
      baseline: { sum: 200, sum_squares: 2000 },
      variant_results: [{ sum: 600, sum_squares: 12_000 }],
    })
    // Cut at the 80th percentile of all 200 persons: 150 have nothing, 20 have 10 and 30 have 20, so the 160th has 10.
    const cut = await results({ ...revenue, upper_bound_percentile: 0.8 })
    expect(cut).toMatchObject({ baseline: { sum: 200 }, variant_results: [{ sum: 300 }] })
  })

  it('within a conversion window', async () => {
    expect(await results({ ...mean, conversion_window: 30, conversion_window_unit: 'minute' })).toMatchObject({
      baseline: { sum: 0, validation_failures: ['baseline-mean-is-zero'] },
      variant_results: [{ sum: 0, chance_to_win: null, credible_interval: null, significant: false }],
    })
  })
})

describe('a funnel', () => {
  it('counts who took every step after the exposure', async () => {
    const metric = { kind: 'ExperimentMetric', metric_type: 'funnel', series: [series('price seen'), series('bought')] }
    expect(await results(metric)).toMatchObject({
      baseline: { sum: 10, number_of_samples: 100, step_counts: [100, 10, 10] },
      variant_results: [{ sum: 30, step_counts: [100, 30, 30], significant: true }],
    })
  })
})

describe('a ratio', () => {
  it('divides two sums, by the delta method', async () => {
    const metric = {
      kind: 'ExperimentMetric',
      metric_type: 'ratio',
      numerator: series('bought', { math: 'sum', math_property: 'amount' }),
      denominator: series('bought'),
    }
    const body = await results(metric)
    expect(body).toMatchObject({
      baseline: { sum: 200, denominator_sum: 20, denominator_sum_squares: 20, numerator_denominator_sum_product: 200 },
      variant_results: [{ sum: 600, denominator_sum: 30, numerator_denominator_sum_product: 600 }],
    })
  })
})

describe('a retention', () => {
  it('counts who came back, of those who started', async () => {
    const metric = {
      kind: 'ExperimentMetric',
      metric_type: 'retention',
      start_event: series('bought'),
      completion_event: series('came back'),
      retention_window_start: 1,
      retention_window_end: 3,
      retention_window_unit: 'day',
      start_handling: 'first_seen',
    }
    expect(await results(metric)).toMatchObject({
      baseline: { number_of_samples: 20, sum: 10, validation_failures: ['not-enough-exposures'] },
      variant_results: [{ number_of_samples: 30, sum: 15, chance_to_win: null }],
    })
  })
})

describe('exposures', () => {
  it('are told by day and variant, with a test of the split', async () => {
    const body = await ask('ExperimentExposureQuery', { experiment_id: bayesianId })
    expect(body).toMatchObject({
      total_exposures: { control: 100, test: 100, $multiple: 1 },
      // 100 and 100 of 200 are exactly the half each that was planned.
      sample_ratio_mismatch: { expected: { control: 100, test: 100 }, p_value: 1 },
    })
    const timeseries = body['timeseries'] as { variant: string; days: string[]; exposure_counts: number[] }[]
    expect(timeseries[0]).toMatchObject({ variant: 'control' })
    expect(timeseries[0]?.days.slice(3, 6)).toEqual(['2024-03-04', '2024-03-05', '2024-03-06'])
    expect(timeseries[0]?.exposure_counts.slice(3, 6)).toEqual([0, 100, 100])
  })

  it('that are far from the planned split are noticed', async () => {
    await insights.capture(
      ...Array.from({ length: 60 }, (_, index) => exposed(`late-${index}`, 'test', '2024-03-10T09:00:00')),
    )
    const body = await ask('ExperimentExposureQuery', { experiment_id: bayesianId })
    // 100 and 160 of 260: (30² / 130) * 2 = 13.846; chi-squared with one degree of freedom above it: 0.000198.
    const { p_value: p } = body['sample_ratio_mismatch'] as { p_value: number }
    expect(p).toBeCloseTo(0.000_198, 5)
  })
})

describe('who saw several variants', () => {
  it('is left out, or counts where they were first', async () => {
    const { body } = await insights.send<{ id: number }>('POST', 'experiments/', {
      name: 'Checkout, first seen',
      feature_flag_key: 'checkout',
      start_date: '2024-03-01T00:00:00Z',
      exposure_criteria: { multiple_variant_handling: 'first_seen' },
    })
    const samples = async (id: number) => {
      const answer = await results(mean, id)
      return [answer['baseline'], variantOf(answer)].map(
        part => (part as { number_of_samples: number }).number_of_samples,
      )
    }
    const [control, test] = await samples(bayesianId)
    expect(control).toBe(100)
    // Control came first.
    expect(await samples(body.id)).toEqual([101, test])
  })
})

describe('what cannot be asked', () => {
  it('is refused with the reason', async () => {
    const draft = await insights.send<{ id: number }>('POST', 'experiments/', {
      name: 'Draft',
      feature_flag_key: 'later',
    })
    expect((await refuse('ExperimentQuery', { experiment_id: draft.body.id, metric: mean })).detail).toMatch(
      /not been launched/,
    )
    expect((await refuse('ExperimentQuery', { experiment_id: 999, metric: mean })).detail).toMatch(/no experiment 999/)
    expect((await refuse('ExperimentQuery', { experiment_id: bayesianId })).attr).toBe('query__metric')
    expect((await refuse('ExperimentQuery', { experiment_id: bayesianId, metric: { metric_type: 'mode' } })).attr).toBe(
      'query__metric__metric_type',
    )
    expect((await refuse('ExperimentQuery', { experiment_id: bayesianId, metric: { metric_type: 'mean' } })).attr).toBe(
      'query__metric__source',
    )
  })
})
