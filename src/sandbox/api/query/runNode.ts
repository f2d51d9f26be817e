import { isJsonObject, type JsonObject } from '../../json.js'
import type { ApiServices } from '../context.js'
import { notImplemented, validationError } from '../errors.js'
import { queryFailure } from './failure.js'
import { isKnownKind } from './kinds.js'
import type { QueryRunner } from './runner.js'
import { actorsQuery } from './runners/actorsQuery.js'
import { hogqlAutocomplete } from './runners/autocomplete.js'
import { eventsQuery } from './runners/eventsQuery.js'
import { hogqlQuery } from './runners/hogqlQuery.js'
import { insightQueries } from './runners/insights.js'
import { metadata } from './runners/metadata.js'
import { databaseSchema } from './runners/schema.js'

/** The kinds of queries that the sandbox runs. */
const runners: Readonly<Record<string, QueryRunner>> = {
  HogQLQuery: hogqlQuery,
  EventsQuery: eventsQuery,
  ActorsQuery: actorsQuery,
  HogQLMetadata: metadata,
  HogQLAutocomplete: hogqlAutocomplete,
  DatabaseSchemaQuery: databaseSchema,
  ...insightQueries,
}

/** They only say how to show what their source answers. */
const wrappers = new Set(['DataTableNode', 'DataVisualizationNode', 'InsightVizNode'])

/** The runner of a node, found before anything runs: an unknown kind is refused at once. */
export function findRunner(node: JsonObject): QueryRunner {
  const { kind, source } = node
  if (wrappers.has(String(kind)) && isJsonObject(source)) {
    const inner = findRunner(source)
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

/** Answers a query of any kind. Throws ApiError. */
export async function runNode(node: JsonObject, services: ApiServices, signal: AbortSignal): Promise<JsonObject> {
  try {
    return await findRunner(node)(node, services, signal)
  } catch (error) {
    throw queryFailure(error)
  }
}
