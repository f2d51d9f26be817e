/** What a client takes. */
import type { Consent, HogkitClient } from './client.js'
import type { BeforeSend } from './events.js'
import type { FlagValue } from './flags.js'
import type { JsonValue, Properties } from './values.js'

/** Flags known before the first request: from a server render, a test or a cache of your own. */
export interface Bootstrap {
  readonly distinctId?: string
  /** `true` when `distinctId` is a known user and not an anonymous id. */
  readonly isIdentifiedId?: boolean
  readonly featureFlags?: Readonly<Record<string, FlagValue>>
  readonly featureFlagPayloads?: Readonly<Record<string, JsonValue>>
  /**
   * Goes on with a session of another page, app or domain: its id, a UUIDv7, of which the time is when it began. Another id is
   * reported and ignored.
   */
  readonly sessionId?: string
}

/**
 * Synchronous key-value storage; `null` is "not there". May throw: the client falls back to memory and says so. It belongs to one
 * client at a time, which takes over and sends the events it finds. For Node: `createFileStorage` of `hogkit/server/node`.
 */
export interface StorageAdapter {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
  /** All keys, so that a queue can find what an earlier page left behind. */
  keys(): string[]
}

export type Persistence =
  | 'localStorage+cookie'
  | 'localStorage'
  | 'cookie'
  | 'sessionStorage'
  | 'memory'
  | StorageAdapter

/** A plugin gets the client once, when it is made, and returns its undo. */
export interface Plugin {
  readonly name: string
  /** Properties for every event, read at capture. Values of the call win. */
  properties?(event: string): Properties
  /**
   * Properties of the person, read at the first event of a visitor, kept, and sent to be set where absent (`$set_once`) with the
   * first event of a page that has a person profile.
   */
  initialProperties?(): Properties
  /** Looks at each event before the hooks of the `beforeSend` option do. */
  readonly beforeSend?: BeforeSend
  /**
   * Runs as the client is made, for what has to hold at once. In a client that `HogkitProvider` makes that is while React renders,
   * which may make one that it throws away: read what you need and tell the client, begin nothing. https://react.dev/reference/rules
   */
  prepare?(client: HogkitClient): void
  /**
   * Runs once in a browser or server after the client is ready to capture. In a client that `HogkitProvider` made, what changes the
   * visitor (`identify`, `group`, …), `screen` and `captureException` load with their first call unless a hook on the page brought
   * them: they are done a moment later, in order, and give `undefined`.
   */
  setup?(client: HogkitClient, storage: PluginStorage): void | (() => void)
}

/** What plugins keep of a visitor, where the client keeps its own: heeds `persistence` and consent, and never throws. */
export interface PluginStorage {
  get(name: string): string | null
  set(name: string, value: string): void
}

/** What the world gives the client; every part can be replaced (tests, other runtimes). */
export interface ClientOptions {
  /** The project's public token, `phc_…`. A personal API key (`phx_…`) is refused. */
  readonly projectToken: string
  /** `'us'` (default), `'eu'`, an absolute URL, or a same-origin path such as `/ingest` when you relay. */
  readonly host?: 'us' | 'eu' | (string & {})
  /** Send when this many events wait. Default 20. */
  readonly flushAt?: number
  /** Send at the latest after this time, ms. Default 3000. */
  readonly flushIntervalMs?: number
  /** Events in one request at most. Default 100. */
  readonly maxBatchSize?: number
  /** Bytes of JSON in one request at most, before compression. Default 1_000_000. */
  readonly maxBatchBytes?: number
  /** Events kept waiting at most; the oldest is dropped and reported. Default 10_000. */
  readonly maxQueueSize?: number
  /** What is kept of waiting events at most, in characters; the oldest is dropped and reported. Default 20_000_000. */
  readonly maxQueueBytes?: number
  /** Tries again for one batch. Default 10. */
  readonly maxRetries?: number
  /** Time limit of a capture request, ms. Default 10_000. */
  readonly requestTimeoutMs?: number
  /** Time limit of a flags request, ms. Default 3000. */
  readonly flagsTimeoutMs?: number
  /**
   * How often flags are asked for again where no answer came (or 502, 504), after 300 ms, 600 ms, and so on. Default 1; 0: never; at
   * most 10.
   */
  readonly flagsMaxRetries?: number
  /** Default `'gzip'`. */
  readonly compression?: 'gzip' | 'none'
  /** Where identity, flags and queue are kept. Default `'localStorage+cookie'` in a browser, else `'memory'`. */
  readonly persistence?: Persistence
  /** Default `'identified_only'`. https://posthog.com/docs/data/anonymous-vs-identified-events */
  readonly personProfiles?: 'identified_only' | 'always' | 'never'
  /** Consent before the visitor decided. Default `'granted'`. */
  readonly consent?: Consent
  /**
   * `true`: a visitor whose browser sends "Do Not Track" counts as `denied` until they decide otherwise on your page. Default
   * `false`. https://posthog.com/docs/libraries/js/config (`respect_dnt`)
   */
  readonly respectDnt?: boolean
  /**
   * Events of one name in one burst at most; 50 each second come back. What goes beyond is a loop, such as a `capture()` while
   * rendering: it is reported and dropped until it calms down. Events with a `distinctId` of their own are not counted. Default
   * 20_000.
   */
  readonly maxBurst?: number
  /** What `addExceptionStep` keeps for the next exception, bytes of JSON. `0` keeps nothing. Default 32_768. */
  readonly maxStepBytes?: number
  /** Logs what the client does to the console. Default `false`; see {@link HogkitClient.debug}. */
  readonly debug?: boolean
  /** Load flags when the client is made. Default `true`. */
  readonly preloadFlags?: boolean
  /**
   * How old an answer may be, ms. An older one, of an earlier page or before the visitor came back to this one, is shown as
   * `stale` until the next is in. Default 300_000 (5 min).
   */
  readonly flagsStaleTimeMs?: number
  /** Asks for flags again after this time while the page is visible and online, ms; 0: never. Default 300_000, as posthog-js. */
  readonly flagsRefreshIntervalMs?: number
  /** Asks for flags again when the visitor comes back to the page and the answer is older than `flagsStaleTimeMs`. Default `true`. */
  readonly flagsRefreshOnFocus?: boolean
  /** Where flags are asked for, below `host`. Another name than `/flags/` is blocked less: see `flagsPath` of `createIngestRelay`. */
  readonly flagsPath?: string
  /** Ask for these flags only. Default: all. */
  readonly flagKeys?: readonly string[]
  /** Only flags of these contexts, and those of none. https://posthog.com/docs/feature-flags/evaluation-contexts */
  readonly evaluationContexts?: readonly string[]
  /**
   * Only flags that are meant for this side, and those for both; `all`: every flag. Default: `client` in pages, workers and React Native,
   * `server` elsewhere. https://posthog.com/docs/feature-flags/evaluation-environments
   */
  readonly evaluationRuntime?: 'client' | 'server' | 'all'
  readonly bootstrap?: Bootstrap
  readonly beforeSend?: BeforeSend | readonly BeforeSend[]
  readonly plugins?: readonly Plugin[]
  /** Told of every failure that no caller awaits. Default: a warning on the console in development. */
  readonly onError?: (error: Error) => void
  readonly fetch?: typeof globalThis.fetch
  /** The clock, ms since 1970. Default `Date.now`. */
  readonly now?: () => number
}
