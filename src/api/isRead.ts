import type { Endpoint } from './endpoints/endpoint.js'

/** Whether calling an endpoint changes nothing, whatever its method: queries and batches read by POST. */
export function isRead({ scopes }: Pick<Endpoint, 'scopes'>): boolean {
  return scopes.every(scope => scope.endsWith(':read'))
}
