import { getDashboard, listDashboards, runDashboardInsights } from '../../api/resources/dashboards.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of dashboards for TanStack Query. */
export const dashboardsQueryOptions = /* @__PURE__ */ describeList(listDashboards)

/** Describes the read of dashboards, page after page, for TanStack Query's infinite queries. */
export const infiniteDashboardsQueryOptions = /* @__PURE__ */ describeInfinite(listDashboards)

/** Describes the read of one dashboard for TanStack Query. */
export const dashboardQueryOptions = /* @__PURE__ */ describeRead(getDashboard)

/** Describes the read of the results of a dashboard’s insights for TanStack Query. */
export const dashboardResultsQueryOptions = /* @__PURE__ */ describeRead(runDashboardInsights)
