export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** PostHog's rate limit buckets. https://posthog.com/docs/api#rate-limiting */
export type RateClass = 'analytics' | 'query' | 'local_evaluation' | 'crud'

/** `<object>:read` or `<object>:write`, as on a personal API key. `write` includes `read`. */
export type Scope = `${string}:${'read' | 'write'}`

/** One row of the endpoint table. */
export interface Endpoint {
  /** Its name in the table: `persons.list`. What comes before the dot is the resource. */
  readonly id: string
  readonly method: HttpMethod
  /** With `:name` for parameters, and PostHog's trailing slash; below `/api/`, but for rows with a `host`. */
  readonly path: string
  /**
   * Set where the path lies on PostHog's ingestion host (`us.i.posthog.com`), beside `/flags` and `/batch/`: no project in the path but its
   * token in the query, and yet a personal API key. Servers ask it; the proxy, which speaks to the host of the private API, never does.
   */
  readonly host?: 'ingest'
  /** Where a PostHog that does not know `path` has the same, on the host of the private API. */
  readonly olderPath?: string
  /** All of them are needed. */
  readonly scopes: readonly [Scope, ...Scope[]]
  readonly rateClass: RateClass
  /** How a list goes on: by the `offset`, `cursor` or `page` of its `next`. `none` for what is no list, or comes whole. */
  readonly pagination: 'offset' | 'cursor' | 'page' | 'none'
  /** Every query parameter the endpoint takes. The proxy refuses others: a misspelt filter must not widen an answer. */
  readonly query: readonly string[]
  /** Sending it twice changes nothing more than sending it once: may be retried, and cached when it reads. */
  readonly idempotent: boolean
  /** Set where PostHog answers 405 to `DELETE`: writing `deleted: true` deletes, `false` restores. */
  readonly softDelete?: true
}
