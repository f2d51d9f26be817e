import * as rows from '../endpoints/insights.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, softDeleteMethods, type WithId } from './crud.js'
import type { QueryRefresh } from './query.js'

/** A saved insight, with its results when they were computed. https://posthog.com/docs/api/insights */
export interface Insight extends Shape<'Insight'> {}

/** What to change of an insight. `query` is an `InsightVizNode`, a `DataVisualizationNode` or a `DataTableNode` around a query. */
export interface InsightChanges extends Shape<'PatchedInsight'> {}

/** What an insight is made of. */
export type InsightInput = InsightChanges & { readonly query: NonNullable<InsightChanges['query']> }

/** Which insights to list. Conditions hold together. */
export interface InsightsListParams {
  /** Part of a name or description. */
  readonly search?: string
  readonly insight?: 'TRENDS' | 'FUNNELS' | 'RETENTION' | 'PATHS' | 'STICKINESS' | 'LIFECYCLE' | 'SQL' | 'JSON'
  /** Only those that somebody saved. */
  readonly saved?: boolean
  readonly favorited?: boolean
  /** Without results, which is much faster. */
  readonly basic?: boolean
  readonly shortId?: string
  readonly tags?: readonly string[]
  /** Insights on all of these dashboards, by id. */
  readonly dashboards?: readonly number[]
  /** Made by one of these users, by id. */
  readonly createdBy?: readonly number[]
  /** Only the key owner’s own. */
  readonly user?: boolean
  /** Changed since, ISO 8601 or relative (`-7d`). */
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly createdDateFrom?: string
  readonly createdDateTo?: string
  readonly lastViewedDateFrom?: string
  readonly lastViewedDateTo?: string
  /** Whether results are computed. Default: what the cache holds. */
  readonly refresh?: QueryRefresh
  /** Insights on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** An insight by its id, or with how its results are made. */
export type InsightRef =
  | number
  | {
      readonly id: number
      /** Default: what the cache holds, so that `result` may be `null`. `blocking` computes what is missing or old. */
      readonly refresh?: QueryRefresh
      /** The dashboard whose filters hold for it, by id. */
      readonly fromDashboard?: number
      /** Filters instead of the dashboard’s: `{ date_from, date_to, properties }`. */
      readonly filtersOverride?: Readonly<Record<string, unknown>>
      readonly variablesOverride?: Readonly<Record<string, unknown>>
    }

/** `api.insights.list` for any {@link ApiCaller}. */
export const listInsights = /* @__PURE__ */ defineList<Insight, InsightsListParams>(rows.list)

/** `api.insights.get` for any {@link ApiCaller}. */
export const getInsight = /* @__PURE__ */ defineRead<InsightRef, Insight>(rows.get)

/** `api.insights.create` for any {@link ApiCaller}. */
export const createInsight = /* @__PURE__ */ defineWrite<InsightInput, Insight>(rows.create)

/** `api.insights.update` for any {@link ApiCaller}. */
export const updateInsight = /* @__PURE__ */ defineWrite<WithId<number, InsightChanges>, Insight>(rows.update)

/** Makes `api.insights`. https://posthog.com/docs/api/insights */
export function createInsightsApi(api: ApiCaller) {
  return {
    ...crudMethods(api, { list: listInsights, get: getInsight, create: createInsight, update: updateInsight }),
    ...softDeleteMethods<number, Insight>(api, updateInsight),
  }
}
