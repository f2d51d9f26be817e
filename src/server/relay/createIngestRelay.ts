import { startDeadline } from '../http/deadline.js'
import { Denial, toResponse } from '../http/denial.js'
import { resolvePublicHosts } from '../../api/publicHosts.js'
import { declaresMoreThan, readLimited } from '../http/readLimited.js'
import { resolveBasePath } from '../proxy/options.js'
import { findRelayRoute, type RelayRoute } from './routes.js'

/** See {@link createIngestRelay}. */
export interface IngestRelayOptions {
  /** `'us'`, `'eu'`, or the URL of a PostHog. */
  readonly host: 'us' | 'eu' | (string & {})
  /** Where the relay is mounted; what clients get as `host`. Default `/ingest`. A name without "posthog" or "analytics" in it is blocked less. */
  readonly path?: string
  /**
   * Another name for `/flags/` below the relay, where a blocker knows that one. Clients get the same as `flagsPath`: `/f/`.
   * `/flags/` keeps working.
   */
  readonly flagsPath?: string
  /** Default 20_000_000, PostHog's own limit for a batch. */
  readonly maxBodyBytes?: number
  /** Until PostHog's answer begins, ms. Default 15_000. */
  readonly timeoutMs?: number
  /**
   * The visitor's address, for GeoIP. Off by default: the relay does not know which header of your load balancer can be believed. Give a
   * function that does, and PostHog gets its result as `X-Forwarded-For`.
   */
  readonly clientIp?: (request: Request) => string | undefined
  readonly fetch?: typeof globalThis.fetch
}

/** Headers of a visitor that PostHog reads. Everything else, cookies and authorization first, stays here. */
const requestHeaders = ['accept', 'content-type', 'content-encoding', 'user-agent', 'if-none-match']
/** Headers of PostHog that an SDK reads. `content-encoding` is not among them: `fetch` has unpacked the body. */
const responseHeaders = ['content-type', 'retry-after', 'cache-control', 'etag']

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

function forwardedFor(ip: string | undefined): Record<string, string> {
  return ip !== undefined && /^[\da-f.:]{2,45}$/i.test(ip) ? { 'x-forwarded-for': ip } : {}
}

/**
 * Makes the handler that passes a browser's events and flag requests on to PostHog from your own domain, where blockers leave them alone.
 * Bodies go through byte for byte, with their encoding and query; cookies, authorization and the visitor's address do not. Only the public
 * routes exist: `/batch/ /i/v0/e/ /e/ /capture/ /flags/ /decide/ /api/surveys/ /array/:token/config`.
 *
 * ```ts
 * const relay = createIngestRelay({ host: 'eu' })          // on your server, at /ingest
 * createClient({ projectToken: 'phc_…', host: '/ingest' })  // in the browser
 * ```
 *
 * @throws ConfigError at once for a host or path that cannot work
 */
export function createIngestRelay(options: IngestRelayOptions): (request: Request) => Promise<Response> {
  const hosts = resolvePublicHosts(options.host)
  const mount = resolveBasePath(options.path ?? '/ingest')
  const { maxBodyBytes = 20_000_000, timeoutMs = 15_000, clientIp } = options
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))

  function findRoute(request: Request, url: URL): RelayRoute {
    const route = url.pathname.startsWith(`${mount}/`)
      ? findRelayRoute(url.pathname.slice(mount.length), options.flagsPath)
      : undefined
    if (!route) throw new Denial(404, 'not_found', 'The relay passes on events and flag requests only.')
    if (route.methods.includes(request.method)) return route
    const allow = route.methods.join(', ')
    throw new Denial(405, 'method_not_allowed', `This route takes ${allow}.`, { headers: { allow } })
  }

  async function readBody(request: Request, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (request.method === 'GET') return undefined
    const isTooLarge = declaresMoreThan(request.headers, maxBodyBytes)
    const bytes = isTooLarge ? undefined : await readLimited(request.body, maxBodyBytes, signal)
    if (bytes) return bytes
    // A client halves its batch at 413, so this costs no event.
    throw new Denial(413, 'request_too_large', `The body is larger than ${maxBodyBytes} bytes.`)
  }

  async function relay(request: Request, signal: AbortSignal): Promise<Response> {
    const url = new URL(request.url)
    const route = findRoute(request, url)
    const body = await readBody(request, signal)
    const response = await fetch(`${hosts[route.kind]}${route.path}${url.search}`, {
      method: request.method,
      headers: { ...pick(request.headers, requestHeaders), ...forwardedFor(clientIp?.(request)) },
      redirect: 'manual',
      signal,
      ...(body && { body }),
    })
    // Not Modified is what an `If-None-Match` of the client asked for.
    const isUnchanged = response.status === 304
    if (!isUnchanged && (response.status < 200 || (response.status >= 300 && response.status < 400))) {
      void response.body?.cancel().catch(() => undefined)
      throw new Denial(
        502,
        'upstream_redirect',
        'PostHog answered with a redirect, which is not followed. Check the host.',
      )
    }
    return new Response(isUnchanged ? null : response.body, {
      status: response.status,
      headers: {
        'cache-control': 'no-store',
        ...pick(response.headers, responseHeaders),
        'x-content-type-options': 'nosniff',
      },
    })
  }

  return async request => {
    const deadline = startDeadline(request.signal, timeoutMs)
    try {
      return await relay(request, deadline.signal)
    } catch (error) {
      if (error instanceof Denial) return toResponse(error)
      if (deadline.isTimeout())
        return toResponse(new Denial(504, 'upstream_timeout', 'No answer from PostHog in time.'))
      return toResponse(new Denial(502, 'upstream_unreachable', 'PostHog could not be reached from the relay.'))
    } finally {
      deadline.end()
    }
  }
}
