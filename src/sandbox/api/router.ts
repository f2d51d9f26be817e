import { type HttpMethod, isEndpointMatch, matchEndpoint, type MethodMismatch } from '../../api/index.js'
import { BodyTooLargeError, readBody } from '../http/body.js'
import { isLocalHost } from '../http/host.js'
import { isJsonObject, type JsonObject, parseJson } from '../json.js'
import type { PersonalApiKeyInfo } from '../store/keys.js'
import { authenticate, refuseForeignOrigin, requireScope } from './authenticate.js'
import type { ApiServices } from './context.js'
import {
  ApiError,
  methodNotAllowed,
  notFound,
  parseError,
  permissionDenied,
  serverError,
  validationError,
} from './errors.js'
import { handlers } from './handlers.js'
import { isAction, isWrittenElsewhere, notOffered } from './notOffered.js'

const maxBodyBytes = 2 * 1024 * 1024

/** Answers PostHog's private API under `/api/`. Never throws. */
export async function handleApi(request: Request, url: URL, services: ApiServices): Promise<Response> {
  try {
    if (!isLocalHost(request.headers.get('Host'))) {
      throw permissionDenied('The sandbox answers its private API only at localhost and 127.0.0.1.')
    }
    return await route(request, url, services)
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse()
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    services.log({ level: 'error', message: `${request.method} ${url.pathname} failed: ${reason}` })
    return serverError(500, 'A server error occurred.').toResponse()
  }
}

async function route(request: Request, url: URL, services: ApiServices): Promise<Response> {
  // PostHog's router takes both forms.
  const pathname = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`
  const match = findEndpoint(request.method, pathname)
  if (match && isEndpointMatch(match) && match.id.startsWith('featureFlags.')) refuseForeignOrigin(request, url)
  const body = await readJsonBody(request)
  const key = await authenticate(services.keys, request, url, body.value)
  if (!match || !isEndpointMatch(match)) throw refusal(request.method, pathname, key, match)
  services.rateLimiter.take(key.id, match.endpoint.rateClass)
  for (const scope of match.endpoint.scopes) requireScope(key, scope)
  requireProject(match.params['project_id'], services)
  if (body.error) throw body.error
  const { personal_api_key: _key, ...fields } = requireObject(body.value)
  return handlers[match.id]({ request, url, params: match.params, body: fields }, services)
}

function findEndpoint(method: string, pathname: string): ReturnType<typeof matchEndpoint> {
  const match = matchEndpoint(method === 'HEAD' ? 'GET' : method, pathname)
  if (match && isEndpointMatch(match)) {
    const isNoId = match.params['id'] !== undefined && (isAction(pathname) || methodsOf(pathname).length > 0)
    return isNoId ? undefined : match
  }
  // PUT is PATCH wherever the table has no row of its own for it.
  const patch = match && method === 'PUT' ? matchEndpoint('PATCH', pathname) : undefined
  return patch && isEndpointMatch(patch) ? patch : match
}

/** The methods of an endpoint whose name stands where an id could: `persons/values/`. */
function methodsOf(pathname: string): HttpMethod[] {
  return (['GET', 'POST', 'PATCH', 'DELETE'] as const).filter(method => {
    const match = matchEndpoint(method, pathname)
    return match && isEndpointMatch(match) && match.params['id'] === undefined
  })
}

/** As in PostHog, who asks was checked before what is asked. */
function refusal(
  method: string,
  pathname: string,
  key: PersonalApiKeyInfo,
  mismatch: MethodMismatch | undefined,
): ApiError {
  const patch = mismatch && method === 'DELETE' ? matchEndpoint('PATCH', pathname) : undefined
  if (mismatch && patch && isEndpointMatch(patch) && patch.endpoint.softDelete) {
    // PostHog never deletes these for good: 405 without a body, `PATCH {"deleted": true}` is the way.
    for (const scope of patch.endpoint.scopes) requireScope(key, scope)
    return new ApiError(405, undefined, { Allow: mismatch.allowedMethods.join(', ') })
  }
  const own = mismatch ? [] : methodsOf(pathname)
  if (own.length > 0) return methodNotAllowed(method, [...own, 'OPTIONS'])
  const isMissing = isAction(pathname) || isWrittenElsewhere(method, pathname)
  if (mismatch && !isMissing) return methodNotAllowed(method, [...mismatch.allowedMethods, 'HEAD', 'OPTIONS'])
  return notOffered(method, pathname) ?? notFound('Endpoint not found.')
}

function requireProject(id: string | undefined, { project }: ApiServices): void {
  if (id !== undefined && id !== '@current' && id !== String(project.id)) throw notFound('Project not found.')
}

function requireObject(value: unknown): JsonObject {
  if (value === undefined) return {}
  if (isJsonObject(value)) return value
  const got = Array.isArray(value) ? 'list' : value === null ? 'NoneType' : typeof value
  throw validationError('invalid_input', `Invalid data. Expected a dictionary, but got ${got}.`)
}

/** The body as JSON. A body that is none is told only after the key was checked. */
async function readJsonBody(request: Request): Promise<{ value?: unknown; error?: ApiError }> {
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  const bytes = await readBody(request, maxBodyBytes).catch((error: unknown) => {
    if (!(error instanceof BodyTooLargeError)) throw error
    throw new ApiError(413, {
      type: 'invalid_request',
      code: 'request_too_large',
      detail: `The request body is larger than ${maxBodyBytes} bytes.`,
      attr: null,
    })
  })
  const text = Buffer.from(bytes).toString('utf8')
  if (text.trim() === '') return {}
  try {
    return { value: parseJson(text) }
  } catch (error) {
    return { error: parseError(`JSON parse error - ${error instanceof Error ? error.message : 'invalid JSON'}`) }
  }
}
