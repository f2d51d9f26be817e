import { prepareLateClient } from '../../core/lateActions.js'
import type { ClientOptions, HogkitClient } from '../../core/types.js'

/**
 * A client that the provider makes and therefore also starts and ends.
 *
 * Rendering may make one that React then throws away (StrictMode, an abandoned render, a server render), so it is made
 * at rest: requests, timers, listeners, plugins and the download of the delivery code begin only in `start`, which the
 * provider calls after commit.
 */
export interface OwnClient {
  readonly client: HogkitClient
  readonly closed: boolean
  /** A fresh client with the same options, for a tree that is shown again after its effects were undone. */
  renew(): OwnClient
  /** Starts the client, once. Returns the undo. */
  start(): () => void
}

export function createOwnClient(options: ClientOptions): OwnClient {
  const { client, start } = prepareLateClient(options)
  let state: 'made' | 'started' | 'closed' = 'made'
  let closing: ReturnType<typeof setTimeout> | undefined
  return {
    client,
    get closed() {
      return state === 'closed'
    },
    renew: () => createOwnClient(options),
    start() {
      clearTimeout(closing)
      if (state === 'made') {
        state = 'started'
        start()
      }
      return () => {
        // Not at once: StrictMode and Fast Refresh undo every effect and run it again in the same task.
        closing = setTimeout(() => {
          state = 'closed'
          void client.shutdown()
        }, 0)
      }
    },
  }
}
