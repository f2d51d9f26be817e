import { isHogkitError } from '../errors/base.js'
import { AbortError, HttpError, NetworkError, RateLimitError, TimeoutError } from '../errors/request.js'
import type { DeliveryOptions } from './options.js'
import { parseRetryAfter } from './backoff.js'
import { createGzip, type Gzip } from './gzip.js'
import { createKeepalive, type Keepalive } from './keepalive.js'

const MAX_ERROR_BODY = 500

/** One POST to PostHog's public side. */
export interface PublicRequest {
  /** `/batch/`, with its query if any. */
  readonly path: string
  readonly body: string
  /** The body as gzip, where it is made already. */
  readonly packed?: BufferSource | undefined
  readonly timeoutMs: number
  readonly compress?: boolean
  /** Let the request outlive the page, if there is room for that. */
  readonly keepalive?: boolean
  readonly signal?: AbortSignal | undefined
  /** Told when the request goes out: packing comes before. */
  readonly onBegin?: () => unknown
  /**
   * Ask only for news: the answer to the same request before, which is given again when the server says that nothing changed.
   * Filled with this one's.
   */
  readonly known?: KnownAnswer
}

/** An answer that has an ETag. https://www.rfc-editor.org/rfc/rfc9110#field.etag */
export interface KnownAnswer {
  etag?: string | null
  text?: string
}

/** Sends and gives the answer's text; rejects with a typed error for everything but 2xx. */
export type Transport = (request: PublicRequest) => Promise<string>

/** Requests to another origin stay CORS-simple: a preflight would double the round trips and be one more thing to block. */
export function createTransport(
  options: DeliveryOptions,
  gzip: Gzip = createGzip(options),
  keptAlive: Keepalive = createKeepalive(),
): Transport {
  const { host, fetch, now } = options

  async function exchange(request: PublicRequest, signal: AbortSignal): Promise<string> {
    const { path, body: text, compress, keepalive = false, known = {} } = request
    const { location } = globalThis
    const isSimple = Boolean(location) && new URL(host, location.href).origin !== location.origin
    const packed = request.packed ?? (compress ? await gzip.pack(text) : undefined)
    const query = packed && isSimple ? `${path.includes('?') ? '&' : '?'}compression=gzip-js` : ''
    // Packing takes a moment: what ended meanwhile must not be sent, because its events wait again.
    signal.throwIfAborted()
    const release = keepalive
      ? keptAlive.take(packed?.byteLength ?? new TextEncoder().encode(text).byteLength)
      : undefined
    try {
      request.onBegin?.()
      const response = await fetch(host + path + query, {
        method: 'POST',
        headers: {
          'content-type': isSimple ? 'text/plain' : 'application/json',
          ...(packed && !isSimple && { 'content-encoding': 'gzip' }),
          ...(known.etag && !isSimple && { 'if-none-match': known.etag }),
        },
        body: packed ?? text,
        keepalive: Boolean(release),
        signal,
      })
      if (response.status === 304 && known.text !== undefined) return known.text
      const answer = await response.text()
      if (response.ok) {
        Object.assign(known, { etag: response.headers.get('etag'), text: answer })
        return answer
      }
      throw toHttpError(response, answer.slice(0, MAX_ERROR_BODY), now())
    } finally {
      release?.()
    }
  }

  return async request => {
    const { timeoutMs, signal } = request
    const controller = new AbortController()
    let end: (error: Error) => void = () => {}
    // Beside the signal, because a `fetch` that does not heed it must not hold us up.
    const ended = new Promise<never>((_, reject) => {
      end = error => {
        reject(error)
        controller.abort()
      }
    })
    const timer = setTimeout(() => end(new TimeoutError(`PostHog gave no answer within ${timeoutMs} ms.`)), timeoutMs)
    const onAbort = () => end(new AbortError('The request was aborted.'))
    signal?.addEventListener('abort', onAbort)
    if (signal?.aborted) onAbort()
    try {
      return await Promise.race([ended, exchange(request, controller.signal)])
    } catch (cause) {
      if (isHogkitError(cause)) throw cause
      throw new NetworkError(
        'PostHog could not be reached: offline, blocked, CORS or a wrong `host`. A same-origin relay avoids blockers.',
        { cause },
      )
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}

function toHttpError({ status, headers }: Response, body: string, now: number): HttpError {
  // A date in `Retry-After` is of the server's clock, and so is `Date`, where it can be read.
  const serverNow = Date.parse(headers.get('date') ?? '') || now
  return new (status === 429 ? RateLimitError : HttpError)(`PostHog answered ${status}: ${body}`, {
    status,
    body,
    retryAfterMs: parseRetryAfter(headers.get('retry-after'), serverNow),
  })
}
