'use client'

import { useMemo, useSyncExternalStore } from 'react'

/** How values are written out: a BCP 47 locale and an IANA time zone. */
export interface Formatting {
  readonly locale: string
  readonly timeZone: string
}

const never = () => () => {}

/**
 * Locale and time zone of the reader. A server knows neither, so it (and the first client render, which has to agree with it)
 * writes `en-US` and UTC unless told otherwise; the browser's own follow right after hydration.
 */
export function useFormatting(locale: string | undefined, timeZone: string | undefined): Formatting {
  const ownLocale = useSyncExternalStore(never, readLocale, () => 'en-US')
  const ownTimeZone = useSyncExternalStore(never, readTimeZone, () => 'UTC')
  const safeLocale = toSupportedLocale(locale) ?? ownLocale
  const safeTimeZone = toSupportedTimeZone(timeZone) ?? ownTimeZone
  return useMemo(() => ({ locale: safeLocale, timeZone: safeTimeZone }), [safeLocale, safeTimeZone])
}

function readLocale(): string {
  return new Intl.DateTimeFormat().resolvedOptions().locale
}

function readTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

// A mistyped locale must not take a dashboard down, and Intl throws on one.
function toSupportedLocale(locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined
  try {
    return Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}

function toSupportedTimeZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined) return undefined
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

// Making a formatter costs some 50 µs, a table's cell must not; a handful of locales and styles is all there ever is.
function cached<TFormat extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => TFormat,
): TFormat {
  const known = cache.get(key)
  if (known) return known as TFormat
  if (cache.size > 200) cache.clear()
  const made = make()
  cache.set(key, made)
  return made
}

/** A number in the reader's notation, at most four decimals; tiny ones in scientific notation so that they don't read as 0. */
export function formatNumber(value: number | bigint, locale: string): string {
  const tiny = typeof value === 'number' && value !== 0 && Math.abs(value) < 0.0001
  const format = cached(`n ${locale} ${tiny}`, () =>
    tiny
      ? new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 })
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }),
  )
  return format.format(value)
}

/** Date and time to the second in the given zone. */
export function formatDateTime(time: number, { locale, timeZone }: Formatting): string {
  return cached(
    `dt ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone }),
  ).format(time)
}

/** Date and time in full, with the zone's name: for titles. */
export function formatLongDateTime(time: number, { locale, timeZone }: Formatting): string {
  return cached(
    `ldt ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }),
  ).format(time)
}

/** The day alone. A `Date` of ClickHouse has no zone: pass `'UTC'` to keep it from moving. */
export function formatDate(time: number, { locale, timeZone }: Formatting): string {
  return cached(
    `d ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }),
  ).format(time)
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 hours ago", "now": in the largest unit that fits at least once. */
export function formatRelativeTime(time: number, now: number, locale: string): string {
  const format = cached(`r ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const delta = time - now
  for (const [unit, size] of steps) if (Math.abs(delta) >= size) return format.format(Math.trunc(delta / size), unit)
  return format.format(0, 'second')
}
