import type { EventQueue } from '../queue/queue.js'
import type { Outbox } from './outbox.js'
import type { Backlog } from './backlog.js'
import type { SafeStorage } from '../storage/storage.js'

const OWNER = 'owner_'
/** How often is looked for what pages left that ended meanwhile. */
const LOOK_MS = 30_000
/** Until the browser has taken note of what a page released. */
const SETTLE_MS = 100
/** Without locks: how often a page says that it lives, and when one that does not is gone. Hidden pages run once a minute. */
const BEAT_MS = 5000
const GONE_MS = 150_000
/** Until two pages that claim the same see who wrote last. */
const CLAIM_MS = 200

/** Takes over what pages left in storage that are gone: closed, navigated or crashed. */
export interface Adoption {
  /** Resolves when everything was taken over that could be. Called by itself now and then. */
  look(): Promise<void>
  /** The page comes back after it had been left. */
  resume(): void
  close(): void
}

/** @param onFound told when events came to the queue. */
export function createAdoption(
  queue: EventQueue,
  outbox: Outbox,
  backlog: Backlog,
  storage: SafeStorage,
  onFound: () => void,
): Adoption {
  const { owner } = queue
  const { locks } = globalThis.navigator ?? {}
  const timers: ReturnType<typeof setInterval>[] = []
  let looking: Promise<void> | undefined
  let hasLooked = false

  const isStranger = (id: string): boolean => id !== owner.id && !owner.releases.has(id)

  async function claimAll(): Promise<void> {
    const before = queue.entries.length
    const claim = async (id: string): Promise<void> => {
      if (await (locks ? claimLock(locks, id) : claimLease(id))) outbox.adopt(id)
    }
    await Promise.all(backlog.owners().filter(isStranger).map(claim))
    hasLooked = true
    queue.left = 0
    queue.update()
    if (queue.entries.length > before) onFound()
  }

  function claimLock(manager: LockManager, id: string): Promise<boolean> {
    return new Promise(resolve => {
      const onLock = async (lock: Lock | null): Promise<void> => {
        resolve(Boolean(lock))
        if (lock) await new Promise<void>(end => owner.releases.set(id, end))
      }
      // At first a little patience: the page before this one may be just about to go.
      const waiting = new AbortController()
      if (!hasLooked) setTimeout(() => waiting.abort(), SETTLE_MS)
      const options = hasLooked ? { ifAvailable: true } : { signal: waiting.signal }
      manager.request(storage.prefix + OWNER + id, options, onLock).catch(() => resolve(false))
    })
  }

  /** Of a page that said nothing for long, if this one is the first to see that. */
  async function claimLease(id: string): Promise<boolean> {
    const name = OWNER + id
    if (Math.abs(Date.now() - Number.parseInt(storage.get(name) ?? '', 10)) < GONE_MS) return false
    const claim = `${Date.now()}.${owner.id}`
    storage.store(name, claim)
    await new Promise(resolve => setTimeout(resolve, CLAIM_MS))
    if (storage.get(name) !== claim) return false
    owner.releases.set(id, () => storage.remove(name))
    return true
  }

  function beat(): void {
    // The id of another page: this one slept for so long that its events were taken over.
    if (storage.get(OWNER + owner.id)?.includes('.')) {
      owner.releases.delete(owner.id)
      owner.release()
      owner.hold()
    }
    for (const id of owner.releases.keys()) {
      storage.store(OWNER + id, id === owner.id ? String(Date.now()) : `${Date.now()}.${owner.id}`)
    }
  }

  const look = (): Promise<void> => (looking ??= claimAll().finally(() => (looking = undefined)))

  if (!storage.isShared) {
    // Where nobody else writes, earlier pages are gone for sure.
    for (const id of backlog.owners().filter(isStranger)) {
      owner.releases.set(id, () => {})
      outbox.adopt(id)
    }
    queue.left = 0
  } else {
    timers.push(setInterval(() => void look(), LOOK_MS))
    if (!locks) timers.push(setInterval(beat, BEAT_MS))
  }

  return {
    look: () => (storage.isShared ? look() : Promise.resolve()),
    resume() {
      owner.hold()
      hasLooked = false
      void look()
    },
    close: () => timers.forEach(clearInterval),
  }
}
