import type { EngineLoader } from '../delivery/loadEngine.js'
import type { Emitter } from '../emitter.js'
import { EventTooLargeError, QueueFullError } from '../errors/client.js'
import { isOnline } from '../online.js'
import type { ResolvedOptions } from '../options.js'
import type { SafeStorage } from '../storage/storage.js'
import { createStore } from '../store.js'
import type { DropReason, FlushResult, QueueState, Store } from '../types.js'

/** Prefix of the storage keys of events. One key for each: the cost of a capture does not grow with what waits. */
const PREFIX = 'event_'

/** An event on its way: its JSON text is made once, at capture, and is what is stored and sent. */
export interface StoredEvent {
  /** Sorts by capture: a UUIDv7, equal to `uuid` unless the caller chose that. */
  readonly id: string
  readonly uuid: string
  readonly json: string
}

/** An event and its UTF-8 size. */
export interface Entry extends StoredEvent {
  readonly bytes: number
}

/** Events on their way to PostHog: stored, bounded and counted here, sent by the delivery engine. */
export interface EventQueue {
  readonly store: Store<QueueState>
  /** What waits, oldest first. What is in a request is not in here. The engine takes from it. */
  readonly waiting: Entry[]
  /** `true` while the visitor has not decided yet: nothing is sent. */
  readonly isHeld: () => boolean
  /** Stores an event before it returns; `false` when it is too large to be sent ever. */
  readonly add: (event: StoredEvent, immediate?: boolean) => boolean
  /** Sends what waits. Resolves when everything was sent, given up or has to wait for a retry. */
  readonly flush: () => Promise<FlushResult>
  /** Gives up these, which wait no more. */
  readonly drop: (batch: readonly Entry[], reason: DropReason, error?: Error) => void
  /** The same for what is larger `than` allowed. */
  readonly dropTooLarge: (batch: readonly Entry[], than: string, cause?: Error) => void
  /** The server has these: they leave the storage. */
  readonly remove: (batch: readonly StoredEvent[]) => void
  /** Tells what changed, beside the number of those that wait and the connection. */
  readonly update: (change?: Partial<QueueState>) => void
}

export function createQueue(
  { maxBatchBytes, maxQueueSize }: ResolvedOptions,
  storage: SafeStorage,
  emitter: Emitter,
  engine: EngineLoader,
  isHeld: () => boolean,
): EventQueue {
  const waiting = loadEvents(storage)
  const store = createStore<QueueState>(
    { pending: waiting.length, inFlight: 0, dropped: 0, delivered: 0, lastError: undefined, online: isOnline() },
    emitter.threw,
  )

  function update(change?: Partial<QueueState>): void {
    store.set({ ...store.getSnapshot(), ...change, pending: waiting.length, online: isOnline() })
  }

  function remove(batch: readonly StoredEvent[]): void {
    for (const { id } of batch) storage.remove(PREFIX + id)
  }

  function drop(batch: readonly Entry[], reason: DropReason, error?: Error): void {
    if (!batch.length) return
    const { dropped, lastError } = store.getSnapshot()
    remove(batch)
    update({ dropped: dropped + batch.length, lastError: error ?? lastError })
    emitter.emit('dropped', { uuids: batch.map(({ uuid }) => uuid), reason, error })
    if (error) emitter.report(error)
  }

  function dropTooLarge(batch: readonly Entry[], than: string, cause?: Error): void {
    drop(batch, 'too-large', new EventTooLargeError(`An event is larger than ${than}, so it is dropped.`, { cause }))
  }

  async function flush(): Promise<FlushResult> {
    const before = store.getSnapshot()
    // Without the engine everything stays pending; its loader tells why.
    await (await engine.ready())?.flush()
    const { delivered, dropped, pending } = store.getSnapshot()
    return { delivered: delivered - before.delivered, dropped: dropped - before.dropped, pending }
  }

  return {
    store,
    waiting,
    isHeld,
    add(event, immediate) {
      const entry = toEntry(event)
      if (entry.bytes > maxBatchBytes) {
        dropTooLarge([entry], 'maxBatchBytes')
        return false
      }
      storage.set(PREFIX + event.id, event.json)
      if (immediate && engine.current?.sendAlone(entry)) return true
      waiting.push(entry)
      if (waiting.length > maxQueueSize) {
        const error = new QueueFullError(`Over ${maxQueueSize} events (maxQueueSize) wait: the oldest are dropped.`)
        drop(waiting.splice(0, waiting.length - maxQueueSize), 'queue-full', error)
      }
      update()
      engine.current?.arm()
      if (immediate && !engine.current) void flush()
      return true
    },
    flush,
    drop,
    dropTooLarge,
    remove,
    update,
  }
}

function toEntry(event: StoredEvent): Entry {
  return { ...event, bytes: new TextEncoder().encode(event.json).length }
}

/** What an earlier page left, oldest first. */
function loadEvents(storage: SafeStorage): Entry[] {
  return storage
    .names(PREFIX)
    .sort()
    .flatMap(name => {
      const json = storage.get(name) ?? ''
      try {
        const { uuid } = JSON.parse(json) as { uuid?: string }
        if (!uuid) throw new TypeError('stored event has another shape')
        return toEntry({ id: name.slice(PREFIX.length), uuid, json })
      } catch (error) {
        // One unreadable event would make PostHog refuse its whole batch.
        storage.remove(name)
        storage.fail(error)
        return []
      }
    })
}
