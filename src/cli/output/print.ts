import { toCsvCell } from '../../core/csv.js'
import { paint } from './paint.js'
import { printTable, toCellText } from './table.js'

/** How a command prints: `table` for people, `json` and `csv` for programs. */
export type Format = 'table' | 'json' | 'csv'

/** The options of a command that prints. */
export interface FormatFlags {
  readonly json?: true
  readonly csv?: true
  readonly table?: true
}

/** What was asked for; else a table on a terminal, and JSON where a program reads. */
export function toFormat({ json, csv, table }: FormatFlags): Format {
  if (json) return 'json'
  if (csv) return 'csv'
  return table || process.stdout.isTTY ? 'table' : 'json'
}

/** Rows and the columns to show of them to people. */
export interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Prints rows as asked for. JSON is `whole`, as PostHog sent it, so that a program loses nothing. */
export function printRows(format: Format, { columns, rows }: Rows, whole: unknown): void {
  if (format === 'json') return printJson(whole)
  if (format === 'csv') {
    const lines = [columns, ...rows.map(row => columns.map(column => toCellText(row[column])))]
    process.stdout.write(lines.map(line => `${line.map(toCsvCell).join(',')}\r\n`).join(''))
    return
  }
  process.stdout.write(rows.length === 0 ? `${paint('dim', 'Nothing found.')}\n` : printTable(columns, rows))
}

/** Prints one thing: its fields line by line for people, all of it as JSON for programs. */
export function printRecord(format: Format, record: Readonly<Record<string, unknown>>): void {
  if (format !== 'table') return printJson(record)
  const width = Math.max(...Object.keys(record).map(name => name.length), 0)
  const lines = Object.entries(record).map(
    ([name, value]) => `${paint('bold', name.padEnd(width))}  ${toCellText(value)}`,
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Prints JSON: indented on a terminal, one line where a program reads. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value ?? null, null, process.stdout.isTTY ? 2 : undefined)}\n`)
}

/** A line for people, beside what is printed for programs. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}
