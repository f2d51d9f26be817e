import { isName, type Cursor } from './cursor.js'
import { isDecimal } from './literals.js'
import { CAST_TYPES, INTERVALS } from './keywords.js'

/** The type in `CAST(x AS type)`, in lower case with PostHog's spacing: `array(tuple(a int, b string))`, `timestamp with time zone`, `int[3]`. */
export function parseType(p: Cursor): string {
  let type = p.name('a type').toLowerCase()
  if (p.op('(')) type += parseTypeArguments(p)
  else while (isName(p.token)) type += ` ${p.next().value.toLowerCase()}`
  while (p.takeOp('[')) {
    type += `[${isDecimal(p.token) ? p.next().value : ''}]`
    p.expectOp(']')
  }
  return type
}

function parseTypeArguments(p: Cursor): string {
  p.expectOp('(')
  const parts: string[] = []
  while (!p.op(')')) {
    parts.push(parseTypeArgument(p))
    if (!p.takeOp(',')) break
  }
  p.expectOp(')')
  return `(${parts.join(', ')})`
}

/** A type, a name with its type, or a value: `Decimal(10, 2)`, `DateTime64(3, 'UTC')`. */
function parseTypeArgument(p: Cursor): string {
  const next = p.peek()
  if (isName(p.token) && (next.op === ',' || next.op === ')' || next.op === '(' || next.op === '[' || isName(next))) {
    if (isName(next)) return `${p.name('a name').toLowerCase()} ${p.nested(parseType)}`
    return p.nested(parseType)
  }
  if (p.token.kind === 'string' && next.op === '=') p.refuse('Enum types are not supported. Cast to String instead.')
  const from = p.index
  p.nested(p.rules.expr)
  return p.tokens
    .slice(from, p.index)
    .map(token => p.text.slice(token.start, token.end))
    .join('')
}

/** The type after `::`: one word, or `timestamp with time zone`. */
export function parseShortType(p: Cursor): string {
  const { token } = p
  const fits =
    token.kind === 'quoted' ||
    (token.kind === 'word' && (token.keyword === '' || CAST_TYPES.has(token.keyword) || INTERVALS.has(token.keyword)))
  if (!fits) p.fail('a type', 'Write types with arguments as CAST(x AS Array(Int64)).')
  let type = p.next().value
  const local = p.word('WITH') && p.peek().keyword === 'LOCAL' ? 1 : 0
  if (p.word('WITH') && p.peek(1 + local).keyword === 'TIME' && p.peek(2 + local).keyword === 'ZONE') {
    for (let count = 0; count < 3 + local; count += 1) p.next()
    type += local ? ' with local time zone' : ' with time zone'
  }
  return type.toLowerCase()
}
