import * as featureFlags from './endpoints/featureFlags.js'
import * as persons from './endpoints/persons.js'
import * as projects from './endpoints/projects.js'
import * as query from './endpoints/query.js'
import * as users from './endpoints/users.js'
import type { Endpoint } from './endpoints/endpoint.js'

export type { Endpoint, HttpMethod, RateClass, Scope } from './endpoints/endpoint.js'

/**
 * The endpoint table: every private endpoint of PostHog that hogkit speaks, once.
 * The typed client, the hooks' cache keys, the proxy's allowlist and scope check and the sandbox's router derive from it.
 *
 * The rows lie in `endpoints/`, one constant each, so that a page which asks one thing bundles one row: what calls an endpoint imports
 * its row, and only what must know them all (proxy, sandbox, calls by name) imports the table.
 *
 * Scopes and rate classes follow https://posthog.com/docs/api.
 */
export const endpoints = {
  'users.me': users.me,
  'projects.get': projects.get,
  'query.run': query.run,
  'persons.list': persons.list,
  'persons.get': persons.get,
  'featureFlags.list': featureFlags.list,
  'featureFlags.create': featureFlags.create,
  'featureFlags.get': featureFlags.get,
  'featureFlags.update': featureFlags.update,
  'featureFlags.localEvaluation': featureFlags.localEvaluation,
} as const satisfies Record<string, Endpoint>

/** The name of a row of the table: `persons.list`, `query.run`, … */
export type EndpointId = keyof typeof endpoints
