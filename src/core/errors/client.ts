/** Errors of the client itself, apart from those of requests, which load with the delivery engine. */
import { HogkitError } from './base.js'

/** `createClient` (or another factory) was given something it cannot work with. Thrown at once: nothing would ever arrive. */
export class ConfigError extends HogkitError {
  override readonly name = 'ConfigError'
  readonly code = 'config'
}

/** One event is larger than a request may be. */
export class EventTooLargeError extends HogkitError {
  override readonly name = 'EventTooLargeError'
  readonly code = 'event-too-large'
}

/** The queue is full: its oldest events were given up for newer ones. */
export class QueueFullError extends HogkitError {
  override readonly name = 'QueueFullError'
  readonly code = 'queue-full'
}

/** An event without a name, a distinct id or a usable uuid or timestamp. PostHog would refuse its whole batch. */
export class InvalidEventError extends HogkitError {
  override readonly name = 'InvalidEventError'
  readonly code = 'invalid-event'
}

/** An id that PostHog refuses for persons or groups, such as `''`, `'null'` or `'undefined'`. */
export class InvalidIdError extends HogkitError {
  override readonly name = 'InvalidIdError'
  readonly code = 'invalid-id'
}

/** Storage is absent, blocked, full or holds something unreadable. The client goes on in memory. */
export class StorageError extends HogkitError {
  override readonly name = 'StorageError'
  readonly code = 'storage'
}

/** Code given by the application threw: a `beforeSend`, a plugin or a listener. See `cause`. */
export class HookError extends HogkitError {
  override readonly name = 'HookError'
  readonly code = 'hook'
}

/** The code that sends could not be loaded: offline, or its chunk is gone after a deploy. Events wait, and it is tried again. */
export class EngineError extends HogkitError {
  override readonly name = 'EngineError'
  readonly code = 'engine'
}
