import { type EndpointMatch, matchEndpoint } from '../../api/match.js'
import { buildPath } from '../../api/path.js'
import { Denial } from '../http/denial.js'
import type { ProxySettings } from './options.js'

/** Where a request goes: always a path made anew from the table, never the text that came in. */
export interface Route extends EndpointMatch {
  /** PostHog's path, with the configured project. */
  readonly upstreamPath: string
  /** The same place as the client calls it, for the links of a list. */
  readonly ownPath: string
}

const project = (params: EndpointMatch['params']): string | undefined => params['project_id']

function build(match: EndpointMatch, projectId: string): string {
  return buildPath(match.id, { ...match.params, project_id: projectId })
}

/**
 * Finds the row of the table that a request means, if the proxy offers it.
 * @throws Denial 404, 405, or 403 for an endpoint or a project that is not offered
 */
export function findRoute(method: string, pathname: string, settings: ProxySettings): Route {
  const { basePath, allow, projectId } = settings
  const match = pathname.startsWith(`${basePath}/`) ? matchEndpoint(method, pathname.slice(basePath.length)) : undefined
  if (!match) {
    const hint = pathname.endsWith('/') ? '' : ' PostHog paths end with a slash.'
    throw new Denial(404, 'not_found', `No endpoint of this proxy.${hint}`)
  }
  if (!('id' in match)) {
    const allowed = match.allowedMethods.join(', ')
    throw new Denial(405, 'method_not_allowed', `This endpoint takes ${allowed}.`, { headers: { allow: allowed } })
  }
  if (!allow.has(match.id)) {
    throw new Denial(403, 'endpoint_not_allowed', `This proxy does not offer ${match.id}.`)
  }
  const asked = project(match.params)
  if (asked !== undefined && asked !== '@current' && asked !== projectId) {
    throw new Denial(403, 'project_not_allowed', 'This proxy serves one project: ask for "@current".', {
      attr: 'project_id',
    })
  }
  return toRoute(match, settings)
}

/** Where an endpoint lies: at PostHog for the configured project, and here as the client names the project. */
export function toRoute(match: EndpointMatch, { basePath, projectId }: ProxySettings): Route {
  const asked = project(match.params) ?? '@current'
  return { ...match, upstreamPath: build(match, projectId), ownPath: `${basePath}${build(match, asked)}` }
}
