import { isJsonObject, type JsonObject } from '../../json.js'
import type { ApiServices } from '../context.js'
import { notImplemented, validationError } from '../errors.js'
import { queryFailure } from '../query/failure.js'
import { readRunner } from '../query/handler.js'

/** What an insight's query gave, in an insight's spelling. */
export interface InsightResult {
  readonly result: unknown
  readonly columns: readonly unknown[] | null
  readonly types: readonly unknown[] | null
  readonly hasMore: boolean | null
  readonly hogql: string | null
  /** ISO 8601. */
  readonly last_refresh: string | null
  readonly is_cached: boolean
}

/** An insight nobody computed yet. */
export const notComputed: InsightResult = {
  result: null,
  columns: null,
  types: null,
  hasMore: null,
  hogql: null,
  last_refresh: null,
  is_cached: false,
}

const computing = new Set(['blocking', 'force_blocking', 'true', '1'])
const background = new Set(['async', 'force_async', 'lazy_async', 'async_except_on_cache_miss'])
const cacheOnly = new Set(['force_cache', 'false', '0'])

export type Refresh = 'none' | 'cached' | 'forced'

/** `?refresh=` of an insight or dashboard. Without one nothing is computed. */
export function readRefresh(url: URL): Refresh {
  const refresh = url.searchParams.get('refresh')?.toLowerCase() ?? ''
  if (refresh === '' || cacheOnly.has(refresh)) return 'none'
  if (computing.has(refresh)) return refresh === 'blocking' ? 'cached' : 'forced'
  if (background.has(refresh)) {
    throw notImplemented(
      `The sandbox computes insights while you wait, not in the background (refresh=${refresh}). Send refresh=blocking.`,
    )
  }
  throw validationError('invalid_choice', `"${refresh.slice(0, 50)}" is not a valid choice.`, 'refresh')
}

const freshMs = 60_000
const maxCached = 500

/** Last results, so that a page that is opened twice computes once. Lost at a restart, as a cache may be. */
export interface InsightResults {
  read(id: number, version: number): InsightResult
  compute(
    insight: { id: number; version: number; query: JsonObject | null },
    options: { refresh: Refresh; signal: AbortSignal },
    services: ApiServices,
  ): Promise<InsightResult>
}

export function createInsightResults(now: () => number): InsightResults {
  const cache = new Map<string, { readonly at: number; readonly value: InsightResult }>()
  const keyOf = (id: number, version: number) => `${id}:${version}`
  return {
    read(id, version) {
      const value = cache.get(keyOf(id, version))?.value
      return value ? { ...value, is_cached: true } : notComputed
    },
    async compute({ id, version, query }, { refresh, signal }, services) {
      const key = keyOf(id, version)
      const known = cache.get(key)
      if (refresh === 'none') return this.read(id, version)
      if (refresh === 'cached' && known && now() - known.at < freshMs) return this.read(id, version)
      const value = await run(query, services, signal)
      if (cache.size >= maxCached) for (const oldest of [...cache.keys()].slice(0, maxCached / 10)) cache.delete(oldest)
      cache.delete(key)
      cache.set(key, { at: now(), value })
      return value
    },
  }
}

async function run(query: JsonObject | null, services: ApiServices, signal: AbortSignal): Promise<InsightResult> {
  if (!query) return notComputed
  const source = isJsonObject(query['source']) ? query['source'] : query
  try {
    const answer = await readRunner(source)(source, services, signal)
    const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : null)
    return {
      result: answer['results'] ?? null,
      columns: list(answer['columns']),
      types: list(answer['types']),
      hasMore: typeof answer['hasMore'] === 'boolean' ? answer['hasMore'] : null,
      hogql: typeof answer['hogql'] === 'string' ? answer['hogql'] : null,
      last_refresh: new Date(services.now()).toISOString(),
      is_cached: false,
    }
  } catch (error) {
    throw queryFailure(error)
  }
}
