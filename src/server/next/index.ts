export { createVisitorMiddleware, type NextResponseLike, type VisitorMiddlewareOptions } from './visitorMiddleware.js'
export { fromNextPages } from './fromNextPages.js'
export { toRouteHandlers, type RouteHandlers } from './toRouteHandlers.js'
