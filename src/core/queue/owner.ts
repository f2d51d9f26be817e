import type { SafeStorage } from '../storage/storage.js'

/**
 * Who a stored event belongs to: one client of one page. While its page lives nobody else sends its events; those of an owner who
 * is gone are for the first that claims them (`delivery/adoption.ts`). Alive is who holds the Web Lock of its name, which the
 * browser takes away even from a page that crashes. Where there are no locks (pages without TLS), a stored time says so.
 */
export interface Owner {
  readonly id: string
  /** Whether this page says that it lives. `false` before the first event, and once the page was left. */
  readonly isHeld: boolean
  /** All that this page speaks for, and how that is given up. */
  readonly releases: Map<string, () => void>
  /** Says that this page lives; under a new id when it was left before, as another page may have taken what it had. */
  hold(): void
  /** Gives all of it up: the page may be gone for good, or frozen for a while. */
  readonly release: () => void
}

/** Of the names of locks, and of keys in storage. */
export const OWNER = 'owner_'

/** @param onRenew told when a page that had been left goes on under a new id. */
export function createOwner(storage: SafeStorage, newId: () => string, onRenew: () => void): Owner {
  const { isShared, prefix } = storage
  const releases = new Map<string, () => void>()
  const newName = (): string => newId().slice(-8)
  let id = newName()
  let wasLeft = false

  function release(): void {
    wasLeft ||= releases.size > 0
    releases.forEach(end => end())
    releases.clear()
  }

  return {
    get id() {
      return id
    },
    get isHeld() {
      return !isShared || releases.has(id)
    },
    releases,
    hold() {
      if (this.isHeld) return
      if (wasLeft) {
        id = newName()
        onRenew()
      }
      const name = OWNER + id
      const { locks } = navigator
      let end = (): void => storage.remove(name)
      if (locks) {
        // Made before the lock is given: the page may be left before that.
        const ended = new Promise<void>(resolve => (end = resolve))
        locks.request(prefix + name, () => ended).catch(() => {})
      } else storage.store(name, String(Date.now()))
      releases.set(id, end)
      addEventListener('pagehide', release, { once: true })
    },
    release,
  }
}
