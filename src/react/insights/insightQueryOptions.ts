import { getInsight, listInsights } from '../../api/resources/insights.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of insights for TanStack Query. */
export const insightsQueryOptions = /* @__PURE__ */ describeList(listInsights)

/** Describes the read of insights, page after page, for TanStack Query's infinite queries. */
export const infiniteInsightsQueryOptions = /* @__PURE__ */ describeInfinite(listInsights)

/** Describes the read of one insight for TanStack Query. */
export const insightQueryOptions = /* @__PURE__ */ describeRead(getInsight)
