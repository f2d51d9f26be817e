import { NetworkError, TimeoutError } from '../../core/errors.js'
import { parseRetryAfter } from './wait.js'

/** One request, ready to go. */
export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/** An answer, read to its end. */
export interface Answer {
  readonly ok: boolean
  readonly status: number
  /** What the server asked for by `Retry-After`, ms. */
  readonly retryAfterMs: number | undefined
  readonly text: string
  /** The parsed JSON; `undefined` when the answer is empty or no JSON (then see `text`). */
  readonly body: unknown
  /** Made here, without asking: a rate limit that will not be free in time. */
  readonly isOwn?: true
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The part of a URL that may stand in a message: where it went, without a query that may hold a person's data. */
export function describeTarget({ method, url }: Pick<Outgoing, 'method' | 'url'>): string {
  return `${method} ${url.split(/[?#]/, 1)[0] ?? ''}`
}

/**
 * Sends one request and reads the whole answer within the time limit. Statuses are the caller's to judge.
 * @throws TimeoutError, NetworkError; the signal's reason when it aborts.
 */
export async function send(fetch: typeof globalThis.fetch, request: Outgoing): Promise<Answer> {
  const { method, url, headers, body, timeoutMs, signal } = request
  const controller = new AbortController()
  const stop = () => controller.abort()
  const timer = setTimeout(stop, timeoutMs)
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    const response = await fetch(url, {
      method,
      headers,
      // A redirect is never followed: it would turn a POST into a GET, or carry a request to a host nobody configured.
      redirect: 'manual',
      signal: controller.signal,
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now())
    return { ok: response.ok, status: response.status, retryAfterMs, text, body: parseJson(text) }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    const target = describeTarget(request)
    throw controller.signal.aborted
      ? new TimeoutError(
          `No answer within ${timeoutMs} ms: ${target}. Ask for less (fewer days, a LIMIT), or give a longer timeoutMs.`,
          { cause },
        )
      : new NetworkError(`No answer: ${target}. Offline, a wrong host, or something blocks the request.`, { cause })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}
