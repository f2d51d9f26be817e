import type { QueryPosition } from '../errors/classes.js'

function numberIn(sources: readonly unknown[], ...names: string[]): number | undefined {
  for (const source of sources) {
    if (typeof source !== 'object' || source === null) continue
    for (const name of names) {
      const value = (source as Record<string, unknown>)[name]
      if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
    }
  }
  return undefined
}

/** Line and column, both from 1, of an offset in a text. */
function locate(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lastBreak = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: before.length - lastBreak }
}

/**
 * Where a query is wrong. Numbers beside the message or under `extra` win; else the words of the message, where the parser says
 * `line 3, column 14` or `3:14`.
 */
export function toQueryPosition(
  body: unknown,
  detail: string,
  queryText: string | undefined,
): QueryPosition | undefined {
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const sources = [record, record['extra'], record['position']]
  const start = numberIn(sources, 'start')
  const end = numberIn(sources, 'end')
  const line = numberIn(sources, 'line')
  const column = numberIn(sources, 'column')
  if (line !== undefined && column !== undefined) return { start, end, line, column }
  if (start !== undefined && queryText !== undefined) return { start, end, ...locate(queryText, start) }
  const words = /\bline (\d{1,6})(?:, ?column |[:,] ?)(\d{1,6})/i.exec(detail)
  return words ? { start, end, line: Number(words[1]), column: Number(words[2]) } : undefined
}
