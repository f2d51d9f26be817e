const maxDepth = 12

/**
 * JSON of any value, cut at `maxLength` characters and 12 levels. `JSON.stringify` would run out of stack on hostile nesting and
 * write megabytes to show eighty characters.
 */
export function toBoundedJson(value: unknown, maxLength: number, indent = ''): string {
  const parts: string[] = []
  let left = maxLength
  const write = (text: string): boolean => {
    if (left <= 0) return false
    parts.push(text.length > left ? `${text.slice(0, left)}…` : text)
    left -= text.length
    return left > 0
  }
  const visit = (item: unknown, depth: number): boolean => {
    if (typeof item !== 'object' || item === null) return write(scalar(item, left))
    const list = Array.isArray(item)
    const entries: Iterable<readonly [string | undefined, unknown]> = list ? listEntries(item) : recordEntries(item)
    const [open, close] = list ? '[]' : '{}'
    if (depth >= maxDepth) return write(`${open ?? ''}…${close ?? ''}`)
    if (!write(open ?? '')) return false
    let first = true
    for (const [key, child] of entries) {
      if (!write(`${first ? '' : ','}${lineBreak(indent, depth + 1, first)}`)) return false
      if (key !== undefined && !write(`${JSON.stringify(key.slice(0, left))}: `)) return false
      if (!visit(child, depth + 1)) return false
      first = false
    }
    return write(`${first ? '' : lineBreak(indent, depth, true)}${close ?? ''}`)
  }
  visit(value, 0)
  return parts.join('')
}

function* listEntries(list: readonly unknown[]): Generator<readonly [undefined, unknown]> {
  for (const item of list) yield [undefined, item]
}

function* recordEntries(record: object): Generator<readonly [string, unknown]> {
  for (const key of Object.keys(record)) yield [key, (record as Record<string, unknown>)[key]]
}

function lineBreak(indent: string, depth: number, first: boolean): string {
  if (indent === '') return first ? '' : ' '
  return `\n${indent.repeat(depth)}`
}

function scalar(value: unknown, left: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, left + 1))
  if (typeof value === 'bigint') return value.toString()
  return JSON.stringify(value) ?? 'null'
}

/** A value as one line of plain text: for sorting, searching and CSV. Never cut. */
export function toPlainText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString() : ''
  return toBoundedJson(value, 1_000_000)
}

/** Text that holds a JSON object or list, as HogQL answers `properties`, parsed; anything else as it is. */
export function parseJsonText(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 1_000_000 || !/^\s*[{[]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** The beginning of a text, without cutting through a character of two halves. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const last = text.charCodeAt(maxLength - 1)
  const halved = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, halved ? maxLength - 1 : maxLength)}…`
}
