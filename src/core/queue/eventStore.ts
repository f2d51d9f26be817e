import type { SafeStorage } from '../storage/storage.js'
import type { EventContext, PackedEvent } from '../wire/packed.js'

/** A packed event, and where it is kept. */
export interface KeptEvent extends PackedEvent {
  owner: string
  /** `false`: it is in memory only. */
  isStored: boolean
}

/** A context in storage, and how many stored events need it. */
export interface StoredContext {
  /** Of its own, beside its owner. */
  readonly name: string
  /** `context_<owner>.<name>` */
  readonly key: string
  uses: number
}

/** Keeps events in storage, and their contexts for as long as an event needs them. */
export interface EventStore {
  readonly contexts: Map<EventContext, StoredContext>
  /** Writes the event; `false` when it is in memory only. */
  put(event: KeptEvent): boolean
  remove(event: KeptEvent): void
}

/** Beginnings of storage keys. Each event has a key of its own: what a capture costs does not grow with what waits. */
export const EVENT = 'event_'
export const CONTEXT = 'context_'

export function createEventStore(storage: SafeStorage): EventStore {
  const contexts = new Map<EventContext, StoredContext>()
  let count = 0

  /** `undefined` when it could not be written. */
  function take(context: EventContext, owner: string): StoredContext | undefined {
    let stored = contexts.get(context)
    if (!stored) {
      const name = String(count++)
      stored = { name, key: `${CONTEXT}${owner}.${name}`, uses: 0 }
      if (!storage.store(stored.key, context.text)) return undefined
      contexts.set(context, stored)
    }
    stored.uses++
    return stored
  }

  /** One that nothing uses any more is removed; it is written again with the next event. */
  function release(context: EventContext): void {
    const stored = contexts.get(context)
    if (!stored || --stored.uses) return
    contexts.delete(context)
    storage.remove(stored.key)
  }

  return {
    contexts,
    put(event) {
      const { context, text } = event
      const stored = context && take(context, event.owner)
      if (context && !stored) return false
      const isStored = storage.store(toEventName(event), stored ? `${stored.name}\n${text}` : text)
      if (context && !isStored) release(context)
      return isStored
    },
    remove(event) {
      if (!event.isStored) return
      storage.remove(toEventName(event))
      if (event.context) release(event.context)
    },
  }
}

/** `event_<owner>.<id>`; events from before there were owners have none. */
function toEventName({ owner, id }: KeptEvent): string {
  return EVENT + (owner && `${owner}.`) + id
}
