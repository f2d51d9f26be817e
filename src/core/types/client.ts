/** What a client is, and what it tells. */
import type { CaptureOptions, CapturedEvent, DropReason, ExceptionOptions } from './events.js'
import type { FlagsClient } from './flags.js'
import type { Groups, Properties, Store } from './values.js'

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
