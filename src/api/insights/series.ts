import type { GroupTypeIndex, InsightFilter } from './filters.js'

type CountMath =
  | 'total'
  | 'dau'
  | 'weekly_active'
  | 'monthly_active'
  | 'unique_session'
  | 'first_time_for_user'
  | 'first_matching_event_for_user'
  | `${'avg' | 'min' | 'max' | 'median' | 'p75' | 'p90' | 'p95' | 'p99'}_count_per_actor`

type PropertyMath = 'sum' | 'avg' | 'min' | 'max' | 'median' | 'p75' | 'p90' | 'p95' | 'p99'

/** How events become a number. Each way asks for what it needs, so that a sum without a property does not compile. */
export type SeriesMath =
  | {
      readonly math?: CountMath
      readonly math_property?: never
      readonly math_hogql?: never
      readonly math_group_type_index?: never
    }
  | {
      readonly math: PropertyMath
      readonly math_property: string
      readonly math_property_type?: 'event_properties' | 'person_properties' | 'session_properties'
      readonly math_multiplier?: number
      readonly math_hogql?: never
      readonly math_group_type_index?: never
    }
  | {
      readonly math: 'unique_group'
      readonly math_group_type_index: GroupTypeIndex
      readonly math_property?: never
      readonly math_hogql?: never
    }
  /** An aggregate in HogQL: `sum(properties.amount) / count()`. */
  | {
      readonly math: 'hogql'
      readonly math_hogql: string
      readonly math_property?: never
      readonly math_group_type_index?: never
    }

interface SeriesNames {
  readonly name?: string
  readonly custom_name?: string
  readonly properties?: readonly InsightFilter[]
}

/** Events by name; `null` for all of them. */
export type EventSeries = SeriesNames & { readonly kind: 'EventsNode'; readonly event: string | null }
/** The events of a stored action. */
export type ActionSeries = SeriesNames & { readonly kind: 'ActionsNode'; readonly id: number }

/** What a step or a lifecycle is about: events or an action, counted one by one. */
export type InsightEntity = EventSeries | ActionSeries
/** A step of a funnel: every time it was done, or only the first of each person. */
export type FunnelStepInput = InsightEntity & {
  /**
   * `first_time_for_user`: the first of these events ever, when it passes the step's filters; `first_time_for_user_with_filters`: the
   * first that passes them. Default `total`.
   */
  readonly math?: 'total' | 'first_time_for_user' | 'first_time_for_user_with_filters'
}
/** What a line of a trend is about. */
export type InsightSeries = InsightEntity & SeriesMath
