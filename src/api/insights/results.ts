/** One line of a trend. */
export interface TrendsResult {
  readonly label: string
  /** The sum over the range; of a cumulative trend its last point. 0 where there is one number only. */
  readonly count: number
  /** A number for each of `days`; empty where there is one number only. */
  readonly data: readonly number[]
  /** `2026-11-24`, with the time for hours and minutes. */
  readonly days: readonly string[]
  /** `24-Nov-2026`. */
  readonly labels?: readonly string[]
  /** The one number of a total. */
  readonly aggregated_value?: number
  readonly breakdown_value?: string | number | readonly string[]
  readonly compare_label?: 'current' | 'previous'
  /** The event or action; `null` for a formula. */
  readonly action: InsightAction | null
}

/** How the values of a property spread in one interval. */
export interface BoxPlotDatum {
  /** `2026-11-24`, with the time for hours and minutes. */
  readonly day: string
  readonly label: string
  readonly min: number
  /** The lower quartile. */
  readonly p25: number
  readonly median: number
  /** The upper quartile. */
  readonly p75: number
  readonly max: number
  readonly mean: number
  readonly series_index: number
  readonly series_label: string
}

export interface InsightAction {
  readonly id: string | number | null
  readonly type: string
  readonly order: number
  readonly name: string
  readonly custom_name: string | null
}

/** One step of a funnel. */
export interface FunnelStep {
  readonly name: string
  readonly custom_name: string | null
  readonly order: number
  /** Who got here. */
  readonly count: number
  /** Seconds since the step before; `null` for the first and where nobody got here. */
  readonly average_conversion_time: number | null
  readonly median_conversion_time: number | null
  readonly breakdown_value?: string | number | readonly string[]
}

/** Steps; with a breakdown, a list for each value. */
export type FunnelStepsResult = readonly FunnelStep[] | readonly (readonly FunnelStep[])[]

/** `funnelVizType: 'time_to_convert'`: from how many seconds, how many. */
export interface TimeToConvert {
  readonly bins: readonly (readonly [seconds: number, count: number])[]
  readonly average_conversion_time: number | null
}

/** `funnelVizType: 'trends'`: percent that converted, by when they began. */
export interface FunnelTrend {
  readonly data: readonly number[]
  readonly days: readonly string[]
  readonly labels: readonly string[]
  readonly breakdown_value?: string | readonly string[]
}

/** Those who began in one interval. */
export interface RetentionRow {
  readonly label: string
  /** ISO 8601 */
  readonly date: string
  /** Who came back after so many intervals; the first is who began. */
  readonly values: readonly { readonly count: number; readonly label?: string | null }[]
  /** The value; of a breakdown by cohorts their id, or `all`. */
  readonly breakdown_value?: string | number | readonly string[]
}

export interface LifecycleResult {
  readonly status: 'new' | 'returning' | 'resurrecting' | 'dormant'
  readonly label: string
  /** Dormant ones are negative. */
  readonly data: readonly number[]
  readonly days: readonly string[]
  readonly labels: readonly string[]
  readonly count: number
}

export interface StickinessResult {
  readonly label: string
  readonly count: number
  /** How many did it on exactly `days[i]` intervals. */
  readonly data: readonly number[]
  readonly days: readonly number[]
  readonly labels: readonly string[]
  readonly compare_label?: 'current' | 'previous'
}

/** One edge: `1_/` to `2_/plans`. */
export interface PathsLink {
  readonly source: string
  readonly target: string
  readonly value: number
  /** ms */
  readonly average_conversion_time: number
}

export interface WebOverviewItem {
  readonly key: string
  readonly kind: 'unit' | 'duration_s' | 'percentage' | 'currency'
  readonly value: number | null
  readonly previous: number | null
  readonly changeFromPreviousPct: number | null
  readonly isIncreaseBad?: boolean
}

/** The value, then a pair of now and before for each column. */
export type WebStatsRow = readonly [value: string | null, ...pairs: (readonly [now: number, before: number | null])[]]

/** What was counted of a variant. */
export interface ExperimentVariantStats {
  readonly key: string
  readonly number_of_samples: number
  readonly sum: number
  readonly sum_squares: number
  readonly step_counts?: readonly number[]
  readonly validation_failures?: readonly string[] | null
}

export type ExperimentVariant = ExperimentVariantStats & {
  readonly significant: boolean
} & (
    | {
        readonly method: 'bayesian'
        /** 0 to 1; `null` where there is too little to tell. */
        readonly chance_to_win: number | null
        /** Of the relative difference. */
        readonly credible_interval: readonly [number, number] | null
      }
    | {
        readonly method: 'frequentist'
        readonly p_value: number | null
        readonly confidence_interval: readonly [number, number] | null
      }
  )

export interface InsightAnswer<TResult> {
  readonly results: TResult
  readonly hasMore?: boolean | null
  /** The query as HogQL. */
  readonly hogql?: string | null
  readonly timezone?: string | null
  readonly resolved_date_range?: { readonly date_from: string; readonly date_to: string } | null
  readonly is_cached?: boolean
  readonly last_refresh?: string | null
}

/** What each kind of insight answers. */
export interface InsightAnswers {
  readonly TrendsQuery: InsightAnswer<readonly TrendsResult[]> & {
    /** Of the display `BoxPlot`: one for each series and interval. */
    readonly boxplot_data?: readonly BoxPlotDatum[]
  }
  readonly FunnelsQuery: InsightAnswer<FunnelStepsResult | TimeToConvert | readonly FunnelTrend[]>
  readonly RetentionQuery: InsightAnswer<readonly RetentionRow[]>
  readonly LifecycleQuery: InsightAnswer<readonly LifecycleResult[]>
  readonly StickinessQuery: InsightAnswer<readonly StickinessResult[]>
  readonly PathsQuery: InsightAnswer<readonly PathsLink[]>
  readonly WebOverviewQuery: InsightAnswer<readonly WebOverviewItem[]>
  readonly WebStatsTableQuery: InsightAnswer<readonly WebStatsRow[]> & { readonly columns: readonly string[] }
  readonly ExperimentQuery: {
    readonly baseline: ExperimentVariantStats
    readonly variant_results: readonly ExperimentVariant[]
    readonly hogql?: string | null
  }
}
