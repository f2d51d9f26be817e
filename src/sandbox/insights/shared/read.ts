import { notImplemented, validationError, type ApiError } from '../../api/errors.js'
import { isJsonObject, toText, type JsonObject } from '../../json.js'

/**
 * Reads one object of a query, field by field. What does not fit becomes PostHog's 400 that names the field: `query__series__0__math`.
 * `null` counts as absent, as in PostHog's schema.
 */
export class Reader {
  readonly #object: JsonObject
  readonly #path: string

  constructor(object: JsonObject, path = 'query') {
    this.#object = object
    this.#path = path
  }

  /** The value as it came, `undefined` for `null`. */
  raw(name: string): unknown {
    return this.#object[name] ?? undefined
  }

  text(name: string, maxLength = 400): string | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw this.error(name, 'Must be text.')
    if (value.length > maxLength) throw this.error(name, `Must not be longer than ${maxLength} characters.`)
    return value
  }

  /** A finite number within bounds. */
  number(name: string, { min = -Infinity, max = Infinity } = {}): number | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.error(name, 'Must be a number.')
    if (value < min || value > max) throw this.error(name, `Must be from ${min} to ${max}, not ${value}.`)
    return value
  }

  integer(name: string, bounds: { min?: number; max?: number } = {}): number | undefined {
    const value = this.number(name, bounds)
    if (value !== undefined && !Number.isInteger(value)) throw this.error(name, 'Must be a whole number.')
    return value
  }

  boolean(name: string): boolean {
    const value = this.raw(name)
    if (value === undefined) return false
    if (typeof value !== 'boolean') throw this.error(name, 'Must be true or false.')
    return value
  }

  choice<TChoice extends string>(name: string, choices: readonly TChoice[]): TChoice | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    const found = choices.find(choice => choice === value)
    if (found === undefined) {
      throw this.error(name, `"${toText(value).slice(0, 60)}" is not one of: ${choices.join(', ')}.`)
    }
    return found
  }

  object(name: string): Reader | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (!isJsonObject(value)) throw this.error(name, 'Must be an object.')
    return new Reader(value, this.#at(name))
  }

  list(name: string, maxLength: number): readonly unknown[] {
    const value = this.raw(name) ?? []
    if (!Array.isArray(value)) throw this.error(name, 'Must be a list.')
    if (value.length > maxLength)
      throw this.error(name, `Must not have more than ${maxLength} items, not ${value.length}.`)
    return value
  }

  objects(name: string, maxLength: number): readonly Reader[] {
    return this.list(name, maxLength).map((item, index) => {
      if (!isJsonObject(item)) throw this.error(`${name}__${index}`, 'Must be an object.')
      return new Reader(item, this.#at(`${name}__${index}`))
    })
  }

  error(name: string | undefined, detail: string): ApiError {
    return validationError('invalid_input', detail, name === undefined ? this.#path : this.#at(name))
  }

  /** What PostHog computes and the sandbox does not: 501 with the reason, never a made-up result. */
  notComputed(name: string, reason: string): ApiError {
    return notImplemented(`${this.#at(name)}: ${reason}`)
  }

  #at(name: string): string {
    return `${this.#path}__${name}`
  }
}
