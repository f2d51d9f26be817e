import type { Emitter } from '../emitter.js'
import { InvalidIdError } from '../errors/client.js'
import { timeOfUuid7 } from '../ids.js'
import { createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'
import { createStore } from '../store.js'
import type { SessionChangeReason, SessionState, Store } from '../types.js'

/** PostHog's own limits. https://posthog.com/docs/data/sessions */
const IDLE_MS = 30 * 60_000
const MAX_MS = 24 * 3_600_000
/** Activity is stored this coarsely: a write for each event would double the cost of a capture. */
const STORE_EVERY_MS = 5000

export interface StoredSession extends SessionState {
  readonly lastActivityAt: number
}

/** The visit that events belong to: ends after 30 minutes without activity, or after 24 hours. */
export interface Session {
  readonly store: Store<SessionState>
  /** The current session's id. */
  id(): string
  /** The same, and counts as activity. */
  touch(): string
  /** Ends the session. */
  reset(): void
}

/** @param former the session that posthog-js left, for a first visit with hogkit. */
export function createSession(
  storage: SafeStorage,
  now: () => number,
  newId: () => string,
  emitter: Emitter,
  bootstrapId?: string,
  former?: StoredSession,
): Session {
  // Times that are none make a session that has ended.
  const blob = createBlob<StoredSession>(storage, 'session', ({ id }) => typeof id === 'string')
  const startedAt = timeOfUuid7(bootstrapId)
  let state = startedAt ? { id: bootstrapId as string, startedAt, lastActivityAt: now() } : (blob.read() ?? former)
  let storedAt = 0
  let reason: SessionChangeReason = 'new'
  const store = createStore<SessionState>({ id: state?.id ?? '', startedAt: state?.startedAt ?? 0 }, emitter.threw)
  if (bootstrapId && !startedAt) {
    emitter.report(new InvalidIdError('bootstrap.sessionId is no UUIDv7.'))
  }

  const whyOver = ({ startedAt, lastActivityAt }: StoredSession, at: number): SessionChangeReason | undefined =>
    at - lastActivityAt < IDLE_MS ? (at - startedAt < MAX_MS ? undefined : 'max-length') : 'idle'

  function write(next: StoredSession): void {
    blob.write(next)
    storedAt = next.lastActivityAt
  }

  function current(at: number): StoredSession {
    const over = state && whyOver(state, at)
    if (!state || over) {
      // An earlier page began the session, or another tab kept it alive.
      const other = blob.read()
      const isAlive = other && !whyOver(other, at)
      state = isAlive ? other : { id: newId(), startedAt: at, lastActivityAt: at }
      if (!isAlive) write(state)
      const { id: previousId } = store.getSnapshot()
      if (state.id !== previousId) {
        const { id, startedAt } = state
        store.set({ id, startedAt })
        emitter.emit('session', { id, startedAt, previousId, reason: isAlive ? 'other-tab' : (over ?? reason) })
      }
    }
    return state
  }

  return {
    store,
    id: () => current(now()).id,
    touch() {
      const at = now()
      state = { ...current(at), lastActivityAt: at }
      if (Math.abs(at - storedAt) >= STORE_EVERY_MS) write(state)
      return state.id
    },
    reset() {
      state = undefined
      reason = 'reset'
      blob.remove()
    },
  }
}
