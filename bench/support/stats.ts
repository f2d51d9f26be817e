/** The value below which this share (0 to 1) of the values lies. `NaN` of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** `12.3 (11.0-14.2)`: median and range. */
export function spread(all: readonly number[]): string {
  const values = all.filter(Number.isFinite)
  if (!values.length) return '-'
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return low === high ? short(low) : `${short(median(values))} (${short(low)}-${short(high)})`
}

/** Three digits that matter. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '-'
  const size = Math.abs(value)
  if (size >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en')
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3)
}

/** Prints rows as a Markdown table, padded so that a terminal shows it as one too. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map(row => (row[column] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`
  console.log(line(head))
  console.log(`|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`)
  for (const row of rows) console.log(line(row))
}
