/** How a value is shown and sorted. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'datetime' | 'date' | 'uuid' | 'json'

const wrapper = /^(?:Nullable|LowCardinality)\((.*)\)$/s

/**
 * The kind of a ClickHouse type as HogQL answers it in `types`: `Nullable(DateTime64(6, 'UTC'))` is a `datetime`.
 * `undefined` when the name says nothing, then the values have to.
 */
export function kindOfType(type: string | undefined): ValueKind | undefined {
  let name = type?.trim() ?? ''
  for (let match = wrapper.exec(name); match; match = wrapper.exec(name)) name = match[1] ?? ''
  if (/^(?:U?Int\d+|Float\d+|BFloat16|Decimal|Integer)/i.test(name)) return 'number'
  if (/^Date(?:32)?$/i.test(name)) return 'date'
  if (/^DateTime/i.test(name)) return 'datetime'
  if (/^UUID$/i.test(name)) return 'uuid'
  if (/^Bool/i.test(name)) return 'boolean'
  if (/^(?:Array|Tuple|Map|Nested|JSON|Object|Variant|Dynamic)/i.test(name)) return 'json'
  if (/^(?:String|FixedString|Enum|IPv)/i.test(name)) return 'text'
  return undefined
}

const isoDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/
const isoDate = /^\d{4}-\d{2}-\d{2}$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The kind of a single value of unknown type, such as a person property. `null` has none. */
export function kindOfValue(value: unknown): ValueKind | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'object') return 'json'
  if (typeof value !== 'string' || value.length > 40) return 'text'
  if (uuid.test(value)) return 'uuid'
  if (isoDateTime.test(value)) return 'datetime'
  return isoDate.test(value) ? 'date' : 'text'
}

/** The time of a `datetime` or `date` value in ms since 1970. ClickHouse's zone-less spelling means UTC. */
export function toTime(value: unknown): number | undefined {
  if (value instanceof Date) return finite(value.getTime())
  if (typeof value !== 'string') return undefined
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value) && value.length > 10
  const text = value.replace(' ', 'T')
  return finite(Date.parse(zoned || isoDate.test(text) ? text : `${text}Z`))
}

/** The number behind a `number` value: 64-bit integers and decimals may arrive as text. */
export function toNumber(value: unknown): number | bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return finite(value)
  if (typeof value !== 'string' || value.length > 100 || value.trim() === '') return undefined
  if (/^-?\d+$/.test(value)) {
    const exact = Number(value)
    return Number.isSafeInteger(exact) ? exact : BigInt(value)
  }
  return finite(Number(value))
}

/**
 * A link that is safe to follow: `http` and `https` only, so never `javascript:` or `data:`. `undefined` for anything else.
 */
export function toSafeUrl(value: unknown): URL | undefined {
  if (typeof value !== 'string' || value.length > 2048 || !/^https?:\/\//i.test(value)) return undefined
  try {
    const url = new URL(value)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
  } catch {
    return undefined
  }
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}
