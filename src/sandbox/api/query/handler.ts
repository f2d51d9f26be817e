import { randomUUID } from 'node:crypto'
import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject } from '../../json.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notImplemented, validationError } from '../errors.js'
import { queryFailure } from './failure.js'
import { actorsQuery } from './runners/actorsQuery.js'
import { hogqlAutocomplete } from './runners/autocomplete.js'
import { eventsQuery } from './runners/eventsQuery.js'
import { hogqlQuery } from './runners/hogqlQuery.js'
import { metadata } from './runners/metadata.js'
import { databaseSchema } from './runners/schema.js'
import { isKnownKind } from './kinds.js'
import type { QueryRunner } from './runner.js'

/** The kinds of queries that the sandbox runs. */
const runners: Record<string, QueryRunner> = {
  HogQLQuery: hogqlQuery,
  EventsQuery: eventsQuery,
  ActorsQuery: actorsQuery,
  HogQLMetadata: metadata,
  HogQLAutocomplete: hogqlAutocomplete,
  DatabaseSchemaQuery: databaseSchema,
}

const backgroundRefreshes = new Set(['async', 'force_async', 'lazy_async', 'async_except_on_cache_miss'])
const refreshes = new Set([...backgroundRefreshes, 'blocking', 'force_blocking', 'force_cache'])

/** `POST query/`: runs a query and waits, or with `refresh: "async"` starts it and answers at once. https://posthog.com/docs/api/query */
export const runQuery: ApiHandler = async ({ request, body }, services) => {
  const node = readNode(body)
  const runner = readRunner(node)
  const id = readQueryId(body)
  if (!isBackground(body)) return json(await answer(runner, node, services, request.signal))
  const status = services.jobs.start(id, signal => answer(runner, node, services, signal))
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

async function answer(
  runner: QueryRunner,
  node: JsonObject,
  services: ApiServices,
  signal: AbortSignal,
): Promise<JsonObject> {
  try {
    const result = await runner(node, services, signal)
    const at = new Date(services.now()).toISOString()
    return {
      ...result,
      query_status: null,
      resolved_date_range: null,
      is_cached: false,
      cache_key: `cache_${randomUUID().replaceAll('-', '')}`,
      cache_target_age: null,
      calculation_trigger: null,
      last_refresh: at,
      next_allowed_client_refresh: at,
      timezone: services.project.timezone,
    }
  } catch (error) {
    throw queryFailure(error)
  }
}

function readNode(body: JsonObject): JsonObject {
  const node = body['query']
  if (node === undefined) throw validationError('required', 'This field is required.', 'query')
  if (!isJsonObject(node)) throw validationError('invalid_input', 'Query must be an object with a kind.', 'query')
  return withOverrides(node, body['variables_override'])
}

/** `variables_override` takes the place of the query's own variables of the same code name. */
function withOverrides(node: JsonObject, overrides: unknown): JsonObject {
  if (!isJsonObject(overrides)) return node
  const own = isJsonObject(node['variables']) ? node['variables'] : {}
  const codeName = (variable: unknown) => (isJsonObject(variable) ? variable['code_name'] : undefined)
  const replaced = new Set(Object.values(overrides).map(codeName))
  const kept = Object.entries(own).filter(([, variable]) => !replaced.has(codeName(variable)))
  return { ...node, variables: { ...Object.fromEntries(kept), ...overrides } }
}

/** What runs a query node, wrapped for display or not. Throws 501 for a kind that only PostHog runs, 400 for one that is none. */
export function readRunner(node: JsonObject): QueryRunner {
  const { kind } = node
  // Both only say how to show what their source answers.
  if ((kind === 'DataTableNode' || kind === 'DataVisualizationNode') && isJsonObject(node['source'])) {
    const { source } = node
    const inner = readRunner(source)
    return (_, services, signal) => inner(source, services, signal)
  }
  const runner = typeof kind === 'string' && Object.hasOwn(runners, kind) ? runners[kind] : undefined
  if (runner) return runner
  if (isKnownKind(kind)) {
    const known = Object.keys(runners).join(', ')
    throw notImplemented(`The sandbox runs ${known}, not ${kind}. Write it as HogQL, or send it to PostHog.`)
  }
  throw validationError('invalid_input', `Unsupported query kind: ${String(kind).slice(0, 100)}`, 'query')
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
