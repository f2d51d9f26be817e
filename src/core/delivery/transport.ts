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
}

/** Sends and gives the answer's text; rejects with a typed error for everything but 2xx. */
export type Transport = (request: PublicRequest) => Promise<string>

/** Requests to another origin stay CORS-simple: a preflight would double the round trips and be one more thing to block. */
export function createTransport({ host, fetch, now, compression }: DeliveryOptions): Transport {
  async function exchange(
    { path, body, compress, keepalive = false }: PublicRequest,
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
      },
      body: packed ?? body,
      keepalive,
      signal,
    })
    const text = await response.text()
    if (response.ok) return text
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
