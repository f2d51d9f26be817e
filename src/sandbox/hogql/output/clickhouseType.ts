/** A parsed ClickHouse type: `Nullable(DateTime64(6, 'UTC'))` is `DateTime64` with arguments, nullability left out. */
export interface ClickHouseType {
  name: string
  /** Types of the parts of `Array`, `Tuple`, `Map`. */
  parts: ClickHouseType[]
  /** Time zone of dates with time. */
  timezone?: string
}

/** Parses a type as ClickHouse prints it. `Nullable`, `LowCardinality` and `SimpleAggregateFunction` are looked through. */
export function parseType(text: string): ClickHouseType {
  const open = text.indexOf('(')
  if (open === -1) return { name: text, parts: [] }
  const name = text.slice(0, open)
  const args = splitArguments(text.slice(open + 1, text.lastIndexOf(')')))
  if (name === 'Nullable' || name === 'LowCardinality') return parseType(args[0] ?? '')
  if (name === 'SimpleAggregateFunction') return parseType(args.at(-1) ?? '')
  if (name === 'Array' || name === 'Map') return { name, parts: args.map(parseType) }
  if (name === 'Tuple' || name === 'Nested') return { name, parts: args.map(arg => parseType(withoutName(arg))) }
  const zone = args.find(arg => arg.startsWith("'"))?.slice(1, -1)
  return name.startsWith('DateTime') && zone !== undefined ? { name, parts: [], timezone: zone } : { name, parts: [] }
}

/** The type as PostHog shows it: storage details taken off. */
export function displayType(text: string): string {
  return text.replace(/LowCardinality\(((?:[^()]|\([^()]*\))*)\)/g, '$1')
}

/** `name Type` of a named tuple. */
function withoutName(argument: string): string {
  const match = /^(?:`(?:[^`\\]|\\.)*`|[A-Za-z_]\w*) (?=\S)/.exec(argument)
  return match ? argument.slice(match[0].length) : argument
}

function splitArguments(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quoted = ''
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (quoted) {
      if (char === '\\') at += 1
      else if (char === quoted) quoted = ''
    } else if (char === "'" || char === '`') quoted = char
    else if (char === '(') depth += 1
    else if (char === ')') depth -= 1
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  parts.push(text.slice(from).trim())
  return parts
}
