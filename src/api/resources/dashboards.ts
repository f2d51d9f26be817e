import * as rows from '../endpoints/dashboards.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, softDeleteMethods, type WithId } from './crud.js'
import type { QueryRefresh } from './query.js'

/** A dashboard with its tiles. https://posthog.com/docs/api/dashboards */
export interface Dashboard extends Shape<'Dashboard'> {}

/** A dashboard as it stands in a list, without tiles. */
export interface DashboardBasic extends Shape<'DashboardBasic'> {}

/** The results of a dashboard’s insights, tile by tile. */
export interface DashboardResults extends Shape<'RunInsightsResponse'> {}

/** What to change of a dashboard. */
export interface DashboardChanges extends Shape<'PatchedDashboard'> {}

/** What a dashboard is made of. */
export type DashboardInput = DashboardChanges

/** Which dashboards to list. */
export interface DashboardsListParams {
  /** Part of a name. */
  readonly search?: string
  /** Dashboards on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** A dashboard by its id, or with how the results of its tiles are made. */
export type DashboardRef =
  | number
  | {
      readonly id: number
      /** Default: what the cache holds. */
      readonly refresh?: QueryRefresh
      /** Filters over those of the dashboard: `{ date_from, date_to, properties }`. */
      readonly filtersOverride?: Readonly<Record<string, unknown>>
      readonly variablesOverride?: Readonly<Record<string, unknown>>
    }

/** Which dashboard to compute, and how. */
export type DashboardRun =
  | number
  | {
      readonly id: number
      /** Default `force_cache`: nothing is computed. */
      readonly refresh?: 'force_cache' | 'blocking' | 'force_blocking'
      readonly outputFormat?: 'json' | 'optimized'
    }

/** `api.dashboards.list` for any {@link ApiCaller}. */
export const listDashboards = /* @__PURE__ */ defineList<DashboardBasic, DashboardsListParams>(rows.list)

/** `api.dashboards.get` for any {@link ApiCaller}. */
export const getDashboard = /* @__PURE__ */ defineRead<DashboardRef, Dashboard>(rows.get)

/** `api.dashboards.create` for any {@link ApiCaller}. */
export const createDashboard = /* @__PURE__ */ defineWrite<DashboardInput, Dashboard>(rows.create)

/** `api.dashboards.update` for any {@link ApiCaller}. */
export const updateDashboard = /* @__PURE__ */ defineWrite<WithId<number, DashboardChanges>, Dashboard>(rows.update)

/** `api.dashboards.runInsights` for any {@link ApiCaller}. */
export const runDashboardInsights = /* @__PURE__ */ defineRead<DashboardRun, DashboardResults>(rows.runInsights)

/** Makes `api.dashboards`. https://posthog.com/docs/api/dashboards */
export function createDashboardsApi(api: ApiCaller) {
  return {
    ...crudMethods(api, { list: listDashboards, get: getDashboard, create: createDashboard, update: updateDashboard }),
    ...softDeleteMethods<number, Dashboard>(api, updateDashboard),
    /** The results of all insights of a dashboard. Scope `dashboard:read`. */
    runInsights: (dashboard: DashboardRun, options?: CallOptions) => runDashboardInsights(api, dashboard, options),
  }
}
