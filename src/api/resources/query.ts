import * as rows from '../endpoints/query.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'

/** How a query's answer may come from PostHog's cache. */
export type QueryRefresh =
  | 'blocking'
  | 'async'
  | 'force_blocking'
  | 'force_async'
  | 'force_cache'
  | 'lazy_async'
  | 'async_except_on_cache_miss'

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

/** Any of PostHog's queries, told apart by `kind`. */
export type QueryNode = HogQLQuery | { readonly kind: string; readonly [key: string]: unknown }

/** The body of `POST …/query/`. https://posthog.com/docs/api/query */
export interface QueryBody {
  readonly query: QueryNode
  /** Default `blocking`. */
  readonly refresh?: QueryRefresh
  /** Your own id of this run, to ask for its progress or cancel it. */
  readonly client_query_id?: string
  /** A label in `query_log`. */
  readonly name?: string
  readonly filters_override?: Readonly<Record<string, unknown>>
  readonly variables_override?: Readonly<Record<string, unknown>>
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
  readonly results?: unknown
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

/** What a call with HogQL takes. */
export interface HogQLCallOptions extends CallOptions {
  /** How PostHog may use its cache. Default `blocking`. */
  readonly refresh?: QueryRefresh | undefined
}

/** `api.query.run` as a function, for any {@link ApiCaller}. */
export function runQuery<TResponse = HogQLQueryResponse>(
  api: ApiCaller,
  body: QueryBody,
  options?: CallOptions,
): Promise<TResponse> {
  return api.request<TResponse>(rows.run, { ...options, body })
}

/** `api.query.hogql` as a function, for any {@link ApiCaller}. */
export function runHogQL<TRow = unknown[]>(
  api: ApiCaller,
  query: string,
  values?: Readonly<Record<string, unknown>>,
  { refresh, ...call }: HogQLCallOptions = {},
): Promise<HogQLQueryResponse<TRow>> {
  const node: HogQLQuery = { kind: 'HogQLQuery', query, ...(values && { values }) }
  return runQuery(api, { query: node, ...(refresh && { refresh }) }, call)
}

/** Makes `api.query`. https://posthog.com/docs/api/query */
export function createQueryApi(api: ApiCaller) {
  return {
    /**
     * Runs any query. Scope `query:read`. With an asynchronous `refresh` the answer may hold only `query_status`.
     * @throws QueryError with the position of a mistake in HogQL, RateLimitError, TimeoutError
     */
    run: <TResponse = HogQLQueryResponse>(body: QueryBody, options?: CallOptions): Promise<TResponse> =>
      runQuery<TResponse>(api, body, options),
    /**
     * Runs HogQL: `api.query.hogql('select event from events where distinct_id = {id}', { id })`. Without a LIMIT PostHog gives 100 rows and
     * says so in `hasMore`. Scope `query:read`.
     */
    hogql: <TRow = unknown[]>(
      query: string,
      values?: Readonly<Record<string, unknown>>,
      options?: HogQLCallOptions,
    ): Promise<HogQLQueryResponse<TRow>> => runHogQL<TRow>(api, query, values, options),
  }
}
