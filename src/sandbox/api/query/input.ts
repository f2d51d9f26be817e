import type { HogQLFilters, HogQLPropertyFilter, HogQLVariable } from '../../../hogql/index.js'
import { isJsonObject, type JsonObject } from '../../json.js'
import { validationError } from '../errors.js'

const maxQueryLength = 256 * 1024
const maxFilters = 200

/** A `HogQLQuery` node, its parts checked for shape; what they mean is HogQL's to judge. */
export interface HogQLInput {
  readonly query: string
  readonly values: JsonObject
  readonly variables: Record<string, HogQLVariable>
  readonly filters?: HogQLFilters
}

const invalid = (detail: string, attr: string) => validationError('invalid_input', detail, `query__${attr}`)

export function readHogQLNode(node: JsonObject): HogQLInput {
  const query = node['query']
  if (typeof query !== 'string' || query.trim() === '') {
    throw validationError('required', 'This field is required.', 'query__query')
  }
  if (query.length > maxQueryLength) {
    const detail = `Ensure this field has no more than ${maxQueryLength} characters.`
    throw validationError('max_length', detail, 'query__query')
  }
  const filters = optionalObject(node, 'filters')
  return {
    query,
    values: optionalObject(node, 'values') ?? {},
    variables: readVariables(optionalObject(node, 'variables') ?? {}),
    ...(filters ? { filters: readFilters(filters) } : {}),
  }
}

function optionalObject(node: JsonObject, name: string): JsonObject | undefined {
  const value = node[name]
  if (value === undefined || value === null) return undefined
  if (!isJsonObject(value)) throw invalid(`${name} must be an object.`, name)
  return value
}

function readVariables(variables: JsonObject): Record<string, HogQLVariable> {
  const entries = Object.entries(variables).map(([id, variable]) => {
    if (!isJsonObject(variable) || typeof variable['code_name'] !== 'string') {
      throw invalid('Each variable needs a code_name.', 'variables')
    }
    const { code_name, value, isNull } = variable
    return [id, { code_name, value, isNull: isNull === true }] as const
  })
  return Object.fromEntries(entries) as Record<string, HogQLVariable>
}

function readFilters(filters: JsonObject): HogQLFilters {
  const properties = filters['properties'] ?? []
  if (!Array.isArray(properties) || properties.length > maxFilters || !properties.every(isPropertyFilter)) {
    throw invalid('filters.properties must be a list of property filters, each with a key.', 'filters')
  }
  const { date_from: from, date_to: to } = optionalObject(filters, 'dateRange') ?? {}
  if (!isOptionalText(from) || !isOptionalText(to)) {
    throw invalid('filters.dateRange takes date_from and date_to as text.', 'filters')
  }
  return {
    properties,
    dateRange: { date_from: from, date_to: to },
    filterTestAccounts: filters['filterTestAccounts'] === true,
  }
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function isPropertyFilter(value: unknown): value is HogQLPropertyFilter {
  return (
    isJsonObject(value) &&
    typeof value['key'] === 'string' &&
    isOptionalText(value['operator']) &&
    isOptionalText(value['type']) &&
    (value['group_type_index'] === undefined ||
      value['group_type_index'] === null ||
      typeof value['group_type_index'] === 'number')
  )
}
