import type { Located } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { extractProperty } from '../../engine/schema.js'
import type { PropertyType } from '../types.js'
import type { Translation } from './translation.js'
import { is, maybe, type JsonAccess, type Typed } from './valueType.js'

/** Goes one step further into JSON: a key, or a 1-based index of a list. */
export function enterJson(translation: Translation, json: JsonAccess, key: string | number, at: Located): Typed {
  if (typeof key === 'number' && (!Number.isInteger(key) || key === 0)) {
    throw errorAt(at, 'invalid_value', 'Indexes start from one, not from zero: the first item is [1].')
  }
  if (typeof key === 'string' && key.includes('\0'))
    throw errorAt(at, 'unsupported', 'The name of a property cannot contain the character NUL.')
  const next: JsonAccess = { ...json, path: [...json.path, key] }
  const text = textOf(translation, next)
  const typed = cast(translation, next, text)
  describe(translation, next, at)
  return { ...typed, json: next, text }
}

const OWNERS: Record<string, string> = { event: 'Event', person: 'Person' }

/** Says to editors what is known of a property. */
function describe(translation: Translation, { owner, path }: JsonAccess, at: Located): void {
  const [property] = path
  if (path.length !== 1 || typeof property !== 'string' || !owner || !at.start) return
  const type = typeOf(translation, { owner }, property) ?? 'String'
  translation.notices.push({
    message: `${OWNERS[owner] ?? 'Group'} property '${property}' is of type '${type}'.`,
    start: at.start.offset,
    end: at.end?.offset,
  })
}

function textOf(translation: Translation, json: JsonAccess): string {
  const [first] = json.path
  const materialized = json.path.length === 1 && typeof first === 'string' ? json.materialized?.(first) : undefined
  if (materialized) return materialized
  const keys = json.path.map(key => (typeof key === 'number' ? String(key) : translation.bind(key, 'String')))
  return extractProperty(json.column(), keys.join(', '))
}

/** A property by its definition. Deeper values have none and stay text. */
function cast(translation: Translation, json: JsonAccess, text: string): Typed {
  const [property] = json.path
  const type = json.path.length === 1 && typeof property === 'string' ? typeOf(translation, json, property) : undefined
  switch (type) {
    case 'Numeric':
      return { sql: `toFloat64OrNull(${text})`, type: maybe('float') }
    case 'Boolean':
      return { sql: `toBool(transform(${text}, ['true', 'false'], [1, 0], NULL))`, type: maybe('bool') }
    case 'DateTime':
      return {
        sql: `parseDateTime64BestEffortOrNull(${text}, 6, '${translation.settings.timezone}')`,
        type: maybe('datetime'),
      }
    default:
      return { sql: text, type: maybe('string') }
  }
}

function typeOf(translation: Translation, json: Pick<JsonAccess, 'owner'>, property: string): PropertyType | undefined {
  const { event, person, group } = translation.propertyTypes
  const types =
    json.owner === 'event'
      ? event
      : json.owner === 'person'
        ? person
        : json.owner
          ? group?.[Number(json.owner.slice('group_'.length))]
          : undefined
  return types && Object.hasOwn(types, property) ? types[property] : undefined
}

/** A value that is text already, or made text. Nulls stay null. */
export function asText(typed: Typed): Typed {
  if (typed.type.kind === 'string') return typed
  if (typed.text !== undefined) return { sql: typed.text, type: maybe('string') }
  return { sql: `toString(${typed.sql})`, type: typed.type.nullable ? maybe('string') : is('string') }
}
