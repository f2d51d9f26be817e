import type { Scope } from '../../../api/endpoints.js'
import { isSafeSegment } from '../../../api/path.js'
import { namedQueryRow, type QueryName } from '../../../api/query/named.js'
import { ConfigError } from '../../../core/errors.js'
import type { StandardSchema } from '../../../core/standardSchema.js'
import { HogQLError, type Placeholder, parseSelect, walk } from '../../../hogql/index.js'

/** A HogQL query that lives here: a browser asks for it by name and sends values, never text. */
export interface NamedQuery {
  /** HogQL, with `{placeholders}` for its values: `select event from events where timestamp > now() - toIntervalDay({days})`. */
  readonly query: string
  /**
   * Checks the values that a browser sends, as one object, and gives what is bound: any Standard Schema (Zod, Valibot, ArkType, …). Without
   * one, exactly the placeholders of the text are taken: texts, numbers, booleans, null, and lists of them, bounded in size.
   */
  readonly values?: StandardSchema
  /**
   * Values of your side, for placeholders that no browser may fill: the tenant of who asks, for example. Asked for each request, after
   * `authorize`; `subject` is what `authorize` named. It reads headers and cookies, not the body. PostHog's print of
   * the query, which holds them, is not passed on.
   */
  readonly bind?: (
    request: Request,
    subject: string | undefined,
  ) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>
  /** All of them are needed. Default `['query:read']`; a scope of your own (`report:read`) lets callers run this and no other HogQL. */
  readonly scopes?: readonly [Scope, ...Scope[]]
  /** Whether PostHog may answer from its cache. Default `blocking`: a recent answer, else a new one. */
  readonly refresh?: 'blocking' | 'force_blocking'
}

/** Named queries by name; the names are those of `Register['queries']` once there are any. */
export type NamedQueries = { readonly [TName in QueryName]?: NamedQuery }

/** {@link NamedQuery}, read once. */
export interface ResolvedQuery {
  readonly name: string
  readonly text: string
  /** Every value that the text needs. */
  readonly placeholders: readonly string[]
  readonly schema: StandardSchema | undefined
  readonly bind: NamedQuery['bind']
  readonly scopes: readonly [Scope, ...Scope[]]
  readonly refresh: NamedQuery['refresh']
}

/** Names that PostHog fills from a query's own filters and variables. A named query has neither. */
const reserved = ['filters', 'variables']

/** @throws ConfigError for HogQL that is none, a placeholder that nothing could fill, or a name that cannot stand in a path */
export function resolveNamedQueries(queries: NamedQueries): ReadonlyMap<string, ResolvedQuery> {
  const entries = Object.entries<NamedQuery | undefined>(queries)
  return new Map(entries.flatMap(([name, query]) => (query ? [[name, resolve(name, query)]] : [])))
}

function resolve(name: string, { query, values, bind, scopes, refresh }: NamedQuery): ResolvedQuery {
  const wrong = (what: string) => new ConfigError(`queries has "${name}", ${what}`)
  if (!isSafeSegment(name)) throw wrong('which cannot stand in a path. Use letters, digits, "-", "_" and ".".')
  // Plain JavaScript may leave the list empty, which would mean: nothing is needed.
  if (scopes?.length === 0)
    throw wrong("which needs no scope, so everybody could run it. Name one, or leave scopes out for ['query:read'].")
  const fields = placeholdersOf(query, wrong)
  const special = fields.find(([first]) => reserved.includes(first))
  if (special)
    throw wrong(`which has {${special.join('.')}}: nothing fills that here. Give the placeholder another name.`)
  const nested = fields.find(path => path.length > 1)
  if (nested && !values && !bind) {
    throw wrong(
      `which reads {${nested.join('.')}} out of an object. Give it a schema (values) that says what is in it.`,
    )
  }
  const placeholders = [...new Set(fields.map(([first]) => first))]
  return { name, text: query, placeholders, schema: values, bind, scopes: scopes ?? namedQueryRow.scopes, refresh }
}

type Path = readonly [first: string, ...rest: string[]]

/** What stands between braces, by its path: `{days}`, `{range.from}`, and the names inside of `{toDate(from)}`. */
function placeholdersOf(text: string, wrong: (what: string) => ConfigError): Path[] {
  const found: Path[] = []
  try {
    walk(parseSelect(text), node => {
      if (node.node === 'Placeholder') found.push(...pathsIn(node))
      return node.node !== 'Placeholder'
    })
  } catch (error) {
    if (error instanceof HogQLError) throw wrong(`which is no HogQL: ${error.at(text).message}`)
    throw error
  }
  return found
}

function pathsIn(placeholder: Placeholder): Path[] {
  const paths: Path[] = []
  walk(placeholder.expr, node => {
    if (node.node !== 'Field') return
    const [first, ...rest] = node.chain.map(String)
    if (first !== undefined) paths.push([first, ...rest])
  })
  return paths
}
