import type { Emitter } from '../emitter.js'
import { QuotaLimitedError } from '../errors/request.js'
import type { Entry, EventQueue } from '../queue/queue.js'
import type { QueueState } from '../types.js'
import { BATCH_PATH, isOverQuota, toBatchBody, toEventRequest } from '../wire/requests.js'
import { toEventJson } from '../wire/unpack.js'
import type { DeliveryOptions } from './options.js'
import type { Gzip } from './gzip.js'
import type { Keepalive } from './keepalive.js'
import type { Outbox } from './outbox.js'
import { withFrames } from './stackFrames.js'
import type { Transport } from './transport.js'
import type { Turns } from './turns.js'
import { judge } from './verdict.js'

const DRAIN_RETRY_MS = 250
/** Tries to find how many events fit into what a leaving page may send. */
const FIT_TRIES = 3

type Timer = ReturnType<typeof setTimeout> | undefined

/** What a sender works with. */
export interface SenderContext {
  readonly options: DeliveryOptions
  readonly queue: EventQueue
  readonly outbox: Outbox
  readonly emitter: Emitter
  readonly transport: Transport
  readonly gzip: Gzip
  readonly keepalive: Keepalive
  readonly turns: Turns
  /** Resolves when what earlier pages left is in the queue: it goes first. */
  readonly ready: () => Promise<unknown>
}

/** A request, from the packing of its body to the answer. */
interface Job {
  readonly batch: readonly Entry[]
  readonly abort: AbortController
  isPacking: boolean
  /** The page is left meanwhile, and sends the batch in another way. */
  isTaken: boolean
}

interface Payload {
  readonly path: string
  readonly body: string
  readonly packed?: BufferSource | undefined
}

/** Sends what waits in the queue, one batch in flight. */
export class Sender {
  readonly #context: SenderContext
  readonly #options: DeliveryOptions
  readonly #queue: EventQueue
  readonly #jobs = new Set<Job>()
  #isClosed = false
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
  /** The page is gone, or in the back/forward cache. */
  #hasLeft = false

  constructor(context: SenderContext) {
    this.#context = context
    this.#options = context.options
    this.#queue = context.queue
    this.#byteLimit = context.options.maxBatchBytes
  }

  arm(): void {
    const {
      bytes,
      entries: { length },
    } = this.#queue
    if (!length || this.#retryTimer || this.#isBlocked) return
    if (length >= this.#options.flushAt || bytes >= this.#byteLimit) void this.#sendAll()
    else this.#flushTimer ??= setTimeout(() => void this.#sendAll(), this.#options.flushIntervalMs)
  }

  sendNewest(): boolean {
    if (this.#retryTimer || this.#isBlocked) return false
    const [entry] = this.#context.outbox.takeNewest()
    if (!entry) return false
    const { projectToken, now } = this.#options
    this.#sendBeside([entry], toEventRequest(projectToken, withFrames(toEventJson(entry)), now()))
    return true
  }

  async flush(): Promise<void> {
    if (!this.#isPutOff) this.#stopRetry()
    await Promise.all([this.#sendAll(), this.#singles])
  }

  /** The page is seen again, or the connection is back: what failed may work now. */
  resume(): void {
    this.#hasLeft = false
    if (this.#retryTimer) void this.flush()
    else this.arm()
  }

  /**
   * Sends at once what may outlive the page, in requests that need no answer. What does not fit stays stored, for the next
   * page; so does what is on its way, until an answer comes, if one does.
   * @param isForGood as far as the page can know. Browsers then break off what is on its way, which the server may have for all
   *   that, and go on to say that the page is hidden: nothing of it is sent again.
   */
  leave(isForGood: boolean): void {
    if (this.#hasLeft) return
    this.#hasLeft = isForGood
    this.#takeBack()
    const { gzip, keepalive, outbox, turns } = this.#context
    outbox.save()
    const { maxBatchSize, compression } = this.#options
    const mayPack = compression === 'gzip'
    let maxCount = maxBatchSize
    for (let tries = 0; this.#queue.entries.length && tries < FIT_TRIES && this.#canLeave;) {
      const { room } = keepalive
      const batch = outbox.take(maxCount, mayPack ? this.#byteLimit : Math.min(room, this.#byteLimit))
      const payload = this.#toBatch(batch)
      const packed = gzip.packNow(payload.body)
      const size = packed?.byteLength ?? sumBytes(batch)
      if (size <= room) {
        this.#sendBeside(batch, { ...payload, packed }, true)
        continue
      }
      outbox.giveBack(batch)
      maxCount = Math.floor((batch.length * room * 0.9) / size)
      if (!maxCount) break
      tries++
    }
    if (isForGood) turns.yield()
  }

  /** What is not on its way yet would never be. */
  #takeBack(): void {
    for (const job of this.#jobs) {
      if (!job.isPacking) continue
      job.isTaken = true
      this.#context.outbox.giveBack(job.batch)
      job.abort.abort()
    }
  }

  async drain(): Promise<void> {
    await this.flush()
    while (this.#queue.entries.length && !this.#isBlocked) {
      await new Promise(resolve => setTimeout(resolve, DRAIN_RETRY_MS))
      await this.flush()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { abort } of this.#jobs) abort.abort()
    clearTimeout(this.#flushTimer)
    this.#stopRetry()
    await Promise.all([this.#draining, this.#singles])
  }

  get #isBlocked(): boolean {
    return !this.#queue.owner.isHeld || !this.#canLeave
  }

  /** Whether anything may be sent at all; a page that is left owns nothing any more, and may still send what it took. */
  get #canLeave(): boolean {
    return !this.#isPutOff && !this.#isClosed && !this.#queue.isHeld() && this.#queue.isOnline()
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
    return this.#sendNow(this.#queue.entries.length)
  }

  #sendNow(count: number): Promise<void> {
    this.#owed = Math.max(this.#owed, count)
    clearTimeout(this.#flushTimer)
    this.#flushTimer = undefined
    return (this.#draining ??= this.#sendOwed())
  }

  async #sendOwed(): Promise<void> {
    // It also lets a burst of captures in one task become full batches.
    await this.#context.ready()
    while (this.#isOwing && (await this.#context.turns.take(() => this.#sendNext())));
    this.#owed = 0
    this.#draining = undefined
    this.arm()
  }

  get #isOwing(): boolean {
    this.#owed = Math.min(this.#owed, this.#queue.entries.length)
    return this.#owed > 0 && !this.#isBlocked
  }

  async #sendNext(): Promise<boolean> {
    // Its turn may have come late.
    if (!this.#isOwing) return false
    const batch = this.#context.outbox.take(this.#options.maxBatchSize, this.#byteLimit)
    this.#owed -= batch.length
    // After a failure without: if what may outlive the page is used up, all would go on failing.
    return this.#send(batch, this.#toBatch(batch), !this.#attempt)
  }

  #toBatch(batch: readonly Entry[]): Payload {
    const { projectToken, now } = this.#options
    const events = batch.map(entry => withFrames(toEventJson(entry)))
    return { path: BATCH_PATH, body: toBatchBody(projectToken, events, now()) }
  }

  #sendBeside(batch: readonly Entry[], payload: Payload, isLeaving = false): void {
    const sent = this.#send(batch, payload, true, isLeaving).then(() => this.arm())
    this.#singles = Promise.all([this.#singles, sent])
  }

  /** One request. Afterwards its events are delivered, dropped or waiting again; `false`: nothing more for now. */
  async #send(batch: readonly Entry[], payload: Payload, keepalive: boolean, isLeaving = false): Promise<boolean> {
    const { length } = batch
    const { transport, emitter } = this.#context
    const job: Job = { batch, abort: new AbortController(), isPacking: true, isTaken: false }
    this.#jobs.add(job)
    this.#queue.update({ inFlight: this.#state.inFlight + length })
    try {
      const answer = await transport({
        ...payload,
        keepalive,
        compress: !isLeaving,
        timeoutMs: this.#options.requestTimeoutMs,
        signal: job.abort.signal,
        onBegin: () => (job.isPacking = false),
      })
      checkQuota(answer)
    } catch (error) {
      this.#queue.update({ inFlight: this.#state.inFlight - length })
      return !job.isTaken && this.#onFailure(batch, error as Error)
    } finally {
      this.#jobs.delete(job)
    }
    const { inFlight, delivered } = this.#state
    this.#attempt = 0
    this.#context.outbox.remove(batch)
    this.#queue.update({
      inFlight: inFlight - length,
      delivered: delivered + length,
      lastError: undefined,
      status: 'ready',
      retryAt: undefined,
    })
    emitter.emit('delivered', { uuids: uuidsOf(batch) })
    return true
  }

  #onFailure(batch: readonly Entry[], error: Error): boolean {
    const attempt = this.#attempt + 1
    const verdict = judge(error, batch.length, attempt, this.#options.maxRetries)
    if (verdict.kind === 'drop') {
      this.#attempt = 0
      if (verdict.reason === 'too-large') this.#queue.dropTooLarge(batch, 'the server accepts', error)
      else {
        this.#queue.forget(batch)
        this.#queue.drop(batch, verdict.reason, error)
      }
      return true
    }
    this.#context.outbox.giveBack(batch)
    this.#queue.update({ lastError: error })
    if (verdict.kind === 'split') {
      this.#byteLimit = Math.floor(sumBytes(batch) / 2)
      this.#owed += batch.length
      return true
    }
    if (verdict.kind === 'wait') return false
    const { delayMs, status, isPutOff } = verdict
    this.#attempt = attempt
    this.#stopRetry()
    this.#isPutOff = isPutOff
    this.#retryTimer = setTimeout(() => {
      this.#stopRetry()
      void this.#sendNow(batch.length)
    }, delayMs)
    this.#queue.update({ status, retryAt: this.#options.now() + delayMs })
    this.#context.emitter.emit('retry', { uuids: uuidsOf(batch), attempt, delayMs, error })
    return false
  }
}

function checkQuota(answer: string): void {
  if (!isOverQuota(answer)) return
  throw new QuotaLimitedError(
    'The project is over its event quota: PostHog takes no events, so they wait. Raise the limit in PostHog > Billing.',
  )
}

function sumBytes(entries: readonly Entry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0)
}

function uuidsOf(batch: readonly Entry[]): string[] {
  return batch.map(({ uuid }) => uuid)
}
