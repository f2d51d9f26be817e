import type { ApiCaller, NamedQueryArguments, QueryName } from '../../api/index.js'
import { orLoadError } from '../query/lazyCaller.js'
import { readKey, readRequest } from '../query/request.js'

/**
 * Describes a query that lives on the server for TanStack Query: `queryClient.prefetchQuery(namedQueryOptions(api, 'topEvents', { days: 7 }))` fills
 * what `useNamedQuery('topEvents', { days: 7 })` shows. `api` goes through the proxy that has the query; one with a key rejects with a
 * `ConfigError`.
 */
export function namedQueryOptions<TName extends QueryName>(
  api: ApiCaller,
  name: TName,
  ...[values]: NamedQueryArguments<TName>
) {
  return readRequest(readKey(api, 'query.run', {}, { named: name, values: values ?? {} }), async call => {
    // Side by side: what asks and what reads the answer are two files.
    const [{ runNamedQuery }] = await Promise.all([
      orLoadError(import('../../api/resources/namedQuery.js')),
      api.ready?.(),
    ])
    return runNamedQuery(api, name, values, call)
  })
}
