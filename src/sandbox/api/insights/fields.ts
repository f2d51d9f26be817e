import { isJsonObject, type JsonObject } from '../../json.js'
import { isKnownKind } from '../query/kinds.js'
import { bool, type FieldReader, integer, invalidInput, nullable, object, tags, text } from '../resource/fields.js'

export interface InsightFields {
  /** Eight letters and digits, as in PostHog's links. */
  readonly short_id: string
  readonly name: string | null
  readonly derived_name: string | null
  readonly description: string | null
  readonly query: JsonObject | null
  readonly order: number | null
  readonly tags: readonly string[]
  readonly favorited: boolean
  readonly saved: boolean
  readonly last_viewed_at: string | null
  readonly deleted: boolean
}

/** What stands around the query of an insight that the app shows; the query alone is taken too. */
const wrappers = new Set(['InsightVizNode', 'DataVisualizationNode', 'DataTableNode'])

const query: FieldReader<JsonObject> = (value, attr) => {
  const node = object(value, attr)
  const { kind, source } = node
  if (!isKnownKind(kind)) {
    throw invalidInput(
      `An insight's query is an InsightVizNode, DataVisualizationNode or DataTableNode around a query, not "${String(kind).slice(0, 100)}".`,
      attr,
    )
  }
  if (wrappers.has(kind) && !(isJsonObject(source) && isKnownKind(source['kind']))) {
    throw invalidInput(`A ${kind} needs a source, which is a query with a kind.`, `${attr}__source`)
  }
  return node
}

export const insightShape = {
  name: nullable(text({ max: 400 })),
  derived_name: nullable(text({ max: 400 })),
  description: nullable(text({ max: 400 })),
  query: nullable(query),
  order: nullable(integer()),
  tags,
  favorited: bool,
  saved: bool,
  deleted: bool,
}

/** `TRENDS`, `FUNNELS`, …: the kind of an insight, as its list is filtered by. */
export function insightTypeOf({ query }: InsightFields): string {
  const source = isJsonObject(query?.['source']) ? query['source'] : query
  const kind = source?.['kind']
  if (kind === 'HogQLQuery') return 'SQL'
  const type = typeof kind === 'string' ? /^(\w+?)Query$/.exec(kind)?.[1]?.toUpperCase() : undefined
  return type !== undefined && query?.['kind'] === 'InsightVizNode' ? type : 'JSON'
}
