import '../../styles/insights.css'
import { Cohorts } from './Cohorts.js'
import { DashboardTiles } from './DashboardTiles.js'
import { Experiment } from './Experiment.js'
import { Funnel } from './Funnel.js'
import { Retention } from './Retention.js'
import { Survey } from './Survey.js'
import { Trends } from './Trends.js'

/** What PostHog computes of the events, each by one hook. */
export function InsightsPage() {
  return (
    <div className="page">
      <h1>Insights</h1>
      <p className="lead">Trends, funnels, retention, cohorts, experiments and surveys, computed from the events.</p>
      <div className="insights">
        <Trends />
        <Funnel />
        <Retention />
        <Experiment />
        <Cohorts />
        <Survey />
        <DashboardTiles />
      </div>
    </div>
  )
}
