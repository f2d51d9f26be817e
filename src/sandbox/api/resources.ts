import type { Database } from '../store/database.js'
import { createResourceStores, type ResourceStore } from '../store/resources.js'
import type { ActionFields } from './actions/fields.js'
import type { AnnotationFields } from './annotations.js'
import type { CohortFields } from './cohorts/fields.js'
import type { DashboardFields } from './dashboards/handlers.js'
import type { TileFields } from './dashboards/tiles.js'
import type { ExperimentFields } from './experiments/fields.js'
import type { InsightFields } from './insights/fields.js'
import type { SurveyFields } from './surveys/fields.js'

/** The stored resources of a project, by kind. */
export interface Resources {
  readonly actions: ResourceStore<ActionFields>
  readonly annotations: ResourceStore<AnnotationFields>
  readonly cohorts: ResourceStore<CohortFields>
  readonly dashboards: ResourceStore<DashboardFields>
  readonly dashboardTiles: ResourceStore<TileFields>
  readonly experiments: ResourceStore<ExperimentFields>
  readonly insights: ResourceStore<InsightFields>
  readonly surveys: ResourceStore<SurveyFields>
}

export function createResources(database: Database): Resources {
  const store = createResourceStores(database)
  return {
    actions: store('action'),
    annotations: store('annotation'),
    cohorts: store('cohort'),
    dashboards: store('dashboard'),
    dashboardTiles: store('dashboard_tile'),
    experiments: store('experiment'),
    insights: store('insight'),
    surveys: store('survey'),
  }
}
