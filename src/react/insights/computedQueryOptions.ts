import type { ApiCaller, QueryNode, QueryRefresh } from '../../api/index.js'
import type { InsightAnswers } from '../../api/insights/results.js'
import type {
  ExperimentResultsInput,
  FunnelInput,
  LifecycleInput,
  PathsInput,
  RetentionInput,
  StickinessInput,
  TrendsInput,
  WebOverviewInput,
  WebStatsInput,
} from '../../api/insights/queries.js'
import { runQuery } from '../../api/resources/query.js'
import type { DescribeRead } from '../query/describe.js'
import { readKey, readRequest } from '../query/request.js'

/** How PostHog may use its cache. Default `blocking`: a recent answer, else a new one. */
export interface ComputedOptions {
  readonly refresh?: QueryRefresh | undefined
}

/** Makes the description of an insight that is computed when it is asked for. */
function describeComputed<TInput extends object, TKind extends keyof InsightAnswers>(
  kind: TKind,
): DescribeRead<TInput & ComputedOptions, InsightAnswers[TKind]> {
  const describe = (api: ApiCaller, { refresh, ...input }: TInput & ComputedOptions) => {
    const query = { kind, ...input } as unknown as QueryNode
    return readRequest(
      readKey(api, 'query.run', {}, { query, ...(refresh && { refresh }) }),
      call => runQuery(api, query, { ...call, refresh }) as Promise<unknown> as Promise<InsightAnswers[TKind]>,
    )
  }
  return Object.assign(describe, { endpoint: 'query.run' as const })
}

/** Describes a trend for TanStack Query. */
export const trendsQueryOptions = /* @__PURE__ */ describeComputed<TrendsInput, 'TrendsQuery'>('TrendsQuery')
/** Describes a funnel for TanStack Query. */
export const funnelQueryOptions = /* @__PURE__ */ describeComputed<FunnelInput, 'FunnelsQuery'>('FunnelsQuery')
/** Describes a retention table for TanStack Query. */
export const retentionQueryOptions = /* @__PURE__ */ describeComputed<RetentionInput, 'RetentionQuery'>(
  'RetentionQuery',
)
/** Describes a lifecycle for TanStack Query. */
export const lifecycleQueryOptions = /* @__PURE__ */ describeComputed<LifecycleInput, 'LifecycleQuery'>(
  'LifecycleQuery',
)
/** Describes stickiness for TanStack Query. */
export const stickinessQueryOptions = /* @__PURE__ */ describeComputed<StickinessInput, 'StickinessQuery'>(
  'StickinessQuery',
)
/** Describes paths for TanStack Query. */
export const pathsQueryOptions = /* @__PURE__ */ describeComputed<PathsInput, 'PathsQuery'>('PathsQuery')
/** Describes the numbers of web analytics for TanStack Query. */
export const webOverviewQueryOptions = /* @__PURE__ */ describeComputed<WebOverviewInput, 'WebOverviewQuery'>(
  'WebOverviewQuery',
)
/** Describes a table of web analytics for TanStack Query. */
export const webStatsQueryOptions = /* @__PURE__ */ describeComputed<WebStatsInput, 'WebStatsTableQuery'>(
  'WebStatsTableQuery',
)
/** Describes the results of an experiment for TanStack Query. */
export const experimentResultsQueryOptions = /* @__PURE__ */ describeComputed<
  ExperimentResultsInput,
  'ExperimentQuery'
>('ExperimentQuery')
