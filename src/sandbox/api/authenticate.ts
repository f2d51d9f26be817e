import type { Scope } from '../../api/index.js'
import { isJsonObject } from '../json.js'
import type { KeyStore, PersonalApiKeyInfo } from '../store/keys.js'
import { authenticationError, permissionDenied } from './errors.js'

/** Where a key may stand, in the order PostHog looks. The first one found is the only one tried. */
function findKey(request: Request, url: URL, body: unknown): { secret: string; place: string } | undefined {
  const bearer = /^Bearer\s+(\S.*)$/i.exec(request.headers.get('Authorization')?.trim() ?? '')?.[1]
  if (bearer) return { secret: bearer.trim(), place: 'Authorization header' }
  const inBody = isJsonObject(body) ? body['personal_api_key'] : undefined
  if (typeof inBody === 'string' && inBody) return { secret: inBody, place: 'body' }
  const inQuery = url.searchParams.get('personal_api_key')
  return inQuery ? { secret: inQuery, place: 'query string' } : undefined
}

/** The key a request carries. Throws PostHog's 401 when there is none or it is wrong. */
export async function authenticate(
  keys: KeyStore,
  request: Request,
  url: URL,
  body: unknown,
): Promise<PersonalApiKeyInfo> {
  const found = findKey(request, url, body)
  if (!found) throw authenticationError('not_authenticated', 'Authentication credentials were not provided.')
  const key = await keys.verify(found.secret)
  if (!key) {
    throw authenticationError('authentication_failed', `Personal API key found in request ${found.place} is invalid.`)
  }
  return key
}

/** Throws PostHog's 403 unless the key has the scope. `write` includes `read`; `*` is everything. */
export function requireScope(key: PersonalApiKeyInfo, scope: Scope): void {
  const isGranted = key.scopes.some(
    granted => granted === '*' || granted === scope || granted === scope.replace(/:read$/, ':write'),
  )
  if (!isGranted) throw permissionDenied(`API key missing required scope '${scope}'`)
}

/**
 * Flag views look for a toolbar's token first and turn away any request that comes from a page of another site, whatever key it
 * carries. A proxy that forwards `Origin` runs into this with PostHog, so it should here too.
 */
export function refuseForeignOrigin(request: Request, url: URL): void {
  const origin = request.headers.get('Origin')
  if (!origin || url.searchParams.has('temporary_token')) return
  if (hostOf(origin) === (request.headers.get('Host') ?? url.host)) return
  throw authenticationError(
    'authentication_failed',
    "No temporary_token set. That means you're either trying to access this API from a different site, " +
      "or it means your proxy isn't sending the correct headers. " +
      'See https://posthog.com/docs/deployment/running-behind-proxy for more information.',
  )
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
