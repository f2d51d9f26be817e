const hour = 3_600_000
const lengths: Readonly<Record<string, number>> = {
  h: hour,
  d: 24 * hour,
  w: 7 * 24 * hour,
  m: 30 * 24 * hour,
  q: 91 * 24 * hour,
  y: 365 * 24 * hour,
}

/** A moment of a list's filter, ms since 1970: ISO 8601, or `-7d` before now. `undefined` for none, `all` and what is neither. */
export function readMoment(text: string | null, now: number): number | undefined {
  if (!text || text === 'all') return undefined
  const relative = /^-(\d{1,4})([hdwmqy])$/.exec(text)
  if (relative) return now - Number(relative[1]) * (lengths[relative[2] ?? ''] ?? 0)
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}
