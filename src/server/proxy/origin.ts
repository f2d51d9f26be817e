import { Denial } from '../http/denial.js'
import { tableMethods } from './options.js'

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/**
 * Refuses writes that another site's page sends with a visitor's cookies (CSRF). A browser says where a request comes from by
 * `Sec-Fetch-Site`, older ones by `Origin`; no page can change either. A caller that sends neither is no browser, has no visitor's
 * cookies to misuse, and is `authorize`'s to judge.
 *
 * Hosts are compared and not schemes: behind a load balancer this side sees http where the visitor sees https.
 *
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html#fetch-metadata-headers
 * @throws Denial 403
 */
export function checkOrigin(request: Request, url: URL, allowedOrigins: ReadonlySet<string>): void {
  const origin = request.headers.get('origin')
  if (request.method === 'GET' || (origin !== null && allowedOrigins.has(origin))) return
  const site = request.headers.get('sec-fetch-site')
  const host = request.headers.get('host') ?? url.host
  const isOwn = site === null ? origin === null || hostOf(origin) === host : site === 'same-origin' || site === 'none'
  if (isOwn) return
  throw new Denial(
    403,
    'cross_site_request',
    'A page of another site may not write through this proxy. If it is yours, add its origin to allowedOrigins.',
  )
}

/** CORS headers for a page of an allowed origin; none for others. https://fetch.spec.whatwg.org/#http-cors-protocol */
export function corsHeaders(request: Request, allowedOrigins: ReadonlySet<string>): Record<string, string> {
  if (allowedOrigins.size === 0) return {}
  const origin = request.headers.get('origin')
  if (origin === null || !allowedOrigins.has(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
  }
}

/** The answer to a preflight; `undefined` when the request is none, or not from an allowed origin. */
export function preflight(request: Request, allowedOrigins: ReadonlySet<string>): Response | undefined {
  const headers = corsHeaders(request, allowedOrigins)
  if (request.method !== 'OPTIONS' || !('access-control-allow-origin' in headers)) return undefined
  return new Response(null, {
    status: 204,
    headers: {
      ...headers,
      'access-control-allow-methods': tableMethods.join(', '),
      'access-control-allow-headers': 'Content-Type, Authorization',
      'access-control-max-age': '600',
    },
  })
}
