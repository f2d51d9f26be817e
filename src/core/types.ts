/**
 * The public vocabulary of `hogkit/core`: what a client is, what it takes and what it tells.
 * Names are camelCase here and PostHog's own on the wire; `wire/` is the one border between the two.
 */

import type { Register } from './register.js'

/** Any value that survives `JSON.stringify` unchanged. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue | undefined }

/** Properties of an event, a person or a group. Values that JSON cannot carry are dropped or made text before sending. */
export type Properties = Record<string, unknown>

/** `{ company: 'acme' }`: group type to group key. https://posthog.com/docs/product-analytics/group-analytics */
export type Groups = Record<string, string>

export type { Register } from './register.js'

/** Names autocomplete when registered; any other string passes when nothing is registered. */
export type FlagKey = Register extends { flags: infer F } ? keyof F & string : string
/** What the app registered for a flag: the type of its value, or `{ value, payload }`. */
type RegisteredFlag<TKey extends string> = Register extends { flags: infer F }
  ? TKey extends keyof F
    ? F[TKey]
    : FlagValue
  : FlagValue
/** The value type of a registered flag, or `false`: a flag of any kind is off where no condition matches. Else `boolean | string`. */
export type FlagValueOf<TKey extends string> =
  | Extract<RegisteredFlag<TKey> extends { value: infer V } ? V : RegisteredFlag<TKey>, FlagValue>
  | false
/** The values of many flags by key; of registered flags each with its own type. */
export type FlagValues = Readonly<
  Register extends { flags: object } ? { [TKey in FlagKey]?: FlagValueOf<TKey> } : Record<string, FlagValue>
>
/** The payload type of a flag that is registered with one, else any JSON. */
export type FlagPayloadOf<TKey extends string> = RegisteredFlag<TKey> extends { payload: infer P } ? P : JsonValue
/** Event names: the registered ones complete, others pass. */
export type EventName = Register extends { events: infer E } ? (keyof E & string) | (string & {}) : string
/** Properties of a registered event, else any. */
export type EventPropertiesOf<TEvent extends string> = Register extends { events: infer E }
  ? TEvent extends keyof E
    ? E[TEvent]
    : Properties
  : Properties

/** A flag is on or off, or on with the key of a variant. `undefined` elsewhere means: not known (yet). */
export type FlagValue = boolean | string

/** Where a flag's value came from. */
export type FlagSource = 'server' | 'bootstrap' | 'cache' | 'override' | 'default'

/** What is known of a flag's value: see {@link FlagDetails}. */
export type FlagStatus = 'loading' | 'ready' | 'stale' | 'missing' | 'error' | 'quota-limited' | 'blocked'

/** Everything that is known of one flag for the current identity. Immutable; the same reference while nothing changed. */
export interface FlagDetails<TValue extends FlagValue = FlagValue, TPayload = JsonValue> {
  readonly key: string
  /**
   * - `loading`: no answer yet and nothing cached or bootstrapped
   * - `ready`: the value is the server's (or bootstrapped, cached, overridden: see `source`)
   * - `stale`: a newer value is on its way, because the app asked for it (`reload()`), the identity or what flags are evaluated by
   *   changed, or this one is older than `flagsStaleTimeMs`; with an `error`, that one did not come
   * - `missing`: the server answered and knows no such flag
   * - `error`: loading failed and nothing was known before; see `error`
   * - `quota-limited`: the project is over its flag quota and nothing was known before
   * - `blocked`: requests never leave the browser (ad blocker, offline) and nothing was known before
   */
  readonly status: FlagStatus
  /** `undefined` until known or when missing. */
  readonly value: TValue | undefined
  readonly enabled: boolean
  readonly variant: Extract<TValue, string> | undefined
  /** The flag's JSON payload, parsed. `undefined` when there is none. */
  readonly payload: TPayload | undefined
  readonly source: FlagSource
  /** Why the server decided so, as PostHog codes it: `condition_match`, `out_of_rollout_bound`, … */
  readonly reason: FlagReason | undefined
  readonly id: number | undefined
  readonly version: number | undefined
  readonly requestId: string | undefined
  readonly error: Error | undefined
  /** Whether an experiment runs on the flag; `undefined` where the server does not say. */
  readonly hasExperiment?: boolean | undefined
}

/** A forced value, or one with a payload: see {@link FlagsClient.override}. */
export type FlagOverride = FlagValue | { readonly value: FlagValue; readonly payload?: JsonValue | undefined }

export interface FlagReason {
  readonly code: string
  readonly conditionIndex: number | undefined
  readonly description: string | undefined
}

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

export interface CaptureOptions {
  /** When it happened. A `Date` or an ISO 8601 text; default: now. */
  readonly timestamp?: Date | string
  /** Your own event id (a UUID): PostHog keeps one event for each. Default: a new UUIDv7. */
  readonly uuid?: string
  /** Capture for somebody else without touching the client's identity (servers). */
  readonly distinctId?: string
  /** Groups of this event, over those set by `group()`. */
  readonly groups?: Groups
  /** Person properties to set. */
  readonly set?: Properties | undefined
  /** Person properties to set only where absent. */
  readonly setOnce?: Properties | undefined
  /** Send now, alone, instead of through the batching queue; before the delivery code is in: as soon as it is, with what else waits. */
  readonly immediate?: boolean
}

/** An event as a `beforeSend` hook or a plugin sees it, in hogkit's spelling. */
export interface CapturedEvent {
  readonly uuid: string
  readonly event: string
  readonly distinctId: string
  /** ISO 8601, UTC, made at capture. */
  readonly timestamp: string
  readonly properties: Properties
  readonly set?: Properties
  readonly setOnce?: Properties
}

/**
 * Looks at an event before it is queued. Return it (changed or not) to send it, `null` to drop it. An exception's `stack` is the
 * engine's text here; its frames are read when it is sent.
 */
export type BeforeSend = (event: CapturedEvent) => CapturedEvent | null

export type Consent = 'granted' | 'pending' | 'denied'

export interface FlushResult {
  /** Events the server accepted in this flush. */
  readonly delivered: number
  /** Events given up in this flush (refused by the server or by a limit). */
  readonly dropped: number
  /** Events still waiting, for example because the server answered 503. */
  readonly pending: number
}

/**
 * Whether events go out.
 * - `ready`: they do, or would
 * - `held`: the visitor has not decided about consent
 * - `offline`: the browser has no connection; sending goes on by itself when it is back
 * - `retrying`: the last request failed and is tried again at `retryAt`
 * - `blocked`: requests never reach the host although the browser is online: most likely an ad blocker, a firewall or a wrong
 *   `host`. It is asked now and then; a relay on your own origin avoids blockers
 * - `quota-limited`: PostHog takes no events because the project is over its quota; it is asked again at `retryAt`
 */
export type QueueStatus = 'ready' | 'held' | 'offline' | 'retrying' | 'blocked' | 'quota-limited'

/** What the queue is doing, for a status line or a test. Immutable. */
export interface QueueState {
  /** Events waiting to be sent, or for consent. */
  readonly pending: number
  /** Events in a request right now. */
  readonly inFlight: number
  /** Events given up since the client was made. */
  readonly dropped: number
  /** Events delivered since the client was made. */
  readonly delivered: number
  /** Of those that wait or are in a request: how many are in memory only, because storage is absent, full or not allowed yet. */
  readonly unsaved: number
  readonly status: QueueStatus
  /** When sending is tried again by itself, ms since 1970; `undefined` unless it waits for that. */
  readonly retryAt: number | undefined
  readonly lastError: Error | undefined
  readonly online: boolean
}

/** Who the client speaks for. Immutable; the same reference while nothing changed. */
export interface IdentityState {
  readonly distinctId: string
  readonly anonymousId: string
  readonly deviceId: string
  readonly isIdentified: boolean
  readonly groups: Groups
}

/** The visit that events belong to. Immutable; the same reference while the session lasts. */
export interface SessionState {
  /** A UUIDv7, `$session_id` on events. */
  readonly id: string
  /** Ms since 1970. */
  readonly startedAt: number
}

/**
 * Why there is another session: the first one of this visitor, 30 minutes without an event, 24 hours with them, `reset()`, or
 * another tab began one.
 */
export type SessionChangeReason = 'new' | 'idle' | 'max-length' | 'reset' | 'other-tab'

/** What PostHog is told of a captured error beside the error itself. https://posthog.com/docs/error-tracking */
export interface ExceptionOptions {
  /** How bad it is. Default `'error'`. */
  readonly level?: 'fatal' | 'error' | 'warning' | 'log' | 'info' | 'debug'
  /** `false` for an error that nothing caught. Default `true`. */
  readonly handled?: boolean
  /** What kind of place saw the error: `'middleware'`, `'task'`, `'onuncaughtexception'`, … Default `'generic'`. */
  readonly mechanism?: string
  /** The integration that saw it, in lower case: `'react.error_boundary'`. */
  readonly source?: string
  /** Groups errors under a key of your own instead of PostHog's. */
  readonly fingerprint?: string
}

/** A store as `useSyncExternalStore` wants it: subscribing returns its own undo, snapshots are immutable. */
export interface Store<TState> {
  getSnapshot(): TState
  subscribe(listener: () => void): () => void
}

export type DropReason =
  | 'refused'
  | 'too-large'
  | 'queue-full'
  | 'retries-exhausted'
  | 'before-send'
  | 'consent'
  | 'invalid'
  | 'runaway'
  | 'closed'

/** What `client.on` tells, by name. */
export interface ClientEvents {
  /** An event entered the queue (or was sent at once). */
  captured: CapturedEvent
  /** The server said yes for these events. */
  delivered: { readonly uuids: readonly string[] }
  /** These events are given up. */
  dropped: { readonly uuids: readonly string[]; readonly reason: DropReason; readonly error: Error | undefined }
  /** A batch failed and will be sent again. */
  retry: {
    readonly uuids: readonly string[]
    readonly attempt: number
    readonly delayMs: number
    readonly error: Error
  }
  /** Flags were loaded, overridden or failed to load. */
  flags: { readonly error: Error | undefined }
  /** The distinct id changed. */
  identity: IdentityState
  /** Another session has begun. */
  session: SessionState & {
    /** Empty when there was none. */
    readonly previousId: string
    readonly reason: SessionChangeReason
  }
  /** Something went wrong that no caller awaits. */
  error: Error
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

/** Who to evaluate a flag for, in {@link FlagsClient.evaluate}. */
export interface EvaluateOptions {
  readonly distinctId: string
  readonly personProperties?: Properties
  readonly groups?: Groups
  readonly groupProperties?: Record<string, Properties>
  readonly disableGeoip?: boolean
  readonly signal?: AbortSignal
}

export interface FlagsClient {
  /** The value, or `undefined` while unknown. Reports no exposure: hooks do that after commit, or call {@link reportExposure}. */
  get(key: string): FlagValue | undefined
  details(key: string): FlagDetails
  payload(key: string): JsonValue | undefined
  /** Every known flag's value. The same reference while nothing changed. */
  all(): Readonly<Record<string, FlagValue>>
  /** Asks the server again. Resolves when the answer is in; rejects with a typed error. Meanwhile values stay, as `stale`. */
  reload(): Promise<void>
  /**
   * Resolves when the flag (any flag, without a key) is known, or cannot be; never rejects. Asks the server where
   * `preloadFlags` is off and nobody asked yet.
   */
  ready(key?: string): Promise<void>
  /** When the server gave what is known, ms since 1970; `undefined` while nothing came from it. */
  readonly updatedAt: number | undefined
  /** Forces values on this client (tests, devtools, Storybook), instead of those forced before; `null` ends it. */
  override(flags: Readonly<Record<string, FlagOverride>> | null): void
  /** What {@link override} forces now; empty when nothing. */
  readonly overrides: Readonly<Record<string, FlagOverride>>
  /**
   * Person properties to evaluate flags by, over those that PostHog has stored: for what it learns later, or never. They add to
   * those set before, go with every request and are kept for this visitor; no event is sent. Resolves when the new flags are in,
   * or failed. https://posthog.com/docs/feature-flags/property-overrides
   */
  setPersonPropertiesForFlags(properties: Properties): Promise<void>
  /** Forgets them, and those that `identify()` and `setPersonProperties()` set in this browser. */
  resetPersonPropertiesForFlags(): Promise<void>
  /** The same for groups, by type: `{ company: { plan: 'pro' } }`. */
  setGroupPropertiesForFlags(properties: Readonly<Record<string, Properties>>): Promise<void>
  /** Forgets them, for one group type or all. */
  resetGroupPropertiesForFlags(type?: string): Promise<void>
  /** One remote evaluation for anybody (servers). Reports exposure. */
  evaluate(key: string, options: EvaluateOptions): Promise<FlagValue | undefined>
  /** Sends `$feature_flag_called` once for each identity, flag and value. Safe to call after every commit. */
  reportExposure(key: string): void
  /** Calls the listener when what `details(key)` gives has changed; without a key, when any flag has. */
  subscribe(listener: () => void, key?: string): () => void
  /** What the very first render may show: bootstrap only, so that server and client agree. */
  serverDetails(key: string): FlagDetails
  serverAll(): Readonly<Record<string, FlagValue>>
  /** `loading` until the first answer (or bootstrap, cache, failure). */
  readonly status: 'loading' | 'ready' | 'error'
}

export interface ConsentClient extends Store<Consent> {
  readonly status: Consent
  grant(): void
  /** Stops capturing. `clear` also forgets identity and queue. */
  deny(options?: { clear?: boolean }): void
}

/** The public side of PostHog: events, identity, session, consent and flags. Made by `createClient`. */
export interface HogkitClient {
  readonly projectToken: string
  /** The resolved ingest URL or path, without a trailing slash. */
  readonly host: string
  /** Queues an event and returns its uuid, or `undefined` when it was not taken (denied, invalid). Never throws. */
  capture(event: string, properties?: Properties, options?: CaptureOptions): string | undefined
  /** Says who the visitor is. Resolves when flags for the new identity are in (or failed: that goes to `onError`). */
  identify(distinctId: string, options?: { set?: Properties; setOnce?: Properties }): Promise<void>
  /** Makes `alias` another id of `distinctId` (default: the current one). */
  alias(alias: string, distinctId?: string): void
  /** Puts later events into a group; with properties, also sets them on the group. */
  group(type: string, key: string | number, properties?: Properties): void
  /** Sets properties of a group; later events stay where they are. */
  groupIdentify(type: string, key: string | number, properties?: Properties): void
  /** Sets properties of the person, and only where absent. The same call twice in a row is sent once. */
  setPersonProperties(set: Properties, setOnce?: Properties): void
  /** Gives an anonymous visitor a person profile (`personProfiles: 'identified_only'`). */
  createPersonProfile(): void
  /** Properties for every later event of this visitor, kept in storage. */
  register(properties: Properties): void
  registerOnce(properties: Properties): void
  unregister(name: string): void
  /**
   * Forgets the visitor (sign-out): new anonymous id and session, no super properties, groups or flags. Events that wait are
   * still sent, and the decision about consent stays. The device keeps its id unless told otherwise.
   */
  reset(options?: { readonly resetDeviceId?: boolean }): void
  pageview(properties?: Properties): string | undefined
  /** Captures `$screen`; later events say on which screen they happened, until the page is left. */
  screen(name: string, properties?: Properties): string | undefined
  /** Captures an error, its causes included, as `$exception`. https://posthog.com/docs/error-tracking */
  captureException(error: unknown, properties?: Properties, options?: ExceptionOptions): string | undefined
  /**
   * Remembers what the visitor or the app did, in memory: every exception takes the last steps along, oldest first
   * (`$exception_steps`).
   */
  addExceptionStep(message: string, properties?: Properties): void
  /** Logs to the console what the client does: events, deliveries, drops, flags. Sends nothing. */
  debug(enabled?: boolean): void
  readonly distinctId: string
  readonly anonymousId: string
  readonly deviceId: string
  readonly sessionId: string
  readonly identity: Store<IdentityState>
  /** Changes when another session begins, which happens as an event is captured or `sessionId` is read. */
  readonly session: Store<SessionState>
  readonly flags: FlagsClient
  readonly consent: ConsentClient
  readonly queue: Store<QueueState>
  on<TName extends keyof ClientEvents>(name: TName, listener: (payload: ClientEvents[TName]) => void): () => void
  /** Sends what waits. Resolves when everything was sent, given up or has to wait for a retry. */
  flush(): Promise<FlushResult>
  /** Sends what waits within the time (default 5000 ms), then stops timers and listeners. */
  shutdown(options?: { timeoutMs?: number }): Promise<void>
}
