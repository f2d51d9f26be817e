/** Deeper values, and values after this many, are cut: a React element or a DOM node leads to half the page. */
const MAX_DEPTH = 8
const MAX_NODES = 5000

/**
 * JSON text of any value, never throwing. What JSON cannot carry is made text (BigInt, circular references, what throws when it
 * is read) or dropped (functions, symbols). `JSON.stringify` runs first, alone: the copy costs several times as much.
 */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    let left = MAX_NODES
    const toPlain = (read: () => unknown, parents: readonly unknown[]): unknown => {
      try {
        const value = read()
        if (typeof value === 'bigint') return String(value)
        if (typeof value !== 'object' || !value) return value
        if (parents.includes(value)) return '[Circular]'
        if (parents.length >= MAX_DEPTH || --left < 0) return '[Truncated]'
        if ('toJSON' in value) return JSON.parse(JSON.stringify(value)) as unknown
        const inside = [...parents, value]
        const entries = Object.keys(value).map(key => [
          key,
          toPlain(() => (value as Record<string, unknown>)[key], inside),
        ])
        return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries)
      } catch {
        return '[Unreadable]'
      }
    }
    return JSON.stringify(toPlain(() => value, []))
  }
}
