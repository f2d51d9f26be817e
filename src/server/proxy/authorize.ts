import type { Scope } from '../../api/endpoints.js'
import { untilAborted } from '../http/deadline.js'
import { Denial } from '../http/denial.js'
import type { Grant, GrantedScopes, ProxySettings } from './options.js'

/** A caller who was let in. */
export interface Caller {
  readonly scopes: GrantedScopes
  readonly subject: string | undefined
}

function toCaller(grant: Grant): Caller | undefined {
  if (grant === null || grant === undefined || grant === false) return undefined
  if (grant === '*' || Array.isArray(grant)) return { scopes: grant, subject: undefined }
  // Plain JavaScript may return anything, `true` for one: what is no list of scopes grants nothing.
  const { scopes, subject } = grant as Extract<Grant, { scopes: unknown }>
  return scopes === '*' || Array.isArray(scopes) ? { scopes, subject } : undefined
}

/**
 * Asks the application who is calling.
 * @throws Denial 401 for a stranger, 403 when the application's code fails: not knowing is no permission
 */
export async function authorizeCaller(
  request: Request,
  authorize: ProxySettings['authorize'],
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<Caller> {
  let grant: Grant
  try {
    grant = await untilAborted((async () => authorize(request))(), signal)
  } catch (error) {
    if (signal.aborted) throw error
    onError(error)
    throw new Denial(403, 'authorization_failed', 'Whether this is allowed could not be found out, so it is not.')
  }
  const caller = toCaller(grant)
  if (!caller) throw new Denial(401, 'not_authenticated', 'Sign in: this proxy does not know the caller.')
  if (request.bodyUsed) {
    throw new Denial(
      500,
      'body_already_read',
      'authorize read the body of the request. Let it read a clone: request.clone().',
    )
  }
  return caller
}

/**
 * Whether granted scopes include a needed one, as PostHog counts: write includes read.
 * https://posthog.com/docs/api#authentication
 */
export function hasScope(granted: GrantedScopes, needed: Scope): boolean {
  if (granted === '*' || granted.includes('*') || granted.includes(needed)) return true
  return granted.includes(`${needed.split(':', 1)[0] ?? ''}:write`)
}

/** @throws Denial 403 that names the first scope that is missing */
export function checkScopes(caller: Caller, needed: readonly Scope[]): void {
  const missing = needed.find(scope => !hasScope(caller.scopes, scope))
  if (missing) throw new Denial(403, 'permission_denied', `The caller is missing the scope '${missing}'.`)
}
