import { DEMO_ACTIONS } from './actions.js'
import { DEMO_ANNOTATIONS } from './annotations.js'
import { DEMO_COHORTS } from './cohorts.js'
import { DEMO_EXPERIMENTS } from './experiments.js'
import { DEMO_DASHBOARDS, DEMO_INSIGHTS } from './insights.js'
import { DEMO_SURVEYS } from './surveys.js'
import type { DemoKind, DemoResource } from './types.js'

export { DEMO_EVENT_NOTES, DEMO_PROPERTY_NOTES } from './definitions.js'
export { demoKinds, type DemoKind, type DemoResource } from './types.js'

/** What the people of Hedgebox have set up in their project. */
export const DEMO_RESOURCES: Readonly<Record<DemoKind, readonly DemoResource[]>> = {
  action: DEMO_ACTIONS,
  cohort: DEMO_COHORTS,
  dashboard: DEMO_DASHBOARDS,
  insight: DEMO_INSIGHTS,
  experiment: DEMO_EXPERIMENTS,
  survey: DEMO_SURVEYS,
  annotation: DEMO_ANNOTATIONS,
}
