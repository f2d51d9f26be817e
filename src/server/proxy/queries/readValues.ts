import type { StandardIssue } from '../../../core/standardSchema.js'
import { untilAborted } from '../../http/deadline.js'
import { Denial } from '../../http/denial.js'
import type { ResolvedQuery } from './namedQuery.js'

type Values = Readonly<Record<string, unknown>>

/** Who asks, for the values of the server's own side. */
export interface ValuesContext {
  readonly request: Request
  readonly subject: string | undefined
  readonly signal: AbortSignal
}

const maxTextLength = 10_000
const maxItems = 1_000
/** Enough to say what is wrong; what was sent may be long. */
const maxNamed = 10
const maxNameLength = 100
const maxDetailLength = 2_000

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list = (names: readonly string[]) =>
  names
    .slice(0, maxNamed)
    .map(name => `"${name.slice(0, maxNameLength)}"`)
    .join(', ')

/** `attr` is PostHog's way to name a nested field: `values__days`. */
function invalid(detail: string, ...path: readonly string[]): Denial {
  const attr = ['values', ...path].join('__').slice(0, maxNameLength)
  return new Denial(400, 'invalid_values', detail.slice(0, maxDetailLength), { attr })
}

/**
 * The values to bind, made anew: one for each placeholder of the text, and no other.
 * @throws Denial 400 that names what is wrong, unknown or missing
 */
export async function readValues(body: Values, query: ResolvedQuery, context: ValuesContext): Promise<Values> {
  const { values: given = {}, ...others } = body
  const other = Object.keys(others)[0]
  if (other !== undefined) {
    throw new Denial(400, 'invalid_input', 'A named query is asked with its values alone: { "values": { … } }.', {
      attr: other.slice(0, maxNameLength),
    })
  }
  if (!isRecord(given)) throw invalid('values must be an object: one value for each name.')
  const own = await bindOwn(query, context)
  const open = query.placeholders.filter(name => !Object.hasOwn(own, name))
  const read = query.schema ? await validate(given, query, context.signal) : readPlain(given, open, query)
  const missing = open.filter(name => !Object.hasOwn(read, name) || read[name] === undefined)
  if (missing[0] !== undefined) throw invalid(`${query.name} lacks a value for ${list(missing)}.`, missing[0])
  return Object.fromEntries(query.placeholders.map(name => [name, Object.hasOwn(own, name) ? own[name] : read[name]]))
}

/** What the server's own code says; no browser can put another in its place. */
async function bindOwn({ bind, name }: ResolvedQuery, { request, subject, signal }: ValuesContext): Promise<Values> {
  if (!bind) return {}
  const own: unknown = await untilAborted((async () => bind(request, subject))(), signal)
  const lacking = isRecord(own) ? Object.keys(own).find(key => own[key] === undefined) : name
  // Not left to the browser: what the server meant to fill would be open.
  if (!isRecord(own) || lacking !== undefined)
    throw new TypeError(`bind of the query "${name}" gave no value: ${lacking}.`)
  return own
}

async function validate(given: Values, { schema, name }: ResolvedQuery, signal: AbortSignal): Promise<Values> {
  const result = await untilAborted((async () => schema?.['~standard'].validate(given))(), signal)
  if (result?.issues) throw toDenial(result.issues, name)
  if (isRecord(result?.value)) return result.value
  throw new TypeError(`The schema of the query "${name}" gives no object: it must take all values as one.`)
}

function toDenial(issues: readonly StandardIssue[], name: string): Denial {
  const pathOf = ({ path = [] }: StandardIssue) => path.map(part => String(typeof part === 'object' ? part.key : part))
  const said = issues.slice(0, maxNamed).map(issue => `${pathOf(issue).join('.') || 'values'}: ${issue.message}`)
  return invalid(`${name} refuses its values. ${said.join('; ')}`, ...(issues[0] ? pathOf(issues[0]) : []))
}

function readPlain(given: Values, open: readonly string[], { name }: ResolvedQuery): Values {
  const unknown = Object.keys(given).filter(key => !open.includes(key))
  if (unknown[0] !== undefined) {
    const known = open.length > 0 ? `It takes ${list(open)}.` : 'It takes none.'
    throw invalid(`${name} takes no value ${list(unknown)}. ${known}`, unknown[0])
  }
  const wrong = open.find(key => Object.hasOwn(given, key) && !isPlain(given[key]))
  if (wrong === undefined) return given
  throw invalid(
    `"${wrong}" of ${name} must be a text of at most ${maxTextLength} characters, a number, true, false, null, or a list of at most ${maxItems} of these.`,
    wrong,
  )
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.length <= maxItems && value.every(isScalar)
  return isScalar(value)
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= maxTextLength
  // JSON has no infinity, but 1e999 becomes one, and would be sent on as null.
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'boolean' || value === null
}
