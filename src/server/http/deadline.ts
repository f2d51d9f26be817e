/** One request's end: the client goes away, or the time is over. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Whether the time ended it, and not the client. */
  isTimeout(): boolean
  /** Stops the clock and lets go of the client's signal. */
  end(): void
}

/** Starts the clock of a request whose client may leave. */
export function startDeadline(client: AbortSignal, ms: number): Deadline {
  const controller = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort(new Error(`No answer within ${ms} ms.`))
  }, ms)
  const leave = () => controller.abort(client.reason)
  if (client.aborted) leave()
  else client.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    isTimeout: () => timedOut,
    end() {
      clearTimeout(timer)
      client.removeEventListener('abort', leave)
    },
  }
}

/** Awaits application code, but no longer than the signal lives. */
export function untilAborted<TValue>(work: Promise<TValue>, signal: AbortSignal): Promise<TValue> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
