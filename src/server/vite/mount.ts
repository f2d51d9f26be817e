import type { IncomingMessage, ServerResponse } from 'node:http'
import { toNodeHandler } from '../node/toNodeHandler.js'
import { createProxy } from '../proxy/createProxy.js'
import type { ProxyOptions } from '../proxy/options.js'
import { createIngestRelay } from '../relay/createIngestRelay.js'
import { isLocalRequest } from './local.js'
import type { PostHogTarget } from './options.js'

/** What the page may know, and nothing else: the exports of `virtual:hogkit`. */
export interface PublicConfig {
  readonly projectToken: string
  readonly host: string
  readonly apiBase: string
  readonly connection: { readonly kind: 'sandbox' | 'posthog'; readonly url: string }
}

/** Where a built page finds its configuration when none was known at build time. */
export const configPath = '/@hogkit/config.json'

/** See {@link createMiddleware}. */
export interface MountOptions {
  readonly target: PostHogTarget
  readonly apiBase: string
  readonly ingestPath: string
  readonly authorize: ProxyOptions['authorize'] | undefined
  readonly queries: ProxyOptions['queries'] | undefined
  readonly publicConfig: PublicConfig
  /** Told once when the default `authorize` turns somebody away. */
  readonly onStranger: () => void
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

function createLocalAuthorize(onStranger: () => void) {
  const local = new WeakSet<Request>()
  return {
    note: (request: Request, incoming: IncomingMessage) => void (isLocalRequest(incoming) && local.add(request)),
    authorize: (request: Request) => {
      if (local.has(request)) return '*' as const
      onStranger()
      return null
    },
  }
}

/** The middleware that serves proxy, relay and public configuration, and leaves every other path to Vite. */
export function createMiddleware(options: MountOptions): Middleware {
  const { target, apiBase, ingestPath } = options
  const local = createLocalAuthorize(options.onStranger)
  const proxy = createProxy({
    host: target.host,
    projectId: target.projectId,
    personalApiKey: target.personalApiKey,
    basePath: apiBase,
    authorize: options.authorize ?? local.authorize,
    ...(options.queries && { queries: options.queries }),
  })
  const handleProxy = toNodeHandler((request, incoming) => {
    local.note(request, incoming)
    return proxy(request)
  })
  const handleRelay = toNodeHandler(createIngestRelay({ host: target.host, path: ingestPath }))
  const configText = JSON.stringify(options.publicConfig)

  return (request, response, next) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path.startsWith(`${apiBase}/`)) return handleProxy(request, response)
    if (path.startsWith(`${ingestPath}/`)) return handleRelay(request, response)
    if (path !== configPath) return next()
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(configText)
  }
}
