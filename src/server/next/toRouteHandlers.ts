type Handler = (request: Request) => Promise<Response>

/** What a Next.js `route.ts` exports. */
export type RouteHandlers = Readonly<Record<'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'OPTIONS', Handler>>

/**
 * A hogkit handler as a Next.js route:
 *
 * ```ts
 * // app/api/posthog/[...path]/route.ts
 * export const { GET, POST, PATCH, PUT, DELETE, OPTIONS } = toRouteHandlers(createProxy({ … }))
 * // app/ingest/[...path]/route.ts
 * export const { GET, POST, OPTIONS } = toRouteHandlers(createIngestRelay({ host: 'eu' }))
 * ```
 *
 * PostHog's paths end in a slash: set `skipTrailingSlashRedirect: true` in `next.config`, or Next answers them with a redirect.
 */
export function toRouteHandlers(handler: Handler): RouteHandlers {
  // Next hands a context as second argument, which no handler of ours takes.
  const handle: Handler = request => handler(request)
  return { GET: handle, POST: handle, PATCH: handle, PUT: handle, DELETE: handle, OPTIONS: handle }
}
