/** The proxy's usual place, the default of `apiBase`. Apart from the context, so that a server module may read it. */
export const defaultApiBase = '/api/posthog'
