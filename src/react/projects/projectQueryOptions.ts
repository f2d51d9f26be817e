import { getProject } from '../../api/resources/projects.js'
import { describePlain } from '../query/describe.js'

/** Describes the read of the project for TanStack Query. */
export const projectQueryOptions = /* @__PURE__ */ describePlain(getProject)
