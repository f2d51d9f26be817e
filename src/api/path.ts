import { type EndpointId, endpoints } from './endpoints.js'
import { fillPath } from './fillPath.js'

export { isSafeSegment } from './fillPath.js'

type ParamNames<TPath extends string> = TPath extends `${string}:${infer TRest}`
  ? TRest extends `${infer TName}/${infer TTail}`
    ? TName | ParamNames<TTail>
    : TRest
  : never

/** The path parameters of an endpoint, by name: `{ project_id, id }` for `persons.get`. */
export type EndpointParams<TId extends EndpointId = EndpointId> = TId extends EndpointId
  ? Record<ParamNames<(typeof endpoints)[TId]['path']>, string | number>
  : never

/**
 * The path of an endpoint with its parameters filled in and encoded, with PostHog's trailing slash.
 * @throws RangeError for a parameter that is missing or could change the path (`..`, `/`, `%`, control characters).
 */
export function buildPath<TId extends EndpointId>(id: TId, params: EndpointParams<TId>): string {
  return fillPath(endpoints[id].path, params)
}
