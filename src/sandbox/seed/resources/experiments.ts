import { WELCOME_FLAG } from '../flags.js'
import type { DemoResource } from './types.js'

const completes = (uuid: string, name: string, event: string) => ({
  kind: 'ExperimentMetric',
  metric_type: 'funnel',
  uuid,
  name,
  goal: 'increase',
  series: [{ kind: 'EventsNode', event }],
})

/** Metrics have ids of their own; fixed ones, so that the demo is the same each time. */
const metricId = (number: number) => `5eedda7a-0000-4000-8000-00000000000${number}`

export const DEMO_EXPERIMENTS: readonly DemoResource[] = [
  {
    key: 'welcome-1',
    createdDaysAgo: 85,
    body: (_idOf, daysAgo) => ({
      name: 'Welcome, first round: does anything beat an empty page?',
      description: 'A checklist and a film against nothing at all.',
      feature_flag_key: WELCOME_FLAG,
      type: 'product',
      start_date: daysAgo(84),
      end_date: daysAgo(49),
      conclusion: 'inconclusive',
      conclusion_comment: 'Too few sign-ups in five weeks. Runs again with uploads as the goal.',
      archived: false,
      metrics: [completes(metricId(1), 'Invited a colleague', 'invited_team_member')],
    }),
  },
  {
    key: 'welcome-2',
    createdDaysAgo: 48,
    body: (_idOf, daysAgo) => ({
      name: 'Welcome, second round: checklist or film',
      description: 'New accounts that see a checklist or a film upload more in their first week.',
      feature_flag_key: WELCOME_FLAG,
      type: 'product',
      start_date: daysAgo(42),
      metrics: [completes(metricId(2), 'Uploaded a file', 'uploaded_file')],
      metrics_secondary: [completes(metricId(3), 'Shared a link', 'shared_file_link')],
      stats_config: { method: 'bayesian' },
    }),
  },
  {
    key: 'annual',
    createdDaysAgo: 6,
    body: () => ({
      name: 'Annual prices first',
      description: 'Not before the new price list is signed.',
      feature_flag_key: 'annual-prices-first',
      type: 'product',
      parameters: {
        feature_flag_variants: [
          { key: 'control', name: 'Monthly first', rollout_percentage: 50 },
          { key: 'annual', name: 'Annual first', rollout_percentage: 50 },
        ],
      },
      metrics: [completes(metricId(4), 'Upgraded', 'upgraded_plan')],
    }),
  },
]
