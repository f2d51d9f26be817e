import type { EngineLoader } from '../delivery/loadEngine.js'
import type { Emitter } from '../emitter.js'
import { EventTooLargeError, QueueFullError } from '../errors/client.js'
import { isOnline } from '../online.js'
import type { ResolvedOptions } from '../options.js'
import type { SafeStorage } from '../storage/storage.js'
import { addListener, callAll } from '../store.js'
import type { DropReason, FlushResult, QueueState, QueueStatus, Store } from '../types.js'
import { byteLength, type PackedEvent } from '../wire/packed.js'
import { createEventStore, EVENT, type EventStore, type KeptEvent } from './eventStore.js'
import { createOwner, type Owner } from './owner.js'

/** What PostHog's names, the uuid and the timestamp add to the text of a packed event, at most. */
const UNPACKED_BYTES = 150

/** An event that is to be sent. */
export interface Entry extends KeptEvent {
  /** UTF-8 size of its JSON, at most. */
  readonly bytes: number
  /** Its place: by capture, and not by time, because clocks are put back. */
  order: number
}

/** Events on their way to PostHog: stored, bounded and counted here, sent by the delivery engine (`delivery/outbox.ts`). */
export interface EventQueue {
  readonly store: Store<QueueState>
  readonly stored: EventStore
  readonly owner: Owner
  /** What waits, oldest first. What is in a request is not in here. */
  entries: Entry[]
  /** UTF-8 size of their JSON. */
  bytes: number
  /** How many are in memory only, those in requests among them. */
  unsaved: number
  /** What earlier pages left, as long as the engine is not in to take it over: it only counts. */
  left: number
  /** `true` while the visitor has not decided yet: nothing is sent. */
  readonly isHeld: () => boolean
  readonly isOnline: () => boolean
  /** Stores an event before it returns; `false` when it is too large to be sent ever. */
  readonly add: (event: PackedEvent, immediate?: boolean) => boolean
  readonly toEntry: (event: PackedEvent, owner: string, isStored: boolean) => Entry
  /** Removes some that wait: they are in a request now, or given up. */
  readonly cut: (start: number, count: number) => Entry[]
  /** Puts some before all others, and drops the oldest of what is too much. */
  readonly prepend: (entries: readonly Entry[]) => void
  /** Sends what waits. Resolves when everything was sent, given up or has to wait for a retry. */
  readonly flush: () => Promise<FlushResult>
  /** Writes what could not be written before. */
  readonly persist: () => void
  /** Gives up all that wait. */
  readonly clear: (reason: DropReason) => void
  /** Gives up these, which wait no more. */
  readonly drop: (batch: readonly Pick<Entry, 'uuid'>[], reason: DropReason, error?: Error) => void
  /** The same for what is larger `than` allowed. */
  readonly dropTooLarge: (batch: readonly Entry[], than: string, cause?: Error) => void
  /** These leave storage and count. */
  readonly forget: (batch: readonly Entry[]) => void
  /** Tells what changed, beside what is counted from the queue itself and the connection. */
  readonly update: (change?: Partial<QueueState>) => void
}

export function createQueue(
  { maxBatchBytes, maxQueueSize, maxQueueBytes }: ResolvedOptions,
  storage: SafeStorage,
  emitter: Emitter,
  engine: EngineLoader,
  newId: () => string,
  isHeld: () => boolean,
): EventQueue {
  const listeners = new Set<() => void>()
  let order = 0
  /** Characters that are kept of those that wait. */
  let kept = 0
  /** What the last request says of the next. */
  let outlook: QueueStatus = 'ready'
  // A snapshot is made when somebody looks: in a burst nobody does.
  let isStale = true
  let state = { inFlight: 0, dropped: 0, delivered: 0, retryAt: undefined, lastError: undefined } as QueueState

  function update(change?: Partial<QueueState>): void {
    outlook = change?.status ?? outlook
    state = { ...state, ...change }
    isStale = true
    callAll(listeners, undefined, emitter.threw)
  }

  function count(entries: readonly Entry[], sign: 1 | -1): void {
    for (const entry of entries) countOne(entry, sign)
  }

  function countOne({ bytes, text }: Entry, sign: 1 | -1): void {
    queue.bytes += sign * bytes
    kept += sign * text.length
  }

  function drop(batch: readonly Pick<Entry, 'uuid'>[], reason: DropReason, error?: Error): void {
    if (!batch.length) return
    update({ dropped: state.dropped + batch.length, lastError: error ?? state.lastError })
    emitter.emit('dropped', { uuids: batch.map(({ uuid }) => uuid), reason, error })
    if (error) emitter.report(error)
  }

  function giveUp(batch: readonly Entry[], reason: DropReason, error?: Error): void {
    queue.forget(batch)
    drop(batch, reason, error)
  }

  function dropOldest(): void {
    const { entries } = queue
    let surplus = 0
    for (let left = kept; surplus < entries.length - 1; surplus++) {
      if (entries.length - surplus <= maxQueueSize && left <= maxQueueBytes) break
      left -= entries[surplus]?.text.length ?? 0
    }
    if (!surplus) return
    const limits = 'maxQueueSize or maxQueueBytes'
    giveUp(
      queue.cut(0, surplus),
      'queue-full',
      new QueueFullError(`More events wait than ${limits} allows: the oldest are dropped.`),
    )
  }

  const owner = createOwner(storage, newId, () => {
    // What is stored is for whoever claims it first, this page perhaps; and so is what it shares.
    stored.contexts.clear()
    count(queue.entries, -1)
    queue.entries = queue.entries.filter(entry => !entry.isStored)
    count(queue.entries, 1)
    for (const entry of queue.entries) entry.owner = owner.id
    update()
  })
  const stored = createEventStore(storage)

  const queue: EventQueue = {
    store: {
      getSnapshot() {
        if (!isStale) return state
        isStale = false
        const online = isOnline()
        const status = online ? (isHeld() ? 'held' : outlook) : 'offline'
        return (state = {
          ...state,
          pending: queue.entries.length + queue.left,
          unsaved: queue.unsaved,
          online,
          status,
        })
      },
      subscribe: listener => addListener(listeners, listener),
    },
    stored,
    owner,
    entries: [],
    bytes: 0,
    unsaved: 0,
    left: storage.names(EVENT).length,
    isHeld,
    isOnline,
    toEntry: ({ id, uuid, context, text }, of, isStored) => ({
      id,
      uuid,
      context,
      text,
      owner: of,
      isStored,
      bytes: byteLength(text) + (context ? context.bytes + UNPACKED_BYTES : 0),
      order: 0,
    }),
    add(event, immediate) {
      owner.hold()
      const entry = queue.toEntry(event, owner.id, false)
      if (entry.bytes > maxBatchBytes) {
        queue.dropTooLarge([entry], 'maxBatchBytes')
        return false
      }
      entry.isStored = stored.put(entry)
      if (!entry.isStored) queue.unsaved++
      entry.order = ++order
      queue.entries.push(entry)
      countOne(entry, 1)
      if (immediate && engine.current?.sendNewest()) return true
      dropOldest()
      isStale = true
      if (listeners.size) callAll(listeners, undefined, emitter.threw)
      engine.current?.arm()
      if (immediate && !engine.current) void queue.flush()
      return true
    },
    cut(start, size) {
      const taken = queue.entries.splice(start, size)
      count(taken, -1)
      return taken
    },
    prepend(entries) {
      queue.entries = [...entries, ...queue.entries]
      count(entries, 1)
      dropOldest()
      update()
    },
    async flush() {
      // Without the engine everything stays pending; its loader tells why.
      return (
        (await (await engine.ready())?.flush()) ?? {
          delivered: 0,
          dropped: 0,
          pending: queue.store.getSnapshot().pending,
        }
      )
    },
    persist() {
      for (const entry of queue.unsaved ? queue.entries : []) {
        if (entry.isStored) continue
        if (!(entry.isStored = stored.put(entry))) break
        queue.unsaved--
      }
      update()
    },
    clear(reason) {
      queue.left = 0
      giveUp(queue.cut(0, Infinity), reason)
    },
    drop,
    dropTooLarge(batch, than, cause) {
      giveUp(
        batch,
        'too-large',
        new EventTooLargeError(`An event is larger than ${than}, so it is dropped.`, { cause }),
      )
    },
    forget(batch) {
      for (const entry of batch) {
        if (!entry.isStored && entry.order) queue.unsaved--
        stored.remove(entry)
      }
    },
    update,
  }
  return queue
}
