import type { JsonObject } from '../../json.js'
import { validationError } from '../errors.js'
import type { QueryJobs, QueryStatus } from '../query/jobs.js'

/** What an insight's query gave, in an insight's spelling. */
export interface InsightResult {
  readonly result: unknown
  readonly columns: readonly string[] | null
  readonly types: readonly unknown[] | null
  readonly hasMore: boolean | null
  readonly hogql: string | null
  readonly resolved_date_range: unknown
  /** ISO 8601. */
  readonly last_refresh: string | null
  /** Until when the result counts as fresh. */
  readonly cache_target_age: string | null
  readonly next_allowed_client_refresh: string | null
  readonly is_cached: boolean
  /** The query that computes a newer result in the background, if one was started. */
  readonly query_status: QueryStatus | null
}

/** An insight nobody computed yet. */
export const notComputed: InsightResult = {
  result: null,
  columns: null,
  types: null,
  hasMore: null,
  hogql: null,
  resolved_date_range: null,
  last_refresh: null,
  cache_target_age: null,
  next_allowed_client_refresh: null,
  is_cached: false,
  query_status: null,
}

/**
 * What to do for an insight: `none` gives the last result, `cached` computes unless it is fresh, `forced` computes. The rest do it
 * in the background and give the last result meanwhile: `async` unless it is fresh, `lazy` only where there is none, `forced_async`
 * always; `async_or_wait` waits for the very first one.
 */
export type Refresh = 'none' | 'cached' | 'forced' | 'async' | 'lazy' | 'forced_async' | 'async_or_wait'

/** PostHog's words for them. https://posthog.com/docs/api/insights */
const refreshes: Readonly<Record<string, Refresh>> = {
  '': 'none',
  force_cache: 'none',
  false: 'none',
  '0': 'none',
  blocking: 'cached',
  force_blocking: 'forced',
  true: 'forced',
  '1': 'forced',
  async: 'async',
  lazy_async: 'lazy',
  force_async: 'forced_async',
  async_except_on_cache_miss: 'async_or_wait',
}

/** `?refresh=` of an insight or dashboard. Without one nothing is computed. */
export function readRefresh(url: URL): Refresh {
  const given = url.searchParams.get('refresh')?.toLowerCase() ?? ''
  const refresh = Object.hasOwn(refreshes, given) ? refreshes[given] : undefined
  if (refresh) return refresh
  throw validationError('invalid_choice', `"${given.slice(0, 50)}" is not a valid choice.`, 'refresh')
}

const freshMs = 60_000
const maxCached = 500

/** Last results, so that a page that is opened twice computes once. Lost at a restart, as a cache may be. */
export interface InsightResults {
  read(id: number, version: number, shownAs?: string): InsightResult
  /** `shownAs` names a form of the insight with other filters than its own, which has results of its own. */
  compute(
    insight: { id: number; version: number; query: JsonObject | null; shownAs?: string },
    options: { refresh: Refresh; signal: AbortSignal },
  ): Promise<InsightResult>
}

export interface InsightResultsOptions {
  /** Answers a query of any kind. */
  readonly run: (node: JsonObject, signal: AbortSignal) => Promise<JsonObject>
  readonly jobs: Pick<QueryJobs, 'start'>
  readonly now: () => number
}

export function createInsightResults({ run, jobs, now }: InsightResultsOptions): InsightResults {
  const cache = new Map<string, { readonly at: number; readonly value: InsightResult }>()
  const keyOf = (id: number, version: number, shownAs = '') => `${id}:${version}:${shownAs}`

  function keep(key: string, answer: JsonObject): InsightResult {
    const at = now()
    const value = toResult(answer, at)
    if (cache.size >= maxCached) for (const oldest of [...cache.keys()].slice(0, maxCached / 10)) cache.delete(oldest)
    cache.delete(key)
    cache.set(key, { at, value })
    return value
  }

  function isDue(refresh: Refresh, at: number | undefined): boolean {
    if (refresh === 'none') return false
    if (at === undefined || refresh === 'forced' || refresh === 'forced_async') return true
    return refresh !== 'lazy' && now() - at >= freshMs
  }

  return {
    read(id, version, shownAs) {
      const value = cache.get(keyOf(id, version, shownAs))?.value
      return value ? { ...value, is_cached: true } : notComputed
    },
    async compute({ id, version, query, shownAs }, { refresh, signal }) {
      const key = keyOf(id, version, shownAs)
      const at = cache.get(key)?.at
      if (!query || !isDue(refresh, at)) return this.read(id, version, shownAs)
      const waits = refresh === 'cached' || refresh === 'forced' || (refresh === 'async_or_wait' && at === undefined)
      if (waits) return keep(key, await run(query, signal))
      // The same insight asked for twice is computed once.
      const status = jobs.start(`insight_${key}`, async stop => {
        const answer = await run(query, stop)
        keep(key, answer)
        return answer
      })
      return { ...this.read(id, version, shownAs), query_status: status }
    },
  }
}

/** A query's answer in an insight's spelling. */
function toResult(answer: JsonObject, at: number): InsightResult {
  const iso = (time: number) => new Date(time).toISOString()
  return {
    result: answer['results'] ?? null,
    columns: (answer['columns'] as string[] | undefined) ?? null,
    types: (answer['types'] as unknown[] | undefined) ?? null,
    hasMore: (answer['hasMore'] as boolean | undefined) ?? null,
    hogql: (answer['hogql'] as string | undefined) ?? null,
    resolved_date_range: answer['resolved_date_range'] ?? null,
    last_refresh: iso(at),
    cache_target_age: iso(at + freshMs),
    next_allowed_client_refresh: iso(at),
    is_cached: false,
    query_status: null,
  }
}
