'use client'

import type { SessionState } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useStore } from '../provider/useStore.js'

/** What {@link useSession} gives. */
export type Session = SessionState

const none: SessionState = { id: '', startedAt: 0 }

/**
 * The visit that events belong to: its id, for support and for links to recordings, and when it began. Renders again when another
 * session begins, which an event or `client.sessionId` finds out: after 30 minutes without events, 24 hours with them, or
 * `reset()`. The id is empty while rendering on a server and hydrating, and until the visitor's first event.
 *
 * ```tsx
 * const { id } = useSession()
 * <a href={`mailto:help@example.com?subject=Session ${id}`}>Report a problem</a>
 * ```
 *
 * https://posthog.com/docs/data/sessions
 */
export function useSession(): Session {
  return useStore(useHogkitContext('useSession').client.session, none)
}
