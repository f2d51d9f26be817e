import { type EndpointId, endpoints } from './endpoints.js'
import type { Endpoint } from './endpoints/endpoint.js'
import { createFeatureFlagsApi } from './resources/featureFlags.js'
import { createPersonsApi } from './resources/persons.js'
import { createProjectApi } from './resources/projects.js'
import { createQueryApi } from './resources/query.js'
import { createUsersApi } from './resources/users.js'
import type { ApiCaller, EndpointCall } from './transport/transport.js'

/** The private side of PostHog. Safe to share: it keeps nothing but rate limits. */
export interface Api extends ApiCaller {
  readonly users: ReturnType<typeof createUsersApi>
  readonly project: ReturnType<typeof createProjectApi>
  readonly query: ReturnType<typeof createQueryApi>
  readonly persons: ReturnType<typeof createPersonsApi>
  readonly featureFlags: ReturnType<typeof createFeatureFlagsApi>
  /** Calls any endpoint by its row or the name of its row, with PostHog's own parameter names. */
  request<TResponse>(endpoint: EndpointId | Endpoint, call?: EndpointCall): Promise<TResponse>
}

/** The whole client over a caller: every resource, and the whole table. */
export function assembleApi(caller: ApiCaller): Api {
  return {
    ...caller,
    users: createUsersApi(caller),
    project: createProjectApi(caller),
    query: createQueryApi(caller),
    persons: createPersonsApi(caller),
    featureFlags: createFeatureFlagsApi(caller),
    request: (endpoint, call) => caller.request(typeof endpoint === 'string' ? endpoints[endpoint] : endpoint, call),
  }
}
