import { parseType, type ClickHouseType } from './clickhouseType.js'
import { createZone } from './zone.js'

type Convert = (value: unknown) => unknown

/**
 * Makes the function that turns a column's values into what PostHog answers: 64-bit integers as numbers when exact and as text when
 * not, dates with time in the zone of their column, everything else as it is.
 */
export function converter(type: string, timezone: string): Convert | undefined {
  return forType(parseType(type), timezone)
}

function forType(type: ClickHouseType, timezone: string): Convert | undefined {
  if (/^U?Int(64|128|256)$/.test(type.name)) return nullable(toInteger)
  if (type.name.startsWith('DateTime')) return moments(type.timezone ?? timezone)
  if (type.name === 'Array') return list(type.parts[0] && forType(type.parts[0], timezone))
  if (type.name === 'Tuple') return tuple(type.parts.map(part => forType(part, timezone)))
  if (type.name === 'Map') return map(type.parts[1] && forType(type.parts[1], timezone))
  return undefined
}

/** Texts are converted; null and what came as a number already stay. */
function nullable(convert: (value: string) => unknown): Convert {
  return value => (typeof value === 'string' ? convert(value) : value)
}

function moments(timezone: string): Convert {
  const zone = createZone(timezone)
  return nullable(text => zone.format(text))
}

function toInteger(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

function list(item: Convert | undefined): Convert | undefined {
  return item && (value => (Array.isArray(value) ? value.map(item) : value))
}

function tuple(items: (Convert | undefined)[]): Convert | undefined {
  if (!items.some(Boolean)) return undefined
  return value => (Array.isArray(value) ? value.map((item: unknown, index) => items[index]?.(item) ?? item) : value)
}

function map(item: Convert | undefined): Convert | undefined {
  if (!item) return undefined
  return value => {
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, item(entry)]))
  }
}
