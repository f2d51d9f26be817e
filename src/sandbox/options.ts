import type { HogQLPropertyFilter } from '../hogql/index.js'
import type { FaultController, FaultRule } from './faults/types.js'
import type { IngestionWarning } from './store/warnings.js'
import type { RateLimitOption } from './api/rateLimits.js'
import type { SandboxLog } from './log.js'

/** Options of `startSandbox`; every one has a default. */
export interface SandboxOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Where data and keys live over restarts. Default: a temporary directory that `close` removes. */
  readonly dataDir?: string
  /**
   * `http://user:password@host:8123` of a ClickHouse server to store events in, in place of the embedded ClickHouse: for platforms that chdb
   * has no build for. Needs the package `@clickhouse/client` instead of `chdb`. The sandbox has the database `hogkit` there to itself.
   */
  readonly clickhouseUrl?: string
  /** Data to begin with. Loaded once: a data directory that has it keeps it. */
  readonly seed?: 'demo' | DemoSeed
  /** The clock, ms since 1970. Default `Date.now`. */
  readonly clock?: () => number
  /** The project's time zone, an IANA name. Days, weeks and times without a zone are of it. Default `UTC`. */
  readonly timezone?: string
  /** The day on which the project's weeks begin: 0 Sunday (default, as PostHog has it), 1 Monday. */
  readonly weekStartDay?: 0 | 1
  /**
   * What queries with `filterTestAccounts` leave: property filters that all must hold, as in PostHog's project settings. Default: none;
   * with the demo, everybody whose email is not Hedgebox's own.
   * https://posthog.com/docs/settings/internal-user-filtering
   */
  readonly testAccountFilters?: readonly HogQLPropertyFilter[]
  /** The key that may do everything. Default: one made at first start and kept in the data directory. */
  readonly personalApiKey?: string
  /** Default: one made at first start and kept in the data directory. */
  readonly projectToken?: string
  /**
   * Faults from the start: rules that make requests fail, wait, hang or lose their answer, as networks and servers do. Default: none.
   *
   * ```ts
   * await startSandbox({ faults: [{ match: { path: '/batch' }, times: 2, fault: { status: 503, retryAfter: 1 } }] })
   * ```
   */
  readonly faults?: readonly FaultRule[]
  /**
   * Rate limits of the private API, counted for each personal API key: `true` for PostHog's own, or some of your own to see a client
   * throttled soon. Default: none.
   *
   * ```ts
   * await startSandbox({ rateLimits: { crud: { perMinute: 5 } } })
   * ```
   */
  readonly rateLimits?: RateLimitOption
  /** Told of dropped events, failures and the like. Default: nobody. */
  readonly onLog?: SandboxLog
}

export interface DemoSeed {
  readonly name: 'demo'
  /** The same number gives the same data. Default 1. */
  readonly seed?: number
  /** The moment the data leads up to, ms since 1970. Default: now. */
  readonly now?: number
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`, for both the public and the private API. */
  readonly url: string
  /** `phc_…`, public. */
  readonly projectToken: string
  /** `phx_…`, with every scope. For servers only. */
  readonly personalApiKey: string
  readonly projectId: number
  /** Rules of failure and the log of requests. Over HTTP the same is at `/_hogkit/faults` and `/_hogkit/requests`. */
  readonly faults: FaultController
  /**
   * The uuids of all stored events, in lower case and no order; one that were stored twice would be here twice. Fails with more than a
   * million events: ask HogQL then.
   */
  storedUuids(): Promise<readonly string[]>
  /** Makes one more personal API key with these scopes (`person:read`, …, or `*`) and gives its secret, this once. */
  createPersonalApiKey(options: { scopes: readonly string[]; label?: string }): Promise<string>
  /** What ingestion did not do as asked, newest first: refused merges, dropped events. */
  ingestionWarnings(): Promise<readonly IngestionWarning[]>
  /** Stores what was accepted, stops everything and removes a temporary data directory. Safe to call again. */
  close(): Promise<void>
}
