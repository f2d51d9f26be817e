const captureRoutes = new Set(['/batch', '/i/v0/e', '/e', '/capture', '/track', '/engage', '/s'])
const flagRoutes = new Set(['/flags', '/decide'])

const trimmed = (path: string) => path.replace(/\/$/, '')

export const isCaptureRoute = (path: string): boolean => captureRoutes.has(trimmed(path))
export const isFlagRoute = (path: string): boolean => flagRoutes.has(trimmed(path))
/** The private API has no CORS headers; everything else is for pages of any origin. */
export const isPublicRoute = (path: string): boolean => !path.startsWith('/api/')
