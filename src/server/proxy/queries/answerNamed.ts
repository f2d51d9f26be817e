import { endpoints } from '../../../api/endpoints.js'
import { isSafeSegment } from '../../../api/path.js'
import { namedQueryRow } from '../../../api/query/named.js'
import { Denial } from '../../http/denial.js'
import { checkScopes } from '../authorize.js'
import { admit, type Exchange, forward } from '../exchange.js'
import { checkQuery, readFields } from '../input.js'
import type { ProxySettings } from '../options.js'
import { toRoute } from '../route.js'
import { readValues } from './readValues.js'

const prefix = namedQueryRow.path.slice(0, namedQueryRow.path.indexOf(':'))

/**
 * The name of the query that a path asks for, with or without a slash at its end; empty for one that no query can have. `undefined` for any
 * other path, and where there are no named queries.
 */
export function namedQueryIn(pathname: string, { basePath, queries }: ProxySettings): string | undefined {
  if (queries.size === 0 || !pathname.startsWith(basePath + prefix)) return undefined
  try {
    const name = decodeURIComponent(pathname.slice(basePath.length + prefix.length).replace(/\/$/, ''))
    return isSafeSegment(name) ? name : ''
  } catch {
    return ''
  }
}

/** Runs a named query: its text from here, its values checked and bound. Who asks is known before whether there is one of this name. */
export async function answerNamed(name: string, exchange: Exchange): Promise<Response> {
  const { request, url, settings, deadline, notes } = exchange
  const { method } = namedQueryRow
  if (request.method !== method) {
    throw new Denial(405, 'method_not_allowed', `A named query takes ${method}.`, { headers: { allow: method } })
  }
  const caller = await admit(exchange)
  const query = settings.queries.get(name)
  if (!query) {
    throw new Denial(
      404,
      'not_found',
      `This proxy has no query "${name.slice(0, 100)}". Name it in createProxy({ queries }).`,
    )
  }
  notes.endpoint = 'query.run'
  notes.query = name
  checkScopes(caller, query.scopes)
  checkQuery(url.searchParams, namedQueryRow, name)
  const body = await readFields(request, settings.maxBodyBytes, deadline.signal)
  const { signal } = deadline
  const values = await readValues(body, query, { request, subject: caller.subject, signal })
  const route = toRoute({ id: 'query.run', endpoint: endpoints['query.run'], params: {} }, settings)
  const asked = {
    query: { kind: 'HogQLQuery', query: query.text, values },
    refresh: query.refresh,
    name: name.slice(0, 128),
  }
  return forward(
    { method, path: route.upstreamPath, body: JSON.stringify(asked) },
    route,
    exchange,
    // As written here: PostHog's print of it holds every value, also those of this side, and its tables. From `query` the client reads
    // whether rows were cut for want of a LIMIT.
    answer => ({ ...answer, query: query.text, hogql: query.text, clickhouse: null, explain: null }),
  )
}
