import type { EndpointId } from './endpoints.js'

type Resource = EndpointId extends `${infer TResource}.${string}` ? TResource : never

/**
 * A cache key: `['hogkit', resource, action, { params, query }]`. Its first two parts ({@link resourceKey}) name everything that is cached of
 * one resource. Plain JSON, and without secrets: the project's key never is a part of it.
 */
export type EndpointKey = readonly ['hogkit', string, string, { readonly params: object; readonly query: unknown }]

function compact(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))
}

/**
 * The cache key of one read, made from the table. The same request gives an equal key whatever the order of its options, since absent ones
 * are left out and TanStack Query sorts names when it hashes.
 *
 * @param params the path parameters, without the project when it is `@current`
 * @param query the query parameters, or the body for an endpoint that reads by POST (`query.run`)
 */
export function endpointKey(id: EndpointId, params: object = {}, query: object = {}): EndpointKey {
  const dot = id.indexOf('.')
  return ['hogkit', id.slice(0, dot), id.slice(dot + 1), { params: compact(params), query: compact(query) }]
}

/** What the keys of all reads of a resource begin with: `queryClient.invalidateQueries({ queryKey: resourceKey('featureFlags') })`. */
export function resourceKey(resource: Resource): readonly ['hogkit', Resource] {
  return ['hogkit', resource]
}
