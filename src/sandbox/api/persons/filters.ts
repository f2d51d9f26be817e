import { type FlagPropertyFilter, matchProperty } from '../../../core/flags/evaluation/index.js'
import { isJsonObject, parseJson, toText } from '../../json.js'
import type { PropertyNarrowing, StoredPerson } from '../../store/persons.js'
import { validationError } from '../errors.js'
import { readPersonOperator } from '../resource/operators.js'

const maxFilters = 100

/** `?properties=`: a JSON list of property filters that must all hold. https://posthog.com/docs/api/persons */
export function parsePropertyFilters(text: string | null): FlagPropertyFilter[] {
  if (text === null || text.trim() === '') return []
  let parsed: unknown
  try {
    parsed = parseJson(text)
  } catch {
    throw validationError('invalid_input', 'Properties are unparsable!', 'properties')
  }
  const list = isJsonObject(parsed) && Array.isArray(parsed['values']) ? parsed['values'] : parsed
  if (!Array.isArray(list) || list.length > maxFilters) {
    throw validationError('invalid_input', `Properties must be a list of at most ${maxFilters} filters.`, 'properties')
  }
  return list.map(toFilter)
}

function toFilter(value: unknown): FlagPropertyFilter {
  if (!isJsonObject(value) || typeof value['key'] !== 'string') {
    throw validationError('invalid_input', 'Each property filter needs a key.', 'properties')
  }
  const type = value['type'] ?? 'person'
  if (type !== 'person') {
    throw validationError(
      'invalid_input',
      `Persons can be filtered by person properties, not by "${toText(type)}".`,
      'properties',
    )
  }
  return {
    key: value['key'],
    type: 'person',
    value: value['value'],
    operator: readPersonOperator(value['operator'], 'properties'),
  }
}

export function matchesAll(person: StoredPerson, filters: readonly FlagPropertyFilter[], now: number): boolean {
  return filters.every(filter => matchProperty(filter, person.properties, now))
}

/** Texts that both SQLite and the evaluation compare alike: ASCII without escapes, and no number that could be written in another way. */
function isPlain(value: string): boolean {
  return /^[ !#-[\]-~]+$/.test(value) && (!/^[\s+\-.\d]/.test(value) || /^(?:0|-?[1-9]\d{0,14})$/.test(value))
}

const maxNarrowed = 100

/** What of the filters SQLite can tell beforehand, so that few persons are left to look at. */
export function narrow(filters: readonly FlagPropertyFilter[]): PropertyNarrowing[] {
  return filters.flatMap(({ key: name, operator, value, negation }) => {
    const key = String(name)
    const contains = operator === 'icontains'
    if ((!contains && operator !== 'exact') || negation || /["\\]/.test(key)) return []
    const values = (Array.isArray(value) ? value : [value]).map(item => toText(item).toLowerCase())
    // Truth is compared as such, however it is written.
    const isTelling = values.every(item => isPlain(item) && item !== 'true' && item !== 'false')
    return isTelling && values.length > 0 && values.length <= maxNarrowed && !(contains && values.length > 1)
      ? [{ key, values, contains }]
      : []
  })
}
