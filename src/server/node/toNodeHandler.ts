import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'

/** What runs under a Node server: `http.createServer(handler)`, Express, Connect, Fastify's `raw`. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Runs a web-standard handler under Node's own `http`. A client that leaves aborts `request.signal`.
 *
 * Mount it before body parsers: the handler reads the body itself. Under Express's `app.use('/path', …)` the whole path is given back,
 * since proxy and relay know where they are mounted.
 *
 * ```ts
 * createServer(toNodeHandler(proxy)).listen(3000)
 * app.use('/api/posthog', toNodeHandler(proxy))
 * ```
 */
export function toNodeHandler(
  handler: (request: Request, incoming: IncomingMessage) => Response | Promise<Response>,
): NodeHandler {
  // The global Request and Response stay as they are: this is a library in somebody else's process.
  const listener = getRequestListener((request, { incoming }) => handler(request, incoming as IncomingMessage), {
    overrideGlobalObjects: false,
  })
  return (request, response) => {
    const { originalUrl } = request as { originalUrl?: unknown }
    if (typeof originalUrl === 'string') request.url = originalUrl
    void listener(request, response)
  }
}
