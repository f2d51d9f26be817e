import { getExperiment, listExperiments } from '../../api/resources/experiments.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of experiments for TanStack Query. */
export const experimentsQueryOptions = /* @__PURE__ */ describeList(listExperiments)

/** Describes the read of experiments, page after page, for TanStack Query's infinite queries. */
export const infiniteExperimentsQueryOptions = /* @__PURE__ */ describeInfinite(listExperiments)

/** Describes the read of one experiment for TanStack Query. */
export const experimentQueryOptions = /* @__PURE__ */ describeRead(getExperiment)
