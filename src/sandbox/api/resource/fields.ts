import { isJsonObject, type JsonObject, toText } from '../../json.js'
import { type ApiError, validationError } from '../errors.js'

/** Reads one field of a request body, or throws PostHog's 400 that names it. */
export type FieldReader<TValue> = (value: unknown, attr: string) => TValue

/** The fields a body may have. What is not in it is ignored, as in PostHog. */
export type Shape = Readonly<Record<string, FieldReader<unknown>>>
export type ShapeValues<TShape extends Shape> = { [K in keyof TShape]: ReturnType<TShape[K]> }

/** Those fields of a body that were sent, checked. */
export function readFields<TShape extends Shape>(shape: TShape, body: JsonObject): Partial<ShapeValues<TShape>> {
  const read: Record<string, unknown> = {}
  for (const [name, reader] of Object.entries(shape)) {
    if (Object.hasOwn(body, name) && body[name] !== undefined) read[name] = reader(body[name], name)
  }
  return read as Partial<ShapeValues<TShape>>
}

/** Throws unless all of these were sent. */
export function requireFields(body: JsonObject, names: readonly string[]): void {
  for (const name of names) if (body[name] === undefined) throw required(name)
}

export function required(attr: string): ApiError {
  return validationError('required', 'This field is required.', attr)
}

export function invalidInput(detail: string, attr: string | null): ApiError {
  return validationError('invalid_input', detail, attr)
}

function refuseNull(value: unknown, attr: string): void {
  if (value === null) throw validationError('null', 'This field may not be null.', attr)
}

export function nullable<TValue>(reader: FieldReader<TValue>): FieldReader<TValue | null> {
  return (value, attr) => (value === null ? null : reader(value, attr))
}

export interface TextOptions {
  readonly max?: number
  /** Default true. */
  readonly blank?: boolean
}

/** Text, with the spaces around it cut off. */
export function text({ max = 100_000, blank = true }: TextOptions = {}): FieldReader<string> {
  return (value, attr) => {
    refuseNull(value, attr)
    // Numbers are taken as their text, as Django REST framework does.
    const read = typeof value === 'number' ? String(value) : value
    if (typeof read !== 'string') throw invalidInput('Not a valid string.', attr)
    const trimmed = read.trim()
    if (trimmed === '' && !blank) throw validationError('blank', 'This field may not be blank.', attr)
    if (trimmed.length > max) throw tooLong(max, attr)
    return trimmed
  }
}

function tooLong(max: number, attr: string): ApiError {
  return validationError('max_length', `Ensure this field has no more than ${max} characters.`, attr)
}

const truths = new Set<unknown>([true, 'true', 'True', '1', 1])
const falsehoods = new Set<unknown>([false, 'false', 'False', '0', 0])

export const bool: FieldReader<boolean> = (value, attr) => {
  refuseNull(value, attr)
  if (truths.has(value)) return true
  if (falsehoods.has(value)) return false
  throw invalidInput('Must be a valid boolean.', attr)
}

export interface NumberOptions {
  readonly min?: number
  readonly max?: number
}

export function integer(range: NumberOptions = {}): FieldReader<number> {
  return (value, attr) => {
    refuseNull(value, attr)
    const read = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
    if (typeof read !== 'number' || !Number.isSafeInteger(read))
      throw invalidInput('A valid integer is required.', attr)
    return inRange(read, range, attr)
  }
}

function inRange(value: number, { min = -Infinity, max = Infinity }: NumberOptions, attr: string): number {
  if (value < min) throw validationError('min_value', `Ensure this value is greater than or equal to ${min}.`, attr)
  if (value > max) throw validationError('max_value', `Ensure this value is less than or equal to ${max}.`, attr)
  return value
}

export function choice<const TChoice extends string | number>(choices: readonly TChoice[]): FieldReader<TChoice> {
  return (value, attr) => {
    refuseNull(value, attr)
    if (!choices.includes(value as TChoice)) {
      throw validationError('invalid_choice', `"${toText(value).slice(0, 100)}" is not a valid choice.`, attr)
    }
    return value as TChoice
  }
}

/** As {@link choice}, or nothing: null and the empty text. */
export function optionalChoice<const TChoice extends string>(choices: readonly TChoice[]): FieldReader<TChoice | null> {
  const read = choice(choices)
  return (value, attr) => (value === null || value === '' ? null : read(value, attr))
}

const dateTimeForm = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** A moment, given back as ISO 8601 in UTC. Without a zone it is UTC. */
export const dateTime: FieldReader<string> = (value, attr) => {
  refuseNull(value, attr)
  const isForm = typeof value === 'string' && dateTimeForm.test(value)
  const hasZone = isForm && /(?:Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10))
  const time = isForm ? Date.parse(hasZone || value.length === 10 ? value : `${value}Z`) : Number.NaN
  if (Number.isNaN(time)) {
    throw invalidInput(
      'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
      attr,
    )
  }
  return new Date(time).toISOString()
}

const uuidForm = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidForm.test(value)
}

/** In lower case. */
export const uuid: FieldReader<string> = (value, attr) => {
  refuseNull(value, attr)
  if (!isUuid(value)) throw invalidInput('Must be a valid UUID.', attr)
  return value.toLowerCase()
}

export function list<TItem>(reader: FieldReader<TItem>, { max = 1000 } = {}): FieldReader<TItem[]> {
  return (value, attr) => {
    refuseNull(value, attr)
    if (!Array.isArray(value)) {
      throw validationError('not_a_list', `Expected a list of items but got type "${pythonType(value)}".`, attr)
    }
    if (value.length > max) {
      throw validationError('max_length', `Ensure this field has no more than ${max} elements.`, attr)
    }
    return value.map((item, index) => reader(item, `${attr}__${index}`))
  }
}

export const object: FieldReader<JsonObject> = (value, attr) => {
  refuseNull(value, attr)
  if (!isJsonObject(value)) {
    throw validationError('not_a_dict', `Expected a dictionary of items but got type "${pythonType(value)}".`, attr)
  }
  return value
}

/** Any JSON. */
export const anything: FieldReader<unknown> = value => value

/** Tags: each once, lower case, in the order they came. */
export const tags: FieldReader<string[]> = (value, attr) => [
  ...new Set(list(text({ max: 255, blank: false }), { max: 100 })(value, attr).map(tag => tag.toLowerCase())),
]

function pythonType(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return { string: 'str', boolean: 'bool', object: 'dict' }[typeof value as string] ?? typeof value
}
