import type {
  GroupTypeIndex,
  InsightDateRange,
  InsightFilter,
  InsightFilterGroup,
  InsightInterval,
  InsightOptions,
} from './filters.js'
import type { EventSeries, FunnelStepInput, InsightEntity, InsightSeries } from './series.js'

/** What results are split by. */
export type InsightBreakdown =
  | {
      readonly breakdown: string
      readonly breakdown_type?: 'event' | 'person' | 'session' | 'event_metadata' | 'hogql'
      /** Most values; all others are put together. Default 25. */
      readonly breakdown_limit?: number
      readonly breakdown_hide_other_aggregation?: boolean
      /** Numbers in this many bins. */
      readonly breakdown_histogram_bin_count?: number
      readonly breakdowns?: never
    }
  | {
      readonly breakdown: string
      readonly breakdown_type: 'group'
      readonly breakdown_group_type_index: GroupTypeIndex
      readonly breakdown_limit?: number
      readonly breakdowns?: never
    }
  | {
      readonly breakdown: readonly (number | 'all')[]
      readonly breakdown_type: 'cohort'
      readonly breakdowns?: never
    }
  | {
      /** Up to three properties at once. */
      readonly breakdowns: readonly {
        readonly property: string
        readonly type?: 'event' | 'person' | 'session' | 'event_metadata' | 'hogql'
      }[]
      readonly breakdown_limit?: number
      readonly breakdown?: never
    }

/** Compares with the period before, or with the same period earlier: `compare_to: '-1m'`. */
export interface InsightCompare {
  readonly compare: boolean
  readonly compare_to?: string
}

/** Counts over time. https://posthog.com/docs/product-analytics/trends */
export interface TrendsInput extends InsightOptions {
  readonly series: readonly InsightSeries[]
  /** Default `day`. */
  readonly interval?: InsightInterval
  readonly breakdownFilter?: InsightBreakdown
  readonly compareFilter?: InsightCompare
  readonly trendsFilter?: {
    /**
     * `BoldNumber`, `ActionsPie`, `ActionsBarValue` and `ActionsTable` give one number for the whole range; `BoxPlot` gives `boxplot_data`
     * of each series' `math_property` in place of `results`.
     */
    readonly display?:
      | 'ActionsLineGraph'
      | 'ActionsBar'
      | 'ActionsAreaGraph'
      | 'ActionsLineGraphCumulative'
      | 'BoldNumber'
      | 'ActionsPie'
      | 'ActionsBarValue'
      | 'ActionsTable'
      | 'WorldMap'
      | 'BoxPlot'
    /** Over the series: `A / B * 100`. */
    readonly formula?: string
    readonly formulaNodes?: readonly { readonly formula: string; readonly custom_name?: string }[]
    /** Points are means of this many. */
    readonly smoothingIntervals?: number
  }
}

/** How many get from one step to the next. https://posthog.com/docs/product-analytics/funnels */
export interface FunnelInput extends InsightOptions {
  readonly series: readonly [FunnelStepInput, FunnelStepInput, ...FunnelStepInput[]]
  /** Of `funnelVizType: 'trends'`. */
  readonly interval?: InsightInterval
  readonly breakdownFilter?: InsightBreakdown
  readonly funnelsFilter?: {
    readonly funnelVizType?: 'steps' | 'time_to_convert' | 'trends'
    readonly funnelOrderType?: 'ordered' | 'strict' | 'unordered'
    readonly funnelWindowInterval?: number
    readonly funnelWindowIntervalUnit?: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'
    readonly exclusions?: readonly (InsightEntity & {
      readonly funnelFromStep: number
      readonly funnelToStep: number
    })[]
    readonly breakdownAttributionType?: 'first_touch' | 'last_touch' | 'all_events' | 'step'
    readonly breakdownAttributionValue?: number
    readonly funnelFromStep?: number
    readonly funnelToStep?: number
    readonly binCount?: number
    /** Counts by any HogQL expression in place of the person: `properties.$session_id`. */
    readonly funnelAggregateByHogQL?: string
  }
}

/** An event or action as retention writes it. */
export interface RetentionEntity {
  readonly type: 'events' | 'actions'
  readonly id: string | number | null
  readonly properties?: readonly InsightFilter[]
}

/** Who comes back. https://posthog.com/docs/product-analytics/retention */
export interface RetentionInput extends InsightOptions {
  readonly breakdownFilter?: InsightBreakdown
  readonly retentionFilter: {
    /** Default `Day`. */
    readonly period?: 'Hour' | 'Day' | 'Week' | 'Month'
    /** Default 7. */
    readonly totalIntervals?: number
    /**
     * Whoever did it in an interval begins there; with `retention_first_time` only in that of the first time that passes the filters,
     * with `retention_first_ever_occurrence` only where the first time ever passes them. Default `retention_recurring`.
     */
    readonly retentionType?: 'retention_recurring' | 'retention_first_time' | 'retention_first_ever_occurrence'
    /** Default: `$pageview`. */
    readonly targetEntity?: RetentionEntity
    readonly returningEntity?: RetentionEntity
    /** Who came back later was not lost before. Not with windows of 24 hours. */
    readonly cumulative?: boolean
    readonly minimumOccurrences?: number
    /** Whether later intervals begin at midnight (the default) or at the moment somebody began. */
    readonly timeWindowMode?: 'strict_calendar_dates' | '24_hour_windows'
  }
}

/** New, returning, resurrecting and dormant. https://posthog.com/docs/product-analytics/lifecycle */
export interface LifecycleInput extends InsightOptions {
  readonly series: readonly [InsightEntity]
  readonly interval?: InsightInterval
  readonly lifecycleFilter?: {
    readonly toggledLifecycles?: readonly ('new' | 'returning' | 'resurrecting' | 'dormant')[]
  }
}

/** On how many intervals people did it. https://posthog.com/docs/product-analytics/stickiness */
export interface StickinessInput extends InsightOptions {
  readonly series: readonly InsightEntity[]
  readonly interval?: InsightInterval
  readonly intervalCount?: number
  readonly compareFilter?: InsightCompare
  readonly stickinessFilter?: {
    readonly computedAs?: 'non_cumulative' | 'cumulative'
    readonly stickinessCriteria?: { readonly operator: 'gte' | 'lte' | 'exact'; readonly value: number }
  }
}

/** The ways people take. https://posthog.com/docs/product-analytics/paths */
export interface PathsInput extends InsightOptions {
  readonly pathsFilter?: {
    readonly includeEventTypes?: readonly ('$pageview' | '$screen' | 'custom_event' | 'hogql')[]
    readonly startPoint?: string
    readonly endPoint?: string
    readonly stepLimit?: number
    readonly edgeLimit?: number
    readonly minEdgeWeight?: number
    readonly maxEdgeWeight?: number
    readonly excludeEvents?: readonly string[]
    readonly pathGroupings?: readonly string[]
    readonly localPathCleaningFilters?: readonly { readonly regex: string; readonly alias: string }[]
    readonly pathsHogQLExpression?: string
    readonly showFullUrls?: boolean
  }
  /** Only the ways before, between or after steps of a funnel. */
  readonly funnelPathsFilter?: {
    readonly funnelSource: FunnelInput & { readonly kind: 'FunnelsQuery' }
    readonly funnelPathType?: 'funnel_path_before_step' | 'funnel_path_between_steps' | 'funnel_path_after_step'
    /** From 1: of those who reached it. Negative, from -2: of those who dropped off before it. */
    readonly funnelStep?: number
  }
}

/** The numbers at the top of a web analytics page. https://posthog.com/docs/web-analytics */
export interface WebOverviewInput {
  readonly dateRange?: InsightDateRange
  readonly properties?: readonly InsightFilter[] | InsightFilterGroup
  readonly compareFilter?: InsightCompare
  readonly conversionGoal?: { readonly customEventName: string } | { readonly actionId: number }
  readonly filterTestAccounts?: boolean
}

/** Visitors and views of each page, source, device or place. */
export interface WebStatsInput extends WebOverviewInput {
  readonly breakdownBy:
    | 'Page'
    | 'InitialPage'
    | 'ExitPage'
    | 'PreviousPage'
    | 'ScreenName'
    | 'InitialChannelType'
    | 'InitialReferringDomain'
    | 'InitialUTMSource'
    | 'InitialUTMCampaign'
    | 'InitialUTMMedium'
    | 'InitialUTMTerm'
    | 'InitialUTMContent'
    | 'Browser'
    | 'OS'
    | 'DeviceType'
    | 'Viewport'
    | 'Country'
    | 'Region'
    | 'City'
    | 'Timezone'
    | 'Language'
  readonly includeBounceRate?: boolean
  readonly limit?: number
  readonly offset?: number
}

/** How the variants of an experiment did, by one of its metrics. https://posthog.com/docs/experiments */
export interface ExperimentResultsInput {
  readonly experiment_id: number
  readonly metric: Readonly<Record<string, unknown>>
}

/** Who was active on each day, in the days before it or in the interval itself. */
export function activeUsers(days: number, event: string | null = null): TrendsInput {
  return {
    series: [{ kind: 'EventsNode', event, math: 'dau' } satisfies InsightSeries],
    dateRange: { date_from: `-${days}d` },
  }
}

/** The most frequent events, with how often each came. */
export function topEvents(days: number, limit: number): TrendsInput {
  return {
    series: [allEvents],
    dateRange: { date_from: `-${days}d` },
    breakdownFilter: {
      breakdown: 'event',
      breakdown_type: 'event_metadata',
      breakdown_limit: limit,
      breakdown_hide_other_aggregation: true,
    },
    trendsFilter: { display: 'ActionsTable' },
  }
}

/** Persons whose first event ever was on each day. */
export function newPersons(days: number): TrendsInput {
  return {
    series: [{ kind: 'EventsNode', event: null, math: 'first_time_for_user' }],
    dateRange: { date_from: `-${days}d` },
  }
}

const allEvents: EventSeries = { kind: 'EventsNode', event: null }
