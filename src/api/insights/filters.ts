/** How a filter compares. https://posthog.com/docs/product-analytics/trends#filtering */
export type FilterOperator =
  | 'exact'
  | 'is_not'
  | 'icontains'
  | 'not_icontains'
  | 'regex'
  | 'not_regex'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'not_between'
  | 'is_set'
  | 'is_not_set'
  | 'is_date_exact'
  | 'is_date_before'
  | 'is_date_after'

type FilterValue = string | number | boolean | readonly (string | number | boolean)[] | null

/** A condition on a property of events, persons, sessions, groups or elements, on cohorts, or in HogQL. */
export type InsightFilter =
  | {
      readonly type: 'event' | 'person' | 'session' | 'event_metadata'
      readonly key: string
      readonly operator?: FilterOperator
      readonly value?: FilterValue
    }
  | {
      readonly type: 'group'
      readonly key: string
      readonly group_type_index: GroupTypeIndex
      readonly operator?: FilterOperator
      readonly value?: FilterValue
    }
  | {
      readonly type: 'element'
      readonly key: 'text' | 'href'
      readonly operator?: FilterOperator
      readonly value?: FilterValue
    }
  | {
      readonly type: 'element'
      /** `selector` is a CSS selector; a tag or a selector may also fit what is around the clicked element. */
      readonly key: 'tag_name' | 'selector'
      readonly operator?: 'exact' | 'is_not'
      readonly value: string | readonly string[]
    }
  | { readonly type: 'cohort'; readonly key: 'id'; readonly value: number; readonly operator?: 'in' | 'not_in' }
  /** `key` is a HogQL expression. Never put a user's input into it. */
  | { readonly type: 'hogql'; readonly key: string }

/** Filters joined by AND or OR, to any depth. */
export interface InsightFilterGroup {
  readonly type: 'AND' | 'OR'
  readonly values: readonly (InsightFilter | InsightFilterGroup)[]
}

/** Which of a project's five group types. */
export type GroupTypeIndex = 0 | 1 | 2 | 3 | 4

/** ISO dates or times, in the project's time zone where they name none; or relative ones: `-7d`, `-24h`, `mStart`, `all`. */
export interface InsightDateRange {
  readonly date_from?: string | null
  readonly date_to?: string | null
  /** Times as they are, not widened to whole days. */
  readonly explicitDate?: boolean
}

export type InsightInterval = 'minute' | 'hour' | 'day' | 'week' | 'month'

/** What every insight can be narrowed by. */
export interface InsightOptions {
  readonly dateRange?: InsightDateRange
  readonly properties?: readonly InsightFilter[] | InsightFilterGroup
  /** Leaves out the project's internal and test users. */
  readonly filterTestAccounts?: boolean
  /** Counts groups of this type in place of persons. */
  readonly aggregation_group_type_index?: GroupTypeIndex
  /** A share of persons, above 0 up to 1: faster on large projects. */
  readonly samplingFactor?: number
}
