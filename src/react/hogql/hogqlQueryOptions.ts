import type { ApiCaller, HogQLQuery, HogQLQueryResponse, QueryRefresh } from '../../api/index.js'
import { runQuery } from '../../api/resources/query.js'
import { readKey, readRequest } from '../query/request.js'

/** HogQL text, or the text with the `values` bound to its `{placeholders}`: the one safe place for a user's input. */
export type HogQLInput = string | Omit<HogQLQuery, 'kind'>

/** A row by column name when nothing says more. */
export type HogQLRow = Readonly<Record<string, unknown>>

/**
 * PostHog's answer as it came (`results`, `columns`, `types`, `hasMore`, …) and the same rows as objects in `rows`.
 * Where two columns have one name, the later are called `name_2`, `name_3`, … in `rows`.
 */
export interface HogQLResult<TRow extends object = HogQLRow> extends HogQLQueryResponse {
  readonly rows: TRow[]
}

export interface HogQLRequestOptions {
  /** How PostHog may use its cache. Default `blocking`: a recent answer, else a new one. */
  readonly refresh?: QueryRefresh | undefined
}

/**
 * Describes a HogQL query for TanStack Query: `queryClient.prefetchQuery(hogqlQueryOptions(api, 'select 1'))` in a
 * loader fills what `useHogQL('select 1')` shows.
 */
export function hogqlQueryOptions<TRow extends object = HogQLRow>(
  api: ApiCaller,
  input: HogQLInput,
  { refresh }: HogQLRequestOptions = {},
) {
  const query: HogQLQuery = { kind: 'HogQLQuery', ...(typeof input === 'string' ? { query: input } : input) }
  const body = { query, ...(refresh && { refresh }) }
  return readRequest(readKey(api, 'query.run', {}, body), async call =>
    toHogQLResult<TRow>(await runQuery(api, body, call)),
  )
}

/** Adds `rows` to PostHog's answer. `TRow` is the caller's word for what the query selects; nothing checks it. */
export function toHogQLResult<TRow extends object = HogQLRow>(response: HogQLQueryResponse): HogQLResult<TRow> {
  const names = uniqueNames(response.columns ?? [])
  const results = response.results ?? []
  const rows = results.map(values => Object.fromEntries(names.map((name, index) => [name, values[index]])) as TRow)
  return { ...response, rows }
}

function uniqueNames(columns: readonly string[]): string[] {
  const taken = new Set<string>()
  return columns.map(column => {
    let name = column
    for (let count = 2; taken.has(name); count += 1) name = `${column}_${count}`
    taken.add(name)
    return name
  })
}
