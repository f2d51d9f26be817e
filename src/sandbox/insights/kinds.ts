import { runLifecycle } from './lifecycle/runLifecycle.js'
import { runPaths } from './paths/runPaths.js'
import { runRetention } from './retention/runRetention.js'
import type { InsightAnswer } from './shared/answer.js'
import type { InsightContext } from './shared/context.js'
import type { Reader } from './shared/read.js'
import { runExperiment, runExposures } from './experiments/runExperiment.js'
import { runFunnel } from './funnels/runFunnel.js'
import { runStickiness } from './stickiness/runStickiness.js'
import { runTrends } from './trends/runTrends.js'
import { runWebOverview } from './web/runWebOverview.js'
import { runWebStats } from './web/runWebStats.js'

export type InsightRunner = (query: Reader, context: InsightContext) => Promise<InsightAnswer>

/** The query kinds that are computed from events, and what computes each. */
export const insightRunners: Readonly<Record<string, InsightRunner>> = {
  TrendsQuery: runTrends,
  FunnelsQuery: runFunnel,
  RetentionQuery: runRetention,
  LifecycleQuery: runLifecycle,
  StickinessQuery: runStickiness,
  PathsQuery: runPaths,
  ExperimentQuery: runExperiment,
  ExperimentExposureQuery: runExposures,
  WebOverviewQuery: runWebOverview,
  WebStatsTableQuery: runWebStats,
}
