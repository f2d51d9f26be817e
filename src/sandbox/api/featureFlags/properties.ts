import { searchRegex } from '../../../core/flags/evaluation/regex/search.js'
import { isJsonObject, type JsonObject, toText } from '../../json.js'
import { validationError } from '../errors.js'
import { flagOperators } from '../resource/operators.js'

const withoutValue = new Set(['is_set', 'is_not_set'])
const maxRegexLength = 1000

const invalid = (detail: string) => validationError('invalid_input', detail, 'filters')

/** Checks one property filter of a condition that buckets by person (`null`) or by a group type. */
export function checkProperty(property: unknown, aggregation: number | null): void {
  if (!isJsonObject(property)) throw invalid('Each property filter must be an object.')
  const { key, type = 'person' } = property
  if ((typeof key !== 'string' && typeof key !== 'number') || key === '')
    throw invalid('Each property filter needs a key.')
  checkType(property, type, aggregation)
  checkOperator(property, type)
}

function checkType(property: JsonObject, type: unknown, aggregation: number | null): void {
  if (aggregation === null) {
    if (type !== 'person' && type !== 'cohort' && type !== 'flag') {
      throw invalid('Filters are not valid (can only use person, cohort, and flag properties)')
    }
    return
  }
  if (type === 'flag') return
  if (type !== 'group') throw invalid('Filters are not valid (can only use group properties)')
  const index = property['group_type_index']
  if (index !== undefined && index !== null && index !== aggregation) {
    throw invalid('Filters are not valid (can only use group properties of the group type the flag is evaluated for)')
  }
}

function checkOperator(property: JsonObject, type: unknown): void {
  const operator = property['operator'] ?? 'exact'
  if (typeof operator !== 'string' || !flagOperators.has(operator)) {
    throw invalid(`Operator "${toText(operator).slice(0, 50)}" is not supported in feature flags.`)
  }
  if ((type === 'flag') !== (operator === 'flag_evaluates_to')) {
    throw invalid("Flag dependencies, and only they, use the operator 'flag_evaluates_to'.")
  }
  const value = property['value']
  if (!withoutValue.has(operator) && (value === undefined || value === null)) {
    throw invalid(`Property "${String(property['key'])}" needs a value for operator "${operator}".`)
  }
  if (operator === 'regex' || operator === 'not_regex') checkRegex(value)
}

function checkRegex(value: unknown): void {
  const source = String(value)
  // Tried by the engine that will run it: its syntax is the server's, not JavaScript's.
  if (source.length > maxRegexLength || searchRegex(source, '') === undefined) {
    throw invalid(`Invalid regex pattern: ${source.slice(0, 100)}`)
  }
}
