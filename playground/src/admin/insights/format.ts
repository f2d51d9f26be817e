export const count = new Intl.NumberFormat()
export const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** A time in its largest unit; a dash where there is none. */
export function spell(seconds: number | null): string {
  if (seconds === null) return '–'
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? (['second', 1] as const)
  const format = new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  })
  return format.format(seconds / size)
}
