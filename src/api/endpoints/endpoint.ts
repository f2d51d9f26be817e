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
  /** With `:name` for parameters, and PostHog's trailing slash. */
  readonly path: string
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
