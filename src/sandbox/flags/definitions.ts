import { endpoints } from '../../api/index.js'
import { authenticate, requireScope } from '../api/authenticate.js'
import type { ApiServices } from '../api/context.js'
import { ApiError, methodNotAllowed, permissionDenied } from '../api/errors.js'
import { handlers } from '../api/handlers.js'
import { isLocalHost } from '../http/host.js'

const row = endpoints['featureFlags.definitions']
const paths: readonly string[] = [row.path, row.olderPath].map(path => path.replace(/\/$/, ''))

/**
 * The row `featureFlags.definitions`: `GET /flags/definitions?token=phc_…`, and where older SDKs ask it. It takes the personal API key
 * although it lies on the public side, so pages of other origins get no CORS answer. `undefined` for other paths.
 */
export function createDefinitionsHandler(
  services: ApiServices,
): (request: Request, url: URL) => Promise<Response> | undefined {
  return (request, url) => {
    if (!paths.includes(url.pathname.replace(/\/$/, ''))) return undefined
    return answer(request, url, services).catch((error: unknown) => {
      if (error instanceof ApiError) return error.toResponse()
      throw error
    })
  }
}

async function answer(request: Request, url: URL, services: ApiServices): Promise<Response> {
  if (!isLocalHost(request.headers.get('Host'))) {
    throw permissionDenied('The sandbox gives flag definitions only at localhost and 127.0.0.1.')
  }
  if (request.method !== row.method && request.method !== 'HEAD') {
    throw methodNotAllowed(request.method, [row.method, 'HEAD'])
  }
  const key = await authenticate(services.keys, request, url, undefined)
  services.rateLimiter.take(key.id, row.rateClass)
  for (const scope of row.scopes) requireScope(key, scope)
  return handlers[row.id]({ request, url, params: {}, body: {} }, services)
}
