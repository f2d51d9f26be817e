'use client'

import { createPlainHook } from '../query/createReadHook.js'
import { projectQueryOptions } from './projectQueryOptions.js'

/**
 * The project that is read: its name, time zone and public token. https://posthog.com/docs/api/projects
 */
export const useProject = /* @__PURE__ */ createPlainHook('useProject', projectQueryOptions)
