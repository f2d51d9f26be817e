import type { EventQueue } from '../queue/queue.js'
import type { SafeStorage } from '../storage/storage.js'
import type { EventContext, PackedEvent } from '../wire/packed.js'
import { readEventContext, readPacked } from '../wire/unpack.js'

// Written again here, because a module that both halves import becomes a third file to download.
const EVENT = 'event_'
const CONTEXT = 'context_'

/** What earlier pages left in storage. */
export interface Backlog {
  /** Who left anything. */
  owners(): string[]
  /** What an owner left, oldest first. What cannot be read is removed, and named by its id. */
  load(owner: string): { readonly events: PackedEvent[]; readonly unreadable: { readonly uuid: string }[] }
}

export function createBacklog(storage: SafeStorage, { stored }: EventQueue): Backlog {
  function readContext(key: string, known: Map<string, EventContext>): EventContext {
    const context = known.get(key) ?? readEventContext(storage.get(key) ?? '')
    known.set(key, context)
    return context
  }

  function read(owner: string, id: string, known: Map<string, EventContext>): PackedEvent {
    const value = storage.get(EVENT + (owner && `${owner}.`) + id) ?? ''
    // Whole events are JSON objects, as they were before there were contexts; the others begin with the name of theirs.
    const isWhole = value.startsWith('{')
    const end = value.indexOf('\n')
    const name = value.slice(0, Math.max(0, end))
    const key = `${CONTEXT}${owner}.${name}`
    const context = isWhole ? undefined : readContext(key, known)
    const event = readPacked(id, isWhole ? value : value.slice(end + 1), context)
    if (context) {
      const use = stored.contexts.get(context) ?? { name, key, uses: 0 }
      use.uses++
      stored.contexts.set(context, use)
    }
    return event
  }

  return {
    owners: () => [...new Set([EVENT, CONTEXT].flatMap(prefix => storage.names(prefix).map(ownerOf)))],
    load(owner) {
      const prefix = EVENT + (owner && `${owner}.`)
      const known = new Map<string, EventContext>()
      const unreadable: { uuid: string }[] = []
      const names = storage.names(prefix).filter(name => ownerOf(name) === owner)
      const events = names.sort().flatMap(name => {
        const id = name.slice(prefix.length)
        try {
          return [read(owner, id, known)]
        } catch (error) {
          // One unreadable event would make PostHog refuse its whole batch.
          storage.remove(name)
          storage.fail(error)
          unreadable.push({ uuid: id })
          return []
        }
      })
      // Left by a page that ended between two writes.
      for (const name of storage.names(`${CONTEXT}${owner}.`)) {
        if (!known.has(name)) storage.remove(name)
      }
      return { events, unreadable }
    },
  }
}

/** Of `event_<owner>.<id>` and `context_<owner>.<more>`. */
function ownerOf(name: string): string {
  const rest = name.slice(name.indexOf('_') + 1)
  return rest.includes('.') ? rest.slice(0, rest.indexOf('.')) : ''
}
