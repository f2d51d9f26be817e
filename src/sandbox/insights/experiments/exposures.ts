import type { Expr } from '../../../hogql/ast.js'
import { isJsonObject, type JsonObject } from '../../json.js'
import { and, col, compare, eq, fn, list, lit } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { queryFilters, readProperties } from '../shared/filters.js'
import { Reader } from '../shared/read.js'

/** An experiment, as far as its results need it. */
export interface Experiment {
  readonly id: number
  readonly flagKey: string
  /** With the share of people that each should get, in percent. The first that is named `control` is compared with. */
  readonly variants: readonly { readonly key: string; readonly share: number }[]
  /** ms since 1970. */
  readonly start: number
  readonly end: number
  readonly exposureCriteria: JsonObject | null
  readonly method: 'bayesian' | 'frequentist'
}

/** Exposed to several variants. */
export const multiple = '$multiple'

export interface Exposures {
  /** Which events expose. */
  readonly condition: Expr
  /** The variant that such an event exposes to. */
  readonly variant: Expr
  /** Whoever saw several variants: left out, or counted where they were first. */
  readonly usesFirstSeen: boolean
}

/** `$feature_flag_called` with a variant of the flag, or the event that the experiment names. */
export function readExposures({ flagKey, variants, exposureCriteria }: Experiment, context: InsightContext): Exposures {
  const criteria = new Reader(exposureCriteria ?? {}, 'exposure_criteria')
  const config = criteria.object('exposure_config')
  const event = config?.text('event')
  const isCustom = event !== undefined && event !== '$feature_flag_called'
  const variant = fn(
    'toString',
    isCustom ? col('properties', `$feature/${flagKey}`) : col('properties', '$feature_flag_response'),
  )
  return {
    variant,
    condition: and(
      eq(col('event'), lit(isCustom ? event : '$feature_flag_called')),
      isCustom ? undefined : eq(col('properties', '$feature_flag'), lit(flagKey)),
      compare('in', variant, list(variants.map(({ key }) => key))),
      config && readProperties(config, 'properties', context),
      queryFilters(new Reader({ filterTestAccounts: exposureCriteria?.['filterTestAccounts'] }), context),
    ),
    usesFirstSeen: criteria.choice('multiple_variant_handling', ['exclude', 'first_seen']) === 'first_seen',
  }
}

/** Reads an experiment from its stored fields and its flag. */
export function toExperiment(
  id: number,
  fields: {
    readonly start_date: string | null
    readonly end_date: string | null
    readonly exposure_criteria: JsonObject | null
    readonly stats_config: JsonObject | null
  },
  flag: { readonly key: string; readonly filters: JsonObject },
  now: number,
): Experiment | undefined {
  if (!fields.start_date) return undefined
  const multivariate = flag.filters['multivariate']
  const variants = isJsonObject(multivariate) && Array.isArray(multivariate['variants']) ? multivariate['variants'] : []
  return {
    id,
    flagKey: flag.key,
    variants: variants.filter(isJsonObject).map(variant => ({
      key: String(variant['key']),
      share: Number(variant['rollout_percentage'] ?? 0),
    })),
    start: Date.parse(fields.start_date),
    end: fields.end_date ? Math.min(Date.parse(fields.end_date), now) : now,
    exposureCriteria: fields.exposure_criteria,
    method: fields.stats_config?.['method'] === 'frequentist' ? 'frequentist' : 'bayesian',
  }
}
