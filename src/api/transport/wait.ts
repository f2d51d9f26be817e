/** Resolves after `ms`, or rejects at once with the signal's reason. Leaves no timer and no listener behind. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

const baseDelayMs = 300
const maxDelayMs = 5000

/**
 * How long to wait before a retry: doubling, with half of it random, so that clients that failed together do not come back together.
 * @param retry 0 before the first retry
 */
export function retryDelayMs(retry: number): number {
  return (Math.min(maxDelayMs, baseDelayMs * 2 ** retry) * (1 + Math.random())) / 2
}

/**
 * Reads a `Retry-After` header, which is seconds or a date (RFC 9110, 10.2.3).
 * @returns milliseconds from `now`, never negative; `undefined` when there is none that can be read.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
