import { type EndpointId, endpoints } from './endpoints.js'
import type { Endpoint } from './endpoints/endpoint.js'
import { createActionsApi } from './resources/actions.js'
import { createAnnotationsApi } from './resources/annotations.js'
import { createCohortsApi } from './resources/cohorts.js'
import { createDashboardsApi } from './resources/dashboards.js'
import { createEventDefinitionsApi } from './resources/eventDefinitions.js'
import { createExperimentsApi } from './resources/experiments.js'
import { createFeatureFlagsApi } from './resources/featureFlags.js'
import { createGroupTypesApi, createGroupsApi } from './resources/groups.js'
import { createInsightsApi } from './resources/insights.js'
import { createPersonsApi } from './resources/persons.js'
import { createProjectsApi } from './resources/projects.js'
import { createPropertyDefinitionsApi } from './resources/propertyDefinitions.js'
import { createQueryApi } from './resources/query.js'
import { createSessionRecordingsApi } from './resources/sessionRecordings.js'
import { createSurveysApi } from './resources/surveys.js'
import { createUsersApi } from './resources/users.js'
import type { ApiCaller, EndpointCall } from './transport/transport.js'

/** Every resource of the client, by its name. */
const resources = {
  actions: createActionsApi,
  annotations: createAnnotationsApi,
  cohorts: createCohortsApi,
  dashboards: createDashboardsApi,
  eventDefinitions: createEventDefinitionsApi,
  experiments: createExperimentsApi,
  featureFlags: createFeatureFlagsApi,
  groups: createGroupsApi,
  groupTypes: createGroupTypesApi,
  insights: createInsightsApi,
  persons: createPersonsApi,
  projects: createProjectsApi,
  propertyDefinitions: createPropertyDefinitionsApi,
  query: createQueryApi,
  sessionRecordings: createSessionRecordingsApi,
  surveys: createSurveysApi,
  users: createUsersApi,
} satisfies Record<string, (api: ApiCaller) => object>

type Resources = { readonly [TName in keyof typeof resources]: ReturnType<(typeof resources)[TName]> }

/** The private side of PostHog. Safe to share: it keeps nothing but rate limits. */
export interface Api extends ApiCaller, Resources {
  /** Calls any endpoint by its row or the name of its row, with PostHog's own parameter names. */
  request<TResponse>(endpoint: EndpointId | Endpoint, call?: EndpointCall): Promise<TResponse>
}

/** The whole client over a caller: every resource, and the whole table. */
export function assembleApi(caller: ApiCaller): Api {
  const made = Object.fromEntries(Object.entries(resources).map(([name, create]) => [name, create(caller)]))
  return {
    ...caller,
    ...(made as unknown as Resources),
    request: (endpoint, call) => caller.request(typeof endpoint === 'string' ? endpoints[endpoint] : endpoint, call),
  }
}
