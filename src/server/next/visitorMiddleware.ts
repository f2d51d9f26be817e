import { seedVisitor, type SeedVisitorOptions } from '../flags/seedVisitor.js'

/** What is used of Next's `NextResponse`. It is handed in, so that this package needs no Next.js of its own. */
export interface NextResponseLike<TResponse extends Response> {
  next(init?: { request?: { headers?: Headers } }): TResponse
}

export interface VisitorMiddlewareOptions<TResponse extends Response> extends SeedVisitorOptions {
  /** `NextResponse` of `next/server`. */
  readonly NextResponse: NextResponseLike<TResponse>
}

/**
 * A Next.js middleware (`proxy.ts`, before Next 16 `middleware.ts`) that gives each visitor an id before anything is rendered. Server
 * Components of the same request and the browser afterwards then speak of the same visitor, which server components alone cannot arrange:
 * they may not set cookies.
 *
 * ```ts
 * // proxy.ts
 * import { NextResponse } from 'next/server'
 * export const proxy = createVisitorMiddleware({ projectToken: 'phc_…', NextResponse })
 * export const config = { matcher: ['/((?!_next|api|ingest|.*\\..*).*)'] }
 *
 * // lib/flags.ts
 * const evaluator = createFlagEvaluator({ … })
 * export const getFlags = cache(async () => evaluator.bootstrap({ headers: await headers() }))
 *
 * // app/layout.tsx
 * const { bootstrap } = await getFlags()
 * return <HogkitProvider projectToken="phc_…" bootstrap={bootstrap}>{children}</HogkitProvider>
 * ```
 *
 * In a middleware of your own, use `seedVisitor` of `hogkit/server`.
 */
export function createVisitorMiddleware<TResponse extends Response>({
  NextResponse,
  ...options
}: VisitorMiddlewareOptions<TResponse>): (request: Request) => TResponse {
  return request => {
    const { cookie, setCookie } = seedVisitor(request, options)
    if (setCookie === undefined) return NextResponse.next()
    const headers = new Headers(request.headers)
    headers.set('cookie', cookie)
    const response = NextResponse.next({ request: { headers } })
    response.headers.append('set-cookie', setCookie)
    // A shared cache must not hand one visitor's id to everybody.
    response.headers.set('cache-control', 'private, no-store')
    return response
  }
}
