import jstat from 'jstat'

const { normal, studentt, chisquare } = jstat.jStat

/** What is known of a variant: enough for means, ratios and their variances. */
export interface VariantStats {
  readonly key: string
  /** Persons who were exposed. */
  readonly number_of_samples: number
  readonly sum: number
  readonly sum_squares: number
  /** Ratio metrics: the same of the denominator, and of the product. */
  readonly denominator_sum?: number
  readonly denominator_sum_squares?: number
  readonly numerator_denominator_sum_product?: number
  /** Funnels: how many reached each step, the exposure first. */
  readonly step_counts?: readonly number[]
}

export type ValidationFailure = 'not-enough-exposures' | 'baseline-mean-is-zero' | 'not-enough-metric-data'

/** Fewer are not tested. */
const minSamples = 50
const minConversions = 5

/** Mean and the variance of the mean. */
interface Estimate {
  readonly mean: number
  readonly variance: number
  readonly count: number
}

/** A mean; of a ratio, by the delta method. */
export function estimate(stats: VariantStats): Estimate {
  const { number_of_samples: n, sum, sum_squares: squares, denominator_sum: below } = stats
  if (n < 2) return { mean: Number.NaN, variance: Number.NaN, count: n }
  const mean = sum / n
  const variance = (squares - n * mean ** 2) / (n - 1)
  if (below === undefined) return { mean, variance: variance / n, count: n }
  const meanBelow = below / n
  const varianceBelow = ((stats.denominator_sum_squares ?? 0) - n * meanBelow ** 2) / (n - 1)
  const covariance = ((stats.numerator_denominator_sum_product ?? 0) - n * mean * meanBelow) / (n - 1)
  const ratioVariance =
    variance / meanBelow ** 2 + (mean ** 2 * varianceBelow) / meanBelow ** 4 - (2 * mean * covariance) / meanBelow ** 3
  return { mean: mean / meanBelow, variance: ratioVariance / n, count: n }
}

/** Why a variant cannot be compared, if it cannot. */
export function validate(stats: VariantStats, { isBaseline, isFunnel }: { isBaseline: boolean; isFunnel: boolean }) {
  const failures: ValidationFailure[] = []
  if (stats.number_of_samples < minSamples) failures.push('not-enough-exposures')
  if (isFunnel && stats.sum < minConversions) failures.push('not-enough-metric-data')
  if (isBaseline && stats.sum === 0) failures.push('baseline-mean-is-zero')
  return failures
}

/** How much better a variant is than the baseline, relative to the baseline: 0.1 is ten percent more. */
function relativeDifference(baseline: Estimate, variant: Estimate): { point: number; variance: number } {
  return {
    point: (variant.mean - baseline.mean) / baseline.mean,
    // The delta method for a quotient of independent means.
    variance: variant.variance / baseline.mean ** 2 + (baseline.variance * variant.mean ** 2) / baseline.mean ** 4,
  }
}

export interface BayesianResult {
  /** Probability that the variant is better than the baseline, 0 to 1. */
  readonly chance_to_win: number
  /** Where the relative difference is with the given probability. */
  readonly credible_interval: readonly [number, number]
  readonly significant: boolean
}

/** With a prior that says nothing, the difference is normal around what was seen. */
export function bayesian(baseline: VariantStats, variant: VariantStats, level = 0.95): BayesianResult | undefined {
  const { point, variance } = relativeDifference(estimate(baseline), estimate(variant))
  if (!Number.isFinite(point) || !(variance > 0)) return undefined
  const deviation = Math.sqrt(variance)
  const interval = [
    normal.inv((1 - level) / 2, point, deviation),
    normal.inv((1 + level) / 2, point, deviation),
  ] as const
  return {
    chance_to_win: 1 - normal.cdf(0, point, deviation),
    credible_interval: interval,
    significant: interval[0] > 0 || interval[1] < 0,
  }
}

export interface FrequentistResult {
  /** Two-sided. */
  readonly p_value: number
  readonly confidence_interval: readonly [number, number]
  readonly significant: boolean
}

/** Welch's t test of the relative difference. */
export function frequentist(
  baseline: VariantStats,
  variant: VariantStats,
  alpha = 0.05,
): FrequentistResult | undefined {
  const a = estimate(baseline)
  const b = estimate(variant)
  const { point, variance } = relativeDifference(a, b)
  if (!Number.isFinite(point) || !(variance > 0)) return undefined
  const deviation = Math.sqrt(variance)
  const freedom = (a.variance + b.variance) ** 2 / (a.variance ** 2 / (a.count - 1) + b.variance ** 2 / (b.count - 1))
  const reach = studentt.inv(1 - alpha / 2, freedom) * deviation
  const p = 2 * (1 - studentt.cdf(Math.abs(point / deviation), freedom))
  return { p_value: p, confidence_interval: [point - reach, point + reach], significant: p < alpha }
}

/** The chance of a split at least as uneven as this one if people were assigned as planned (Pearson's chi-squared). */
export function sampleRatioPValue(observed: readonly number[], shares: readonly number[]): number | undefined {
  const total = observed.reduce((sum, count) => sum + count, 0)
  const planned = shares.reduce((sum, share) => sum + share, 0)
  if (total === 0 || planned === 0 || observed.length < 2) return undefined
  const statistic = observed.reduce((sum, count, index) => {
    const expected = (total * (shares[index] ?? 0)) / planned
    return expected > 0 ? sum + (count - expected) ** 2 / expected : sum
  }, 0)
  return 1 - chisquare.cdf(statistic, observed.length - 1)
}
