import { authenticate, requireScope } from '../api/authenticate.js'
import type { ApiServices } from '../api/context.js'
import { ApiError, authenticationError, methodNotAllowed, permissionDenied } from '../api/errors.js'
import { answerDefinitions } from '../api/featureFlags/localEvaluation.js'
import { isLocalHost } from '../http/host.js'

const scope = 'feature_flag:read'

/**
 * `GET /flags/definitions?token=phc_…`: the same as the private `local_evaluation`, where current SDKs ask for it. It takes the
 * personal API key although it lies on the public side, so pages of other origins get no CORS answer. `undefined` for other paths.
 */
export function createDefinitionsHandler(
  services: ApiServices,
): (request: Request, url: URL) => Promise<Response> | undefined {
  return (request, url) => {
    if (url.pathname.replace(/\/$/, '') !== '/flags/definitions') return undefined
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
  if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed(request.method, ['GET', 'HEAD'])
  const key = await authenticate(services.keys, request, url, undefined)
  services.rateLimiter.take(key.id, 'local_evaluation')
  requireScope(key, scope)
  if (url.searchParams.get('token') !== services.project.token) {
    throw authenticationError(
      'authentication_failed',
      'Project API key invalid. You can find it in your project settings.',
    )
  }
  return answerDefinitions(request, services)
}
