import type { ApiCaller, CallOptions, HogQLQuery, HogQLResult, HogQLRow, QueryRefresh } from '../../api/index.js'
import { toHogQLResult } from '../../api/query/result.js'
import { runQuery } from '../../api/resources/query.js'

/** Runs HogQL and reads the answer; a chunk of its own, because a page needs it only once it asks. */
export async function readHogQL<TRow extends object = HogQLRow>(
  api: ApiCaller,
  query: HogQLQuery,
  options: CallOptions & { readonly refresh: QueryRefresh | undefined },
): Promise<HogQLResult<TRow>> {
  return toHogQLResult<TRow>(await runQuery(api, query, options), query.query)
}
