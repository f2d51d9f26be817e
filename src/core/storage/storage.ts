import { StorageError } from '../errors/client.js'
import type { Persistence, StorageAdapter } from '../types.js'
import { readCookie, writeCookie } from './cookie.js'

/**
 * The concerns that go into a cookie too: those that a server or a sibling page needs. The rest would travel with every
 * request of the site.
 */
const SMALL = /^(identity|session|consent)$/

/** What the keys of one project begin with. */
export function storagePrefix(projectToken: string): string {
  return `hogkit_${encodeURIComponent(projectToken)}_`
}

/** Key-value storage that never throws. Keys are the short names of one project's concerns. */
export interface SafeStorage {
  /** Other tabs see the same values, and write too. */
  readonly isShared: boolean
  /** What comes before a name in the storage itself: also the name of this project's locks. */
  readonly prefix: string
  get(name: string): string | null
  /** Writes, or keeps in memory what cannot be written. */
  set(name: string, value: string): void
  /** Writes, or says `false`: for what has a place of its own in memory. */
  store(name: string, value: string): boolean
  remove(name: string): void
  /** Names that start with `prefix`. */
  names(prefix: string): string[]
  /** While held (no consent yet) nothing but `consent` is written outside memory; releasing writes what gathered. */
  hold(held: boolean): void
  /** Tells, once, that storage does not work as it should. */
  fail(cause: unknown): void
}

/**
 * Storage of the kind that was asked for. What it refuses is kept in memory, and the first refusal is reported.
 * @param report told once with a {@link StorageError}.
 */
export function createStorage(
  persistence: Persistence,
  projectToken: string,
  report: (error: Error) => void,
): SafeStorage {
  const prefix = storagePrefix(projectToken)
  const isInCookie = (name: string) =>
    typeof persistence === 'string' && persistence.includes('cookie') && SMALL.test(name)
  // What could not or must not be written; it shadows the area and the cookie.
  const memory = new Map<string, string>()
  let isHeld = false
  let hasFailed = false
  // After a refusal: nothing more is tried until something was removed, because refusals are slow.
  let isFull = false

  function fail(cause: unknown): void {
    if (hasFailed) return
    hasFailed = true
    report(new StorageError('Storage is blocked, full or corrupt: hogkit goes on in memory.', { cause }))
  }
  function attempt<T>(run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      fail(error)
      return undefined
    }
  }
  const area = attempt(() => toArea(persistence))

  function set(name: string, value: string): void {
    memory.set(name, value)
    if (isHeld && name !== 'consent') return
    attempt(() => {
      area?.setItem(prefix + name, value)
      // The cookie wins over the area: it is what the server and other subdomains see.
      const isWritten = isInCookie(name) && writeCookie(prefix + name, value)
      if (area || isWritten) memory.delete(name)
    })
  }

  return {
    isShared: typeof persistence === 'string' && persistence.startsWith('localStorage') && Boolean(area),
    prefix,
    fail,
    set,
    store(name, value) {
      if (!area || isHeld || isFull) return false
      try {
        area.setItem(prefix + name, value)
        return true
      } catch (error) {
        isFull = true
        fail(error)
        return false
      }
    },
    get: name =>
      memory.get(name) ??
      attempt(() => (isInCookie(name) && readCookie(prefix + name)) || area?.getItem(prefix + name)) ??
      null,
    remove(name) {
      isFull = false
      memory.delete(name)
      attempt(() => {
        area?.removeItem(prefix + name)
        if (isInCookie(name)) writeCookie(prefix + name, '')
      })
    },
    names: start =>
      [
        ...memory.keys(),
        ...(attempt(() => keysOf(area)) ?? []).flatMap(key =>
          key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
        ),
      ].filter(name => name.startsWith(start)),
    hold(held) {
      isHeld = held
      if (!held) for (const [name, value] of Array.from(memory)) set(name, value)
    },
  }
}

/** Where values go beside memory and cookie. Throws where the browser denies access. */
function toArea(persistence: Persistence): StorageAdapter | Storage | undefined {
  if (typeof persistence === 'object') return persistence
  if (persistence.startsWith('localStorage')) return globalThis.localStorage
  return persistence === 'sessionStorage' ? globalThis.sessionStorage : undefined
}

function keysOf(area: StorageAdapter | Storage | undefined): string[] {
  return typeof area?.['keys'] === 'function' ? (area as StorageAdapter).keys() : Object.keys(area ?? {})
}
