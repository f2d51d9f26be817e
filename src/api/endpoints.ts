import * as actions from './endpoints/actions.js'
import * as annotations from './endpoints/annotations.js'
import * as cohorts from './endpoints/cohorts.js'
import * as dashboards from './endpoints/dashboards.js'
import * as eventDefinitions from './endpoints/eventDefinitions.js'
import * as experiments from './endpoints/experiments.js'
import * as featureFlags from './endpoints/featureFlags.js'
import * as groupTypes from './endpoints/groupTypes.js'
import * as groups from './endpoints/groups.js'
import * as insights from './endpoints/insights.js'
import * as persons from './endpoints/persons.js'
import * as projects from './endpoints/projects.js'
import * as propertyDefinitions from './endpoints/propertyDefinitions.js'
import * as query from './endpoints/query.js'
import * as sessionRecordings from './endpoints/sessionRecordings.js'
import * as surveys from './endpoints/surveys.js'
import * as users from './endpoints/users.js'
import type { Endpoint } from './endpoints/endpoint.js'

export type { Endpoint, HttpMethod, RateClass, Scope } from './endpoints/endpoint.js'

/**
 * The endpoint table: every private endpoint of PostHog that hogkit speaks, once.
 * The typed client, the hooks' cache keys, the proxy's allowlist and scope check and the sandbox's router derive from it; so does what
 * `createFlagEvaluator` asks. A row with a `host` lies outside `/api/`: it is no endpoint of the proxy.
 *
 * The rows lie in `endpoints/`, one constant each, so that a page which asks one thing bundles one row: what calls an endpoint imports
 * its row, and only what must know them all (proxy, sandbox, calls by name) imports the table.
 *
 * Scopes and rate classes follow https://posthog.com/docs/api.
 */
export const endpoints = {
  'persons.list': persons.list,
  'persons.get': persons.get,
  'persons.update': persons.update,
  'persons.delete': persons.remove,
  'persons.updateProperty': persons.updateProperty,
  'persons.deleteProperty': persons.deleteProperty,
  'persons.split': persons.split,
  'persons.bulkDelete': persons.bulkDelete,
  'persons.byDistinctIds': persons.byDistinctIds,
  'persons.cohorts': persons.cohorts,
  'persons.values': persons.values,
  'featureFlags.list': featureFlags.list,
  'featureFlags.create': featureFlags.create,
  'featureFlags.get': featureFlags.get,
  'featureFlags.update': featureFlags.update,
  'featureFlags.localEvaluation': featureFlags.localEvaluation,
  'featureFlags.definitions': featureFlags.definitions,
  'featureFlags.activity': featureFlags.activity,
  'featureFlags.status': featureFlags.status,
  'featureFlags.dependentFlags': featureFlags.dependentFlags,
  'insights.list': insights.list,
  'insights.create': insights.create,
  'insights.get': insights.get,
  'insights.update': insights.update,
  'dashboards.list': dashboards.list,
  'dashboards.create': dashboards.create,
  'dashboards.get': dashboards.get,
  'dashboards.update': dashboards.update,
  'dashboards.runInsights': dashboards.runInsights,
  'annotations.list': annotations.list,
  'annotations.create': annotations.create,
  'annotations.get': annotations.get,
  'annotations.update': annotations.update,
  'cohorts.list': cohorts.list,
  'cohorts.create': cohorts.create,
  'cohorts.get': cohorts.get,
  'cohorts.update': cohorts.update,
  'cohorts.persons': cohorts.persons,
  'cohorts.addPersons': cohorts.addPersons,
  'cohorts.removePerson': cohorts.removePerson,
  'experiments.list': experiments.list,
  'experiments.create': experiments.create,
  'experiments.get': experiments.get,
  'experiments.update': experiments.update,
  'experiments.launch': experiments.launch,
  'experiments.pause': experiments.pause,
  'experiments.resume': experiments.resume,
  'experiments.end': experiments.end,
  'experiments.archive': experiments.archive,
  'experiments.unarchive': experiments.unarchive,
  'experiments.shipVariant': experiments.shipVariant,
  'surveys.list': surveys.list,
  'surveys.create': surveys.create,
  'surveys.get': surveys.get,
  'surveys.update': surveys.update,
  'surveys.delete': surveys.remove,
  'surveys.stats': surveys.stats,
  'actions.list': actions.list,
  'actions.create': actions.create,
  'actions.get': actions.get,
  'actions.update': actions.update,
  'sessionRecordings.list': sessionRecordings.list,
  'sessionRecordings.get': sessionRecordings.get,
  'sessionRecordings.update': sessionRecordings.update,
  'sessionRecordings.delete': sessionRecordings.remove,
  'users.list': users.list,
  'users.get': users.get,
  'users.me': users.me,
  'eventDefinitions.list': eventDefinitions.list,
  'eventDefinitions.create': eventDefinitions.create,
  'eventDefinitions.get': eventDefinitions.get,
  'eventDefinitions.byName': eventDefinitions.byName,
  'eventDefinitions.update': eventDefinitions.update,
  'eventDefinitions.delete': eventDefinitions.remove,
  'propertyDefinitions.list': propertyDefinitions.list,
  'propertyDefinitions.get': propertyDefinitions.get,
  'propertyDefinitions.update': propertyDefinitions.update,
  'propertyDefinitions.delete': propertyDefinitions.remove,
  'groups.list': groups.list,
  'groups.find': groups.find,
  'groupTypes.list': groupTypes.list,
  'query.run': query.run,
  'query.status': query.status,
  'query.cancel': query.cancel,
  'projects.get': projects.get,
} as const satisfies Record<string, Endpoint>

/** The name of a row of the table: `persons.list`, `query.run`, … */
export type EndpointId = keyof typeof endpoints
