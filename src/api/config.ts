import { ConfigError } from '../core/errors.js'
import type { RateLimits } from './rateLimits.js'

/** What both ways to PostHog take. */
export interface SharedApiOptions {
  /** The project's numeric id. Default `'@current'`: through the proxy the one it is configured for, with a key its owner's current one. */
  readonly projectId?: number | string
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** Time limit of a request, ms. Default 30_000. */
  readonly timeoutMs?: number
  /** Time limit of a query, ms. Default 60_000. */
  readonly queryTimeoutMs?: number
  /** Tries again for a read that failed on the way (network, 502, 503, 504). Default 2. Writes are never sent twice. */
  readonly maxRetries?: number
  /**
   * The budgets this client keeps within: what would go past one waits in line, and nothing is sent that PostHog would refuse. Default:
   * PostHog's own, by rate class; give what differs for your organization, `{ query: { perHour: 120 } }`, or `Infinity` for no limit.
   * `false` sends at once, and waits only after a 429.
   *
   * Each client counts its own calls. Other clients, tabs, processes and people of your organization use the same budgets unseen, so a 429
   * can still come; it holds the class until PostHog's time is over. https://posthog.com/docs/api#rate-limiting
   */
  readonly rateLimits?: RateLimits | false
  /**
   * The longest wait for a rate limit, before the call rejects with `RateLimitError` instead, ms: for the client's own budget, and for the pause
   * that a 429 asks for. It rejects as soon as that is known, with the whole wait as `retryAfterMs`. Default 60_000: what is past the budget of one minute
   * waits for the next.
   */
  readonly maxRateLimitWaitMs?: number
}

/** Straight to PostHog with a key: servers, scripts, the command line. */
export interface ServerApiOptions extends SharedApiOptions {
  /** `'us'` (default), `'eu'`, or the URL of a PostHog. */
  readonly host?: 'us' | 'eu' | (string & {})
  /** A personal API key, `phx_…`. Never in a browser. https://posthog.com/docs/api#authentication */
  readonly personalApiKey: string
  readonly baseUrl?: never
  readonly headers?: never
}

/** Through your proxy (`createProxy` of `hogkit/server`), which holds the key. */
export interface ProxyApiOptions extends SharedApiOptions {
  /**
   * Where the proxy is mounted: `/api/posthog`, or a URL. PostHog's own paths follow beneath it, so a list of persons is
   * `/api/posthog/api/projects/@current/persons/`.
   */
  readonly baseUrl: string
  /** Headers for your proxy, for example your own session token; a function is asked before each request. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>)
  readonly host?: never
  readonly personalApiKey?: never
}

export type ApiOptions = ServerApiOptions | ProxyApiOptions

/** Where PostHog's private API lives, by region. https://posthog.com/docs/api#authentication */
const cloudHosts: Readonly<Record<string, string>> = { us: 'https://us.posthog.com', eu: 'https://eu.posthog.com' }

/**
 * The origin (and path, for a PostHog under one) of the private API, without a trailing slash.
 * @throws ConfigError for what is neither `us`, `eu` nor an http(s) URL.
 */
export function resolveApiHost(host: string = 'us'): string {
  const known = cloudHosts[host]
  if (known) return known
  const url = URL.canParse(host) ? new URL(host) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new ConfigError(
      `The PostHog host "${host}" is not usable. Give 'us', 'eu' or a URL such as https://posthog.example.com.`,
    )
  }
  // The ingestion hosts answer no private request; whoever copied one from an SDK snippet means its region.
  const region = /^(us|eu)(-assets)?\.i\.posthog\.com$/.exec(url.hostname)?.[1]
  return (region && cloudHosts[region]) ?? `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/**
 * Checks a personal API key before it is used.
 * @throws ConfigError for an empty key, a project token, or a text that cannot be a header.
 */
export function checkPersonalApiKey(personalApiKey: string): string {
  const key = personalApiKey.trim()
  if (key.startsWith('phc_')) {
    throw new ConfigError(
      'personalApiKey was given the project token (phc_…), which cannot read data. Make a personal API key (phx_…) in PostHog under Settings, Personal API keys.',
    )
  }
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new ConfigError(
      'personalApiKey is empty or not a key. Set it from the environment (POSTHOG_API_KEY), as PostHog shows it once when you make it: phx_…',
    )
  }
  return key
}

/** A page's script, where every visitor can read what the code holds. Servers and Node test runners have no document. */
export function isBrowser(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}

/** @throws ConfigError when a key is about to be used in a browser. */
export function refuseKeyInBrowser(personalApiKey: unknown): void {
  if (personalApiKey === undefined || !isBrowser()) return
  throw new ConfigError(
    'A personal API key was given to a client in a browser. Every visitor could read it and act as you on all of your data, so it is refused. Mount createProxy (hogkit/server) on your backend and use createApi({ baseUrl: "/api/posthog" }). If this key has been in a bundle, roll it in PostHog.',
  )
}
