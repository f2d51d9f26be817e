import { HogQLError } from './errors.js'
import { tokenize } from './parser/lexer.js'

/** What can be given to a query as a value. Lists are for IN. Whole numbers beyond 2^53 go as text: JSON cannot carry them. */
export type HogQLValue = string | number | boolean | null | Date | readonly HogQLValue[]

/** A query with its values apart, as `useHogQL`, the API client and the query endpoint take it. */
export interface HogQLText {
  /** The text, with a placeholder `{v1}` for every value. */
  readonly query: string
  readonly values: Readonly<Record<string, HogQLValue>>
}

/** Texts and values in turn: one text more than there are values. */
interface Parts {
  readonly texts: readonly string[]
  readonly values: readonly HogQLValue[]
}

const known = new WeakMap<object, Parts>()

function tag(texts: TemplateStringsArray, ...inserted: readonly (HogQLValue | HogQLText)[]): HogQLText {
  const parts: { texts: string[]; values: HogQLValue[] } = { texts: [texts[0] ?? ''], values: [] }
  for (const [index, item] of inserted.entries()) {
    const inner = isText(item) ? known.get(item) : undefined
    if (inner) append(parts, inner)
    else {
      parts.values.push(checkValue(item as HogQLValue))
      parts.texts.push('')
    }
    parts.texts.push(`${parts.texts.pop() ?? ''}${texts[index + 1] ?? ''}`)
  }
  return build(parts)
}

function identifier(...chain: readonly string[]): HogQLText {
  if (chain.length === 0 || chain.some(part => typeof part !== 'string' || part === ''))
    throw new HogQLError('invalid_value', 'A name needs at least one part, and none may be empty.')
  return build({ texts: [chain.map(quoted).join('.')], values: [] })
}

function join(items: readonly HogQLText[], between: string): HogQLText {
  const parts: { texts: string[]; values: HogQLValue[] } = { texts: [''], values: [] }
  for (const [index, item] of items.entries()) {
    const inner = known.get(item)
    if (!inner) throw new HogQLError('invalid_value', 'Only parts made by hogql`…` can be joined.')
    if (index > 0) append(parts, { texts: [between], values: [] })
    append(parts, inner)
  }
  return build(parts)
}

function append(parts: { texts: string[]; values: HogQLValue[] }, inner: Parts): void {
  const [first = '', ...rest] = inner.texts
  parts.texts.push(`${parts.texts.pop() ?? ''}${first}`, ...rest)
  parts.values.push(...inner.values)
}

function isText(item: HogQLValue | HogQLText): item is HogQLText {
  return typeof item === 'object' && item !== null && known.has(item)
}

function build(parts: Parts): HogQLText {
  const written = parts.texts.join('')
  let prefix = 'v'
  // A placeholder of the writer's own must keep its meaning.
  while (new RegExp(`\\{\\s*${prefix}\\d`).test(written)) prefix += 'v'
  const names = parts.values.map((_, index) => `${prefix}${index + 1}`)
  const query = parts.texts.map((text, index) => (index === 0 ? text : `{${names[index - 1] ?? ''}}${text}`)).join('')
  if (names.length > 0) checkPlaces(query, names)
  const made = Object.freeze({
    query,
    values: Object.freeze(Object.fromEntries(names.map((name, index) => [name, parts.values[index] ?? null]))),
  })
  known.set(made, parts)
  return made
}

/** A placeholder in quotes would be sent as the text of its name. */
function checkPlaces(query: string, names: string[]): void {
  const found = new Set<string>()
  const { tokens } = tokenize(query, () => undefined)
  for (const [index, token] of tokens.entries()) {
    if (token.op === '{' && tokens[index + 2]?.op === '}') found.add(tokens[index + 1]?.value ?? '')
  }
  const lost = names.findIndex(name => !found.has(name))
  if (lost !== -1)
    throw new HogQLError(
      'invalid_value',
      `Value ${lost + 1} stands in quotes, in a comment or in a tag. Write it without: event = \${name}, not event = '\${name}'.`,
    )
}

function checkValue(value: HogQLValue): HogQLValue {
  if (Array.isArray(value)) return value.map(item => checkValue(item as HogQLValue))
  const plain = ['string', 'number', 'boolean'].includes(typeof value) || value === null
  if (plain || (value instanceof Date && !Number.isNaN(value.getTime()))) return value
  const found = value instanceof Date ? 'an invalid date' : value === undefined ? 'undefined' : `a ${typeof value}`
  throw new HogQLError(
    'invalid_value',
    `A value of a query cannot be ${found}. Pass a text, number, boolean, date, null or a list of them; for another part of the query use hogql\`…\`.`,
  )
}

function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '``')}\``
}

/** What {@link hogql} is: a tag for templates, with helpers. */
export interface HogQLTag {
  (texts: TemplateStringsArray, ...inserted: readonly (HogQLValue | HogQLText)[]): HogQLText
  /** A part that adds nothing, for what is left out. */
  readonly empty: HogQLText
  /**
   * A name from outside, as a property that the user picked: `` hogql`SELECT ${hogql.identifier('properties', key)} FROM events` ``.
   * Each part is quoted, so it is a name whatever it contains.
   *
   * @throws HogQLError `invalid_value` for an empty name
   */
  identifier(...chain: readonly string[]): HogQLText
  /** Parts with a text between them: `hogql.join(conditions, ' AND ')`. The text is yours, not a user's. Without parts: empty. */
  join(items: readonly HogQLText[], between: string): HogQLText
}

/**
 * A query, or a part of one, with values that never become text. What is between `${` and `}` is
 * - a value (text, number, boolean, date, null, or a list of them): becomes a placeholder,
 * - another `` hogql`…` ``: is put in with its values,
 * - `hogql.identifier(…)`: becomes a quoted name.
 *
 * ```ts
 * const { query, values } = hogql`SELECT count() FROM events WHERE event = ${name} AND timestamp > ${since}`
 * const filter = plan ? hogql`AND person.properties.plan = ${plan}` : hogql.empty
 * useHogQL(hogql`SELECT event FROM events WHERE event IN ${events} ${filter}`)
 * ```
 *
 * Placeholders that you write yourself, as `{filters}`, stay.
 *
 * @throws HogQLError `invalid_value` for what is no value, and for a value in quotes or in a comment, where it would be text
 */
export const hogql: HogQLTag = /* @__PURE__ */ Object.assign(tag, {
  empty: /* @__PURE__ */ build({ texts: [''], values: [] }),
  identifier,
  join,
})
