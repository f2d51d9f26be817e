/**
 * Everything that only ever happens over the network: sending, retrying, asking for flags. Loaded by itself after the
 * client has started, see `loadEngine.ts`; what must happen before `capture()` returns is not in here.
 */
import type { Capture } from '../capture.js'
import type { Emitter } from '../emitter.js'
import type { FlagsContext } from '../flags/flags.js'
import type { Identity } from '../identity/identity.js'
import type { ResolvedOptions } from '../options.js'
import type { Entry, EventQueue } from '../queue/queue.js'
import type { FlagsClient } from '../types.js'
import type { FlagsAnswer } from '../wire/flags.js'
import { createEvaluate } from './evaluate.js'
import { createFetchFlags } from './fetchFlags.js'
import { createFlagLoader, type FlagLoader } from './flagLoader.js'
import { toDeliveryOptions } from './options.js'
import { watchPage } from './page.js'
import { Sender } from './sender.js'
import { createSettleFlags } from './settleFlags.js'
import { createTransport } from './transport.js'
import { watchFlags } from './watchFlags.js'

/**
 * What the engine works on: the client's other half. Its functions come along as values, because a module that both
 * halves import becomes a third file to download.
 */
export interface EngineContext {
  readonly options: ResolvedOptions
  readonly queue: EventQueue
  readonly emitter: Emitter
  readonly identity: Identity
  readonly flags: FlagsContext
  readonly capture: Capture
  readonly toJson: (value: unknown) => string
}

export interface Engine {
  /** Starts what is due for the events that wait: a request, or the clock of the time trigger. */
  arm(): void
  /** Sends one event now; `false` when it has to wait with the others. */
  sendAlone(entry: Entry): boolean
  /** Resolves when everything was sent, given up or has to wait for a retry. */
  flush(): Promise<void>
  /** Flushes until nothing waits, trying again in short steps, or until {@link close}. */
  drain(): Promise<void>
  /** Stops for good. What is left stays stored. */
  close(): Promise<void>
  readonly flags: FlagLoader
  readonly evaluate: FlagsClient['evaluate']
}

/** Makes one client's engine. It begins with what waits already, and sends what it can when the page is left. */
export function createEngine({
  options: given,
  queue,
  emitter,
  identity,
  flags,
  capture,
  toJson,
}: EngineContext): Engine {
  const options = toDeliveryOptions(given)
  const transport = createTransport(options)
  const fetchFlags = createFetchFlags(options, transport, toJson)
  const sender = new Sender(options, queue, transport, emitter)
  function updateOnline(): void {
    queue.update()
    if (queue.store.getSnapshot().online) void sender.flush()
  }
  const unwatch = watchPage(updateOnline, () => sender.leave())
  const unwatchFlags = watchFlags(options, flags)
  function fetchOwn(signal: AbortSignal): Promise<FlagsAnswer> {
    const { distinctId, groups, deviceId } = identity.current
    const { person: personProperties, groups: groupProperties } = identity.traits
    const anonymousId = flags.previousId()
    return fetchFlags({ distinctId, groups, deviceId, anonymousId, personProperties, groupProperties, signal })
  }
  queue.update()
  sender.arm()
  return {
    arm: () => sender.arm(),
    sendAlone: entry => sender.sendAlone(entry),
    flush: () => sender.flush(),
    drain: () => sender.drain(),
    close() {
      unwatch()
      unwatchFlags()
      return sender.close()
    },
    flags: createFlagLoader(fetchOwn, createSettleFlags(flags)),
    evaluate: createEvaluate(fetchFlags, flags, capture),
  }
}
