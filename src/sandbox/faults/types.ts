import type { RequestEncoding } from '../http/sighting.js'

/** Which requests a rule is about. Every part that is named must hold; an empty match is every request but preflights. */
export interface FaultMatch {
  /**
   * A path and everything below it (`/batch`, `/api`; a slash at the end changes nothing), or a pattern in which `*` stands for any text,
   * slashes too (`/api/*persons*`). Default: any path.
   */
  readonly path?: string
  /** Default: any method but `OPTIONS`, since a browser that fails a preflight never sends the request itself. */
  readonly method?: string
  /** Leaves this many matching requests alone first. Default 0. */
  readonly afterRequests?: number
  /** Only requests with this project token in their body. */
  readonly token?: string
}

/**
 * What the `Retry-After` header says: seconds, a moment (ISO 8601 or an HTTP date, sent as an HTTP date), a moment this many seconds after
 * the answer (rounded up to the next whole second, as an HTTP date has no fractions), or any text as it is, for clients that must
 * survive nonsense.
 */
export type FaultRetryAfter = number | string | { readonly inSeconds: number } | { readonly raw: string }

interface Delay {
  /** Waits before anything else. At most 10 minutes. */
  readonly delayMs?: number
}

interface Delays extends Delay {
  /** Waits between processing and the answer. At most 10 minutes. */
  readonly delayAfterMs?: number
}

interface FailureAnswer {
  /** Text as it is, anything else as JSON. Default: what PostHog says at this status and path. */
  readonly body?: unknown
  readonly retryAfter?: FaultRetryAfter
}

/** Answers with this status and processes nothing. 200 to 599. */
export interface StatusFault extends Delay, FailureAnswer {
  readonly status: number
}

/** Only waits; the request is processed and answered as ever. */
export interface DelayFault extends Delays {
  readonly status?: never
}

/** Destroys the socket: before anything is processed, or after the events are stored and before the first byte of the answer. */
export interface CutFault extends Delays {
  readonly cut: 'before' | 'after'
  /**
   * Browsers send a POST again by themselves, unseen by the page, when a connection they used before is cut without an answer. `false`
   * sends a `102 Processing` first, which keeps them from it, so that every re-send is the client's own. Default true.
   */
  readonly browserResend?: boolean
}

/** Processes the request and then answers this failure instead: the answer was lost behind a gateway. */
export interface AnswerLostFault extends Delays, FailureAnswer {
  readonly answerLost: number
}

/** 413 for requests whose JSON, decompressed, is longer than this many bytes; others are not touched. */
export interface BodyLimitFault extends Delay, FailureAnswer {
  readonly maxBodyBytes: number
}

/** What a project may be over its quota of. */
export type QuotaResource = 'events' | 'recordings' | 'feature_flags'

/**
 * Answers as for a project that is over its quota, always 200. `events`: capture routes drop what they get. `events` and `recordings`:
 * their answers carry `quota_limited`. `feature_flags`: flag routes answer no flags and `quotaLimited`. Other routes are not touched.
 */
export interface QuotaFault extends Delays {
  readonly quotaLimited: readonly QuotaResource[]
}

/** Never answers, until the client gives up or the sandbox is closed. Nothing is processed. */
export interface HangFault {
  readonly hang: true
}

/** What happens to a request. */
export type Fault = StatusFault | DelayFault | CutFault | AnswerLostFault | BodyLimitFault | QuotaFault | HangFault

/**
 * One fault and when it happens. Of several rules the first one that fires wins; the others count the request all the same.
 *
 * ```ts
 * { match: { path: '/batch' }, times: 2, fault: { status: 503, retryAfter: 1 } }     // the first two batches
 * { match: { path: '/batch' }, every: 3, fault: { cut: 'after' } }                   // each third answer is lost
 * { probability: 0.2, seed: 7, fault: { status: 500 } }                              // one in five, the same ones in every run
 * { match: { path: '/flags', afterRequests: 1 }, fault: { quotaLimited: ['feature_flags'] } }
 * ```
 */
export interface FaultRule {
  /** Names the rule in reports. Default `fault-1`, `fault-2`, … */
  readonly id?: string
  readonly match?: FaultMatch
  /** Fires this often and never again. Default: until it is removed. */
  readonly times?: number
  /** Fires at each nth matching request. Not together with `probability`. */
  readonly every?: number
  /** Fires with this chance, 0 to 1, drawn once for each matching request in the order they come. */
  readonly probability?: number
  /** Where `probability` begins: the same seed fires at the same requests. Default 1. */
  readonly seed?: number
  /**
   * Whether `Access-Control-Expose-Headers` lets a page of another origin read `Retry-After`. Default true. PostHog's capture service sends no
   * such header, so pages that talk to it directly never see a `Retry-After`; `false` is that case.
   */
  readonly expose?: boolean
  readonly fault: Fault
}

/** A rule in force and what it has done. */
export interface ActiveFault extends FaultRule {
  readonly id: string
  /** Requests that matched. */
  readonly seen: number
  /** How often it fired. */
  readonly fired: number
}

/** One request that the sandbox got, in the order they were answered (a hanging one when it began to hang). */
export interface RequestLogEntry {
  /** 1, 2, 3, … since the sandbox started. */
  readonly seq: number
  /** When it came, ms since 1970. */
  readonly at: number
  /** Until it was answered, cut or left hanging. */
  readonly durationMs: number
  readonly method: string
  /** Without its query, which may hold a key. */
  readonly path: string
  /** The status that was answered. */
  readonly status: number | 'cut' | 'hung'
  /** How many events it carried. */
  readonly events: number
  /** Their uuids, in lower case. Of an event without one: the uuid it was stored under, if it was. */
  readonly uuids: readonly string[]
  /** Whether its events were stored (or were already): also true when the answer was lost afterwards. */
  readonly stored: boolean
  /** Length of the body as it was sent. */
  readonly bytesOnWire: number
  /** Length of the JSON in it. */
  readonly bytesDecoded: number
  readonly encoding: RequestEncoding
  /** The rule that fired. */
  readonly fault?: string
}

/**
 * Faults of a running sandbox. Changes count for requests that come after them.
 *
 * ```ts
 * const sandbox = await startSandbox()
 * sandbox.faults.add({ match: { path: '/batch' }, times: 1, fault: { answerLost: 504 } })
 * client.capture('ordered')
 * await client.flush()
 * const sends = sandbox.faults.requests.filter(request => request.path === '/batch/')
 * expect(sends.map(send => send.status)).toEqual([504, 200])     // one re-send …
 * expect(await sandbox.storedUuids()).toHaveLength(1)            // … and one event
 * ```
 */
export interface FaultController {
  /** In the order they are tried. */
  readonly rules: readonly ActiveFault[]
  /** Puts rules behind the others and gives their ids. Fails with `invalid_fault`, and then adds none. */
  add(...rules: readonly FaultRule[]): string[]
  /** Puts these rules in the place of all others, with counts from zero. Fails with `invalid_fault`, and then changes nothing. */
  replace(rules: readonly FaultRule[]): string[]
  /** Whether there was a rule of this id. */
  remove(id: string): boolean
  /** From now on every request is served as it should be. Requests that hang go on hanging. */
  clear(): void
  /** The newest requests, oldest first: at most 10,000 with at most 500,000 uuids. Control requests are not among them. */
  readonly requests: readonly RequestLogEntry[]
  clearRequests(): void
}
