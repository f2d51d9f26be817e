import { randomUUID } from 'node:crypto'
import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject, objectOrEmpty } from '../../json.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { withDashboardFilters, withVariables } from './overrides.js'
import { findRunner, runNode } from './runNode.js'

const backgroundRefreshes = new Set(['async', 'force_async', 'lazy_async', 'async_except_on_cache_miss'])
const refreshes = new Set([...backgroundRefreshes, 'blocking', 'force_blocking', 'force_cache'])

/** `POST query/`: runs a query and waits, or with `refresh: "async"` starts it and answers at once. https://posthog.com/docs/api/query */
export const runQuery: ApiHandler = async ({ request, body }, services) => {
  const node = readNode(body)
  // What no runner answers is refused before it is put in the background.
  findRunner(node)
  const id = readQueryId(body)
  if (!isBackground(body)) return json(await answer(node, services, request.signal))
  const status = services.jobs.start(id, signal => answer(node, services, signal))
  return json({ query_status: status }, 202)
}

/** `GET query/:id/`: 202 while it runs, 200 with the answer in `results`, 400 or 500 when it failed. */
export const queryStatus: ApiHandler = async ({ params }, { jobs }) => {
  const id = params['id'] ?? ''
  const status = jobs.status(id)
  if (!status.complete) return json({ query_status: status }, 202)
  if (!status.error) return json({ query_status: status })
  return json({ query_status: status }, jobs.isUsersFault(id) ? 400 : 500)
}

/** `DELETE query/:id/`: stops a query. Ids of no query are no error. */
export const cancelQuery: ApiHandler = async ({ params }, { jobs }) => {
  const id = params['id'] ?? ''
  await jobs.cancel(id)
  return json({ message: `Query ${id.slice(0, 100)} was cancelled.` })
}

async function answer(node: JsonObject, services: ApiServices, signal: AbortSignal): Promise<JsonObject> {
  const result = await runNode(node, services, signal)
  const at = new Date(services.now()).toISOString()
  return {
    resolved_date_range: null,
    ...result,
    query_status: null,
    is_cached: false,
    cache_key: `cache_${randomUUID().replaceAll('-', '')}`,
    cache_target_age: null,
    calculation_trigger: null,
    last_refresh: at,
    next_allowed_client_refresh: at,
    timezone: services.project.timezone,
  }
}

function readNode(body: JsonObject): JsonObject {
  const node = body['query']
  if (node === undefined) throw validationError('required', 'This field is required.', 'query')
  if (!isJsonObject(node)) throw validationError('invalid_input', 'Query must be an object with a kind.', 'query')
  return withVariables(withDashboardFilters(node, objectOrEmpty(body['filters_override'])), body['variables_override'])
}

function readQueryId(body: JsonObject): string | undefined {
  const id = body['client_query_id']
  if (id === undefined || id === null) return undefined
  if (typeof id === 'string' && /^[\w-]{1,100}$/.test(id)) return id
  throw validationError(
    'invalid_input',
    'client_query_id has letters, digits, - and _, at most 100.',
    'client_query_id',
  )
}

function isBackground(body: JsonObject): boolean {
  const refresh = body['async'] === true ? 'async' : body['refresh']
  if (typeof refresh !== 'string') return false
  if (!refreshes.has(refresh)) {
    throw validationError('invalid_choice', `"${refresh.slice(0, 50)}" is not a valid choice.`, 'refresh')
  }
  return backgroundRefreshes.has(refresh)
}
