import { AbortError, ConfigError, NetworkError } from '../../core/errors.js'
import type { SharedApiOptions } from '../config.js'
import type { Endpoint } from '../endpoints/endpoint.js'
import { fillPath } from '../fillPath.js'
import { isRead } from '../isRead.js'
import { resolveRateLimits } from '../rateLimits.js'
import { explain } from './explain.js'
import { createRateGate } from './rateGate.js'
import { type Answer, describeTarget, type Outgoing, send } from './send.js'
import { retryDelayMs, wait } from './wait.js'

/** What every call takes. */
export interface CallOptions {
  /** Ends the call: it rejects with `AbortError`, and the query on the server is given up. */
  readonly signal?: AbortSignal | undefined
  /** Time limit of each try, ms. Default: the client's. */
  readonly timeoutMs?: number | undefined
}

/** What a call of an endpoint takes. */
export interface EndpointCall extends CallOptions {
  /** Path parameters, by PostHog's names. `project_id` is the client's own. */
  readonly params?: Readonly<Record<string, string | number>>
  /** Query parameters, by PostHog's names. Absent ones are left out; lists and objects go as JSON. */
  readonly query?: Readonly<Record<string, unknown>>
  /** The body, sent as JSON. */
  readonly body?: unknown
}

/**
 * What calls PostHog's private API by rows of the table: an `Api` without its resources, so without the code and the rows of what a page
 * does not ask. Functions such as `runQuery` and `listPersons` take one; every `Api` is one.
 */
export interface ApiCaller {
  /** Where PostHog's paths begin: a host, or the proxy's mount point. Without a trailing slash. */
  readonly baseUrl: string
  /** `key`: straight to PostHog. `proxy`: through your backend, which holds the key. */
  readonly mode: 'key' | 'proxy'
  /** The project every call is about: an id, or `@current`. */
  readonly projectId: string
  /** Loads what the first request needs, where that is a file of its own. */
  ready?(): Promise<unknown>
  /** Calls an endpoint and gives its parsed answer; `undefined` for an empty one. */
  request<TResponse>(endpoint: Endpoint, call?: EndpointCall): Promise<TResponse>
}

/** One way to PostHog: straight with a key, or through a proxy. */
export interface Access extends Pick<ApiCaller, 'baseUrl' | 'mode' | 'projectId'> {
  /** PostHog's ingestion host, for the rows that lie there. A proxy has none. */
  readonly ingestUrl?: string
  /** Asked before each request. */
  headers(): Readonly<Record<string, string>>
}

const retriedStatuses = new Set([502, 503, 504])
/** A 429 without a time asks for a pause all the same. */
const defaultHoldMs = 1000

function toSearch(query: Readonly<Record<string, unknown>> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    search.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const text = search.toString()
  return text && `?${text}`
}

/** A read that may be sent again. Whether an answer was lost on its way back, nobody knows: so a write is sent once. */
function mayRetry(endpoint: Endpoint): boolean {
  return endpoint.idempotent && isRead(endpoint)
}

/** Makes what calls PostHog by one way, with its limits, retries and errors. See `createApi` for the meaning of the limits. */
export function createCaller(access: Access, options: SharedApiOptions): ApiCaller {
  const { baseUrl, mode, projectId } = access
  const { timeoutMs = 30_000, queryTimeoutMs = 60_000, maxRetries = 2, maxRateLimitWaitMs = 60_000 } = options
  // Read at each call, so that what replaces the global fetch later (a test, an instrumentation) is used.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const limits = resolveRateLimits(options.rateLimits)
  const gate = createRateGate(limits, maxRateLimitWaitMs)

  function baseOf({ host, id }: Endpoint): string {
    const base = host === undefined ? baseUrl : access.ingestUrl
    if (base !== undefined) return base
    throw new ConfigError(
      `${id} lies on PostHog's ingestion host and needs a key, so it cannot be asked through a proxy. Ask it on your server: createFlagEvaluator (hogkit/server), or createApi({ host, personalApiKey, projectId }).`,
    )
  }

  function toOutgoing(endpoint: Endpoint, call: EndpointCall): Outgoing {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body)
    return {
      method: endpoint.method,
      url: baseOf(endpoint) + fillPath(endpoint.path, { project_id: projectId, ...call.params }) + toSearch(call.query),
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...access.headers(),
      },
      body,
      timeoutMs: call.timeoutMs ?? (endpoint.rateClass === 'query' ? queryTimeoutMs : timeoutMs),
      signal: call.signal,
    }
  }

  /** One try, within the rate class's budgets, places and holds. Any status is an answer here. */
  function attempt({ rateClass }: Endpoint, outgoing: Outgoing): Promise<Answer> {
    return gate.run<Answer>(rateClass, {
      signal: outgoing.signal,
      async task() {
        const answer = await send(fetch, outgoing)
        if (answer.status === 429) gate.hold(rateClass, answer.retryAfterMs ?? defaultHoldMs)
        return answer
      },
      // What the server would say is known.
      refuse: retryAfterMs => ({ ok: false, status: 429, retryAfterMs, text: '', body: undefined, isOwn: true }),
    })
  }

  /** The pause after an answer that is no success, ms; `undefined` when there is no use in another try. */
  function pauseAfter({ status, body, retryAfterMs = 0, isOwn }: Answer, endpoint: Endpoint, retry: number) {
    if (isOwn) return undefined
    if (status === 429) {
      // Refused before it ran, so even a write may go again. The gate does the waiting, for the whole class.
      return gate.heldForMs(endpoint.rateClass) <= maxRateLimitWaitMs ? Math.random() * 200 : undefined
    }
    if (!retriedStatuses.has(status) || !mayRetry(endpoint)) return undefined
    // A query that ran into PostHog's limit would run into it again, and cost as much again.
    if (status === 504 && endpoint.rateClass === 'query') return undefined
    // The proxy's own key is refused: asking again will not change that.
    if ((body as { code?: unknown } | null | undefined)?.code === 'upstream_authentication') return undefined
    return retryAfterMs > maxRateLimitWaitMs ? undefined : Math.max(retryAfterMs, retryDelayMs(retry))
  }

  async function untilAnswered(endpoint: Endpoint, outgoing: Outgoing, retry = 0): Promise<Answer> {
    let pauseMs: number | undefined
    try {
      const answer = await attempt(endpoint, outgoing)
      if (!answer.ok && retry < maxRetries) pauseMs = pauseAfter(answer, endpoint, retry)
      if (pauseMs === undefined) return answer
    } catch (error) {
      if (!(error instanceof NetworkError) || retry >= maxRetries || !mayRetry(endpoint)) throw error
      pauseMs = retryDelayMs(retry)
    }
    await wait(pauseMs, outgoing.signal)
    return untilAnswered(endpoint, outgoing, retry + 1)
  }

  return {
    baseUrl,
    mode,
    projectId,
    async request<TResponse>(endpoint: Endpoint, call: EndpointCall = {}): Promise<TResponse> {
      const outgoing = toOutgoing(endpoint, call)
      const target = describeTarget(outgoing)
      const answer = await untilAnswered(endpoint, outgoing).catch((cause: unknown) => {
        throw call.signal?.aborted
          ? new AbortError(`The request was aborted by its signal: ${target}.`, { cause })
          : cause
      })
      if (answer.ok && (answer.text === '' || answer.body !== undefined)) return answer.body as TResponse
      throw await explain(answer, { target, mode, endpoint, limit: limits[endpoint.rateClass], sent: call.body })
    },
  }
}
