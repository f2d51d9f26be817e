import type { EndpointId } from '../../api/index.js'
import { actionHandlers } from './actions/handlers.js'
import { annotationHandlers } from './annotations.js'
import { addPersonsToCohort, cohortHandlers, listCohortPersons, removePersonFromCohort } from './cohorts/handlers.js'
import type { ApiHandler } from './context.js'
import { dashboardHandlers, runDashboardInsights } from './dashboards/handlers.js'
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
import { localEvaluation } from './featureFlags/localEvaluation.js'
import { insightHandlers } from './insights/handlers.js'
import { getPerson, listPersons } from './persons/handlers.js'
import { getProject } from './projects.js'
import { runQuery } from './query/handler.js'
import { getSurveyStats, surveyHandlers } from './surveys/handlers.js'
import { getCurrentUser } from './users.js'

/** The rows of the endpoint table that the sandbox answers. A row without a handler answers 501. */
export const handlers: Partial<Record<EndpointId, ApiHandler>> = {
  'persons.list': listPersons,
  'persons.get': getPerson,
  'featureFlags.list': listFlags,
  'featureFlags.create': createFlag,
  'featureFlags.get': getFlag,
  'featureFlags.update': updateFlag,
  'featureFlags.activity': listFlagActivity,
  'featureFlags.status': getFlagStatus,
  'featureFlags.dependentFlags': listDependentFlags,
  'featureFlags.localEvaluation': localEvaluation,
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
  'users.me': getCurrentUser,
  'query.run': runQuery,
  'projects.get': getProject,
}
