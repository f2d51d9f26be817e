import type { Schemas, Shape } from '../types/schemas.js'

/** A query written in HogQL. https://posthog.com/docs/sql */
export interface HogQLQuery {
  readonly kind: 'HogQLQuery'
  readonly query: string
  /** Bound to `{name}` in the text: the one safe way to put a user's input into a query. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly filters?: Readonly<Record<string, unknown>>
  readonly variables?: Readonly<Record<string, unknown>>
  readonly modifiers?: Readonly<Record<string, unknown>>
  readonly name?: string
  readonly explain?: boolean
}

/** Events by filters: `{ kind: 'EventsQuery', select: ['*', 'timestamp'], event: '$pageview', after: '-7d' }`. */
export interface EventsQuery extends Shape<'EventsQuery'> {}

/** Persons or groups by filters, or those behind a point of an insight (`source`). */
export interface ActorsQuery extends Shape<'ActorsQuery'> {}

/**
 * What older documents call a query of persons. PostHog has no such kind: it is sent as the `ActorsQuery` that it became, with the same
 * fields.
 */
export type PersonsQuery = Omit<ActorsQuery, 'kind'> & { readonly kind: 'PersonsQuery' }

/** Any of PostHog's queries, told apart by `kind`. */
export type QueryNode =
  | HogQLQuery
  | EventsQuery
  | ActorsQuery
  | PersonsQuery
  | Schemas['TrendsQuery']
  | Schemas['FunnelsQuery']
  | Schemas['RetentionQuery']
  | Schemas['PathsQuery']
  | Schemas['StickinessQuery']
  | Schemas['LifecycleQuery']
  | OtherQuery

/** A query of a kind that has no type of its own here. */
export interface OtherQuery {
  readonly kind: string & {}
  readonly [key: string]: unknown
}

/** The answer to a HogQL query: rows of values in the order of `columns`. */
export interface HogQLQueryResponse<TRow = unknown[]> {
  readonly results: TRow[]
  readonly columns: string[]
  /** Column name and ClickHouse type, in the order of `columns`. */
  readonly types: [name: string, type: string][]
  /** More rows match than `limit` let through. `null` when PostHog does not know. */
  readonly hasMore: boolean | null
  readonly limit: number | null
  readonly offset: number | null
  /** The query as PostHog understood it. */
  readonly hogql: string
  readonly query?: string | null
  readonly clickhouse?: string | null
  readonly error?: string | null
  readonly explain?: string[] | null
  readonly timings?: { readonly k: string; readonly t: number }[] | null
  readonly modifiers?: Readonly<Record<string, unknown>> | null
  readonly query_status?: QueryStatus | null
  readonly resolved_date_range?: { readonly date_from: string; readonly date_to: string } | null
  readonly is_cached?: boolean
  readonly cache_key?: string | null
  readonly last_refresh?: string | null
  readonly timezone?: string | null
}

/** How far a query is that runs on its own. */
export interface QueryStatus {
  readonly id: string
  readonly team_id: number
  readonly complete?: boolean | null
  readonly error?: boolean | null
  readonly error_message?: string | null
  readonly start_time?: string | null
  readonly end_time?: string | null
  readonly query_progress?: Schemas['ClickhouseQueryProgress'] | null
  /** The whole answer, once it is complete. */
  readonly results?: unknown
}

interface ResponsesByKind {
  readonly HogQLQuery: HogQLQueryResponse
  readonly EventsQuery: Schemas['EventsQueryResponse']
  readonly ActorsQuery: Schemas['ActorsQueryResponse']
  readonly PersonsQuery: Schemas['ActorsQueryResponse']
  readonly TrendsQuery: InsightResponse
  readonly FunnelsQuery: InsightResponse
  readonly RetentionQuery: InsightResponse
  readonly PathsQuery: InsightResponse
  readonly StickinessQuery: InsightResponse
  readonly LifecycleQuery: InsightResponse
}

/** The answer to an insight's query. The shape of `results` is the insight's own. */
export interface InsightResponse {
  readonly results: unknown[]
  readonly hogql?: string | null
  readonly hasMore?: boolean | null
  readonly error?: string | null
  readonly timezone?: string | null
  readonly is_cached?: boolean
  readonly last_refresh?: string | null
  readonly [key: string]: unknown
}

/** The answer to a query of this type. */
export type QueryResponse<TQuery extends { readonly kind: string }> = TQuery['kind'] extends keyof ResponsesByKind
  ? ResponsesByKind[TQuery['kind']]
  : Readonly<Record<string, unknown>>
