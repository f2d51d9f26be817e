import type { HogQLQueryResponse } from './nodes.js'

/** A row by column name when nothing says more. */
export type HogQLRow = Readonly<Record<string, unknown>>

/** One column of `rows`. */
export interface HogQLField {
  /** Its name in `rows`. */
  readonly name: string
  /** ClickHouse's type, such as `UInt64` or `Nullable(String)`; empty when PostHog did not say. */
  readonly type: string
}

/**
 * PostHog's answer as it came (`results`, `columns`, `types`, …) and the same rows as objects in `rows`. `TRow` is the caller's word for
 * what the query selects: an object types `rows`, a tuple types `results`.
 */
export interface HogQLResult<TRow extends object = HogQLRow> extends Omit<HogQLQueryResponse, 'results' | 'hasMore'> {
  readonly results: (TRow extends readonly unknown[] ? TRow : unknown[])[]
  /** Where two columns have one name, the later are called `name_2`, `name_3`, … here. */
  readonly rows: (TRow extends readonly unknown[] ? HogQLRow : TRow)[]
  /** The columns of `rows`, with their types. */
  readonly fields: readonly HogQLField[]
  /** More rows match, or may match: the answer is as long as its limit let it be. Always `true` or `false`. */
  readonly hasMore: boolean
  /** The rows were cut by PostHog's own limit of 100, because the query has none. Give it a LIMIT, or page through it. */
  readonly truncated: boolean
}

/** What PostHog gives a query without LIMIT. https://posthog.com/docs/sql#limits */
const defaultLimit = 100

function uniqueNames(columns: readonly string[]): string[] {
  const taken = new Set<string>()
  return columns.map(column => {
    let name = column
    for (let count = 2; taken.has(name); count += 1) name = `${column}_${count}`
    taken.add(name)
    return name
  })
}

/** Whether the outermost SELECT may have a LIMIT. A word in quotes or comments is none, one in a subquery may be taken for one. */
function mayHaveLimit(query: string): boolean {
  return /\blimit\b/i.test(query.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`/g, ' '))
}

/**
 * Adds `rows`, `fields` and `truncated` to PostHog's answer, and makes `hasMore` plain where PostHog leaves it `null`.
 * @param query the text that was asked; default: as PostHog repeats it
 */
export function toHogQLResult<TRow extends object = HogQLRow>(
  response: HogQLQueryResponse,
  query: string = response.query ?? '',
): HogQLResult<TRow> {
  const names = uniqueNames(response.columns ?? [])
  const results = response.results ?? []
  const hasMore = response.hasMore ?? results.length >= (response.limit ?? defaultLimit)
  return {
    ...response,
    results: results as HogQLResult<TRow>['results'],
    rows: results.map(values =>
      Object.fromEntries(names.map((name, index) => [name, values[index]])),
    ) as HogQLResult<TRow>['rows'],
    fields: names.map((name, index) => ({ name, type: response.types?.[index]?.[1] ?? '' })),
    hasMore,
    truncated: hasMore && results.length === defaultLimit && !mayHaveLimit(query),
  }
}
