import { isHogkitError } from '../errors/base.js'
import { AbortError, HttpError, NetworkError, RateLimitError, TimeoutError } from '../errors/request.js'
import type { DeliveryOptions } from './options.js'
import { parseRetryAfter } from './backoff.js'
import { gzip } from './gzip.js'

const MAX_ERROR_BODY = 500

/** One POST to PostHog's public side. */
export interface PublicRequest {
  /** `/batch/`, with its query if any. */
  readonly path: string
  readonly body: string
  readonly timeoutMs: number
  readonly compress?: boolean
  /** Let the request outlive the page (64 KiB at most). No compression then: there is no time to wait for it. */
  readonly keepalive?: boolean
  readonly signal?: AbortSignal | undefined
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
export function createTransport({ host, fetch, now, compression }: DeliveryOptions): Transport {
  async function exchange(
    { path, body, compress, keepalive = false, known = {} }: PublicRequest,
    signal: AbortSignal,
  ): Promise<string> {
    const { location } = globalThis
    const isSimple = Boolean(location) && new URL(host, location.href).origin !== location.origin
    const packed = compress && compression === 'gzip' && !keepalive ? await gzip(body) : undefined
    const query = packed && isSimple ? `${path.includes('?') ? '&' : '?'}compression=gzip-js` : ''
    // Packing takes a moment: what ended meanwhile must not be sent, because its events wait again.
    signal.throwIfAborted()
    const response = await fetch(host + path + query, {
      method: 'POST',
      headers: {
        'content-type': isSimple ? 'text/plain' : 'application/json',
        ...(packed && !isSimple && { 'content-encoding': 'gzip' }),
        ...(known.etag && !isSimple && { 'if-none-match': known.etag }),
      },
      body: packed ?? body,
      keepalive,
      signal,
    })
    if (response.status === 304 && known.text !== undefined) return known.text
    const text = await response.text()
    if (response.ok) {
      Object.assign(known, { etag: response.headers.get('etag'), text })
      return text
    }
    const { status } = response
    throw new (status === 429 ? RateLimitError : HttpError)(
      `PostHog answered ${status}: ${text.slice(0, MAX_ERROR_BODY)}`,
      {
        status,
        body: text.slice(0, MAX_ERROR_BODY),
        retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), now()),
      },
    )
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
