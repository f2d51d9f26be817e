import { SandboxError } from '../errors.js'
import { isJsonObject, type JsonObject } from '../json.js'

/** Fails with `invalid_fault`. */
export function refuse(message: string): never {
  throw new SandboxError('invalid_fault', message)
}

/** The value as an object; a typed refusal otherwise. */
export function objectAt(value: unknown, place: string): JsonObject {
  return isJsonObject(value) ? value : refuse(`${place} must be an object.`)
}

/** A key that is not known is a misspelt one, and a rule without it would do something else. */
export function checkKeys(value: JsonObject, known: readonly string[], place: string): void {
  const unknown = Object.keys(value).find(key => !known.includes(key))
  if (unknown !== undefined) refuse(`${place} has the unknown key "${unknown}". Known here: ${known.join(', ')}.`)
}

export function checkWhole(
  value: unknown,
  place: string,
  { min, max = Number.MAX_SAFE_INTEGER }: { min: number; max?: number },
): void {
  if (value === undefined) return
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return
  refuse(
    `${place} must be a whole number ${max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`}.`,
  )
}

export function checkBoolean(value: unknown, place: string): void {
  if (value !== undefined && typeof value !== 'boolean') refuse(`${place} must be true or false.`)
}

export function checkText(value: unknown, place: string): void {
  if (value === undefined || (typeof value === 'string' && value !== '' && value.length <= 500)) return
  refuse(`${place} must be text of 1 to 500 characters.`)
}
