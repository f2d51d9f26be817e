import type { HogQLPropertyFilter } from '../../../../hogql/index.js'
import { isJsonObject, type JsonObject } from '../../../json.js'
import { validationError } from '../../errors.js'

const maxItems = 200

const invalid = (detail: string, name: string) => validationError('invalid_input', detail, `query__${name}`)

/** A list of texts; absent and null are empty. */
export function readTexts(node: JsonObject, name: string): string[] {
  const value = node[name]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || value.length > maxItems || !value.every(item => typeof item === 'string')) {
    throw invalid(`${name} must be a list of at most ${maxItems} texts.`, name)
  }
  return value
}

export function readText(node: JsonObject, name: string): string | undefined {
  const value = node[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalid(`${name} must be text.`, name)
  return value
}

/** A whole number, zero or more. */
export function readCount(node: JsonObject, name: string): number | undefined {
  const value = node[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw invalid(`${name} must be a whole number, zero or more.`, name)
  }
  return value
}

/** Property filters in any of PostHog's forms: a list, or groups of groups whose filters must all hold. */
export function readFilters(node: JsonObject, name: string): HogQLPropertyFilter[] {
  return flatten(node[name], name, 0)
}

function flatten(value: unknown, name: string, depth: number): HogQLPropertyFilter[] {
  if (value === undefined || value === null) return []
  if (depth > 5) throw invalid(`${name} is nested too deep.`, name)
  if (Array.isArray(value)) {
    if (value.length > maxItems) throw invalid(`${name} has more than ${maxItems} filters.`, name)
    return value.flatMap(item => flatten(item, name, depth + 1))
  }
  if (!isJsonObject(value)) throw invalid(`${name} must be a list of property filters.`, name)
  if (Array.isArray(value['values'])) {
    if (value['type'] === 'OR' && value['values'].length > 1) {
      throw invalid(`${name} can hold groups joined by AND only. Write OR as HogQL in where.`, name)
    }
    return flatten(value['values'], name, depth + 1)
  }
  const { key, operator, type, group_type_index: index, negation } = value
  if (typeof key !== 'string') throw invalid(`Each filter in ${name} needs a key.`, name)
  return [
    {
      key,
      value: value['value'],
      operator: typeof operator === 'string' ? operator : null,
      type: typeof type === 'string' ? type : null,
      group_type_index: typeof index === 'number' ? index : null,
      negation: negation === true,
    },
  ]
}
