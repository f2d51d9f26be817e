const hour = 3_600_000
// What the engine's DateTime64(6) can hold; PostHog's ClickHouse has the same bounds.
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2299, 11, 31)

const isoPattern =
  /^([+-]?\d{4,6})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i
const rfcPattern = /^(?:[a-z]{3},?\s+)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+[\d:]+\s+(?:GMT|UTC|Z|[+-]\d{4})$/i

/**
 * Reads a timestamp as PostHog does: ISO 8601 (zone-less means UTC, `+03` is allowed), RFC 2822, or epoch seconds or milliseconds,
 * also as text. Gives ms since 1970, or `undefined` for what cannot be read, which then counts as absent.
 */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value === 'number') return epoch(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d{9,17}(?:\.\d+)?$/.test(text)) return epoch(Number(text))
  const match = isoPattern.exec(text)
  if (match) return fromParts(match)
  return rfcPattern.test(text) ? finite(Date.parse(text)) : undefined
}

function epoch(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined
  // Seconds until the year 5138, milliseconds from 1973 on.
  return value < 1e11 ? value * 1000 : value
}

function fromParts(match: RegExpExecArray): number | undefined {
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0', fraction = '', zone = 'Z'] = match
  const [y, mo, d, h, mi, s] = [year, month, day, hours, minutes, seconds].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (mo < 1 || mo > 12 || d < 1 || d > 31 || h > 24 || mi > 59 || s > 60) return undefined
  const date = new Date(0)
  date.setUTCFullYear(y, mo - 1, d)
  date.setUTCHours(h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3)))
  return finite(date.getTime() - zoneOffset(zone))
}

function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const offset = Number(digits.slice(0, 2)) * hour + Number(digits.slice(2) || 0) * 60_000
  return zone.startsWith('-') ? -offset : offset
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

export interface TimestampInput {
  readonly timestamp: unknown
  /** Milliseconds before `now`; wins over the timestamp. */
  readonly offset: unknown
  /** The client's clock when it sent, ms since 1970. */
  readonly sentAt: number | undefined
  readonly ignoreSentAt: boolean
  /** The server's clock when it received, ms since 1970. */
  readonly now: number
}

/**
 * When an event happened, by the server's clock: a client whose clock is wrong is corrected by the difference between its `sent_at` and
 * our now; more than 23 hours ahead becomes now. https://posthog.com/docs/api/capture
 */
export function resolveTimestamp({ timestamp, offset, sentAt, ignoreSentAt, now }: TimestampInput): number {
  let result = now
  const parsed = parseTimestamp(timestamp)
  if (parsed !== undefined) result = sentAt !== undefined && !ignoreSentAt ? parsed - (sentAt - now) : parsed
  if (typeof offset === 'number' && Number.isFinite(offset)) result = now - offset
  if (result - now > 23 * hour) result = now
  const year = new Date(result).getUTCFullYear()
  if (Number.isNaN(year) || year < 0 || year > 9999) return 0
  return Math.min(Math.max(result, earliest), latest)
}

/** `YYYY-MM-DD hh:mm:ss.ffffff`, UTC: how the engine reads a time. */
export function toEngineTime(ms: number): string {
  return `${new Date(ms).toISOString().replace('T', ' ').slice(0, -1)}000`
}

/** ISO 8601, UTC: how SQLite keeps a time. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString()
}
