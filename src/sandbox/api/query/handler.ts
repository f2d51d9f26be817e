import { randomUUID } from 'node:crypto'
import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject, objectOrEmpty } from '../../json.js'
import type { ApiHandler } from '../context.js'
import { notImplemented, validationError } from '../errors.js'
import { queryFailure } from './failure.js'
import { readHogQLNode } from './input.js'
import { isKnownKind } from './kinds.js'

const backgroundRefreshes = new Set(['async', 'force_async', 'lazy_async', 'async_except_on_cache_miss'])
const refreshes = new Set([...backgroundRefreshes, 'blocking', 'force_blocking', 'force_cache'])

/** `POST query/` with a `HogQLQuery`. https://posthog.com/docs/api/query */
export const runQuery: ApiHandler = async ({ request, body }, { hogql, project, now }) => {
  const node = readNode(body)
  const input = readHogQLNode(node)
  refuseBackground(body)
  try {
    const answer = await hogql.run(input, { signal: request.signal })
    const at = new Date(now()).toISOString()
    return json({
      results: answer.results,
      columns: answer.columns,
      types: answer.types,
      hasMore: answer.hasMore,
      limit: answer.limit,
      offset: answer.offset,
      hogql: answer.hogql,
      clickhouse: answer.clickhouse,
      query: input.query,
      error: null,
      explain: null,
      metadata: null,
      modifiers: objectOrEmpty(node['modifiers']),
      timings: answer.timings,
      query_status: null,
      resolved_date_range: null,
      is_cached: false,
      cache_key: `cache_${randomUUID().replaceAll('-', '')}`,
      cache_target_age: null,
      calculation_trigger: null,
      last_refresh: at,
      next_allowed_client_refresh: at,
      timezone: project.timezone,
    })
  } catch (error) {
    throw queryFailure(error)
  }
}

function readNode(body: JsonObject): JsonObject {
  const node = body['query']
  if (node === undefined) throw validationError('required', 'This field is required.', 'query')
  if (!isJsonObject(node)) throw validationError('invalid_input', 'Query must be an object with a kind.', 'query')
  const kind = node['kind']
  if (kind === 'HogQLQuery') return node
  if (isKnownKind(kind)) {
    throw notImplemented(`The sandbox runs HogQLQuery only, not ${kind}. Write it as HogQL, or send it to PostHog.`)
  }
  throw validationError('invalid_input', `Unsupported query kind: ${String(kind).slice(0, 100)}`, 'query')
}

function refuseBackground(body: JsonObject): void {
  const refresh = body['async'] === true ? 'async' : body['refresh']
  if (typeof refresh === 'string' && !refreshes.has(refresh)) {
    throw validationError('invalid_choice', `"${refresh.slice(0, 50)}" is not a valid choice.`, 'refresh')
  }
  if (typeof refresh === 'string' && backgroundRefreshes.has(refresh)) {
    throw notImplemented(
      `The sandbox answers queries at once and cannot run them in the background (refresh: "${refresh}"). Send refresh: "blocking".`,
    )
  }
}
