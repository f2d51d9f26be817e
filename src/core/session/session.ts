import { createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'

/** PostHog's own limits. https://posthog.com/docs/data/sessions */
const IDLE_MS = 30 * 60_000
const MAX_MS = 24 * 3_600_000
/** Activity is stored this coarsely: a write for each event would double the cost of a capture. */
const STORE_EVERY_MS = 5000

interface SessionState {
  readonly id: string
  readonly startedAt: number
  readonly lastActivityAt: number
}

/** The visit that events belong to: ends after 30 minutes without activity, or after 24 hours. */
export interface Session {
  /** The current session's id. */
  id(): string
  /** The same, and counts as activity. */
  touch(): string
  /** Ends the session. */
  reset(): void
}

export function createSession(storage: SafeStorage, now: () => number, newId: () => string): Session {
  // Times that are none make a session that has ended.
  const blob = createBlob<SessionState>(storage, 'session', ({ id }) => typeof id === 'string')
  let state: SessionState | undefined
  let storedAt = 0

  const isAlive = (at: number): boolean =>
    Boolean(state && at - state.lastActivityAt < IDLE_MS && at - state.startedAt < MAX_MS)

  function store(next: SessionState): SessionState {
    blob.write(next)
    storedAt = next.lastActivityAt
    return next
  }

  function current(at: number): SessionState {
    // An earlier page began the session, or another tab kept it alive.
    if (!isAlive(at)) state = blob.read()
    return (state = (isAlive(at) && state) || store({ id: newId(), startedAt: at, lastActivityAt: at }))
  }
  return {
    id: () => current(now()).id,
    touch() {
      const at = now()
      state = { ...current(at), lastActivityAt: at }
      if (Math.abs(at - storedAt) >= STORE_EVERY_MS) store(state)
      return state.id
    },
    reset() {
      state = undefined
      blob.remove()
    },
  }
}
