import type { EndpointId } from '../../api/index.js'
import { actionHandlers } from './actions/handlers.js'
import { annotationHandlers } from './annotations.js'
import { addPersonsToCohort, cohortHandlers, listCohortPersons, removePersonFromCohort } from './cohorts/handlers.js'
import type { ApiHandler } from './context.js'
import { dashboardHandlers, runDashboardInsights } from './dashboards/handlers.js'
import {
  createEventDefinition,
  deleteEventDefinition,
  getEventDefinition,
  getEventDefinitionByName,
  listEventDefinitions,
  updateEventDefinition,
} from './definitions/events.js'
import {
  deletePropertyDefinition,
  getPropertyDefinition,
  listPropertyDefinitions,
  updatePropertyDefinition,
} from './definitions/properties.js'
import { experimentHandlers } from './experiments/handlers.js'
import {
  archiveExperiment,
  endExperiment,
  launchExperiment,
  pauseExperiment,
  resumeExperiment,
  shipVariant,
  unarchiveExperiment,
} from './experiments/lifecycle.js'
import {
  createFlag,
  getFlag,
  getFlagStatus,
  listDependentFlags,
  listFlagActivity,
  listFlags,
  updateFlag,
} from './featureFlags/handlers.js'
import { flagDefinitions, localEvaluation } from './featureFlags/localEvaluation.js'
import { insightHandlers } from './insights/handlers.js'
import { findGroup, listGroups, listGroupTypes } from './groups.js'
import { bulkDeletePersons, deletePerson } from './persons/delete.js'
import { getPerson, listPersons } from './persons/handlers.js'
import { listPersonCohorts, listPersonValues, personsByDistinctIds } from './persons/lookup.js'
import { splitPerson } from './persons/split.js'
import { deletePersonProperty, updatePerson, updatePersonProperty } from './persons/write.js'
import { getProject } from './projects.js'
import { deleteRecording, getRecording, listRecordings, updateRecording } from './sessionRecordings/handlers.js'
import { cancelQuery, queryStatus, runQuery } from './query/handler.js'
import { getSurveyStats, surveyHandlers } from './surveys/handlers.js'
import { getCurrentUser, getUser, listUsers } from './users.js'

/** A handler for every row of the endpoint table: a row without one does not compile. */
export const handlers: Record<EndpointId, ApiHandler> = {
  'persons.list': listPersons,
  'persons.get': getPerson,
  'persons.update': updatePerson,
  'persons.delete': deletePerson,
  'persons.updateProperty': updatePersonProperty,
  'persons.deleteProperty': deletePersonProperty,
  'persons.split': splitPerson,
  'persons.bulkDelete': bulkDeletePersons,
  'persons.byDistinctIds': personsByDistinctIds,
  'persons.cohorts': listPersonCohorts,
  'persons.values': listPersonValues,
  'featureFlags.list': listFlags,
  'featureFlags.create': createFlag,
  'featureFlags.get': getFlag,
  'featureFlags.update': updateFlag,
  'featureFlags.activity': listFlagActivity,
  'featureFlags.status': getFlagStatus,
  'featureFlags.dependentFlags': listDependentFlags,
  'featureFlags.localEvaluation': localEvaluation,
  'featureFlags.definitions': flagDefinitions,
  'insights.list': insightHandlers.list,
  'insights.create': insightHandlers.create,
  'insights.get': insightHandlers.get,
  'insights.update': insightHandlers.update,
  'dashboards.list': dashboardHandlers.list,
  'dashboards.create': dashboardHandlers.create,
  'dashboards.get': dashboardHandlers.get,
  'dashboards.update': dashboardHandlers.update,
  'dashboards.runInsights': runDashboardInsights,
  'annotations.list': annotationHandlers.list,
  'annotations.create': annotationHandlers.create,
  'annotations.get': annotationHandlers.get,
  'annotations.update': annotationHandlers.update,
  'cohorts.list': cohortHandlers.list,
  'cohorts.create': cohortHandlers.create,
  'cohorts.get': cohortHandlers.get,
  'cohorts.update': cohortHandlers.update,
  'cohorts.persons': listCohortPersons,
  'cohorts.addPersons': addPersonsToCohort,
  'cohorts.removePerson': removePersonFromCohort,
  'experiments.list': experimentHandlers.list,
  'experiments.create': experimentHandlers.create,
  'experiments.get': experimentHandlers.get,
  'experiments.update': experimentHandlers.update,
  'experiments.launch': launchExperiment,
  'experiments.pause': pauseExperiment,
  'experiments.resume': resumeExperiment,
  'experiments.end': endExperiment,
  'experiments.archive': archiveExperiment,
  'experiments.unarchive': unarchiveExperiment,
  'experiments.shipVariant': shipVariant,
  'surveys.list': surveyHandlers.list,
  'surveys.create': surveyHandlers.create,
  'surveys.get': surveyHandlers.get,
  'surveys.update': surveyHandlers.update,
  'surveys.delete': surveyHandlers.remove,
  'surveys.stats': getSurveyStats,
  'actions.list': actionHandlers.list,
  'actions.create': actionHandlers.create,
  'actions.get': actionHandlers.get,
  'actions.update': actionHandlers.update,
  'sessionRecordings.list': listRecordings,
  'sessionRecordings.get': getRecording,
  'sessionRecordings.update': updateRecording,
  'sessionRecordings.delete': deleteRecording,
  'users.list': listUsers,
  'users.get': getUser,
  'users.me': getCurrentUser,
  'eventDefinitions.list': listEventDefinitions,
  'eventDefinitions.create': createEventDefinition,
  'eventDefinitions.get': getEventDefinition,
  'eventDefinitions.byName': getEventDefinitionByName,
  'eventDefinitions.update': updateEventDefinition,
  'eventDefinitions.delete': deleteEventDefinition,
  'propertyDefinitions.list': listPropertyDefinitions,
  'propertyDefinitions.get': getPropertyDefinition,
  'propertyDefinitions.update': updatePropertyDefinition,
  'propertyDefinitions.delete': deletePropertyDefinition,
  'groups.list': listGroups,
  'groups.find': findGroup,
  'groupTypes.list': listGroupTypes,
  'query.run': runQuery,
  'query.status': queryStatus,
  'query.cancel': cancelQuery,
  'projects.get': getProject,
}
