/** Writes moments in a time zone. */
export interface Zone {
  /** `2024-07-01T08:00:00.123456Z` as `2024-07-01T10:00:00.123456+02:00`; UTC ends in `Z`, whole seconds have no fraction. */
  format(iso: string): string
}

const zones = new Map<string, Zone>()
const QUARTER_HOUR_MS = 900_000

/** The zone of an IANA name; an unknown name is UTC. */
export function createZone(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const zone = name === 'UTC' ? { format: inUtc } : zoneWithOffsets(name)
  zones.set(name, zone)
  return zone
}

function inUtc(iso: string): string {
  return `${iso.slice(0, 19)}${fraction(iso)}Z`
}

/** Microseconds, all six digits of them, as Python prints them; nothing for a whole second. */
function fraction(iso: string): string {
  const digits = /\.(\d*[1-9]\d*)Z$/.exec(iso)?.[1]
  const micros = digits?.slice(0, 6).padEnd(6, '0') ?? ''
  return /[1-9]/.test(micros) ? `.${micros}` : ''
}

function zoneWithOffsets(name: string): Zone {
  let parts: Intl.DateTimeFormat
  try {
    parts = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    return { format: inUtc }
  }
  // Offsets change on quarter hours only, so one look-up serves all rows of the same quarter.
  const offsets = new Map<number, number>()
  const offsetMinutes = (time: number): number => {
    const quarter = Math.floor(time / QUARTER_HOUR_MS)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = readOffset(parts, quarter * QUARTER_HOUR_MS)
      if (offsets.size < 100_000) offsets.set(quarter, offset)
    }
    return offset
  }
  return {
    format(iso) {
      const time = Date.parse(`${iso.slice(0, 19)}Z`)
      if (Number.isNaN(time)) return iso
      const offset = offsetMinutes(time)
      const local = new Date(time + offset * 60_000).toISOString().slice(0, 19)
      const sign = offset < 0 ? '-' : '+'
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map(part =>
        String(part).padStart(2, '0'),
      )
      return `${local}${fraction(iso)}${offset === 0 ? 'Z' : `${sign}${hours}:${minutes}`}`
    },
  }
}

function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const text = format.formatToParts(time).find(part => part.type === 'timeZoneName')?.value ?? ''
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0
}
