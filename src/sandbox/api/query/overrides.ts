import { isJsonObject, type JsonObject, objectOrEmpty, parseJson } from '../../json.js'
import { validationError } from '../errors.js'

/**
 * A query as a dashboard shows it: with the dashboard's dates, filters and breakdown in place of, or beside, its own. Wrappers
 * such as InsightVizNode keep their source. https://posthog.com/docs/product-analytics/dashboards#filtering-dashboards
 */
export function withDashboardFilters(node: JsonObject, filters: JsonObject): JsonObject {
  if (isJsonObject(node['source'])) return { ...node, source: withDashboardFilters(node['source'], filters) }
  const { date_from: from, date_to: to, properties, breakdown_filter: breakdown, explicitDate } = filters
  const hasDates = typeof from === 'string' || typeof to === 'string'
  const dateRange = hasDates
    ? { date_from: from ?? null, date_to: to ?? null, explicitDate: explicitDate ?? false }
    : undefined
  const added = Array.isArray(properties) ? (properties as unknown[]) : []
  if (node['kind'] === 'HogQLQuery') {
    const own = objectOrEmpty(node['filters'])
    const ownProperties = Array.isArray(own['properties']) ? (own['properties'] as unknown[]) : []
    const merged = { ...own, ...(dateRange && { dateRange }), properties: [...ownProperties, ...added] }
    return hasDates || added.length > 0 ? { ...node, filters: merged } : node
  }
  return {
    ...node,
    ...(dateRange && { dateRange }),
    ...(added.length > 0 && { properties: bothOf(node['properties'], added) }),
    ...(isJsonObject(breakdown) && node['kind'] === 'TrendsQuery' && { breakdownFilter: breakdown }),
  }
}

/** Filters are a list, or groups joined by AND and OR: those of the dashboard must hold as well. */
function bothOf(own: unknown, added: readonly unknown[]): unknown {
  if (Array.isArray(own)) return [...(own as unknown[]), ...added]
  return isJsonObject(own) ? { type: 'AND', values: [own, { type: 'AND', values: added }] } : added
}

/** `variables_override` takes the place of a query's own variables of the same code name. */
export function withVariables(node: JsonObject, overrides: unknown): JsonObject {
  if (!isJsonObject(overrides)) return node
  if (isJsonObject(node['source'])) return { ...node, source: withVariables(node['source'], overrides) }
  const own = isJsonObject(node['variables']) ? node['variables'] : {}
  const codeName = (variable: unknown) => (isJsonObject(variable) ? variable['code_name'] : undefined)
  const replaced = new Set(Object.values(overrides).map(codeName))
  const kept = Object.entries(own).filter(([, variable]) => !replaced.has(codeName(variable)))
  return { ...node, variables: { ...Object.fromEntries(kept), ...overrides } }
}

/** An insight's query with other filters and variables. `shownAs` names that form; without one it is the insight's own. */
export function shownAs(
  own: JsonObject | null,
  filters: JsonObject,
  variables: JsonObject,
): { query: JsonObject | null; shownAs?: string } {
  if (!own) return { query: null }
  const query = withVariables(
    withDashboardFilters(own, filters),
    Object.keys(variables).length > 0 ? variables : undefined,
  )
  const text = JSON.stringify(query)
  return text === JSON.stringify(own) ? { query } : { query, shownAs: text }
}

/** An object that comes as JSON in the address. */
export function readOverride(url: URL, name: string): JsonObject {
  const text = url.searchParams.get(name)
  if (!text) return {}
  try {
    const value = parseJson(text)
    if (isJsonObject(value)) return value
  } catch {
    // Told below.
  }
  throw validationError('invalid_input', `${name} must be a JSON object.`, name)
}
