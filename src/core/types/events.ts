/** Events: what a call gives, what a hook sees. */
import type { Register } from '../register.js'
import type { Groups, Properties } from './values.js'

/** Event names: the registered ones complete, others pass. */
export type EventName = Register extends { events: infer E } ? (keyof E & string) | (string & {}) : string

/** Properties of a registered event, else any. */
export type EventPropertiesOf<TEvent extends string> = Register extends { events: infer E }
  ? TEvent extends keyof E
    ? E[TEvent]
    : Properties
  : Properties

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
