import { type Deadline, startDeadline } from '../http/deadline.js'
import { Denial, jsonResponse, toResponse } from '../http/denial.js'
import { checkForKey, toClientAnswer } from './answer.js'
import { authorizeCaller, checkScopes } from './authorize.js'
import { checkQuery, readBody } from './input.js'
import { type AuditEntry, type ProxyOptions, type ProxySettings, resolveProxyOptions } from './options.js'
import { checkOrigin, corsHeaders, preflight } from './origin.js'
import { findRoute } from './route.js'
import { askUpstream } from './upstream.js'

type AuditNotes = { -readonly [Name in 'endpoint' | 'subject' | 'error']: AuditEntry[Name] }

/** nginx's number for a client that left; nobody reads it, but an audit does. */
const clientLeft = 499

async function answer(
  request: Request,
  settings: ProxySettings,
  deadline: Deadline,
  notes: AuditNotes,
): Promise<Response> {
  const url = new URL(request.url)
  const route = findRoute(request.method, url.pathname, settings)
  notes.endpoint = route.id
  checkOrigin(request, url, settings.allowedOrigins)
  const caller = await authorizeCaller(request, settings.authorize, deadline.signal, error => {
    notes.error = error
  })
  notes.subject = caller.subject
  checkScopes(caller, route.endpoint.scopes)
  const query = checkQuery(url.searchParams, route.endpoint, route.id)
  const body = request.method === 'GET' ? undefined : await readBody(request, settings.maxBodyBytes, deadline.signal)
  const upstream = await askUpstream(
    { method: request.method, path: `${route.upstreamPath}${query}`, body },
    settings,
    deadline,
  )
  const { status, text, headers } = toClientAnswer(upstream, route, settings)
  // After everything was written anew: links spell out what stood encoded before.
  checkForKey(text, settings.personalApiKey)
  return jsonResponse(status, text, headers)
}

function toDenial(error: unknown, deadline: Deadline): Denial {
  if (error instanceof Denial) return error
  if (deadline.isTimeout())
    return new Denial(504, 'upstream_timeout', 'No answer from PostHog in time. Ask for less, or try again.')
  if (deadline.signal.aborted)
    return new Denial(clientLeft, 'client_closed_request', 'The client left before the answer.')
  return new Denial(500, 'proxy_error', 'The proxy failed.')
}

function audit(settings: ProxySettings, entry: AuditEntry): void {
  try {
    settings.onAudit?.(entry)
  } catch {
    // The audit's own failure is no reason to fail a request that was answered.
  }
}

/**
 * Makes the handler that stands between a browser and PostHog's private API and keeps the personal API key on its side.
 *
 * It denies what it was not told to allow: a request passes when its path is a row of the endpoint table (and of `allow`), its project is
 * the configured one, it comes from your own site, `authorize` grants the endpoint's scopes, and its query and body are what the endpoint
 * takes. What goes to PostHog is made anew from the checked parts; no header of the client goes along. What comes back is JSON alone: no
 * cookie, no redirect, no detail of the key; links of lists lead back through the proxy. Errors have PostHog's shape
 * `{type, code, detail, attr}`.
 *
 * ```ts
 * const proxy = createProxy({
 *   host: 'eu',
 *   projectId: process.env.POSTHOG_PROJECT_ID,
 *   personalApiKey: process.env.POSTHOG_API_KEY,
 *   authorize: async request => ((await getSession(request))?.isAdmin ? ['person:read', 'query:read'] : null),
 * })
 * ```
 *
 * @throws ConfigError at once for options that cannot work
 */
export function createProxy(options: ProxyOptions): (request: Request) => Promise<Response> {
  const settings = resolveProxyOptions(options)

  return async request => {
    const preflighted = preflight(request, settings.allowedOrigins)
    if (preflighted) return preflighted
    const startedAt = Date.now()
    const deadline = startDeadline(request.signal, settings.timeoutMs)
    const notes: AuditNotes = { endpoint: undefined, subject: undefined, error: undefined }
    let code: string | undefined
    const response = await answer(request, settings, deadline, notes)
      .catch((error: unknown) => {
        const denial = toDenial(error, deadline)
        code = denial.body.code
        if (code === 'proxy_error') notes.error = error
        return toResponse(denial)
      })
      .finally(() => deadline.end())
    for (const [name, value] of Object.entries(corsHeaders(request, settings.allowedOrigins)))
      response.headers.set(name, value)
    audit(settings, {
      at: new Date(startedAt).toISOString(),
      method: request.method,
      path: new URL(request.url).pathname.slice(0, 300),
      endpoint: notes.endpoint,
      subject: notes.subject,
      status: response.status,
      code: code ?? (response.ok ? undefined : 'upstream_error'),
      durationMs: Date.now() - startedAt,
      error: notes.error,
    })
    return response
  }
}
