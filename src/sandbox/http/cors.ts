/**
 * Cross-origin rules of PostHog's public endpoints: any origin, mirrored, with credentials, and whatever headers are asked for.
 * Private endpoints have none, so no web page can read them.
 */
export function withCors(request: Request, response: Response): Response {
  const origin = request.headers.get('Origin')
  const headers = new Headers(response.headers)
  headers.append('Vary', 'Origin')
  if (origin) {
    headers.set('Access-Control-Allow-Origin', origin)
    headers.set('Access-Control-Allow-Credentials', 'true')
  }
  return new Response(response.body, { status: response.status, headers })
}

/** The answer to a preflight. */
export function preflight(request: Request): Response {
  const asked = request.headers.get('Access-Control-Request-Headers')
  return withCors(
    request,
    new Response(null, {
      status: 204,
      headers: {
        'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
        'Access-Control-Max-Age': '86400',
        ...(asked ? { 'Access-Control-Allow-Headers': asked } : {}),
      },
    }),
  )
}
