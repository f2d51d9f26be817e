import { ConfigError } from '../../core/errors.js'
import { type NamedQueryResult, namedQueryRow, type QueryName, type QueryValuesOf } from '../query/named.js'
import type { HogQLQueryResponse } from '../query/nodes.js'
import { toHogQLResult } from '../query/result.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'

/**
 * `api.query.named` as a function, for any {@link ApiCaller} that goes through a proxy: only the name and the values are sent.
 * @throws ConfigError for a caller with a key
 */
export async function runNamedQuery<TName extends QueryName>(
  api: ApiCaller,
  name: TName,
  values?: QueryValuesOf<TName>,
  options?: CallOptions,
): Promise<NamedQueryResult<TName>> {
  if (api.mode === 'key') {
    throw new ConfigError(
      `The named query "${name}" lives in a proxy (createProxy({ queries }) of hogkit/server), and this API client asks PostHog itself with a key. Give it the proxy, createApi({ baseUrl }), or run the text here with api.query.hogql.`,
    )
  }
  const answer = await api.request<HogQLQueryResponse>(namedQueryRow, {
    ...options,
    params: { name },
    body: { values: values ?? {} },
  })
  return toHogQLResult(answer) as NamedQueryResult<TName>
}
