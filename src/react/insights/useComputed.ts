'use client'

import { createReadHook } from '../query/createReadHook.js'
import {
  experimentResultsQueryOptions,
  funnelQueryOptions,
  lifecycleQueryOptions,
  pathsQueryOptions,
  retentionQueryOptions,
  stickinessQueryOptions,
  trendsQueryOptions,
  webOverviewQueryOptions,
  webStatsQueryOptions,
} from './computedQueryOptions.js'

/**
 * Counts over time. Each way of counting asks for what it needs: a sum without its property does not compile.
 *
 * ```tsx
 * const { data } = useTrends({ series: [{ kind: 'EventsNode', event: 'signed up', math: 'dau' }], dateRange: { date_from: '-30d' } })
 * data?.results.map(line => <Sparkline key={line.label} points={line.data} />)
 * ```
 *
 * https://posthog.com/docs/product-analytics/trends
 */
export const useTrends = /* @__PURE__ */ createReadHook('useTrends', trendsQueryOptions)

/**
 * How many get from one step to the next: `data.results` are the steps with `count`; with a breakdown a list of steps for each value.
 * https://posthog.com/docs/product-analytics/funnels
 */
export const useFunnel = /* @__PURE__ */ createReadHook('useFunnel', funnelQueryOptions)

/** Who comes back: a row for each interval people began in. https://posthog.com/docs/product-analytics/retention */
export const useRetention = /* @__PURE__ */ createReadHook('useRetention', retentionQueryOptions)

/** New, returning, resurrecting and dormant users by interval. https://posthog.com/docs/product-analytics/lifecycle */
export const useLifecycle = /* @__PURE__ */ createReadHook('useLifecycle', lifecycleQueryOptions)

/** On how many intervals people did something. https://posthog.com/docs/product-analytics/stickiness */
export const useStickiness = /* @__PURE__ */ createReadHook('useStickiness', stickinessQueryOptions)

/** The ways people take through pages and events. https://posthog.com/docs/product-analytics/paths */
export const usePaths = /* @__PURE__ */ createReadHook('usePaths', pathsQueryOptions)

/** Visitors, views, sessions, their length and how many bounce. https://posthog.com/docs/web-analytics */
export const useWebOverview = /* @__PURE__ */ createReadHook('useWebOverview', webOverviewQueryOptions)

/** Visitors and views of each page, source, device or place. https://posthog.com/docs/web-analytics */
export const useWebStats = /* @__PURE__ */ createReadHook('useWebStats', webStatsQueryOptions)

/**
 * How the variants of an experiment did by one of its metrics: `useExperimentResults({ experiment_id, metric: experiment.metrics[0] })`.
 * https://posthog.com/docs/experiments
 */
export const useExperimentResults = /* @__PURE__ */ createReadHook(
  'useExperimentResults',
  experimentResultsQueryOptions,
)
