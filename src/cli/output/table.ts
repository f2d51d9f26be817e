import { paint } from './paint.js'

const maxWidth = 60

/** A value in one line: control characters, which a terminal would obey, become spaces. */
export function toCellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
}

const cut = (text: string) => (text.length > maxWidth ? `${text.slice(0, maxWidth - 1)}…` : text)

/** Rows as a table for a terminal: numbers to the right, long values cut. */
export function printTable(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  const cells = rows.map(row => columns.map(column => cut(toCellText(row[column]))))
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map(row => row[index]?.length ?? 0)))
  const isNumber = columns.map(column => rows.every(row => typeof row[column] === 'number'))
  const pad = (text: string, index: number) => {
    const width = widths[index] ?? 0
    return isNumber[index] ? text.padStart(width) : text.padEnd(width)
  }
  const line = (texts: readonly string[]) => texts.map(pad).join('  ').trimEnd()
  const head = [paint('bold', line(columns)), paint('dim', widths.map(width => '─'.repeat(width)).join('  '))]
  return `${[...head, ...cells.map(line)].join('\n')}\n`
}
