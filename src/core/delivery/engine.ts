/**
 * Everything that only ever happens over the network: sending, retrying, asking for flags. Loaded by itself after the
 * client has started, see `loadEngine.ts`; what must happen before `capture()` returns is not in here.
 */
import { exceptionEvent } from '../exceptions/exception.js'
import type { plainException } from '../exceptions/plain.js'
import { createExceptionSteps, type ExceptionSteps } from '../exceptions/steps.js'
import type { LateFlags } from '../flags/flags.js'
import type { ClientContext } from '../prepareClient.js'
import { createRunawayGuard, type RunawayGuard } from '../runaway.js'
import type { FlushResult } from '../types.js'
import type { FlagsAnswer } from '../wire/flags.js'
import { createAdoption } from './adoption.js'
import { createBacklog } from './backlog.js'
import { createEvaluate } from './evaluate.js'
import { createReportExposure, type ReportExposure } from './exposures.js'
import { createFetchFlags } from './fetchFlags.js'
import { createFlagTraits } from './flagTraits.js'
import { createFlagLoader, type FlagLoader } from './flagLoader.js'
import { createGzip } from './gzip.js'
import { createKeepalive } from './keepalive.js'
import { toDeliveryOptions } from './options.js'
import { createOutbox } from './outbox.js'
import { watchPage } from './page.js'
import { Sender } from './sender.js'
import { createSettleFlags } from './settleFlags.js'
import { createStaleFlags } from './staleFlags.js'
import { createTransport } from './transport.js'
import { createTurns } from './turns.js'
import { watchFlags } from './watchFlags.js'

export interface Engine {
  /** Starts what is due for the events that wait: a request, or the clock of the time trigger. */
  arm(): void
  /** Sends the newest event now, alone; `false` when it has to wait with the others. */
  sendNewest(): boolean
  /** Resolves when everything was sent, given up or has to wait for a retry. */
  flush(): Promise<FlushResult>
  /** Flushes until nothing waits, trying again in short steps, or until {@link close}. */
  drain(): Promise<void>
  /** Stops for good. What is left stays stored. */
  close(): Promise<void>
  readonly flags: FlagLoader
  readonly lateFlags: LateFlags
  readonly reportExposure: ReportExposure
  readonly isRunaway: RunawayGuard
  readonly steps: ExceptionSteps
  readonly exceptionEvent: typeof plainException
}

/** Makes one client's engine. It begins with what waits already, and sends what it can when the page is left. */
export function createEngine({
  options: given,
  storage,
  queue,
  emitter,
  identity,
  flags,
  capture,
  toJson,
}: ClientContext): Engine {
  const options = toDeliveryOptions(given)
  const gzip = createGzip(options)
  const keepalive = createKeepalive()
  const transport = createTransport(options, gzip, keepalive)
  const turns = createTurns(storage, options.requestTimeoutMs)
  const backlog = createBacklog(storage, queue)
  const outbox = createOutbox(queue, backlog, storage)
  const adoption = createAdoption(queue, outbox, backlog, storage, () => sender.arm())
  const ready = (): Promise<void> => adopted
  const sender = new Sender({ options, queue, outbox, emitter, transport, gzip, keepalive, turns, ready })
  const fetchFlags = createFetchFlags(options, transport, toJson)
  const unwatch = watchPage({
    onConnection() {
      queue.update()
      if (queue.isOnline()) void sender.flush()
    },
    onLeave: isForGood => sender.leave(isForGood),
    onShow: () => sender.resume(),
    onReturn() {
      adoption.resume()
      sender.resume()
    },
  })
  function fetchOwn(signal: AbortSignal): Promise<FlagsAnswer> {
    const { distinctId, groups, deviceId } = identity.current
    const { person: personProperties, groups: groupProperties } = identity.traits
    const anonymousId = flags.previousId
    return fetchFlags({ distinctId, groups, deviceId, anonymousId, personProperties, groupProperties, signal })
  }
  async function flush(): Promise<FlushResult> {
    const before = queue.store.getSnapshot()
    await adoption.look()
    await sender.flush()
    const { delivered, dropped, pending } = queue.store.getSnapshot()
    return { delivered: delivered - before.delivered, dropped: dropped - before.dropped, pending }
  }
  const stale = createStaleFlags(flags)
  const flagLoader = createFlagLoader(fetchOwn, createSettleFlags(flags, stale, emitter, options.now), stale.mark)
  const unwatchFlags = watchFlags(options, flags, flagLoader.isLoading)
  const steps = createExceptionSteps(options.maxStepBytes, emitter, toJson)
  // A page that captured nothing yet may still send what others left.
  queue.owner.hold()
  const adopted = adoption.look()
  queue.update()
  sender.arm()
  return {
    arm: () => sender.arm(),
    sendNewest: () => sender.sendNewest(),
    flush,
    async drain() {
      await adoption.look()
      await sender.drain()
    },
    close() {
      unwatch()
      unwatchFlags()
      adoption.close()
      return sender.close()
    },
    flags: {
      ...flagLoader,
      restart() {
        stale.outdate()
        flagLoader.restart()
      },
    },
    lateFlags: { ...createFlagTraits(identity, flags), evaluate: createEvaluate(fetchFlags, capture) },
    reportExposure: createReportExposure(storage, flags, identity, emitter, capture),
    isRunaway: createRunawayGuard(options.maxBurst, queue, capture),
    steps,
    exceptionEvent: (error, properties, more) =>
      exceptionEvent(toJson, error, { ...steps.properties(), ...properties }, more),
  }
}
