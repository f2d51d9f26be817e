import { getAction, listActions } from '../../api/resources/actions.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of actions for TanStack Query. */
export const actionsQueryOptions = /* @__PURE__ */ describeList(listActions)

/** Describes the read of actions, page after page, for TanStack Query's infinite queries. */
export const infiniteActionsQueryOptions = /* @__PURE__ */ describeInfinite(listActions)

/** Describes the read of one action for TanStack Query. */
export const actionQueryOptions = /* @__PURE__ */ describeRead(getAction)
