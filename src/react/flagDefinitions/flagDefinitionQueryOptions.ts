import {
  getFeatureFlag,
  getFlagStatus,
  listDependentFlags,
  listFeatureFlags,
  listFlagActivity,
} from '../../api/resources/featureFlags.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of flag definitions for TanStack Query. */
export const flagDefinitionsQueryOptions = /* @__PURE__ */ describeList(listFeatureFlags)

/** Describes the read of flag definitions, page after page, for TanStack Query's infinite queries. */
export const infiniteFlagDefinitionsQueryOptions = /* @__PURE__ */ describeInfinite(listFeatureFlags)

/** Describes the read of one flag definition for TanStack Query. Rejects with `NotFoundError` when there is none. */
export const flagDefinitionQueryOptions = /* @__PURE__ */ describeRead(getFeatureFlag)

/** Describes the read of one page of a flag's history for TanStack Query. */
export const flagActivityQueryOptions = /* @__PURE__ */ describeList(listFlagActivity)

/** Describes the read of a flag's history, page after page, for TanStack Query's infinite queries. */
export const infiniteFlagActivityQueryOptions = /* @__PURE__ */ describeInfinite(listFlagActivity)

/** Describes the read of whether a flag is in use for TanStack Query. */
export const flagStatusQueryOptions = /* @__PURE__ */ describeRead(getFlagStatus)

/** Describes the read of the flags that ask for one for TanStack Query. */
export const dependentFlagsQueryOptions = /* @__PURE__ */ describeRead(listDependentFlags)
