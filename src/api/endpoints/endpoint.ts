export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** PostHog's rate limit buckets. https://posthog.com/docs/api#rate-limiting */
export type RateClass = 'analytics' | 'query' | 'local_evaluation' | 'crud'

/** `<object>:read` or `<object>:write`, as on a personal API key. `write` includes `read`. */
export type Scope = `${string}:${'read' | 'write'}`

/** One row of the endpoint table. */
export interface Endpoint {
  readonly method: HttpMethod
  /** With `:name` for parameters, and PostHog's trailing slash. */
  readonly path: string
  readonly scope: Scope
  readonly rateClass: RateClass
  readonly pagination: 'offset' | 'none'
  /** Every query parameter the endpoint takes. The proxy refuses others: a misspelt filter must not widen an answer. */
  readonly query: readonly string[]
  /** Sending it twice changes nothing more than sending it once: may be retried, and cached when it reads. */
  readonly idempotent: boolean
}
