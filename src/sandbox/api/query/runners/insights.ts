import { insightKinds, runInsight } from '../../../insights/runInsight.js'
import { objectOrEmpty } from '../../../json.js'
import type { QueryRunner } from '../runner.js'

/** Trends, funnels and whatever else is computed from events. */
const insight: QueryRunner = async (node, services, signal) => {
  const answer = await runInsight(node, services, signal)
  return {
    results: answer.results,
    ...(answer.hasMore === undefined ? {} : { hasMore: answer.hasMore }),
    hogql: answer.hogql,
    error: null,
    modifiers: objectOrEmpty(node['modifiers']),
    timings: answer.timings,
    resolved_date_range: answer.resolvedDateRange,
    ...answer.extra,
  }
}

export const insightQueries: Readonly<Record<string, QueryRunner>> = Object.fromEntries(
  insightKinds.map(kind => [kind, insight]),
)
