import type { Deadline } from '../http/deadline.js'
import { jsonResponse } from '../http/denial.js'
import { changeAnswer, checkForKey, toClientAnswer } from './answer.js'
import { authorizeCaller, type Caller } from './authorize.js'
import type { AuditEntry, ProxySettings } from './options.js'
import { checkOrigin } from './origin.js'
import type { Route } from './route.js'
import { askUpstream, type UpstreamRequest } from './upstream.js'

/** What an audit will say of a request, as it becomes known. */
export type AuditNotes = { -readonly [Name in 'endpoint' | 'query' | 'subject' | 'error']: AuditEntry[Name] }

/** One request on its way through the proxy. */
export interface Exchange {
  readonly request: Request
  readonly url: URL
  readonly settings: ProxySettings
  readonly deadline: Deadline
  readonly notes: AuditNotes
}

/**
 * Lets in who may come in.
 * @throws Denial 401 or 403
 */
export async function admit({ request, url, settings, deadline, notes }: Exchange): Promise<Caller> {
  checkOrigin(request, url, settings.allowedOrigins)
  const caller = await authorizeCaller(request, settings.authorize, deadline.signal, error => {
    notes.error = error
  })
  notes.subject = caller.subject
  return caller
}

/**
 * Asks PostHog and gives its answer on, cleaned.
 * @param change makes another object of the one that PostHog answered with
 * @throws Denial 502 or 504
 */
export async function forward(
  upstream: UpstreamRequest,
  route: Route,
  { settings, deadline }: Exchange,
  change?: (answer: Record<string, unknown>) => object,
): Promise<Response> {
  const answer = toClientAnswer(await askUpstream(upstream, settings, deadline), route, settings)
  const { status, text, headers } = change ? changeAnswer(answer, change) : answer
  // After everything was written anew: links spell out what stood encoded before.
  checkForKey(text, settings.personalApiKey)
  return jsonResponse(status, text, headers)
}
