import * as projects from '../endpoints/projects.js'
import { defineRead } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'

/** A project: the fields an application needs of what PostHog answers. */
export interface Project {
  readonly id: number
  readonly uuid?: string
  readonly name: string
  /** The public project token, `phc_…`. */
  readonly api_token: string
  readonly organization: string
  readonly created_at: string
  /** An IANA name such as `UTC` or `Europe/Berlin`: bounds of dates in queries are meant in it. */
  readonly timezone: string
  readonly is_demo?: boolean
}

/** `api.projects.get` for any {@link ApiCaller}. */
export const getProject = /* @__PURE__ */ defineRead<void, Project>(projects.get)

/** Makes `api.projects`. https://posthog.com/docs/api/projects */
export function createProjectsApi(api: ApiCaller) {
  return {
    /** The project the client speaks to. Scope `project:read`. */
    get: (options?: CallOptions) => getProject(api, undefined, options),
  }
}
