import { type Deadline, startDeadline } from '../http/deadline.js'
import { Denial, toResponse } from '../http/denial.js'
import { checkScopes } from './authorize.js'
import { admit, type AuditNotes, type Exchange, forward } from './exchange.js'
import { checkQuery, readBody } from './input.js'
import { type AuditEntry, type ProxyOptions, type ProxySettings, resolveProxyOptions } from './options.js'
import { corsHeaders, preflight } from './origin.js'
import { answerNamed, namedQueryIn } from './queries/answerNamed.js'
import { findRoute } from './route.js'

/** nginx's number for a client that left; nobody reads it, but an audit does. */
const clientLeft = 499

function answer(exchange: Exchange): Promise<Response> {
  const name = namedQueryIn(exchange.url.pathname, exchange.settings)
  return name === undefined ? answerEndpoint(exchange) : answerNamed(name, exchange)
}

async function answerEndpoint(exchange: Exchange): Promise<Response> {
  const { request, url, settings, deadline, notes } = exchange
  const { method } = request
  const route = findRoute(method, url.pathname, settings)
  notes.endpoint = route.id
  checkScopes(await admit(exchange), route.endpoint.scopes)
  const query = checkQuery(url.searchParams, route.endpoint, route.id)
  const body = method === 'GET' ? undefined : await readBody(request, settings.maxBodyBytes, deadline.signal)
  return forward({ method, path: `${route.upstreamPath}${query}`, body }, route, exchange)
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
 * `queries` are HogQL that lives here: `POST <basePath>/queries/<name>/` with `{ "values": { … } }` runs one, and `useNamedQuery` asks that. No
 * text of a browser becomes HogQL, so with `query.run` left out of `allow` callers run what you wrote and nothing else. Their scopes are
 * checked as everywhere, by default `query:read`.
 *
 * ```ts
 * queries: {
 *   topEvents: {
 *     query: `select event, count() as total from events where timestamp > now() - toIntervalDay({days}) group by event order by total desc`,
 *     values: z.object({ days: z.number().int().min(1).max(90) }),
 *   },
 * },
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
    const notes: AuditNotes = { endpoint: undefined, query: undefined, subject: undefined, error: undefined }
    const url = new URL(request.url)
    let code: string | undefined
    const response = await answer({ request, url, settings, deadline, notes })
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
      path: url.pathname.slice(0, 300),
      endpoint: notes.endpoint,
      query: notes.query,
      subject: notes.subject,
      status: response.status,
      code: code ?? (response.ok ? undefined : 'upstream_error'),
      durationMs: Date.now() - startedAt,
      error: notes.error,
    })
    return response
  }
}
