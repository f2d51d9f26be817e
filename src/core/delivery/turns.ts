import type { SafeStorage } from '../storage/storage.js'

const NAME = 'sender'
const POLL_MS = 50

/** Lets one tab send at a time. */
export interface Turns {
  /** Runs when no other tab of this project sends, or when that takes too long: no two tabs have the same events anyway. */
  take<TResult>(run: () => Promise<TResult>): Promise<TResult>
  /** Lets the others go on: the page may be frozen in the middle of a request. */
  yield(): void
}

/** With Web Locks, which end with their page; else with a stored time. */
export function createTurns(storage: SafeStorage, maxWaitMs: number): Turns {
  const { locks } = globalThis.navigator ?? {}
  const name = storage.prefix + NAME
  const yields = new Set<() => void>()

  function takeLock<TResult>(manager: LockManager, run: () => Promise<TResult>): Promise<TResult> {
    return new Promise((resolve, reject) => {
      const waiting = new AbortController()
      const timer = setTimeout(() => waiting.abort(), maxWaitMs)
      let hasBegun = false
      const begin = async (): Promise<void> => {
        hasBegun = true
        clearTimeout(timer)
        let leave = (): void => {}
        const left = new Promise<void>(done => (leave = done))
        yields.add(leave)
        await Promise.race([run().then(resolve, reject), left])
        yields.delete(leave)
      }
      manager.request(name, { signal: waiting.signal }, begin).catch(() => (hasBegun ? undefined : begin()))
    })
  }

  async function takeLease<TResult>(run: () => Promise<TResult>): Promise<TResult> {
    const end = performance.now() + maxWaitMs
    while (isTaken() && performance.now() < end) await new Promise(resolve => setTimeout(resolve, POLL_MS))
    const lease = `${Date.now()}.${Math.random()}`
    storage.store(NAME, lease)
    const release = (): void => {
      if (storage.get(NAME) === lease) storage.remove(NAME)
    }
    yields.add(release)
    return run().finally(() => {
      yields.delete(release)
      release()
    })
  }

  /** A time that is far off was left by a page that ended, or by another clock. */
  function isTaken(): boolean {
    const at = Number.parseInt(storage.get(NAME) ?? '', 10)
    return Math.abs(Date.now() - at) < maxWaitMs
  }

  return {
    take: run => (storage.isShared ? (locks ? takeLock(locks, run) : takeLease(run)) : run()),
    yield() {
      for (const leave of yields) leave()
    },
  }
}
