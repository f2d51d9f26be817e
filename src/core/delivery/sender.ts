import type { Emitter } from '../emitter.js'
import { AbortError, HttpError, NetworkError, TimeoutError } from '../errors/request.js'
import type { Entry, EventQueue } from '../queue/queue.js'
import type { QueueState } from '../types.js'
import { BATCH_PATH, toBatchBody, toEventRequest } from '../wire/requests.js'
import type { DeliveryOptions } from './options.js'
import { retryDelay } from './backoff.js'
import { withFrames } from './stackFrames.js'
import type { Transport } from './transport.js'
import { hasBytes, sumBytes, take } from './waiting.js'

/** Browsers let 64 KiB outlive a page, for all its requests together. */
const MAX_KEEPALIVE_BYTES = 60_000
const DRAIN_RETRY_MS = 250
/** Statuses that say "later", beside network failures. */
const RETRYABLE = [408, 429, 500, 502, 503, 504]

type Timer = ReturnType<typeof setTimeout> | undefined

/** Sends what waits in the queue, one batch in flight. */
export class Sender {
  readonly #options: DeliveryOptions
  readonly #queue: EventQueue
  readonly #transport: Transport
  readonly #emitter: Emitter
  readonly #closing = new AbortController()
  /** How many of the head are to be sent now, whatever the thresholds say. */
  #owed = 0
  /** Failures in a row. */
  #attempt = 0
  /** What the server was seen to accept in one request: 413 lowers it. */
  #byteLimit: number
  #draining: Promise<void> | undefined
  /** Requests beside the batches: immediate events, and those of a page that leaves. */
  #singles: Promise<unknown> = Promise.resolve()
  #flushTimer: Timer
  #retryTimer: Timer
  /** The server named the time of the retry: even `flush()` waits for it. */
  #isPutOff = false

  constructor(options: DeliveryOptions, queue: EventQueue, transport: Transport, emitter: Emitter) {
    this.#options = options
    this.#queue = queue
    this.#transport = transport
    this.#emitter = emitter
    this.#byteLimit = options.maxBatchBytes
  }

  arm(): void {
    const { waiting } = this.#queue
    if (!waiting.length || this.#retryTimer || this.#isBlocked) return
    if (waiting.length >= this.#options.flushAt || hasBytes(waiting, this.#byteLimit)) void this.#sendAll()
    else this.#flushTimer ??= setTimeout(() => void this.#sendAll(), this.#options.flushIntervalMs)
  }

  sendAlone(entry: Entry): boolean {
    if (this.#retryTimer || this.#isBlocked) return false
    const { projectToken, now } = this.#options
    this.#sendBeside([entry], toEventRequest(projectToken, withFrames(entry.json), now()))
    return true
  }

  async flush(): Promise<void> {
    if (!this.#isPutOff) this.#stopRetry()
    await Promise.all([this.#sendAll(), this.#singles])
  }

  leave(): void {
    const { waiting } = this.#queue
    if (!waiting.length || this.#isBlocked) return
    const batch = take(waiting, Infinity, Math.min(MAX_KEEPALIVE_BYTES, this.#byteLimit))
    this.#sendBeside(batch, this.#toBatch(batch), true)
  }

  async drain(): Promise<void> {
    await this.flush()
    while (this.#queue.waiting.length && !this.#isBlocked) {
      await new Promise(resolve => setTimeout(resolve, DRAIN_RETRY_MS))
      await this.flush()
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    clearTimeout(this.#flushTimer)
    this.#stopRetry()
    await Promise.all([this.#draining, this.#singles])
  }

  get #isBlocked(): boolean {
    return this.#isPutOff || this.#closing.signal.aborted || this.#queue.isHeld() || !this.#state.online
  }

  get #state(): QueueState {
    return this.#queue.store.getSnapshot()
  }

  #stopRetry(): void {
    clearTimeout(this.#retryTimer)
    this.#retryTimer = undefined
    this.#isPutOff = false
  }

  #sendAll(): Promise<void> {
    return this.#sendNow(this.#queue.waiting.length)
  }

  #sendNow(count: number): Promise<void> {
    this.#owed = Math.max(this.#owed, count)
    clearTimeout(this.#flushTimer)
    this.#flushTimer = undefined
    return (this.#draining ??= this.#sendOwed())
  }

  async #sendOwed(): Promise<void> {
    const { waiting } = this.#queue
    // Lets a burst of captures in one task become full batches.
    await Promise.resolve()
    while ((this.#owed = Math.min(this.#owed, waiting.length)) > 0 && !this.#isBlocked) {
      const batch = take(waiting, this.#options.maxBatchSize, this.#byteLimit)
      this.#owed -= batch.length
      if (!(await this.#send(batch, this.#toBatch(batch)))) break
    }
    this.#owed = 0
    this.#draining = undefined
    this.arm()
  }

  #toBatch(batch: readonly Entry[]): { path: string; body: string } {
    const { projectToken, now } = this.#options
    const events = batch.map(({ json }) => withFrames(json))
    return { path: BATCH_PATH, body: toBatchBody(projectToken, events, now()) }
  }

  #sendBeside(batch: readonly Entry[], request: { path: string; body: string }, keepalive = false): void {
    this.#singles = Promise.all([this.#singles, this.#send(batch, request, keepalive).then(() => this.arm())])
  }

  /** One request. Afterwards its events are delivered, dropped or waiting again; `false`: nothing more for now. */
  async #send(batch: readonly Entry[], request: { path: string; body: string }, keepalive = false): Promise<boolean> {
    const { length } = batch
    const timeoutMs = this.#options.requestTimeoutMs
    this.#queue.update({ inFlight: this.#state.inFlight + length })
    try {
      await this.#transport({ ...request, keepalive, compress: true, timeoutMs, signal: this.#closing.signal })
    } catch (error) {
      this.#queue.update({ inFlight: this.#state.inFlight - length })
      return this.#onFailure(batch, error as Error)
    }
    const { inFlight, delivered } = this.#state
    this.#attempt = 0
    this.#queue.remove(batch)
    this.#queue.update({ inFlight: inFlight - length, delivered: delivered + length, lastError: undefined })
    this.#emitter.emit('delivered', { uuids: uuidsOf(batch) })
    return true
  }

  #onFailure(batch: readonly Entry[], error: Error): boolean {
    const { status, retryAfterMs } = error instanceof HttpError ? error : ({} as Partial<HttpError>)
    // An unreachable host says nothing about the events: they wait as long as the queue has room.
    const isUnreachable = error instanceof NetworkError
    const isLater = isUnreachable || error instanceof TimeoutError || RETRYABLE.includes(status ?? 0)
    const isSplit = status === 413 && batch.length > 1
    if (
      error instanceof AbortError ||
      isSplit ||
      (isLater && (isUnreachable || this.#attempt < this.#options.maxRetries))
    ) {
      this.#queue.waiting.unshift(...batch)
      this.#queue.update({ lastError: error })
      if (isLater) this.#retryLater(batch, error, isUnreachable, retryAfterMs)
      if (isSplit) {
        this.#byteLimit = Math.floor(sumBytes(batch) / 2)
        this.#owed += batch.length
      }
      return isSplit
    }
    this.#attempt = 0
    if (status !== 413) this.#queue.drop(batch, isLater ? 'retries-exhausted' : 'refused', error)
    else this.#queue.dropTooLarge(batch, 'the server accepts', error)
    return true
  }

  #retryLater(batch: readonly Entry[], error: Error, isUnreachable: boolean, retryAfterMs: number | undefined): void {
    const attempt = ++this.#attempt
    const delayMs = retryDelay(attempt, isUnreachable, retryAfterMs)
    this.#stopRetry()
    this.#isPutOff = retryAfterMs !== undefined
    this.#retryTimer = setTimeout(() => {
      this.#stopRetry()
      void this.#sendNow(batch.length)
    }, delayMs)
    this.#emitter.emit('retry', { uuids: uuidsOf(batch), attempt, delayMs, error })
  }
}

function uuidsOf(batch: readonly Entry[]): string[] {
  return batch.map(({ uuid }) => uuid)
}
