import { isAbortError } from '../../core/errors.js'
import * as rows from '../endpoints/query.js'
import { defineRead } from '../operation.js'
import type { HogQLPage, KeysetOptions } from '../query/keyset.js'
import type { NamedQueryArguments, NamedQueryResult, QueryName } from '../query/named.js'
import type { HogQLQuery, QueryNode, QueryResponse, QueryStatus } from '../query/nodes.js'
import type { QueryProgress } from '../query/progress.js'
import { toHogQLResult, type HogQLResult, type HogQLRow } from '../query/result.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import { runNamedQuery } from './namedQuery.js'

/** How a query's answer may come from PostHog's cache, and whether the request waits for it. */
export type QueryRefresh =
  | 'blocking'
  | 'async'
  | 'force_blocking'
  | 'force_async'
  | 'force_cache'
  | 'lazy_async'
  | 'async_except_on_cache_miss'

/** HogQL text, or the text with the `values` bound to its `{placeholders}`: the one safe place for a user's input. */
export type HogQLInput = string | Omit<HogQLQuery, 'kind'>

/** How to run a query. */
export interface QueryRunOptions extends CallOptions {
  /** Default `blocking`: a recent answer, else a new one. With an `async` one PostHog runs it on its own, and this waits by asking. */
  readonly refresh?: QueryRefresh | undefined
  /** Your own id of this run. Default: one of ours when it runs on its own. */
  readonly clientQueryId?: string | undefined
  /** A label in `query_log`. */
  readonly name?: string | undefined
  /** Filters over those of the query: `{ date_from, date_to, properties }`. */
  readonly filtersOverride?: Readonly<Record<string, unknown>> | undefined
  readonly variablesOverride?: Readonly<Record<string, unknown>> | undefined
  /** Told how far it is, while it runs on its own. */
  readonly onProgress?: ((progress: QueryProgress) => void) | undefined
  /** How long to wait for a query that runs on its own, ms. Default 600_000, as long as PostHog remembers it. */
  readonly waitMs?: number | undefined
}

const defaultWaitMs = 600_000

/** A query that runs on its own may be answered by its status alone. */
interface StatusAnswer {
  readonly query_status?: QueryStatus | null
  readonly results?: unknown
}

function newQueryId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** PostHog's name of the query that older documents call `PersonsQuery`. */
function toKnownKind(query: QueryNode): QueryNode {
  return query.kind === 'PersonsQuery' ? { ...query, kind: 'ActorsQuery' } : query
}

/** `api.query.run` as a function, for any {@link ApiCaller}. */
export async function runQuery<TQuery extends QueryNode>(
  api: ApiCaller,
  query: TQuery,
  options: QueryRunOptions = {},
): Promise<QueryResponse<TQuery>> {
  const { refresh, name, filtersOverride, variablesOverride, onProgress, waitMs = defaultWaitMs, ...call } = options
  // Known before PostHog answers, so that it can be cancelled from the first moment on.
  const id = call.clientQueryId ?? (refresh?.includes('async') ? newQueryId() : undefined)
  const body = {
    query: toKnownKind(query),
    ...(refresh && { refresh }),
    ...(id !== undefined && { client_query_id: id }),
    ...(name !== undefined && { name }),
    ...(filtersOverride && { filters_override: filtersOverride }),
    ...(variablesOverride && { variables_override: variablesOverride }),
  }
  const { signal, timeoutMs } = call
  const answer = await api
    .request<StatusAnswer>(rows.run, { signal, timeoutMs, body })
    .catch(async (error: unknown) => {
      if (id !== undefined && isAbortError(error)) (await loadFollow()).cancelQuietly(api, id)
      throw error
    })
  const status = answer.query_status
  if (!status || (answer.results !== undefined && answer.results !== null)) return answer as QueryResponse<TQuery>
  const { followQuery } = await loadFollow()
  return (await followQuery(api, status, { signal, waitMs, onProgress })) as QueryResponse<TQuery>
}

/** Most queries are answered at once: what follows the others loads with the first of them. */
const loadFollow = () => import('../query/follow.js')

/** `api.query.hogql` as a function, for any {@link ApiCaller}. */
export async function runHogQL<TRow extends object = HogQLRow>(
  api: ApiCaller,
  query: string,
  values?: Readonly<Record<string, unknown>>,
  options?: QueryRunOptions,
): Promise<HogQLResult<TRow>> {
  const node: HogQLQuery = { kind: 'HogQLQuery', query, ...(values && { values }) }
  return toHogQLResult<TRow>(await runQuery(api, node, options), query)
}

/** `api.query.status` for any {@link ApiCaller}. */
export const getQueryStatus = /* @__PURE__ */ defineRead<
  { readonly id: string; readonly showProgress?: boolean },
  { readonly query_status: QueryStatus }
>(rows.status)

/** `api.query.cancel` for any {@link ApiCaller}. */
export const cancelQuery = /* @__PURE__ */ defineRead<
  { readonly id: string; readonly dequeueOnly?: boolean },
  { readonly message?: string }
>(rows.cancel)

/** Makes `api.query`. https://posthog.com/docs/api/queries */
export function createQueryApi(api: ApiCaller) {
  return {
    /**
     * Runs any query: `api.query.run({ kind: 'EventsQuery', select: ['*'], after: '-1d' })`. Scope `query:read`.
     *
     * With an asynchronous `refresh` PostHog runs it on its own; this then asks for it, tells `onProgress`, and gives the answer like any
     * other. Aborting cancels it at PostHog.
     *
     * @throws QueryError with the position of a mistake in HogQL, RateLimitError, TimeoutError, AbortError
     */
    run: <TQuery extends QueryNode>(query: TQuery, options?: QueryRunOptions): Promise<QueryResponse<TQuery>> =>
      runQuery(api, query, options),
    /**
     * Runs HogQL: `api.query.hogql<{ event: string }>('select event from events where distinct_id = {id}', { id })`. `rows` has the answer as
     * objects, `hasMore` is plain, `truncated` says that PostHog's own limit of 100 cut it. Scope `query:read`.
     */
    hogql: <TRow extends object = HogQLRow>(
      query: string,
      values?: Readonly<Record<string, unknown>>,
      options?: QueryRunOptions,
    ): Promise<HogQLResult<TRow>> => runHogQL<TRow>(api, query, values, options),
    /**
     * Runs a query that lives in the proxy, by its name: `api.query.named('topEvents', { days: 7 })`. No HogQL is sent. Through a proxy only.
     *
     * @throws ValidationError with the wrong value in `attr`, NotFoundError for an unknown name, ConfigError for a client with a key
     */
    named: <TName extends QueryName>(
      name: TName,
      ...[values, options]: NamedQueryArguments<TName, [options?: CallOptions]>
    ): Promise<NamedQueryResult<TName>> => runNamedQuery(api, name, values, options),
    /**
     * All pages of a HogQL query by keyset, as the loop comes to them: however many rows match, however many arrive meanwhile.
     *
     * ```ts
     * for await (const { rows } of api.query.pages('select uuid, timestamp, event from events', { pageSize: 1000 })) store(rows)
     * ```
     */
    async *pages<TRow extends object = HogQLRow>(
      query: HogQLInput,
      keyset?: KeysetOptions,
      options?: Omit<QueryRunOptions, 'onProgress'>,
    ): AsyncGenerator<HogQLPage<TRow>, void, undefined> {
      const { walkHogQLPages } = await import('../query/keyset.js')
      yield* walkHogQLPages<TRow>(api, query, keyset, options)
    },
    /** How far a query is that runs on its own; `run` asks for you. PostHog forgets it after some ten minutes. Scope `query:read`. */
    status: (id: string, options?: CallOptions) => getQueryStatus(api, { id, showProgress: true }, options),
    /** Gives a query up. Cancelling one that is unknown or over is no error. Scope `query:read`. */
    cancel: (id: string, options?: CallOptions) => cancelQuery(api, { id }, options),
  }
}
