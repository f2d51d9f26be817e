'use client'

import { activeUsers, newPersons, topEvents, type TrendsInput, type WebStatsInput } from '../../api/insights/queries.js'
import type { InsightAnswers } from '../../api/insights/results.js'
import type { UseQueryResult } from '@tanstack/react-query'
import { useRead, type ReadOptions } from '../query/useRead.js'
import { useApiCaller } from '../query/runtime.js'
import { trendsQueryOptions, webStatsQueryOptions } from './computedQueryOptions.js'

type TrendsAnswer = InsightAnswers['TrendsQuery']

/** How far back, and whether to ask at all. */
export interface ReadyMadeOptions {
  /** Days up to now. Default 7. */
  readonly days?: number
  /** Default `true`. */
  readonly enabled?: boolean
}

/** How many to list. */
export interface TopOptions extends ReadyMadeOptions {
  /** Default 10. */
  readonly limit?: number
}

/** A number for each day. */
export interface DailyCounts {
  readonly days: readonly string[]
  readonly counts: readonly number[]
}

/** A name and its number. */
export interface TopEntry {
  readonly name: string
  readonly count: number
}

function toDaily({ results }: TrendsAnswer): DailyCounts {
  return { days: results[0]?.days ?? [], counts: results[0]?.data ?? [] }
}

function useTrend<TData>(
  hook: string,
  input: TrendsInput,
  options: Pick<ReadyMadeOptions, 'enabled'>,
  select: (answer: TrendsAnswer) => TData,
): UseQueryResult<TData> {
  const request: ReadOptions<TrendsAnswer, TData> = { select, enabled: options.enabled ?? true }
  return useRead<TrendsAnswer, TData>(trendsQueryOptions(useApiCaller(hook), input), request)
}

/** Persons who did anything on each day: `useActiveUsers({ days: 30 })`. With `event`, who did that. */
export function useActiveUsers({ days = 7, event, ...options }: ReadyMadeOptions & { readonly event?: string } = {}) {
  return useTrend('useActiveUsers', activeUsers(days, event ?? null), options, toDaily)
}

/** Persons whose first event ever was on each day. */
export function useNewPersons({ days = 7, ...options }: ReadyMadeOptions = {}) {
  return useTrend('useNewPersons', newPersons(days), options, toDaily)
}

const toTopEvents = ({ results }: TrendsAnswer): TopEntry[] =>
  results.map(({ breakdown_value: name, aggregated_value: count }) => ({ name: String(name), count: count ?? 0 }))

/** The most frequent events, the most frequent first. */
export function useTopEvents({ days = 7, limit = 10, ...options }: TopOptions = {}) {
  return useTrend('useTopEvents', topEvents(days, limit), options, toTopEvents)
}

/** A page and its visitors. */
export interface TopPage {
  readonly path: string
  readonly visitors: number
  readonly views: number
}

type WebStatsAnswer = InsightAnswers['WebStatsTableQuery']

const toTopPages = ({ results }: WebStatsAnswer): TopPage[] =>
  results.map(([path, visitors, views]) => ({ path: path ?? '', visitors: visitors?.[0] ?? 0, views: views?.[0] ?? 0 }))

/** The pages with the most visitors. */
export function useTopPages({ days = 7, limit = 10, enabled = true }: TopOptions = {}): UseQueryResult<TopPage[]> {
  const input: WebStatsInput = { breakdownBy: 'Page', properties: [], dateRange: { date_from: `-${days}d` }, limit }
  const request: ReadOptions<WebStatsAnswer, TopPage[]> = { select: toTopPages, enabled }
  return useRead<WebStatsAnswer, TopPage[]>(webStatsQueryOptions(useApiCaller('useTopPages'), input), request)
}
