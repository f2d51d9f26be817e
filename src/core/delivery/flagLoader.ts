import { AbortError } from '../errors/request.js'
import type { FlagsAnswer } from '../wire/flags.js'

const DEBOUNCE_MS = 5

/** Loads flags for whoever is the current identity: one request at a time, one more waiting. */
export interface FlagLoader {
  /**
   * Resolves with the answer applied; calls within a few ms share one request.
   * @param isAsked the app asked for it: until the answer is in, what is known is not the last word.
   */
  load(isAsked?: boolean): Promise<void>
  /** Whether somebody waits for an answer. */
  readonly isLoading: () => boolean
  /** Ends the request in flight: its answer is of a previous identity. Who waits for it gets the next one. */
  restart(): void
  /** Ends it for good. Who waits for flags is told that none will come. */
  close(): void
}

/**
 * @param fetchCurrent one request for the current identity.
 * @param onSettled the answer or the error, unless the request was ended.
 * @param onAsked a request that the app asked for waits or was made.
 */
export function createFlagLoader(
  fetchCurrent: (signal: AbortSignal) => Promise<FlagsAnswer>,
  onSettled: (result: FlagsAnswer | Error) => void,
  onAsked: () => void,
): FlagLoader {
  let controller = new AbortController()
  /** The request in flight; never rejects. */
  let busy: Promise<unknown> | undefined
  let queued: Promise<void> | undefined
  let isClosed = false
  /** The app asked for the request that waits. */
  let isQueuedAsked = false
  let loading = 0

  const start = async (): Promise<void> => {
    await busy
    await new Promise(resolve => setTimeout(resolve, DEBOUNCE_MS))
    queued = undefined
    isQueuedAsked = false
    if (isClosed) return end()
    const { signal } = controller
    const request = fetchCurrent(signal).catch((error: Error) => error)
    busy = request
    const result = await request
    if (!signal.aborted) {
      onSettled(result)
      if (isQueuedAsked) onAsked()
      if (result instanceof Error) throw result
    } else if (!isClosed) await load()
    else end()
  }
  const end = (): void => onSettled(new AbortError('The client was shut down before its flags came.'))
  const count = (): void => {
    loading--
  }
  const load = (isAsked = false): Promise<void> => {
    if (!queued) {
      loading++
      queued = start()
      queued.then(count, count)
    }
    if (isAsked) {
      isQueuedAsked = true
      onAsked()
    }
    return queued
  }

  return {
    load,
    isLoading: () => loading > 0,
    restart() {
      controller.abort()
      controller = new AbortController()
    },
    close() {
      isClosed = true
      controller.abort()
    },
  }
}
