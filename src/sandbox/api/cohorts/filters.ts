import { isJsonObject, type JsonObject, toText } from '../../json.js'
import { invalidInput } from '../resource/fields.js'
import { readPersonOperator } from '../resource/operators.js'

/** `{type: 'AND' | 'OR', values}` of groups and leaves, as a cohort keeps it. https://posthog.com/docs/api/cohorts */
export interface CohortGroup {
  readonly type: 'AND' | 'OR'
  readonly values: readonly (CohortGroup | CohortLeaf)[]
}

export interface CohortLeaf extends JsonObject {
  readonly type: 'person' | 'cohort' | 'behavioral'
  readonly key: string | number
}

const maxDepth = 10
const maxLeaves = 200
const attr = 'filters'
const behaviors = new Set([
  'performed_event',
  'performed_event_multiple',
  'performed_event_first_time',
  'performed_event_sequence',
  'performed_event_regularly',
  'stopped_performing_event',
  'restarted_performing_event',
])

export function isGroup(node: CohortGroup | CohortLeaf): node is CohortGroup {
  return node.type === 'AND' || node.type === 'OR'
}

/** Checks `filters` and gives them back as they are stored. */
export function readCohortFilters(value: unknown): { properties: CohortGroup } {
  if (!isJsonObject(value) || !('properties' in value)) {
    throw invalidInput("Cohort filters must have a 'properties' key at the top level.", attr)
  }
  const properties = readGroup(value['properties'], 0)
  if (leavesOf(properties).length > maxLeaves)
    throw invalidInput(`A cohort can have at most ${maxLeaves} filters.`, attr)
  return { properties }
}

function readGroup(value: unknown, depth: number): CohortGroup {
  if (!isJsonObject(value) || (value['type'] !== 'AND' && value['type'] !== 'OR')) {
    throw invalidInput("A group of cohort filters needs a type of 'AND' or 'OR'.", attr)
  }
  if (depth > maxDepth) throw invalidInput(`Cohort filters nest at most ${maxDepth} groups.`, attr)
  const { values } = value
  if (!Array.isArray(values)) throw invalidInput('A group of cohort filters needs a list of values.', attr)
  return { type: value['type'], values: values.map(item => readNode(item, depth + 1)) }
}

function readNode(value: unknown, depth: number): CohortGroup | CohortLeaf {
  if (isJsonObject(value) && Array.isArray(value['values'])) return readGroup(value, depth)
  return readLeaf(value)
}

function readLeaf(value: unknown): CohortLeaf {
  if (!isJsonObject(value)) throw invalidInput('Each cohort filter must be an object.', attr)
  const { type, key } = value
  if (type !== 'person' && type !== 'cohort' && type !== 'behavioral') {
    throw invalidInput(`Cohort filters are person, cohort or behavioral, not "${toText(type).slice(0, 50)}".`, attr)
  }
  if ((typeof key !== 'string' && typeof key !== 'number') || key === '') {
    throw invalidInput(`Each ${type} filter needs a key.`, attr)
  }
  if (type === 'person') checkPerson(value)
  if (type === 'cohort' && !Number.isInteger(Number(value['value']))) {
    throw invalidInput("A cohort filter's value is the id of a cohort.", attr)
  }
  if (type === 'behavioral') checkBehavior(value)
  return value as CohortLeaf
}

function checkPerson({ key, operator, value }: JsonObject): void {
  if (typeof operator !== 'string' || operator === '') {
    throw invalidInput(`The person filter "${toText(key).slice(0, 50)}" needs an operator.`, attr)
  }
  readPersonOperator(operator, attr)
  const needsValue = operator !== 'is_set' && operator !== 'is_not_set'
  if (needsValue && (value === undefined || value === null)) {
    throw invalidInput(`The person filter "${toText(key).slice(0, 50)}" needs a value.`, attr)
  }
}

function checkBehavior({ value, event_type }: JsonObject): void {
  if (typeof value !== 'string' || !behaviors.has(value)) {
    throw invalidInput(`"${toText(value).slice(0, 50)}" is no behavior a cohort can ask for.`, attr)
  }
  if (event_type !== 'events' && event_type !== 'actions') {
    throw invalidInput("A behavioral filter's event_type is 'events' or 'actions'.", attr)
  }
}

export function leavesOf(node: CohortGroup | CohortLeaf): CohortLeaf[] {
  return isGroup(node) ? node.values.flatMap(leavesOf) : [node]
}

/** The old `groups` of a cohort as filters: any of the groups, all properties of one. */
export function fromLegacyGroups(groups: readonly JsonObject[]): { properties: CohortGroup } {
  const values = groups.map(group => {
    const properties = Array.isArray(group['properties']) ? group['properties'] : []
    return { type: 'AND', values: properties.map(property => ({ operator: 'exact', type: 'person', ...property })) }
  })
  return readCohortFilters({ properties: { type: 'OR', values } })
}
