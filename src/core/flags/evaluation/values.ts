/** Reading property values as PostHog's server does: `serde_json` values, Rust's number grammar, ASCII case folding. */

/** A property of that name; inherited names (`constructor`, `__proto__`) are never found. */
export function ownValue(properties: Readonly<Record<string, unknown>> | undefined, key: string): unknown {
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined
}

/** Strings as they are, all else as compact JSON. Values JSON cannot carry (cycles, bigint) become empty text. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}

/** Lower case for A-Z only: the server folds no other letters in substring comparisons. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const INFINITE = /^([+-]?)inf(?:inity)?$/i

/** A number, or text that Rust's `f64` would parse (no spaces, no hex); else `undefined`. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  if (FLOAT.test(value)) return Number(value)
  const infinite = INFINITE.exec(value)
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined
}

/** Whether the value, or every member of a list, says true or false in any case. */
export function isBooleanLike(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBooleanLike)
  if (typeof value === 'string') return /^(?:true|false)$/i.test(value)
  return typeof value === 'boolean'
}

/** Whether the value, or every member of a list, says true. */
export function isTrueLike(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isTrueLike)
  if (typeof value === 'string') return /^true$/i.test(value)
  return value === true
}
