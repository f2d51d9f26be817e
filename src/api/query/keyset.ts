import { ConfigError } from '../../core/errors.js'
import { QueryError } from '../errors/classes.js'
import { isQueryError } from '../errors.js'
import { runQuery, type HogQLInput, type QueryRunOptions } from '../resources/query.js'
import type { ApiCaller } from '../transport/transport.js'
import { toHogQLResult, type HogQLField, type HogQLResult, type HogQLRow } from './result.js'

/** How to page through HogQL. */
export interface KeysetOptions {
  /** The column that orders the pages. The query must select it, and it must not be NULL. Default `timestamp`. */
  readonly by?: string
  /** Tells rows of one `by` apart, so that no page loses any. The query must select it. Default `uuid`; `null` when `by` has no value twice. */
  readonly tieBreaker?: string | null
  /** Default `desc`: the newest first. */
  readonly direction?: 'asc' | 'desc'
  /** Rows on one page, 1 to 49,999. Default 100. */
  readonly pageSize?: number
}

/** Where a page ends: the next one begins after these values. Plain JSON, so that a URL can hold it. */
export interface KeysetCursor {
  readonly by: string | number
  readonly tieBreaker: string | number | null
  /** ClickHouse's types of both, by which they are compared. */
  readonly types: { readonly by: string; readonly tieBreaker: string }
}

/** One page, and where the next one begins: `undefined` after the last. */
export interface HogQLPage<TRow extends object = HogQLRow> extends HogQLResult<TRow> {
  readonly nextCursor: KeysetCursor | undefined
}

const prefix = 'select * from (\n'

function quote(column: string, option: string): string {
  if (/^[A-Za-z_$][\w$]{0,199}$/.test(column)) return `\`${column}\``
  throw new ConfigError(
    `${option} "${column}" is not a column's name. Give the column an alias in the query: "… as at".`,
  )
}

/** A key as it is compared: text becomes what its column is, exactly. */
function keyOf(name: string, type: string): string {
  if (/\bDateTime/.test(type)) return `toDateTime({${name}})`
  if (/\bDate\b/.test(type)) return `toDate({${name}})`
  return /\bUUID\b/.test(type) ? `toUUID({${name}})` : `{${name}}`
}

interface Plan {
  readonly by: string
  readonly tieBreaker: string | null
  readonly direction: 'asc' | 'desc'
  readonly pageSize: number
}

function toPlan({ by = 'timestamp', tieBreaker = 'uuid', direction = 'desc', pageSize = 100 }: KeysetOptions): Plan {
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 49_999) {
    throw new ConfigError(
      `pageSize ${pageSize} is not usable. Give a whole number from 1 to 49999: PostHog answers 50000 rows at most.`,
    )
  }
  return { by, tieBreaker: tieBreaker === by ? null : tieBreaker, direction, pageSize }
}

function toText(query: string, plan: Plan, after: KeysetCursor | undefined): string {
  const { direction, pageSize } = plan
  const by = quote(plan.by, 'by')
  const tie = plan.tieBreaker === null ? undefined : quote(plan.tieBreaker, 'tieBreaker')
  const order = [by, tie].filter(column => column !== undefined).map(column => `${column} ${direction}`)
  // One row more than a page tells whether there is another page.
  const tail = `order by ${order.join(', ')} limit ${pageSize + 1}`
  // A line of its own for what follows, since the query may end in a comment.
  if (!after) return `${prefix}${query}\n) ${tail}`
  const beyond = direction === 'desc' ? '<' : '>'
  const key = keyOf('hogkit_by', after.types.by)
  const where = tie
    ? `${by} ${beyond}= ${key} and (${by} ${beyond} ${key} or ${tie} ${beyond} ${keyOf('hogkit_tie', after.types.tieBreaker)})`
    : `${by} ${beyond} ${key}`
  return `${prefix}${query}\n) where ${where} ${tail}`
}

function fieldOf(fields: readonly HogQLField[], name: string, option: string): HogQLField {
  const field = fields.find(item => item.name === name)
  if (field) return field
  throw new ConfigError(
    `The query does not select "${name}", by which it shall be paged. Select it, or name another column in ${option}${option === 'tieBreaker' ? ' (null when the other key has no value twice)' : ''}.`,
  )
}

function valueOf(row: HogQLRow, { name }: HogQLField): string | number {
  const value = row[name]
  if (typeof value === 'string' || typeof value === 'number') return value
  throw new ConfigError(
    `A row has ${JSON.stringify(value)} in "${name}", by which the query is paged. A key must be text, a number or a time: leave such rows out (where ${name} is not null).`,
  )
}

/** Moves a mistake's position from the wrapped text to the caller's own. */
function inOwnText(error: unknown, query: string): unknown {
  if (!isQueryError(error) || !error.position) return error
  const { start, end, line, column } = error.position
  const move = (offset: number | undefined) =>
    offset === undefined ? undefined : Math.max(0, Math.min(query.length, offset - prefix.length))
  return new QueryError(error.message, {
    ...error.posthog,
    status: error.status,
    position: { start: move(start), end: move(end), line: Math.max(1, line - 1), column },
    cause: error,
  })
}

/**
 * One page of a HogQL query by keyset: rows after the last one of the page before, found by the key and not by counting (OFFSET), so that
 * page 1000 costs what page 1 does and events that arrive meanwhile move nothing. The query keeps its own WHERE and GROUP BY; an ORDER BY of
 * its own is overruled, a LIMIT of its own bounds the whole.
 *
 * @param cursor where the page begins: the `nextCursor` of the one before; `undefined` for the first
 * @throws ConfigError when the query does not select its keys, QueryError with positions in the caller's own text
 */
export async function readHogQLPage<TRow extends object = HogQLRow>(
  api: ApiCaller,
  input: HogQLInput,
  keyset: KeysetOptions = {},
  cursor?: KeysetCursor,
  options: Omit<QueryRunOptions, 'onProgress'> = {},
): Promise<HogQLPage<TRow>> {
  const plan = toPlan(keyset)
  const { query, values, ...rest } = typeof input === 'string' ? { query: input } : input
  const text = toText(query, plan, cursor)
  const bound = cursor && { hogkit_by: cursor.by, ...(plan.tieBreaker !== null && { hogkit_tie: cursor.tieBreaker }) }
  const node = {
    ...rest,
    kind: 'HogQLQuery',
    query: text,
    ...((values ?? bound) && { values: { ...values, ...bound } }),
  } as const
  const response = await runQuery(api, node, options).catch((error: unknown) => {
    throw inOwnText(error, query)
  })
  return toPage<TRow>(toHogQLResult(response, text), plan)
}

function toPage<TRow extends object>(result: HogQLResult, plan: Plan): HogQLPage<TRow> {
  const { by, tieBreaker, pageSize } = plan
  const { fields } = result
  const byField = fieldOf(fields, by, 'by')
  const tieField = tieBreaker === null ? undefined : fieldOf(fields, tieBreaker, 'tieBreaker')
  const hasMore = result.rows.length > pageSize
  const rows = result.rows.slice(0, pageSize)
  const last = rows.at(-1)
  const nextCursor =
    hasMore && last
      ? {
          by: valueOf(last, byField),
          tieBreaker: tieField ? valueOf(last, tieField) : null,
          types: { by: byField.type, tieBreaker: tieField?.type ?? '' },
        }
      : undefined
  return {
    ...result,
    results: result.results.slice(0, pageSize),
    rows,
    limit: pageSize,
    hasMore,
    truncated: false,
    nextCursor,
  } as unknown as HogQLPage<TRow>
}

/** All pages of a HogQL query, one after the other, as the loop comes to them. See {@link readHogQLPage}. */
export async function* walkHogQLPages<TRow extends object = HogQLRow>(
  api: ApiCaller,
  input: HogQLInput,
  keyset?: KeysetOptions,
  options?: Omit<QueryRunOptions, 'onProgress'>,
): AsyncGenerator<HogQLPage<TRow>, void, undefined> {
  let cursor: KeysetCursor | undefined
  do {
    // Each page begins where the one before ends.
    // oxlint-disable-next-line no-await-in-loop
    const page = await readHogQLPage<TRow>(api, input, keyset, cursor, options)
    yield page
    cursor = page.nextCursor
  } while (cursor)
}
