import type { Entry, EventQueue } from '../queue/queue.js'
import type { SafeStorage } from '../storage/storage.js'
import type { Backlog } from './backlog.js'

/** The queue as the engine works on it: what is in requests, what comes back from them, and what earlier pages left. */
export interface Outbox {
  /** Takes the oldest for a request: at most so many, at most so large, but at least one, as an event is never split. */
  take(maxCount: number, maxBytes: number): Entry[]
  /** Takes the newest alone. */
  takeNewest(): Entry[]
  /** These wait again, in their places; those excepted that another page took over meanwhile. */
  giveBack(batch: readonly Entry[]): void
  /** Applications clear storage, at sign-out mostly: what waits is written again before it is needed. */
  save(): void
  /** The server has these. */
  remove(batch: readonly Entry[]): void
  /** Takes over what an owner who is gone left in storage. */
  adopt(owner: string): void
}

export function createOutbox(queue: EventQueue, backlog: Backlog, storage: SafeStorage): Outbox {
  const { owner } = queue
  /** Ids in requests: what is stored under them is not to be taken over once more. */
  const taken = new Set<string>()
  let first = 0

  function mark(batch: Entry[]): Entry[] {
    for (const { id } of batch) taken.add(id)
    return batch
  }

  function recover(): void {
    queue.stored.contexts.clear()
    for (const entry of queue.entries) {
      if (entry.isStored) queue.unsaved++
      entry.isStored = false
    }
    queue.persist()
  }

  /** A page that was left keeps what it has, until it knows better. */
  const isOurs = (entry: Entry): boolean =>
    !entry.isStored || !owner.isHeld || entry.owner === owner.id || owner.releases.has(entry.owner)

  return {
    take(maxCount, maxBytes) {
      let sum = 0
      let count = 0
      for (const { bytes } of queue.entries) {
        // One for the comma.
        sum += bytes + 1
        if (count >= maxCount || (count && sum > maxBytes)) break
        count++
      }
      return mark(queue.cut(0, count))
    },
    takeNewest: () => mark(queue.cut(queue.entries.length - 1, 1)),
    giveBack(batch) {
      for (const entry of batch) {
        taken.delete(entry.id)
        // The page may go on under another id meanwhile.
        if (!entry.isStored) entry.owner = owner.id
      }
      queue.prepend(batch.filter(isOurs))
      // Requests beside each other fail in any order.
      queue.entries.sort((a, b) => a.order - b.order)
    },
    save() {
      if ([...queue.stored.contexts.values()].some(({ key }) => storage.get(key) === null)) recover()
    },
    remove(batch) {
      for (const { id } of batch) taken.delete(id)
      queue.forget(batch)
      queue.persist()
    },
    adopt(from) {
      const { events, unreadable } = backlog.load(from)
      const entries = events.filter(({ id }) => !taken.has(id)).map(event => queue.toEntry(event, from, true))
      first -= entries.length
      for (const [index, entry] of entries.entries()) entry.order = first + index
      queue.prepend(entries)
      queue.drop(unreadable, 'invalid')
    },
  }
}
